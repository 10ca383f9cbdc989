/** A form is set at the largest size at which it stands on one page, without setting the page once for each size there is. */

/** Where the contents of a form begin and end, and at which size they were set, in points (`fit` in `forms/common.typ`). */
export interface Edge {
  page: number
  y: number
  /** Of the room there is. */
  height: number
  size: number
  /** The sizes the form may have, the largest first. */
  sizes: number[]
  /** Where no size fits, it is set at the largest and goes on over the next page. */
  mayGoOn: boolean
}

/** What moved whole to the next page, for it does not break: about so much of a page is not the contents' own. */
const moved = 0.2

/**
 * Sets a document at the size the template reckons, and again where that was wrong: smaller until it fits, larger where there is room
 * for a size two steps up. The same contents give the same size. What has no edges is set once.
 */
export function fitted<Set>(set: (size?: number) => Set, edgesOf: (set: Set) => Edge[]): Set {
  let document = set()
  let largest = Number.POSITIVE_INFINITY
  let fits: { document: Set; index: number } | undefined
  for (;;) {
    const [start, end] = edgesOf(document)
    if (!start || !end) return document
    const { sizes, size, height, mayGoOn } = end
    const index = sizes.indexOf(size)
    const full = end.page - start.page + (end.y - start.y) / height
    let next: number
    if (end.page === start.page) {
      fits = { document, index }
      const wished = size * Math.sqrt(0.96 / full)
      next = sizes.findIndex((one) => one <= wished && one < largest)
      if (next === -1 || next > index - 2) return document
    } else {
      largest = size
      if (index === sizes.length - 1) return fits?.document ?? (mayGoOn ? set(sizes[0]) : document)
      const wished = size / Math.sqrt(Math.max(1, full - moved))
      const near = sizes.findIndex((one) => one <= wished)
      if (near === -1 && mayGoOn) return index === 0 ? document : set(sizes[0])
      next = near === -1 ? sizes.length - 1 : Math.max(index + 1, near)
      if (fits && next >= fits.index) return fits.document
    }
    document = set(sizes[next])
  }
}
