/** Names of columns from headings of one row or several. */
import { type Cell, type GridRow, isBlank, shownCell } from '../read/grid.ts'

/** What parts the levels of a heading. */
export const levelMark = ' – '

export function nameColumns(heading: GridRow[], used: readonly number[]): { name: string; at: number }[] {
  const taken = new Map<string, number>()
  return used.map((at) => {
    const words = heading.map((row, level) => headOf(row, at, heading.slice(level + 1)))
    const name = [...new Set(words.filter((word) => word !== ''))].join(levelMark) || `cột ${at + 1}`
    const count = (taken.get(name) ?? 0) + 1
    taken.set(name, count)
    return { name: count > 1 ? `${name} (${count})` : name, at }
  })
}

/** What heads a column in one row: its own word, the one merged over it, or the one to its left that stands over several. */
function headOf({ cells }: GridRow, at: number, below: GridRow[]): string {
  const own = cells[at]
  if (!isBlank(own)) return oneLine(own)
  if (typeof own === 'object' && own !== null && 'merged' in own) return oneLine(own.merged)
  if (!below.some((row) => !isBlank(row.cells[at]))) return ''
  for (let left = at - 1; left >= 0; left--) {
    if (!isBlank(cells[left]))
      return below.some((row) => !isBlank(row.cells[left])) ? oneLine(cells[left]) : ''
  }
  return ''
}

function oneLine(cell: Cell | undefined): string {
  return shownCell(cell).replace(/\s+/g, ' ').slice(0, 300)
}
