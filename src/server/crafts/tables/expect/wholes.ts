/** Expectations of a column or a table as a whole. */
import {
  type Arguments,
  type Columns,
  columnOf,
  compareData,
  type Datum,
  ExpectationUnusable,
  isWithin,
  keyOfDatum,
  listOf,
  numberOf,
  type Outcome,
  requireBounds,
  setOf,
} from './model.ts'
import { deviation, mean, median, numbersOf, quantile, sum } from './statistics.ts'

type Whole = (columns: Columns, given: Arguments) => Outcome

const known = (column: readonly Datum[]) => column.filter((value) => value !== null)

/** Without bounds it is only observed. */
function within(observed: Datum, given: Arguments): Outcome {
  const isBound = (given.min_value ?? given.max_value ?? null) !== null
  if (!isBound) return { success: true, unexpected: [], observed }
  requireBounds(given)
  // Of nothing there is no least, no mean.
  const isKnown = observed !== null && !Number.isNaN(observed)
  return {
    success: isKnown && isWithin(observed, given),
    unexpected: [],
    observed: isKnown ? observed : null,
  }
}

const figure =
  (count: (numbers: number[]) => number, needsBounds = false): Whole =>
  (columns, given) => {
    if (needsBounds) requireBounds(given)
    return within(count(numbersOf(columnOf(columns, given.column))), given)
  }

/** The least, or with -1 the greatest, of what can be compared. */
const extreme =
  (sign: 1 | -1): Whole =>
  (columns, given) => {
    requireBounds(given)
    const values = known(columnOf(columns, given.column))
    const [first = null, ...rest] = values
    return within(
      rest.reduce((best, value) => (sign * compareData(value, best) < 0 ? value : best), first),
      given,
    )
  }

function distinct(columns: Columns, { column }: Arguments): Map<string, { value: Datum; count: number }> {
  const found = new Map<string, { value: Datum; count: number }>()
  for (const value of known(columnOf(columns, column))) {
    const key = keyOfDatum(value)
    const one = found.get(key) ?? { value, count: 0 }
    one.count += 1
    found.set(key, one)
  }
  return found
}

const set =
  (holds: (found: Set<string>, given: Set<string>) => boolean): Whole =>
  (columns, given) => {
    const found = distinct(columns, given)
    const observed = [...found.values()].map(({ value }) => value)
    if (given.value_set === undefined || given.value_set === null)
      return { success: true, unexpected: [], observed }
    return {
      success: holds(new Set(found.keys()), setOf(listOf(given.value_set, 'value_set'))),
      unexpected: [],
      observed,
    }
  }

const count = (observed: number, given: Arguments): Outcome => {
  const bounds = {
    ...given,
    min_value: numberOf(given.min_value, 'min_value'),
    max_value: numberOf(given.max_value, 'max_value'),
  }
  return within(observed, bounds)
}

const equals = (observed: number, { value }: Arguments): Outcome => {
  const wanted = numberOf(value, 'value')
  if (wanted === undefined || !Number.isInteger(wanted))
    throw new ExpectationUnusable('value is no whole number')
  return { success: observed === wanted, unexpected: [], observed }
}

const rowsOf = (columns: Columns) => [...columns.values()][0]?.length ?? 0

export const wholes: Record<string, Whole> = {
  expect_column_min_to_be_between: extreme(1),
  expect_column_max_to_be_between: extreme(-1),
  expect_column_mean_to_be_between: figure(mean),
  expect_column_median_to_be_between: figure(median),
  expect_column_stdev_to_be_between: figure(deviation),
  expect_column_sum_to_be_between: figure(sum, true),
  expect_column_unique_value_count_to_be_between: (columns, given) =>
    count(distinct(columns, given).size, given),
  expect_column_proportion_of_unique_values_to_be_between: (columns, given) => {
    const all = known(columnOf(columns, given.column)).length
    return within(all === 0 ? null : distinct(columns, given).size / all, given)
  },
  expect_column_distinct_values_to_be_in_set: set((found, given) => found.isSubsetOf(given)),
  expect_column_distinct_values_to_contain_set: set((found, given) => given.isSubsetOf(found)),
  expect_column_distinct_values_to_equal_set: set(
    (found, given) => found.isSubsetOf(given) && given.isSubsetOf(found),
  ),
  expect_column_most_common_value_to_be_in_set: (columns, given) => {
    const found = [...distinct(columns, given).values()]
    const most = Math.max(...found.map((one) => one.count))
    const common = found.filter((one) => one.count === most).map(({ value }) => value)
    const wanted = setOf(listOf(given.value_set, 'value_set'))
    const holds = (value: Datum) => wanted.has(keyOfDatum(value))
    const success = given.ties_okay === true ? common.some(holds) : common.length === 1 && common.every(holds)
    return { success, unexpected: [], observed: common }
  },
  expect_column_quantile_values_to_be_between: (columns, given) => {
    const { quantiles, value_ranges } = (given.quantile_ranges ?? {}) as {
      quantiles?: unknown
      value_ranges?: unknown
    }
    const numbers = numbersOf(columnOf(columns, given.column))
    const observed = listOf(quantiles, 'quantiles').map((share) => quantile(numbers, Number(share)))
    const ranges = listOf(value_ranges, 'value_ranges') as unknown as [Datum, Datum][]
    const success = observed.every((value, at) => {
      const [min_value, max_value] = ranges[at] ?? [null, null]
      return isWithin(value, { min_value, max_value })
    })
    return { success, unexpected: [], observed }
  },
  expect_column_to_exist: (columns, { column, column_index }) => {
    const at = [...columns.keys()].indexOf(String(column))
    const wanted = numberOf(column_index, 'column_index')
    return { success: at >= 0 && (wanted === undefined || wanted === at), unexpected: [] }
  },
  expect_table_row_count_to_be_between: (columns, given) => count(rowsOf(columns), given),
  expect_table_row_count_to_equal: (columns, given) => equals(rowsOf(columns), given),
  expect_table_column_count_to_be_between: (columns, given) => count(columns.size, given),
  expect_table_column_count_to_equal: (columns, given) => equals(columns.size, given),
  expect_table_columns_to_match_ordered_list: (columns, { column_list }) => {
    const observed = [...columns.keys()]
    if (column_list === null || column_list === undefined) return { success: true, unexpected: [], observed }
    const wanted = listOf(column_list, 'column_list')
    return {
      success: wanted.length === observed.length && wanted.every((name, at) => name === observed[at]),
      unexpected: [],
      observed,
    }
  },
  expect_table_columns_to_match_set: (columns, { column_set, exact_match }) => {
    const observed = [...columns.keys()]
    if (column_set === null || column_set === undefined)
      return { success: exact_match !== true, unexpected: [], observed }
    const wanted = new Set(listOf(column_set, 'column_set').map(String))
    const found = new Set(observed)
    const isWhole = wanted.isSubsetOf(found)
    return {
      success: exact_match === false ? isWhole : isWhole && found.isSubsetOf(wanted),
      unexpected: [],
      observed,
    }
  },
}
