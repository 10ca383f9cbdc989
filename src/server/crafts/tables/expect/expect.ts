/** One expectation asked of one table. */
import { type Arguments, type Columns, ExpectationUnusable, type Outcome } from './model.ts'
import { expectOfRows, expectOfValues, rowTests, valueTests } from './rows.ts'
import { wholes } from './wholes.ts'

/** By these names a contract may ask. */
export const expectationNames = [
  'expect_column_values_to_not_be_null',
  'expect_column_values_to_be_null',
  ...Object.keys(valueTests),
  ...Object.keys(rowTests),
  ...Object.keys(wholes),
]

/** Throws `ExpectationUnusable` where it cannot be asked of this table. */
export function expectOf(name: string, columns: Columns, given: Arguments): Outcome {
  if (!expectationNames.includes(name)) throw new ExpectationUnusable(`${name} is not known`)
  if (given.row_condition !== undefined) throw new ExpectationUnusable('row_condition is not known')
  const whole = wholes[name]
  if (whole) return whole(columns, given)
  return name in rowTests ? expectOfRows(name, columns, given) : expectOfValues(name, columns, given)
}
