/** Where sentences of a text end: at the end of a line, and after a full stop that is none of an abbreviation. */

const longest = 1000

/** The sentences in their order; one that would be a page long is cut at a space. */
export function sentencesOf(text: string): string[] {
  return text.split('\n').flatMap(partsOf).flatMap(cut)
}

function partsOf(line: string): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = 1; at < line.length - 1; at++) {
    const character = line[at]
    if (
      (character === '.' || character === '!' || character === '?' || character === ';') &&
      endsHere(line, at)
    ) {
      parts.push(line.slice(from, at + 1).trim())
      from = at + 1
    }
  }
  parts.push(line.slice(from).trim())
  return parts.filter((part) => part !== '')
}

/** `TP. Huế`, `Q. 1`, `05. 2026` go on; `… có hiệu lực. Các` does not. */
function endsHere(line: string, at: number): boolean {
  if (line[at + 1] !== ' ') return false
  if (line[at] !== '.') return true
  return /\p{Ll}/u.test(line[at - 1] ?? '') && /\p{L}/u.test(line[at - 2] ?? '')
}

function cut(sentence: string): string[] {
  const parts: string[] = []
  let rest = sentence
  while (rest.length > longest) {
    const space = rest.lastIndexOf(' ', longest)
    const end = space > longest / 2 ? space : longest
    parts.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return [...parts, rest]
}
