import { z } from 'zod'
import { paperFileKinds } from '../accepted-files.ts'
import { Condition, Path, type PatternKey, patternKeys, Rule } from './rule.ts'

export { Condition, Path, type PatternKey, patternKeys, Rule }

const Key = Path
const Text = z.string().trim().min(1).max(2000)

const Held = z.string().regex(/^(registry|answers)\.[a-zA-Z.]+$/)

const common = {
  key: Key,
  label: Text,
  help: z.string().max(1000).optional(),
  required: z.boolean().default(true),
  condition: Condition.optional(),
  /**
   * Where the value is already held, for example `registry.person.fullName`: nothing is asked twice. Of several, the
   * first that earlier answers make true and that is held. What a specialist decides may begin with what was asked:
   * `answers.work.floors`.
   */
  prefill: z
    .union([
      Held,
      z
        .array(z.strictObject({ from: Held, when: Condition.optional() }))
        .min(1)
        .max(4),
    ])
    .optional(),
  /** Kept out of lists, logs and notices. */
  sensitive: z.boolean().default(false),
}

const length = {
  minLength: z.number().int().min(0).max(5000).optional(),
  maxLength: z.number().int().min(1).max(5000).optional(),
}

export const Option = z.strictObject({
  value: z.string().regex(/^[a-z0-9-]{1,60}$/),
  label: Text,
  help: z.string().max(500).optional(),
})
export type Option = z.infer<typeof Option>

const simpleQuestions = [
  z.strictObject({ ...common, type: z.literal('text'), ...length, pattern: z.enum(patternKeys).optional() }),
  z.strictObject({ ...common, type: z.literal('longText'), ...length }),
  z.strictObject({ ...common, type: z.literal('personName') }),
  z.strictObject({
    ...common,
    type: z.literal('date'),
    notAfter: z.union([z.literal('today'), z.strictObject({ field: Path })]).optional(),
    notBefore: z.union([z.literal('today'), z.iso.date(), z.strictObject({ field: Path })]).optional(),
    /** Age in full years today, for a date of birth. */
    minAge: z.number().int().min(0).max(120).optional(),
    maxAge: z.number().int().min(0).max(130).optional(),
    /** Why the age or order matters, said to the applicant with the law. */
    because: z.string().max(300).optional(),
  }),
  z.strictObject({ ...common, type: z.literal('choice'), options: z.array(Option).min(2).max(40) }),
  z.strictObject({ ...common, type: z.literal('multiChoice'), options: z.array(Option).min(2).max(40) }),
  z.strictObject({
    ...common,
    type: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
    decimals: z.number().int().min(0).max(4).default(0),
    unit: z.string().max(20).optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('money'),
    min: z.number().int().optional(),
    max: z.number().int().optional(),
  }),
  z.strictObject({ ...common, type: z.literal('phone') }),
  z.strictObject({ ...common, type: z.literal('email') }),
  z.strictObject({
    ...common,
    type: z.literal('identityNumber'),
    /** Answers the number must agree with: it carries the sex and the year of birth. */
    bornOn: Path.optional(),
    sex: Path.optional(),
  }),
  z.strictObject({ ...common, type: z.literal('taxCode') }),
  z.strictObject({ ...common, type: z.literal('unit') }),
  z.strictObject({
    ...common,
    type: z.literal('address'),
    /** Only a commune of this province will do; otherwise any commune of Việt Nam, another country, or `elsewhere` with the whole address as detail. */
    within: z.boolean().default(false),
  }),
  z.strictObject({ ...common, type: z.literal('ethnicity') }),
  z.strictObject({ ...common, type: z.literal('country') }),
  z.strictObject({ ...common, type: z.literal('yesNo') }),
  /** A box that must be ticked: a declaration. */
  z.strictObject({ ...common, type: z.literal('agreement') }),
  z.strictObject({
    ...common,
    type: z.literal('file'),
    accept: z.array(z.enum(paperFileKinds)).min(1),
  }),
] as const

export const SimpleQuestion = z.discriminatedUnion('type', simpleQuestions)
export type SimpleQuestion = z.infer<typeof SimpleQuestion>

export const GroupQuestion = z.strictObject({
  ...common,
  type: z.literal('group'),
  /** What one item is called: `Thành viên`. */
  itemLabel: Text,
  minItems: z.number().int().min(0).max(50),
  maxItems: z.number().int().min(1).max(50),
  questions: z.array(SimpleQuestion).min(1).max(30),
})
export type GroupQuestion = z.infer<typeof GroupQuestion>

