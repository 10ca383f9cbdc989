/** What must be so before anything is signed, as data of a service: found out by the program, or looked at and ticked by an officer. */
import { z } from 'zod'
import { Duration, Path, Rule } from '#shared/form/definition.ts'

const Text = z.string().trim().min(1).max(1000)
const Sex = z.enum(['male', 'female'])

/** Where the answers speak of a person: `mother` has `mother.identityNumber`, `mother.fullName`, `mother.bornOn`. */
const Who = Path

/** What the register of this province keeps of an event: births, marriages, deaths, parentage, household businesses. */
export const entryKinds = ['birth', 'marriage', 'death', 'parentage', 'household_business'] as const
export const EntryKind = z.enum(entryKinds)
export type EntryKind = z.infer<typeof EntryKind>

/**
 * How the program finds out. Each test passes, fails, or stays open where nothing is known of it; what is open is for an officer
 * to look up and tick.
 */
export const Test = z.discriminatedUnion('kind', [
  /** The answers, the day and what was decided, in the language of the forms. */
  z.strictObject({ kind: z.literal('answers'), holds: Rule }),
  /** The register knows this person by number, and says the same name, birth date and sex. */
  z.strictObject({ kind: z.literal('known'), who: Who, sex: Sex.optional() }),
  /**
   * The identity number carries this sex, or the one answered there, and this year of birth. `number`: it stands elsewhere than
   * with the person, as one that the population base has only just given: `decision.childNumber`.
   */
  z.strictObject({
    kind: z.literal('number'),
    who: Who,
    sex: z.union([Sex, Path]).optional(),
    number: Path.optional(),
  }),
  z.strictObject({ kind: z.literal('alive'), who: Who }),
  /** Married to nobody in the register; `orTo`: or to this one. */
  z.strictObject({
    kind: z.literal('unmarried'),
    who: Who,
    orTo: Who.optional(),
    /** Nor ever was: who is divorced or widowed has not never married. */
    never: z.literal(true).optional(),
  }),
  /** `bornOn`: or were until less than 300 days before this birth. */
  z.strictObject({ kind: z.literal('married'), one: Who, other: Who, bornOn: Path.optional() }),
  /** A marriage of theirs ended as the answers say: by a divorce or a death of this number and day. */
  z.strictObject({
    kind: z.literal('marriageEnded'),
    who: Who,
    by: z.enum(['divorce', 'death']),
    number: Path,
    on: Path,
  }),
  /** `parent`: one is father or mother of the other. `distant`: neither direct line nor within three generations. */
  z.strictObject({
    kind: z.literal('kin'),
    one: Who,
    other: Who,
    is: z.enum(['parent', 'distant']),
  }),
  /** What the result would enter into the register stands there already, in whatever agency, and is not ended. */
  z.strictObject({ kind: z.literal('notRegistered') }),
  /**
   * Of what a copy is asked. `found`: it stands in the register; an entry that was revoked is none. `same`: the register has the
   * name and the birth date that were asked for.
   */
  z.strictObject({ kind: z.literal('extract'), is: z.enum(['found', 'same']) }),
  /** Nothing like it: another child of the same mother within 270 days, another paper for the same purpose still valid. */
  z.strictObject({ kind: z.literal('nothingSimilar') }),
  /**
   * No paper of this kind that an agency here gave them is in force still, for the same answer: the same purpose. Without `months`
   * it is given once.
   */
  z.strictObject({
    kind: z.literal('noOther'),
    who: Who,
    vaultKind: z.string().max(60),
    months: z.number().int().min(1).max(240).optional(),
    same: Path,
  }),
  /** The register has the household business of this code, and they are its owner. */
  z.strictObject({ kind: z.literal('owns'), who: Who, code: Path }),
  /** The register has their death, on the day of this answer; who lives in it is not dead. */
  z.strictObject({ kind: z.literal('died'), who: Who, on: Path }),
  /** Who signed in, or stands at the counter, is one of these, or has handed in this paper. */
  z.strictObject({
    kind: z.literal('applicant'),
    is: z.array(Who).min(1).max(6),
    orPaper: Path.optional(),
  }),
  /** Level of electronic identification (NĐ 69/2024/NĐ-CP); at the counter the officer sees the person. */
  z.strictObject({ kind: z.literal('identified'), level: z.literal([1, 2]) }),
  /** A paper of the vault or an issued one: of its kind, this person's, neither revoked nor out of its time. */
  z.strictObject({
    kind: z.literal('paper'),
    paper: Path,
    about: Who.optional(),
    within: z.strictObject({ months: z.number().int().min(1).max(240) }).optional(),
  }),
  /** None of the files handed in under it is a copy that an agency here certified, or was taken back: of neither anything is certified. */
  z.strictObject({ kind: z.literal('original'), paper: Path }),
  /** The residence the register has for this person, or for one of these, lies in the commune of this answer. */
  z.strictObject({
    kind: z.literal('lives'),
    who: z.union([Who, z.array(Who).min(2).max(4)]),
    in: Path,
  }),
  /** The register knows of a pause of the household business of this code that has not ended; `until`: which lasts beyond this day. */
  z.strictObject({ kind: z.literal('paused'), code: Path, is: z.boolean(), until: Path.optional() }),
  /** A day the office works on, not past when the dossier was filed, and within this time from today; `limit`: before the result is due. */
  z.strictObject({
    kind: z.literal('workingDay'),
    day: Path,
    within: z.union([Duration, z.literal('limit')]).optional(),
  }),
])
export type Test = z.infer<typeof Test>

export const Check = z.strictObject({
  key: z.string().regex(/^[a-z][A-Za-z0-9]{1,40}$/),
  /** What is looked at, as the officer reads it: `Cha mẹ của trẻ đã đăng ký kết hôn`. */
  title: Text,
  condition: Rule.optional(),
  /** Absent: only an officer can find out, and ticks it. */
  test: Test.optional(),
  /** What the officer looks at where the program cannot say: `Tra cứu CSDL hộ tịch điện tử`. */
  how: Text.optional(),
  /**
   * What the officer looks at of what was handed in: questions, groups of them (`child`), papers. Other of these later makes what
   * they found stale; absent: whatever else is handed in does, unless the test says itself whom it is about.
   */
  looksAt: z.array(Path).min(1).max(20).optional(),
  /**
   * What does not hold: `refuse` what is unlawful, whoever signs; `explain` what is rare and lawful, signed after an officer's
   * written reason.
   */
  whenNot: z.enum(['refuse', 'explain']),
  /** The clause it rests on: `Luật Hôn nhân và gia đình 52/2014/QH13, Điều 8`. */
  basis: Text,
  /** Whether the clause was read in a source. */
  established: z.boolean(),
  /** Said to the applicant before filing where the program finds that it does not hold; absent: it stays inside. */
  advice: Text.optional(),
})
export type Check = z.infer<typeof Check>
