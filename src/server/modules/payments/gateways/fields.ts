/** The fields of a message about money, each as it must be or the message says nothing. */
import { clockToleranceSeconds } from '#server/crafts/signed/signed-body.ts'
import { storable } from '#server/platform/database/storable.ts'
import { mostOfTransfer } from '../model.ts'
import type { NoticeProblem } from './port.ts'

/** The first field that is not as it must be ends the reading of a message. */
class WrongField extends Error {
  readonly problem: NoticeProblem
  constructor(problem: NoticeProblem) {
    super(problem)
    this.problem = problem
  }
}

/** What `read` makes of a message, or the problem of the field that stopped it. */
export function reading<Result>(read: () => Result): Result | { problem: NoticeProblem } {
  try {
    return read()
  } catch (error) {
    if (error instanceof WrongField) return { problem: error.problem }
    throw error
  }
}

export type Fields = Readonly<Record<string, unknown>>

/** The members of a JSON object. */
export function membersOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WrongField('malformed')
  return value as Fields
}

/** A whole number of đồng that was written as one: no text, no decimals, no exponent. */
export function amountIn(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1 || value > mostOfTransfer) {
    throw new WrongField('wrong_amount')
  }
  return value
}

/** The same, of a message whose values are all texts. */
export function amountWritten(fields: Fields, name: string): number {
  const text = String(fields[name])
  if (!/^[1-9]\d{0,12}$/.test(text) || Number(text) > mostOfTransfer) throw new WrongField('wrong_amount')
  return Number(text)
}

/** The number of a transaction, an order or a key: printable, without blanks. */
export function nameIn(fields: Fields, name: string): string {
  return matching(fields, name, /^[\x21-\x7e]{1,64}$/)
}

export function binIn(fields: Fields, name: string): string {
  return matching(fields, name, /^\d{6}$/)
}

export function accountIn(fields: Fields, name: string): string {
  return matching(fields, name, /^[\dA-Za-z]{1,19}$/)
}

export function matching(fields: Fields, name: string, pattern: RegExp): string {
  const value = fields[name]
  if (typeof value !== 'string' || !pattern.test(value)) throw new WrongField('malformed')
  return value
}

/** Null where it is missing or empty. */
export function maybe<Value>(
  read: (fields: Fields, name: string) => Value,
  fields: Fields,
  name: string,
): Value | null {
  const value = fields[name]
  return value === undefined || value === null || value === '' ? null : read(fields, name)
}

/** As far as a reference is looked for. */
const longestMemo = 4_096

/**
 * Whatever a payer has written, as PostgreSQL can keep it, of at most 4,096 characters: no text makes money that came
 * unbelievable.
 */
export function memoIn(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string') throw new WrongField('malformed')
  return storable(value.slice(0, longestMemo))
}

/** Đồng, also where nothing is said. */
export function requireDong(fields: Fields, name: string): void {
  if ((maybe(nameIn, fields, name) ?? 'VND') !== 'VND') throw new WrongField('wrong_currency')
}

/** A moment with its offset from UTC, not after now but for what clocks may differ by. */
export function momentIn(fields: Fields, name: string, now: Date): Date {
  const text = matching(fields, name, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/)
  return notAhead(text, now)
}

/** `20261129100000`, in the time of Việt Nam. */
export function localMomentIn(fields: Fields, name: string, now: Date): Date {
  const text = matching(fields, name, /^\d{14}$/)
  return notAhead(text.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6+07:00'), now)
}

function notAhead(iso: string, now: Date): Date {
  const at = new Date(iso)
  const [year = 0, month = 0, day = 0] = iso.slice(0, 10).split('-').map(Number)
  // `Date` takes the 30th of February for the 2nd of March; and no bank tells of the last century.
  const isDay = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
  if (!isDay || !(at.getTime() >= Date.UTC(2000))) throw new WrongField('malformed')
  if (at.getTime() > now.getTime() + clockToleranceSeconds * 1000) throw new WrongField('in_future')
  return at
}

/** One of the words a gateway has for what became of something. */
export function outcomeIn<Said>(
  fields: Fields,
  name: string,
  outcomes: Readonly<Record<string, Said>>,
): Said {
  const value = fields[name]
  const said = typeof value === 'string' && Object.hasOwn(outcomes, value) ? outcomes[value] : undefined
  if (said === undefined) throw new WrongField('malformed')
  return said
}

/** That a message speaks of what it must: our number there, the order that was asked about. */
export function same(
  fields: Fields,
  name: string,
  expected: string | null,
  problem: NoticeProblem = 'malformed',
): void {
  if (expected === null || fields[name] !== expected) throw new WrongField(problem)
}
