/** Attributes of a document's nodes read from HTML: the editor's own, and what is pasted from Word and from pages. */
import { alignments, BlockId } from './body.ts'

/** The id of a block that was drawn by `schema`. */
export function readBlock(dom: HTMLElement): { id: string | null } {
  const id = dom.getAttribute('data-id')
  return { id: BlockId.safeParse(id).success ? id : null }
}

export function readAlign(dom: HTMLElement): { id: string | null; align: string } {
  const said = dom.getAttribute('data-align') || dom.style.textAlign || dom.getAttribute('align') || ''
  const align = said === 'start' ? 'left' : said === 'end' ? 'right' : said.toLowerCase()
  // Pasted text that says nothing, or left as programs say it by themselves, is set as a document is: justified.
  const kept = alignments.find((one) => one === align && (one !== 'left' || dom.hasAttribute('data-align')))
  return { ...readBlock(dom), align: kept ?? 'justify' }
}

export function readItem(dom: HTMLElement): { id: string | null; ordered: boolean; level: number } {
  const own = Number(dom.getAttribute('data-level'))
  if (own)
    return { ...readBlock(dom), ordered: dom.getAttribute('data-ordered') === 'true', level: within(own) }
  let level = 0
  for (let above = dom.parentElement; above; above = above.parentElement)
    if (/^(ul|ol)$/i.test(above.nodeName)) level += 1
  return { id: null, ordered: dom.parentElement?.nodeName.toLowerCase() === 'ol', level: within(level) }
}

const within = (level: number): number => Math.min(4, Math.max(1, Math.round(level)))

export function readCell(dom: HTMLElement): {
  colspan: number
  rowspan: number
  header: boolean
  colwidth: number[] | null
} {
  const span = (name: string) => Math.max(1, Math.round(Number(dom.getAttribute(name))) || 1)
  const colspan = span('colspan')
  const widths = dom.getAttribute('data-colwidth')?.split(',').map(Number)
  const whole = widths?.length === colspan && widths.every((width) => width >= 0)
  return {
    colspan,
    rowspan: span('rowspan'),
    header: dom.nodeName.toLowerCase() === 'th',
    colwidth: widths && whole ? widths : null,
  }
}

export function readCitation(dom: HTMLElement): Record<string, string> {
  const said = (name: string) => dom.getAttribute(`data-${name}`) ?? ''
  return {
    type: said('type'),
    symbol: said('symbol'),
    date: said('date'),
    organ: said('organ'),
    title: said('title'),
  }
}

export function readMention(dom: HTMLElement): { of: string; ref: string; label: string } {
  return {
    of: dom.getAttribute('data-mention') ?? 'agency',
    ref: dom.getAttribute('data-ref') ?? '',
    label: dom.textContent ?? '',
  }
}

/** Word's own page break; any other `br` ends a line. */
export function readPage(dom: HTMLElement): { id: null } | false {
  const breaks = /page-break-before:\s*always/i.test(dom.getAttribute('style') ?? '')
  return breaks ? { id: null } : false
}
