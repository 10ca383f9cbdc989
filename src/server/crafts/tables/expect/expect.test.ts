import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { expectationNames, expectOf } from './expect.ts'
import { type Columns, type Datum, ExpectationUnusable } from './model.ts'

const columns: Columns = new Map<string, Datum[]>([
  ['Số', [1, 2, 3, null]],
  ['Mã', ['a', 'b', 'b', null]],
  ['Ngày', ['2026-01-01', '2026-02-01', '2026-03-01', null]],
])

describe('what is expected', () => {
  test('of values names the rows that do not meet it; nothing is asked of what is not known', () => {
    const of = (name: string, given: object) => expectOf(name, columns, { ...given })
    expect(of('expect_column_values_to_be_between', { column: 'Số', max_value: 2 })).toEqual({
      success: false,
      unexpected: [2],
    })
    expect(
      of('expect_column_values_to_be_between', { column: 'Ngày', min_value: '2026-01-15' }).unexpected,
    ).toEqual([0])
    expect(of('expect_column_values_to_be_unique', { column: 'Mã' }).unexpected).toEqual([1, 2])
    expect(of('expect_column_values_to_not_be_null', { column: 'Mã' }).unexpected).toEqual([3])
    expect(
      of('expect_column_values_to_match_strftime_format', { column: 'Ngày', strftime_format: '%Y-%m-%d' })
        .success,
    ).toBe(true)
    expect(
      of('expect_column_values_to_match_strftime_format', { column: 'Ngày', strftime_format: '%d/%m/%Y' })
        .unexpected,
    ).toEqual([0, 1, 2])
  })

  test('of a whole says what was found', () => {
    expect(expectOf('expect_column_mean_to_be_between', columns, { column: 'Số', max_value: 1 })).toEqual({
      success: false,
      unexpected: [],
      observed: 2,
    })
    expect(expectOf('expect_table_row_count_to_equal', columns, { value: 4 }).success).toBe(true)
  })

  test('and cannot be asked is refused, never taken for met', () => {
    const refused: [string, object][] = [
      ['expect_column_values_to_be_between', { column: 'không có', max_value: 1 }],
      ['expect_column_values_to_be_between', { column: 'Số' }],
      ['expect_column_values_to_be_between', { column: 'Mã', max_value: 1 }],
      ['expect_column_values_to_be_between', { column: 'Số', max_value: 1, row_condition: 'x == 1' }],
      ['expect_column_values_to_match_regex', { column: 'Mã', regex: '(?=a)' }],
      ['expect_column_kl_divergence_to_be_less_than', { column: 'Số' }],
    ]
    for (const [name, given] of refused)
      expect(() => expectOf(name, columns, { ...given }), name).toThrow(ExpectationUnusable)
  })
})

const published = join(process.cwd(), '../shared/testdata/expectations')

interface PublishedTest {
  id: string
  in: Record<string, unknown>
  out: { success?: boolean; traceback_substring?: string; unexpected_index_list?: unknown[] }
  only_for?: string[]
  suppress_test_for?: string[]
}
interface PublishedCases {
  expectation_type: string
  datasets: { data: Record<string, unknown[]>; tests: PublishedTest[] }[]
}

/** Arguments of Great Expectations' own program: conditions and moments written in Python. Whoever gives one is refused. */
const isForeign = (given: unknown) => JSON.stringify(given).match(/row_condition|\$PARAMETER/) !== null

describe.skipIf(!existsSync(published))('the published cases', () => {
  const files = existsSync(published)
    ? readdirSync(published, { recursive: true, encoding: 'utf8' }).filter(
        (name) => name.endsWith('.json') && !name.startsWith('contrib'),
      )
    : []
  const all = files
    .map((name) => JSON.parse(readFileSync(join(published, name), 'utf8')) as PublishedCases)
    .filter((cases) => expectationNames.includes(cases.expectation_type))

  test.each(all)('$expectation_type', ({ expectation_type, datasets }) => {
    const asked = datasets.flatMap(({ data, tests }) =>
      tests.filter(isOfPandas).map((one) => ({ ...one, data })),
    )
    for (const { id, in: given, out, data } of asked) {
      const table: Columns = new Map(
        Object.entries(data).map(([name, values]) => [name, values.map(asDatum)]),
      )
      if (out.success === undefined || out.traceback_substring !== undefined || isForeign(given)) {
        expect(() => expectOf(expectation_type, table, given), id).toThrow(ExpectationUnusable)
        continue
      }
      const outcome = expectOf(expectation_type, table, given)
      expect(outcome.success, id).toBe(out.success)
      if (out.unexpected_index_list)
        expect(outcome.unexpected, id).toEqual(out.unexpected_index_list.map(indexOf))
    }
  })
})

/** Where engines differ, the cases of the first one are taken. */
function isOfPandas({ only_for, suppress_test_for }: PublishedTest): boolean {
  return (
    (only_for?.some((name) => name.includes('pandas')) ?? true) &&
    !suppress_test_for?.some((name) => name.includes('pandas'))
  )
}

function indexOf(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'pk_index' in given ? given.pk_index : given
}

/** What JSON cannot say is nothing known. */
function asDatum(value: unknown): Datum {
  return typeof value === 'object' ? null : (value as Datum)
}
