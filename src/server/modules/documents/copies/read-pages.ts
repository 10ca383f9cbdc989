/**
 * The pages that somebody typed, `1, 3-5`, in their order and each once; undefined where it says anything else, or names a page that is not
 * among so many.
 */
export function readPages(typed: string, count: number): number[] | undefined {
  const pages = new Set<number>()
  for (const part of typed.split(/[,;]/)) {
    const ends = part.split(/[-–]/).map((end) => end.trim())
    if (ends.length > 2 || !ends.every((end) => /^\d{1,4}$/.test(end))) return undefined
    const [from = 0, to = from] = ends.map(Number)
    if (from < 1 || to < from || to > count) return undefined
    for (let page = from; page <= to; page += 1) pages.add(page)
  }
  return [...pages].sort((one, other) => one - other)
}