export const Question = z.discriminatedUnion('type', [...simpleQuestions, GroupQuestion])
export type Question = z.infer<typeof Question>

export const Section = z.strictObject({
  key: Key,
  title: Text,
  intro: z.string().max(1500).optional(),
  condition: Condition.optional(),
  questions: z.array(Question).min(1).max(40),
})
export type Section = z.infer<typeof Section>

export const Form = z.strictObject({ sections: z.array(Section).min(1).max(20) })
export type Form = z.infer<typeof Form>

export const Paper = z.strictObject({
  key: Key,
  name: Text,
  help: z.string().max(1000).optional(),
  required: z.boolean(),
  /** When it is asked for, as people say it: `Nếu sinh tại cơ sở y tế.` */
  case: z.string().max(200).optional(),
  condition: Rule.optional(),
  kind: z.enum(['submit', 'show']),
  originals: z.number().int().min(0).max(20),
  copies: z.number().int().min(0).max(20),
  accept: z
    .array(z.enum(paperFileKinds))
    .min(1)
    .default([...paperFileKinds]),
  maxFiles: z.number().int().min(1).max(20).default(5),
  /**
   * The kind of lasting paper it is: accepted once, it lies in the vault under this kind, and whatever lies there under it
   * answers this one without a new upload. Not for what is written for one occasion.
   */
  vaultKind: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60)
    .optional(),
  /** A kind of vault paper that answers it too, where what people hand in may as well be another. */
  reuse: z.string().max(60).optional(),
  /** One file for each item of this group, as each original is certified under a number of its own. */
  eachOf: Path.optional(),
  /** Why it has to be there: said where it is missing. */
  basis: z.string().max(300).optional(),
})
export type Paper = z.infer<typeof Paper>

const Amount = z.number().int().min(0).max(10_000_000_000)
export const Fee = z.strictObject({
  key: Key,
  name: Text,
  /** When it is asked for, as people say it. */
  case: z.string().max(200).optional(),
  condition: Rule.optional(),
  /** When this holds the fee is waived and the reason is printed. */
  waivers: z
    .array(z.strictObject({ condition: Rule, reason: Text }))
    .max(10)
    .default([]),
  amount: z.union([
    z.strictObject({ fixed: Amount }),
    /** Nobody has established how much: why, as the payer reads it. Never shown as nothing. */
    z.strictObject({ open: z.string().trim().min(10).max(300) }),
    z.strictObject({ each: Amount, count: Path, unit: Text }),
    /** Copies certified page by page: the first pages dear, the rest cheap, a ceiling for one copy. */
    z.strictObject({
      page: Amount,
      pagesAtFullPrice: z.number().int().min(0),
      furtherPage: Amount,
      ceilingPerCopy: Amount,
      group: Path,
      pages: Path,
      copies: Path,
    }),
  ]),
  payAt: z.enum(['filing', 'result']),
  basis: z.string().max(300),
})
export type Fee = z.infer<typeof Fee>

export const Duration = z.union([
  z.strictObject({ sameDay: z.literal(true) }),
  z.strictObject({ workingHours: z.number().int().min(1).max(400) }),
  z.strictObject({ workingDays: z.number().int().min(1).max(400) }),
  z.strictObject({ calendarDays: z.number().int().min(1).max(400) }),
])
export type Duration = z.infer<typeof Duration>

export const TimeLimit = z.strictObject({
  duration: Duration,
  text: Text,
  variants: z
    .array(z.strictObject({ condition: Rule, duration: Duration, text: Text }))
    .max(10)
    .default([]),
  /** A longer limit that an officer chooses with a written reason where the law lets them: `Cần xác minh`. */
  choices: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z][A-Za-z0-9]{1,40}$/),
        name: Text,
        duration: Duration,
        text: Text,
        basis: z.string().max(300),
      }),
    )
    .max(4)
    .default([]),
  /** The limit begins with this day of the month at the earliest: reviews that are held once a month. */
  fromDayOfMonth: z.number().int().min(1).max(28).optional(),
  /** How long the applicant has to complete the dossier, where the law says other than 15 working days. */
  supplementWithin: Duration.optional(),
  /** Received after 15:00, the same-day result moves to the next working day. */
  afterFifteenNextDay: z.boolean().default(false),
  /** TT 03/2025/TT-VPCP: a complete supplement starts the whole limit again. */
  supplementRestarts: z.boolean().default(true),
})
export type TimeLimit = z.infer<typeof TimeLimit>

/** The parts of a service that the form rules read. */
export interface Fillable {
  form: Form
  papers: readonly Paper[]
  fees: readonly Fee[]
  timeLimit: TimeLimit
}
