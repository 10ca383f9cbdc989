import { z } from 'zod'

/** The path of an answer: `child.fullName`; inside a repeating group, `item.name` is the current item's. */
export const Path = z.string().regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*){0,3}$/)
const Scalar = z.union([z.string().max(200), z.boolean(), z.number()])

/** What a text is written like: a number of a kind, a name. */
export const patternKeys = [
  'licensePlate',
  'certificateNumber',
  'documentNumber',
  'birthCertificateNumber',
  'vietnameseName',
  'householdBusinessName',
  'bankAccount',
  'industryCode',
  'year',
  'timeOfDay',
  'communeCode',
  'personalNumber',
] as const
export type PatternKey = (typeof patternKeys)[number]

/** A small expression over answers, kept as data so that a province can change a form without a program. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { eq: [string, string | boolean | number] }
  | { in: [string, (string | boolean | number)[]] }
  | { present: string }
  | { atLeast: [string, number] }

const plain = [
  z.strictObject({ eq: z.tuple([Path, Scalar]) }),
  z.strictObject({ in: z.tuple([Path, z.array(Scalar).min(1).max(60)]) }),
  z.strictObject({ present: Path }),
  z.strictObject({ atLeast: z.tuple([Path, z.number()]) }),
] as const

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1).max(12) }),
    z.strictObject({ any: z.array(Condition).min(1).max(12) }),
    z.strictObject({ not: Condition }),
    ...plain,
  ]),
)

/**
 * A condition that also compares days, ages and answers with one another. Beside the answers it reads `filing.channel`
 * (`online`, `counter`, `post`), `filing.on`, the day of filing, and `filing.year`; a check also `today`, and what the specialist
 * decided as `decision.x`.
 */
export type Rule =
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule }
  | Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>
  /** The first is not above, not below the second: a number, an answer, or so many times that answer. */
  | { notAbove: [string, string | number] | [string, string, number] }
  | { notBelow: [string, string] | [string, string, number] }
  /** The day of the first is at least so many days (one unless said) before the day of the second. */
  | { before: [string, string] | [string, string, number] }
  /** Full years from the birth date to a day: at least, and below. */
  | { aged: { born: string; on: string; atLeast?: number | undefined; below?: number | undefined } }
  /** The day is this one or a later one. */
  | { since: [string, string] }
  /** Both are answered, and alike. */
  | { same: [string, string] }
  /** Both names begin with the same word. */
  | { sameSurname: [string, string] }
  /** The text is written as this pattern has it. */
  | { matches: [string, PatternKey] }
  /** No two of these answers are alike, as names and numbers are; a path leads through the items of a group: `givers.number`. */
  | { distinct: string[] }
  /** So many items of a group are such. */
  | { items: { of: string; are: Rule; atLeast?: number | undefined; atMost?: number | undefined } }
  /** What the items of a group say, added up: not below and not above a number or another answer. */
  | {
      sum: { of: string; atLeast?: string | number | undefined; atMost?: string | number | undefined }
    }
  /** The time of day of the first, `08 giờ 30 phút`, is before that of the second. */
  | { earlier: [string, string] }
  /** The year said in the first, of a day, a year or the end of a number (`…GCS.00123.26`), is not before that said in the second. */
  | { yearNotBefore: [string, string] }
  /** The first numbers and answers multiplied are not above the second multiplied. */
  | { product: { of: (string | number)[]; atMost: (string | number)[] } }

const Times = z.number().positive().max(1000)
const Count = z.number().int().min(0).max(50).optional()
const Factors = z
  .array(z.union([z.number(), Path]))
  .min(1)
  .max(4)
const Bound = z.union([z.number(), Path]).optional()

export const Rule: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Rule).min(1).max(12) }),
    z.strictObject({ any: z.array(Rule).min(1).max(12) }),
    z.strictObject({ not: Rule }),
    ...plain,
    z.strictObject({
      notAbove: z.union([z.tuple([Path, z.union([z.number(), Path])]), z.tuple([Path, Path, Times])]),
    }),
    z.strictObject({ notBelow: z.union([z.tuple([Path, Path]), z.tuple([Path, Path, Times])]) }),
    z.strictObject({
      before: z.union([z.tuple([Path, Path]), z.tuple([Path, Path, z.number().int().min(1).max(40_000)])]),
    }),
    z.strictObject({
      aged: z.strictObject({
        born: Path,
        on: Path,
        atLeast: z.number().int().min(0).max(150).optional(),
        below: z.number().int().min(0).max(150).optional(),
      }),
    }),
    z.strictObject({ since: z.tuple([Path, z.iso.date()]) }),
    z.strictObject({ same: z.tuple([Path, Path]) }),
    z.strictObject({ sameSurname: z.tuple([Path, Path]) }),
    z.strictObject({ matches: z.tuple([Path, z.enum(patternKeys)]) }),
    z.strictObject({ distinct: z.array(Path).min(1).max(8) }),
    z.strictObject({ items: z.strictObject({ of: Path, are: Rule, atLeast: Count, atMost: Count }) }),
    z.strictObject({ sum: z.strictObject({ of: Path, atLeast: Bound, atMost: Bound }) }),
    z.strictObject({ earlier: z.tuple([Path, Path]) }),
    z.strictObject({ yearNotBefore: z.tuple([Path, Path]) }),
    z.strictObject({ product: z.strictObject({ of: Factors, atMost: Factors }) }),
  ]),
)
