/** Text pasted from Word and from pages: what our text can hold, and a list of what fell away. Linear in its length. */
import type { Node } from 'prosemirror-model'
import { bodyLimits } from '#shared/document/body.ts'
import { recogniseNumbers } from './recognise-numbers.ts'

/** What was dropped, by its word in `m.documents.edit.paste.dropped`, and how often. */
type Dropped = [what: string, count: number][]

type PasteProblem = { kind: 'too_long'; pages: number } | { kind: 'too_many_blocks' } | { kind: 'unreadable' }

export interface Pasted {
  problem?: PasteProblem
  dropped: Dropped
}

/** About so much stands on a page of A4 at 14 points. */
export const lettersPerPage = 2200
/** HTML of Word is up to twenty times as long as its words; more than this is no text. */
const mostHtml = 24 << 20

/** Why the clipboard cannot be taken, found before any of it is read; undefined where it can. */
export function pasteProblem(clipboard: DataTransfer | null, doc: Node): PasteProblem | undefined {
  const text = clipboard?.getData('text/plain') ?? ''
  const html = clipboard?.getData('text/html') ?? ''
  if (doc.textContent.length + text.length > bodyLimits.characters)
    return { kind: 'too_long', pages: Math.max(1, Math.round(text.length / lettersPerPage)) }
  if (html.length > mostHtml) return { kind: 'unreadable' }
  let lines = doc.childCount
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1
  return lines > bodyLimits.blocks ? { kind: 'too_many_blocks' } : undefined
}

/** Elements whose words are kept and which themselves say nothing here. */
const gone: Record<string, string> = {
  IMG: 'picture',
  'V:SHAPE': 'picture',
  'V:IMAGEDATA': 'picture',
  SVG: 'picture',
  CANVAS: 'picture',
  VIDEO: 'picture',
  OBJECT: 'picture',
  DEL: 'deleted',
  INPUT: 'field',
  BUTTON: 'field',
  SELECT: 'field',
  TEXTAREA: 'field',
  IFRAME: 'field',
}
const silent = new Set([
  'SCRIPT',
  'STYLE',
  'META',
  'LINK',
  'TITLE',
  'XML',
  'O:P',
  'W:SDT',
  'NOSCRIPT',
  'TEMPLATE',
])

/** The same text with nothing in it but what the schema reads. */
export function cleanPaste(html: string): { html: string; dropped: Dropped } {
  const doc = new DOMParser().parseFromString(withStylesAsData(html), 'text/html')
  // What was copied from a text of ours says so, and is as it should be.
  if (doc.querySelector('[data-pm-slice]')) return { html, dropped: [] }
  const counts = new Map<string, number>()
  const drop = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT)
  const all: globalThis.Node[] = []
  while (walker.nextNode()) all.push(walker.currentNode)
  for (const node of all) if (doc.body.contains(node)) clean(node, drop)
  for (let count = recogniseNumbers(doc.body); count > 0; count -= 1) drop('number')
  return { html: doc.body.innerHTML, dropped: [...counts] }
}

/** No style of others is ever applied, which the page's content policy forbids and reports: it is kept beside, to be read. */
function withStylesAsData(html: string): string {
  return html
    .replace(/<(\/?)style\b/gi, '<$1template')
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle=/gi, ' data-style='))
}

function clean(node: globalThis.Node, drop: (what: string) => void): void {
  if (!(node instanceof HTMLElement || node instanceof SVGElement)) {
    node.parentNode?.removeChild(node)
    return
  }
  const name = node.nodeName.toUpperCase()
  const style = node.getAttribute('data-style') ?? ''
  const kind = node.getAttribute('class') ?? ''
  if (silent.has(name)) {
    unwrapOrRemove(node, name === 'O:P')
    return
  }
  const what = gone[name]
  if (what) {
    drop(what)
    node.remove()
    return
  }
  if (/mso-element:\s*comment|MsoCommentReference|MsoCommentText/i.test(`${style} ${kind}`)) {
    drop('comment')
    node.remove()
    return
  }
  if (/mso-list:\s*ignore/i.test(style)) {
    // The number of a list, typed out by Word: read again from the words before them.
    node.replaceWith(`${(node.textContent ?? '').trim()} `)
    return
  }
  if (name === 'A') {
    if (/mso-footnote-id|^_ftn/i.test(`${style} ${node.getAttribute('name') ?? ''}`)) {
      drop('footnote')
      node.remove()
      return
    }
    if (node.getAttribute('href')) drop('link')
    unwrapOrRemove(node, true)
    return
  }
  if (name === 'TABLE' && node.parentElement?.closest('table')) {
    drop('nested')
    const lines = [...node.querySelectorAll('tr')].map((row) => {
      const line = node.ownerDocument.createElement('p')
      line.textContent = (row.textContent ?? '').replace(/\s+/g, ' ').trim()
      return line
    })
    node.replaceWith(...lines)
    return
  }
  if (/font-family:[^;]*\.vn/i.test(style) || /^\.vn/i.test(node.getAttribute('face') ?? '')) drop('oldFont')
  if (name === 'FONT' || /(^|;)\s*(color|font-size|font-family|background)/i.test(style)) drop('style')
  keepMeaning(node, style)
}

/** Marks that Word writes as style become the elements the schema reads: a page of ours may not read style itself. */
function keepMeaning(node: Element, style: string): void {
  const wraps: string[] = []
  if (/font-weight:\s*(bold|[6-9]00)/i.test(style)) wraps.push('strong')
  if (/font-style:\s*italic/i.test(style)) wraps.push('em')
  if (/text-decoration[^;]*underline/i.test(style)) wraps.push('u')
  if (/vertical-align:\s*super/i.test(style)) wraps.push('sup')
  if (/vertical-align:\s*sub\b/i.test(style)) wraps.push('sub')
  const side = /text-align:\s*(left|center|right|justify)/i.exec(style)?.[1] ?? node.getAttribute('align')
  const spans = ['colspan', 'rowspan'].map((name) => [name, node.getAttribute(name)] as const)
  for (const { name } of [...node.attributes]) node.removeAttribute(name)
  for (const [name, value] of spans) if (value) node.setAttribute(name, value)
  if (side && /^P$|^DIV$/.test(node.nodeName)) node.setAttribute('align', side.toLowerCase())
  for (const wrap of wraps) {
    const inner = node.ownerDocument.createElement(wrap)
    inner.append(...node.childNodes)
    node.append(inner)
  }
}

function unwrapOrRemove(node: Element, keepsWords: boolean): void {
  if (keepsWords) node.replaceWith(...node.childNodes)
  else node.remove()
}
