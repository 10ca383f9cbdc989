/** Numbers typed or pasted as letters (`Điều 3.`, `1.`, `a)`, `-`) become what they mean: the program counts itself. */

type Kind = 'article' | 'clause' | 'point' | 'basis' | 'chapter' | 'dash' | 'plus'

const patterns: [Kind, RegExp][] = [
  ['article', /^Điều\s+\d{1,3}\s*[.:]?\s*/i],
  ['chapter', /^Chương\s+[IVXLC]{1,8}\s*[.:]?\s*$/],
  ['clause', /^\d{1,3}\.\s+(?=\S)/],
  ['point', /^[a-zđ]\)\s+(?=\S)/],
  ['basis', /^Căn cứ\s/],
  ['dash', /^[-–—•·]\s+(?=\S)/],
  ['plus', /^\+\s+(?=\S)/],
]

/** Marks the paragraphs of this element that begin with a number as the blocks they are; returns how many numbers were taken. */
export function recogniseNumbers(root: HTMLElement): number {
  let taken = 0
  let inArticle = false
  for (const line of root.querySelectorAll<HTMLElement>('p, li > p')) {
    const text = line.textContent ?? ''
    const start = text.trimStart().slice(0, 40)
    const found = patterns.find(([, pattern]) => pattern.test(start))
    const isInTable = line.closest('table') !== null
    if (!found) continue
    const [kind, pattern] = found
    if (isInTable && kind !== 'dash' && kind !== 'plus') continue
    if (kind === 'article') inArticle = true
    // A number outside any article may be a sum or a list of its own; there it is a line of a list.
    const block = kind === 'clause' && !inArticle ? 'ordered' : kind
    if (kind === 'basis') {
      mark(line, 'basis')
      continue
    }
    const length = text.length - text.trimStart().length + (pattern.exec(text.trimStart())?.[0].length ?? 0)
    cut(line, length)
    mark(line, block)
    taken += 1
    if (kind === 'chapter') takeTitle(line)
  }
  return taken
}

/** The title of a chapter stands on the line after its number. */
function takeTitle(line: HTMLElement): void {
  const next = line.nextElementSibling
  if (next?.nodeName !== 'P' || patterns.some(([, pattern]) => pattern.test((next.textContent ?? '').trim())))
    return
  line.append(...next.childNodes)
  next.remove()
}

function mark(line: HTMLElement, kind: Kind | 'ordered'): void {
  if (kind === 'dash' || kind === 'plus' || kind === 'ordered') {
    line.setAttribute('data-block', 'item')
    line.setAttribute('data-ordered', String(kind === 'ordered'))
    line.setAttribute('data-level', kind === 'plus' ? '2' : '1')
    return
  }
  if (kind !== 'chapter') {
    line.setAttribute('data-block', kind)
    return
  }
  const heading = line.ownerDocument.createElement('h2')
  heading.setAttribute('data-block', kind)
  heading.append(...line.childNodes)
  line.replaceWith(heading)
}

/** Takes so many letters from the beginning, whatever they are marked with. */
function cut(line: HTMLElement, length: number): void {
  const walker = line.ownerDocument.createTreeWalker(line, NodeFilter.SHOW_TEXT)
  let left = length
  const texts: Text[] = []
  while (walker.nextNode()) texts.push(walker.currentNode as Text)
  for (const text of texts) {
    if (left <= 0) return
    const part = Math.min(left, text.data.length)
    text.data = text.data.slice(part)
    left -= part
  }
}
