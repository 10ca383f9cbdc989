/** What describes the numbers of a column as a whole. */
import { type Datum, ExpectationUnusable } from './model.ts'

/** The known values, which must be numbers; yes counts 1, no 0. */
export function numbersOf(column: readonly Datum[]): number[] {
  return column.flatMap((value) => {
    if (value === null) return []
    if (typeof value === 'boolean') return [value ? 1 : 0]
    if (typeof value !== 'number') throw new ExpectationUnusable('the column is not of numbers')
    return [value]
  })
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}

export function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length
}

/** Standard deviation of a sample. */
export function deviation(numbers: readonly number[]): number {
  const middle = mean(numbers)
  return Math.sqrt(sum(numbers.map((number) => (number - middle) ** 2)) / (numbers.length - 1))
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper
}

/** The value so much of all lie at or below: one that stands there, the lower of two. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
}
