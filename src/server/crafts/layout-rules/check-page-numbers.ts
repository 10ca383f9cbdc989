/** Số trang: NĐ 30/2020/NĐ-CP Phụ lục I, mục I.7. */
import type { Found, Judged } from './findings.ts'
import type { PageModel, PageNumber } from './model.ts'
import type { Expectation } from './rules.ts'

type What = Extract<Expectation, { kind: 'pageNumber' }>['what']

export function checkPageNumbers(what: What, { pageNumbers, pages, paragraphs, format }: PageModel): Judged {
  if (pageNumbers === undefined) return undefined
  if (what === 'first')
    return pageNumbers.filter(({ page }) => page === 1).map((one) => at(one, state('shown')))
  const others = pageNumbers.filter(({ page }) => page > 1)
  if (what === 'others') {
    if (pages === undefined || pages < 2) return undefined
    // An appendix, or what is issued with a document, is numbered anew, and its first page has none either.
    const begins = new Set(
      paragraphs.flatMap(({ role, page }) => (role === 'appendix' || role === 'type' ? [page] : [])),
    )
    return missing(others, format === 'docx' ? 2 : pages, begins)
  }
  if (others.length === 0) return undefined
  return others.flatMap((one) => {
    const found = wrong(what, one)
    return found ? [at(one, found)] : []
  })
}

const state = (state: Extract<Found, { kind: 'state' }>['state']): Found => ({ kind: 'state', state })
const at = (one: PageNumber, found: Found) => ({
  found,
  place: { page: one.page, box: one.box, words: one.text },
})

/** A page without its number in Arabic, once. */
function missing(
  others: readonly PageNumber[],
  pages: number,
  begins: ReadonlySet<number | undefined>,
): NonNullable<Judged> {
  const roman = others.find(({ text }) => !/^\D?\d+\D?$/.test(text.trim()))
  if (roman) return [at(roman, { kind: 'words', words: roman.text })]
  for (let page = 2; page <= pages; page++) {
    if (!begins.has(page) && !others.some((one) => one.page === page))
      return [{ found: state('missing'), place: { page } }]
  }
  return []
}

function wrong(what: What, { align, above, run }: PageNumber): Found | undefined {
  if (what === 'centred') return align === undefined || align === 'center' ? undefined : state(align)
  if (what === 'above') return above ? undefined : state('below')
  if (what === 'upright') return run.italic ? state('italic') : undefined
  const { size } = run
  const isOther = size !== undefined && (size < 12.74 || size > 14.26)
  return what === 'size' && isOther ? { kind: 'points', value: size } : undefined
}
