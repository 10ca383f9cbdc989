/** Expectations of each value or row: what does not meet one can be named. */
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
import { compileFormat, compilePattern } from './patterns.ts'
import { deviation, mean, numbersOf } from './statistics.ts'

/** Of one column: makes from the arguments what is asked of each value that is known. */
type ValueTest = (given: Arguments, column: readonly Datum[]) => (value: Datum, at: number) => boolean

const textOf = (value: Datum): string => {
  if (typeof value !== 'string') throw new ExpectationUnusable('a pattern needs text')
  return value
}

function repeatsOf(column: readonly Datum[]): Set<string> {
  const [seen, repeated] = [new Set<string>(), new Set<string>()]
  for (const value of column) {
    const key = keyOfDatum(value)
    if (seen.has(key)) repeated.add(key)
    seen.add(key)
  }
  return repeated
}

/** Each value against the known one before it. */
function ordered(sign: 1 | -1): ValueTest {
  return ({ strictly }, column) => {
    let before: Datum = null
    const results = column.map((value) => {
      if (value === null) return true
      const step = before === null ? 1 : sign * compareData(value, before)
      before = value
      return strictly === true ? step > 0 : step >= 0
    })
    return (_, at) => results[at] ?? true
  }
}

const anyOf =
  (tests: ((text: string) => boolean)[], given: Arguments) =>
  (value: Datum): boolean =>
    given.match_on === 'all'
      ? tests.every((test) => test(textOf(value)))
      : tests.some((test) => test(textOf(value)))

export const valueTests: Record<string, ValueTest> = {
  expect_column_values_to_be_between: (given) => {
    requireBounds(given)
    return (value) => isWithin(value, given)
  },
  expect_column_values_to_be_in_set: ({ value_set }) => {
    const set =
      value_set === null || value_set === undefined ? undefined : setOf(listOf(value_set, 'value_set'))
    return (value) => set?.has(keyOfDatum(value)) ?? true
  },
  expect_column_values_to_not_be_in_set: ({ value_set }) => {
    const set = setOf(listOf(value_set, 'value_set'))
    return (value) => !set.has(keyOfDatum(value))
  },
  expect_column_values_to_be_unique: (_, column) => {
    const repeated = repeatsOf(column.filter((value) => value !== null))
    return (value) => !repeated.has(keyOfDatum(value))
  },
  expect_column_value_lengths_to_be_between: ({ min_value, max_value, ...strict }) => {
    const bounds = {
      min_value: numberOf(min_value, 'min_value'),
      max_value: numberOf(max_value, 'max_value'),
      ...strict,
    }
    if ((min_value ?? max_value ?? null) === null)
      throw new ExpectationUnusable('min_value and max_value are missing')
    return (value) => isWithin([...textOf(value)].length, bounds)
  },
  expect_column_value_lengths_to_equal: ({ value: length }) => {
    const wanted = numberOf(length, 'value')
    return (value) => [...textOf(value)].length === wanted
  },
  expect_column_values_to_match_regex: ({ regex }) => {
    const matches = compilePattern(regex)
    return (value) => matches(textOf(value))
  },
  expect_column_values_to_not_match_regex: ({ regex }) => {
    const matches = compilePattern(regex)
    return (value) => !matches(textOf(value))
  },
  expect_column_values_to_match_regex_list: (given) =>
    anyOf(listOf(given.regex_list, 'regex_list').map(compilePattern), given),
  expect_column_values_to_not_match_regex_list: ({ regex_list }) => {
    const tests = listOf(regex_list, 'regex_list').map(compilePattern)
    return (value) => !tests.some((matches) => matches(textOf(value)))
  },
  expect_column_values_to_match_strftime_format: ({ strftime_format }) => {
    const matches = compileFormat(strftime_format)
    return (value) => matches(textOf(value))
  },
  expect_column_values_to_be_json_parseable: () => (value) => {
    if (typeof value !== 'string') return false
    try {
      JSON.parse(value)
      return true
    } catch {
      return false
    }
  },
  expect_column_values_to_be_increasing: ordered(1),
  expect_column_values_to_be_decreasing: ordered(-1),
  expect_column_value_z_scores_to_be_less_than: ({ threshold, double_sided }, column) => {
    const limit = numberOf(threshold, 'threshold') ?? Number.NaN
    const numbers = numbersOf(column)
    const [middle, spread] = [mean(numbers), deviation(numbers)]
    return (value) => {
      const score = (Number(value) - middle) / spread
      return (double_sided === true ? Math.abs(score) : score) < limit
    }
  },
}

