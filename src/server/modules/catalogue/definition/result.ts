/** What a service gives: in which form, decided by whom, signed by whom, entered where. */
import { z } from 'zod'
import { Path, Question, Rule } from '#shared/form/definition.ts'
import { EntryKind } from './checks.ts'

const Text = z.string().trim().min(1).max(3000)
const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

const Block = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['basis', 'heading', 'paragraph']),
    text: Text,
    condition: Rule.optional(),
  }),
  z.strictObject({ kind: z.literal('article'), title: Text, text: Text, condition: Rule.optional() }),
  z.strictObject({
    kind: z.literal('fields'),
    rows: z.array(z.strictObject({ label: Text, value: Text, condition: Rule.optional() })).min(1),
    condition: Rule.optional(),
  }),
  z.strictObject({
    kind: z.literal('table'),
    each: z.string(),
    columns: z
      .array(z.strictObject({ title: Text, value: Text }))
      .min(1)
      .max(8),
    condition: Rule.optional(),
  }),
])

/**
 * A field of a legal form, in the language of results: one text, or the first of several whose condition holds. `blank`: the
 * form itself leaves it empty where there is nothing to say; any other without a value stops the proposal.
 */
const Field = z.union([
  Text,
  z.strictObject({ text: Text, blank: z.literal(true) }),
  z.strictObject({
    cases: z
      .array(z.strictObject({ text: Text, condition: Rule.optional() }))
      .min(1)
      .max(12),
    blank: z.boolean().default(false),
  }),
])
export type Field = z.infer<typeof Field>

/** The form the law prescribes: a template of `crafts/typeset/forms`, and what stands in each of its fields (`docs/forms.md`). */
export const LegalForm = z.strictObject({
  template: Slug,
  fields: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/), Field),
  tables: z
    .record(
      z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/),
      z.strictObject({ each: Path, columns: z.record(z.string(), Text) }),
    )
    .default({}),
  /**
   * On pictures of whose pages it is written (lời chứng), a document for each file: what an officer scans with one of these
   * prerequisites, or is handed in as one of these papers; the first under which there is any. No page, no lời chứng.
   */
  pagesOf: z.array(Path).min(1).max(4).optional(),
  /** The group of the answers each of which is certified, a file each. */
  pagesEach: Path.optional(),
  /** Whether field and order were seen in a source. */
  established: z.boolean(),
})
export type LegalForm = z.infer<typeof LegalForm>

/** Who signs, by law. */
export const Signer = z.strictObject({
  /**
   * `committee`: for the People's Committee (`TM. ỦY BAN NHÂN DÂN`); `chair`: its Chairperson's own power, without TM.;
   * `head`: the head of the department or office. A deputy always signs `KT.`
   */
  power: z.enum(['committee', 'chair', 'head']),
  /** The office of the commune in whose own name it is signed: `phong-kinh-te`. */
  division: Slug.optional(),
  /** Who was authorised in writing may sign too. */
  authorised: z.boolean().default(false),
  established: z.boolean(),
})

/** What is written into the register once it is signed; by the same words it is found when somebody registers it again. */
export const Entry = z.strictObject({
  kind: EntryKind,
  /** By role the part of the answers that speaks of them: `{ "child": "child", "mother": "mother" }`. */
  people: z.partialRecord(
    z.enum(['child', 'mother', 'father', 'husband', 'wife', 'deceased', 'parent', 'owner']),
    Path,
  ),
  /** By role a number that is known only when it is decided: a child's, which the population base gives then. */
  numbers: z.partialRecord(z.enum(['child']), Path).optional(),
  /** Of a household business: what says its code. */
  code: Path.optional(),
  /**
   * It changes the entry of this code, or of these people without one; by role who comes in whose place, where the answers name
   * somebody. What was written before stays as the history of the business.
   */
  changes: z.partialRecord(z.enum(['owner']), Path).optional(),
  on: Path.optional(),
})
export type Entry = z.infer<typeof Entry>

/**
 * It is a copy of what the register says (Luật Hộ tịch 60/2014/QH13, Điều 63, 64): the specialist's question `entry` has the entries
 * found among its options, and of the one chosen every place of the form is read; its other options are what is not in the register.
 */
export const ExtractOf = z.strictObject({
  /** The question that says which kind of event. */
  kind: Path,
  /** Where the answers speak of whom it is about. */
  who: Path,
})
export type ExtractOf = z.infer<typeof ExtractOf>

const common = {
  kind: z.enum(['certificate', 'extract', 'decision', 'permit', 'confirmation', 'notice', 'copy', 'minutes']),
  /** The national code of this result, when the source gives one. */
  code: z.string().optional(),
  title: Text,
  /** What stands between the number and the agency's initials: `05/QĐ-UBND`. */
  documentType: z.strictObject({ abbreviation: z.string().regex(/^[A-ZĐ]{2,8}$/), name: Text }),
  subject: Text,
  /** The form the law prescribes. Without one `body` is laid out by NĐ 30/2020/NĐ-CP. */
  form: LegalForm.optional(),
  /** In place of `form` where it depends on what was asked, as a copy of any event does: the first whose condition holds. */
  forms: z
    .array(LegalForm.extend({ condition: Rule }))
    .min(2)
    .max(8)
    .optional(),
  body: z.array(Block).default([]),
  signer: Signer.optional(),
  /** How many originals on paper the law gives. */
  originals: z.number().int().min(1).max(4).default(1),
  register: z.strictObject({ key: Slug, name: Text }),
  /** The kind under which the result enters the vault, to be reused by other services. */
  vaultKind: Slug,
}

export const Result = z.strictObject({
  ...common,
  /**
   * What the specialist decides, asked when proposing, said by the result as `{{decision.x}}`: the decided value, not the
   * requested, though it may begin with it (`prefill: "answers.work.floors"`). A group is a table: `each: "decision.industries"`.
   */
  decision: z.array(Question).max(70).default([]),
  /** What only the specialist can say and the text needs, as `{{decision.note}}`: asked when proposing. */
  decisionNote: z.strictObject({ label: Text, help: z.string().max(300).optional() }).optional(),
  entry: Entry.optional(),
  /** It pauses the household business of this code from one day to another, or has it go on before: whichever days the answers have. */
  pause: z.strictObject({ code: Path, from: Path, to: Path, resumeOn: Path }).optional(),
  extract: ExtractOf.optional(),
  /** What it is called where that depends on what was asked, as a pause and its end do: the first whose condition holds. */
  alternatives: z
    .array(z.strictObject({ condition: Rule, code: z.string().optional(), title: Text, subject: Text }))
    .max(6)
    .default([]),
})
export type Result = z.infer<typeof Result>

/** A further paper signed with the first: the copies asked for, the certificate beside the decision. */
export const FurtherResult = z.strictObject({ ...common, key: Slug, condition: Rule.optional() })
export type FurtherResult = z.infer<typeof FurtherResult>
