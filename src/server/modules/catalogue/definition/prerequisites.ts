/** What has to happen beside the desk before the work may go on: somebody comes, agrees, answers, a list hangs out, a duty is paid. */
import { z } from 'zod'
import { Duration, Path, Rule } from '#shared/form/definition.ts'

const Text = z.string().trim().min(1).max(1000)

export const prerequisiteKinds = [
  /** A second party of the case agrees: signs in and confirms, or comes to the counter. */
  'consent',
  /** The people named stand before the officer and sign. */
  'attendance',
  /** The applicant confirms the draft of the result (online civil status). */
  'draft',
  /** Another agency is asked for its opinion; it may keep silent. */
  'opinion',
  /** An agency outside gives its own outcome: residence, health insurance. */
  'outcome',
  'meeting',
  'posting',
  /** The parties may still object in writing to what they agreed; silence lets it stand. Asked for by the meeting itself. */
  'objection',
  'visit',
  /** Money owed to the State, settled before what `before` names. */
  'duty',
  /** The applicant hands in the former paper, or signs in a book. */
  'handIn',
] as const

/** What a meeting between parties ends with. */
export const conciliationEnds = ['agreed', 'not-agreed', 'absent'] as const

export const Prerequisite = z.strictObject({
  key: z.string().regex(/^[a-z][A-Za-z0-9]{1,40}$/),
  kind: z.enum(prerequisiteKinds),
  /** `Bên nữ xác nhận việc đăng ký kết hôn`. */
  name: Text,
  condition: Rule.optional(),
  /** Whose consent or attendance: the parts of the answers that speak of them. */
  who: z.array(Path).min(1).max(4).optional(),
  /** Whose opinion or outcome, or who collects a duty that is not paid here: an agency here by its key, or one outside by its name. */
  of: z.union([z.strictObject({ agency: z.string() }), z.strictObject({ outside: Text })]).optional(),
  /** Asked for only where an officer finds it needed, such as a commune whose register nobody can read; once asked, it binds. */
  ifNeeded: z.boolean().default(false),
  /** Nothing of this may happen before it is there. */
  before: z.enum(['accept', 'propose', 'sign', 'deliver']),
  /** The time the law gives for it. */
  within: Duration.optional(),
  /** What no answer within that time means, where the law says so. */
  silence: z.enum(['agreed', 'goOn']).optional(),
  /**
   * Of a meeting in which the parties are to agree: what it ends with is what is decided under `decides`. A party absent for the
   * `absences`-th time ends it; before that it is called again. What was agreed stands when nobody has objected in the time of
   * `objections`; who objects has it called again, once.
   */
  conciliation: z
    .strictObject({
      decides: z.string().regex(/^[a-z][A-Za-z0-9]{1,40}$/),
      absences: z.number().int().min(1).max(5),
      objections: z.string().regex(/^[a-z][A-Za-z0-9]{1,40}$/),
    })
    .optional(),
  /** The clock of the dossier rests meanwhile. */
  rests: z.boolean().default(false),
  basis: Text,
  established: z.boolean(),
})
export type Prerequisite = z.infer<typeof Prerequisite>