/** Of several columns: makes from the arguments what is asked of each row, and which rows are asked. */
type RowTest = (given: Arguments, columns: readonly (readonly Datum[])[]) => (row: Datum[]) => boolean

export const rowTests: Record<string, RowTest> = {
  expect_column_pair_values_to_be_equal:
    () =>
    ([one = null, other = null]) =>
      keyOfDatum(one) === keyOfDatum(other),
  expect_column_pair_values_a_to_be_greater_than_b:
    ({ or_equal }) =>
    ([one = null, other = null]) => {
      const above = compareData(one, other)
      return or_equal === true ? above >= 0 : above > 0
    },
  expect_column_pair_values_to_be_in_set: ({ value_pairs_set }) => {
    const set = new Set(
      listOf(value_pairs_set, 'value_pairs_set').map((pair) => keyOfRow(pair as unknown as Datum[])),
    )
    return (row) => set.has(keyOfRow(row))
  },
  expect_compound_columns_to_be_unique: (_, columns) => {
    const rows = (columns[0] ?? []).map((_value, at) => columns.map((column) => column[at] ?? null))
    const repeated = repeatsOf(rows.map(keyOfRow))
    return (row) => !repeated.has(keyOfDatum(keyOfRow(row)))
  },
  expect_select_column_values_to_be_unique_within_record: () => (row) =>
    new Set(row.map(keyOfDatum)).size === row.length,
  expect_multicolumn_sum_to_equal:
    ({ sum_total }) =>
    (row) =>
      row.reduce<number>((sum, value) => sum + Number(value), 0) === numberOf(sum_total, 'sum_total'),
}

function keyOfRow(row: readonly Datum[]): string {
  return JSON.stringify(row.map(keyOfDatum))
}

export function expectOfValues(name: string, columns: Columns, given: Arguments): Outcome {
  const column = columnOf(columns, given.column)
  if (name === 'expect_column_values_to_not_be_null')
    return outcome(
      column,
      (value) => value !== null,
      given,
      () => true,
    )
  if (name === 'expect_column_values_to_be_null')
    return outcome(
      column,
      (value) => value === null,
      given,
      () => true,
    )
  const test = valueTests[name]
  if (!test) throw new ExpectationUnusable(`${name} is not known`)
  return outcome(column, test(given, column), given, (value) => value !== null)
}

export function expectOfRows(name: string, columns: Columns, given: Arguments): Outcome {
  const names = given.column_list ?? [given.column_A, given.column_B]
  const chosen = listOf(names, 'column_list').map((one) => columnOf(columns, one))
  const rows = (chosen[0] ?? []).map((_, at) => chosen.map((column) => column[at] ?? null))
  const test = rowTests[name]
  if (!test) throw new ExpectationUnusable(`${name} is not known`)
  const usual = given.column_list === undefined ? 'both_values_are_missing' : 'all_values_are_missing'
  const ignored = String(given.ignore_row_if ?? usual)
  return outcome(rows, test(given, chosen), given, (row) => isAsked(row, ignored))
}

function isAsked(row: readonly Datum[], ignored: string): boolean {
  if (ignored === 'never') return true
  const missing = row.filter((value) => value === null).length
  return ignored.startsWith('any') || ignored.startsWith('either') ? missing === 0 : missing < row.length
}

/** `mostly`: the share of those asked that must meet it, all of them where nothing is said. */
function outcome<Asked>(
  all: readonly Asked[],
  meets: (asked: Asked, at: number) => boolean,
  { mostly }: Arguments,
  isAskedOf: (asked: Asked) => boolean,
): Outcome {
  const needed = numberOf(mostly, 'mostly') ?? 1
  if (needed < 0 || needed > 1) throw new ExpectationUnusable('mostly lies between 0 and 1')
  const unexpected: number[] = []
  let asked = 0
  for (const [at, one] of all.entries()) {
    if (!isAskedOf(one)) continue
    asked += 1
    if (!meets(one, at)) unexpected.push(at)
  }
  const share = asked === 0 ? 1 : (asked - unexpected.length) / asked
  return { success: share >= needed, unexpected }
}
