/** Whether the last line of a table is the sum of the others, where it plainly is meant to be. */
import type { CheckedTable } from './checked.ts'
import { compareDecimals, sumDigits, toDecimal } from './decimals.ts'

/**
 * One total over plain rows: where at least half of its columns are the sums of the rows, but for what rounding each row may have cost, the others
 * are meant to be; those that are not keep the total in quarantine. Totals of groups within groups claim nothing here.
 */
export function holdTotal(table: CheckedTable, number: number): CheckedTable {
  const totals = table.accepted.filter(({ kind }) => kind === 'total')
  const [total] = totals
  if (!total || totals.length > 1 || table.quarantined > 0) return table
  const rows = table.accepted.filter((row) => row !== total)
  const sums = table.contract.fields.flatMap(({ name, type }, at) => {
    const value = total.values[at]
    if ((type !== 'integer' && type !== 'number') || typeof value !== 'string') return []
    const parts = rows.flatMap((row) => (typeof row.values[at] === 'string' ? [row.values[at]] : []))
    return [{ name, value, isSum: isSum(value, parts) }]
  })
  const wrong = sums.filter(({ isSum }) => !isSum)
  if (wrong.length === 0 || wrong.length * 2 > sums.length) return table
  return {
    ...table,
    accepted: rows,
    quarantined: 1,
    wrong: wrong.map(({ name, value }) => ({
      table: number,
      row: total.at,
      column: name,
      value,
      reason: 'not-the-sum' as const,
    })),
  }
}

/** Half a unit of its last digit is what each rounded part may be away. */
function isSum(total: string, parts: string[]): boolean {
  const scale = Math.max(...[total, ...parts].map((digits) => toDecimal(digits).scale))
  const difference = toDecimal(sumDigits([...parts, total.startsWith('-') ? total.slice(1) : `-${total}`]))
  const away = { ...difference, units: difference.units < 0n ? -difference.units : difference.units }
  return compareDecimals(away, { units: BigInt(parts.length) * 5n, scale: scale + 1 }) <= 0
}
