/** Hồ sơ, as plain data and the rules that need no I/O. */
import { z } from 'zod'
import type { Duration } from '#shared/form/definition.ts'
import type { DeterminedFee } from './fees/determined-fee.ts'
import { isInProcess, isRunning, type Status, statuses } from './states.ts'

export const steps = ['one_stop', 'specialist', 'leader', 'applicant', 'delivery', 'done'] as const
export type Step = (typeof steps)[number]

export const actionKinds = [
  'submit',
  'accept',
  'ask_supplement',
  'answer_supplement',
  'ask_refusal',
  'drop_refusal',
  'refuse',
  'forward',
  'propose',
  'take_back',
  'send_back',
  'sign',
  'deliver',
  'withdraw',
  'stop',
  'extend',
  'open_prerequisite',
  'settle_prerequisite',
  'choose_limit',
  'determine_fee',
  'rate',
  'ask_correction',
  'drop_correction',
  'correct',
] as const
export type ActionKind = (typeof actionKinds)[number]

/**
 * Who may do it: the applicant, the program itself, or an officer with one of these roles. `one_stop` is the counter that
 * received the dossier, while its agency has it; `counter` that of whichever agency has it now.
 */
export type Doer = 'applicant' | 'system' | 'one_stop' | 'counter' | 'specialist' | 'leader'

interface Move {
  from: readonly Status[]
  at?: readonly Step[]
  by: readonly Doer[]
}

const moves: Record<ActionKind, Move> = {
  submit: { from: [], by: ['applicant', 'one_stop'] },
  accept: { from: ['submitted'], at: ['one_stop'], by: ['one_stop'] },
  ask_supplement: {
    from: statuses.filter(isRunning),
    at: ['one_stop', 'specialist'],
    by: ['one_stop', 'specialist'],
  },
  answer_supplement: { from: ['supplement'], by: ['applicant', 'counter'] },
  // Asked for at the counter; until it is signed nobody is refused.
  ask_refusal: { from: ['submitted', 'duty'], at: ['one_stop', 'applicant'], by: ['one_stop'] },
  drop_refusal: { from: ['submitted'], at: ['leader'], by: ['one_stop', 'leader'] },
  refuse: {
    from: ['submitted', 'duty'],
    at: ['one_stop', 'applicant', 'leader'],
    by: ['one_stop', 'leader'],
  },
  forward: {
    from: ['accepted', 'processing'],
    at: ['one_stop', 'specialist'],
    by: ['one_stop', 'specialist'],
  },
  propose: { from: ['processing'], at: ['specialist'], by: ['specialist'] },
  take_back: { from: ['processing'], at: ['leader'], by: ['specialist'] },
  send_back: { from: ['processing'], at: ['leader'], by: ['leader'] },
  sign: { from: ['processing'], at: ['leader'], by: ['leader'] },
  deliver: { from: ['decided'], by: ['system'] },
  withdraw: { from: statuses.filter(isInProcess), by: ['applicant'] },
  stop: { from: ['supplement'], by: ['system'] },
  extend: { from: ['accepted', 'processing'], by: ['leader'] },
  // Asked for at the desk; what belongs after the signature is asked for by it.
  open_prerequisite: {
    from: ['submitted', 'accepted', 'processing'],
    at: ['one_stop', 'specialist'],
    by: ['one_stop', 'specialist'],
  },
  settle_prerequisite: {
    from: ['submitted', 'accepted', 'processing', 'supplement', 'duty', 'decided'],
    by: ['one_stop', 'specialist', 'applicant', 'system'],
  },
  choose_limit: {
    from: ['accepted', 'processing'],
    at: ['one_stop', 'specialist'],
    by: ['one_stop', 'specialist'],
  },
  determine_fee: { from: ['submitted', 'accepted', 'processing', 'duty'], by: ['one_stop', 'specialist'] },
  rate: { from: ['returned'], by: ['applicant'] },
  // The dossier has ended and stays so; what changes is which paper is its result.
  ask_correction: { from: ['returned'], by: ['specialist'] },
  drop_correction: { from: ['returned'], by: ['specialist', 'leader'] },
  correct: { from: ['returned'], by: ['leader'] },
}

/** What the rules look at; the folded state and the stored row both have it. */
export interface Situation {
  status: Status
  step: Step
  supplements: number
  extended: boolean
  acceptedAt?: Date | null
  /** The officer's longer limit, chosen already. */
  limitChosen?: boolean
  /** Whether somebody asks for another result; where it is not known the act itself looks. */
  correcting?: boolean
  rating: number | null
}

/** Whether this may happen now. A supplement is asked once, for everything (TT 03/2025/TT-VPCP); so is an extension; one rating counts. */
export function isPermitted(situation: Situation, kind: ActionKind): boolean {
  const { from, at } = moves[kind]
  if (!from.includes(situation.status)) return false
  if (at && !at.includes(situation.step)) return false
  if (kind === 'ask_supplement') return situation.supplements === 0
  // What is owed from the filing on need not be paid first for what is not taken on.
  if (kind === 'refuse' || kind === 'ask_refusal') return !situation.acceptedAt
  if (kind === 'extend') return !situation.extended
  if (kind === 'choose_limit') return situation.limitChosen !== true
  if (kind === 'ask_correction') return situation.correcting !== true
  if (kind === 'drop_correction' || kind === 'correct') return situation.correcting !== false
  // A duty after the signature is paid or not: the decision stands.
  if (kind === 'withdraw') return situation.step !== 'delivery'
  if (kind === 'rate') return situation.rating === null
  return true
}

export function mayDo({ step }: Pick<Situation, 'step'>, doers: readonly Doer[], kind: ActionKind): boolean {
  // Before the counter has asked for it, a refusal is none of a leader's.
  const by: readonly Doer[] = kind === 'refuse' && step !== 'leader' ? ['one_stop'] : moves[kind].by
  return by.some((doer) => doers.includes(doer))
}

/** Somebody at the counter asked that it be refused, and nobody has signed that yet. */
export function isRefusalAwaited({ status, step }: Pick<Situation, 'status' | 'step'>): boolean {
  return status === 'submitted' && step === 'leader'
}

/** What an officer of these roles may do with a dossier in this situation, in the order of the work. */
export function permittedActions(situation: Situation, doers: readonly Doer[]): ActionKind[] {
  return actionKinds.filter((kind) => mayDo(situation, doers, kind) && isPermitted(situation, kind))
}

const PaperGiven = z.strictObject({
  key: z.string().min(1).max(60),
  /** A finished upload of the one who submits. */
  upload: z.uuid().optional(),
  /** A paper already in the applicant's vault. */
  vaultPaper: z.uuid().optional(),
})

export const SubmitDossier = z
  .strictObject({
    requestKey: z.uuid(),
    serviceCode: z.string().regex(/^\d\.\d{6}$/),
    serviceVersion: z.int().min(1).optional(),
    answers: z.record(z.string().max(60), z.unknown()),
    papers: z.array(PaperGiven).max(60).default([]),
  })
  .meta({ id: 'SubmitDossier' })
export type SubmitDossier = z.infer<typeof SubmitDossier>

/** What the version of the service and the answers set for this one dossier when it was filed. */
export interface Terms {
  budget: number
  budgetUnit: 'day' | 'hour' | 'calendar_day'
  /** A complete supplement starts the limit from zero; otherwise the rest runs on. */
  supplementRestarts: boolean
  /** `15:00`: an acceptance after it counts as the next working day's. */
  cutoff?: string
  /** The limit begins with this day of a month, of the first month in which that is still to come. */
  fromDayOfMonth?: number
  /** How long the applicant has to complete the dossier, where the law says other than 15 working days. */
  supplementWithin?: Duration
}

/** One prerequisite as it was asked for; what the fold needs of its definition goes with it. */
export interface Opening {
  key: string
  /** As the catalogue has it: `consent`, `duty`. */
  kind: string
  /** Who has to agree, come or sign: parts of the answers. */
  who: string[]
  within?: Duration
  /** The clock of the dossier rests until it is there. */
  rests: boolean
  /** Of a meeting of parties: absent so many times, one of them ends it. */
  absences?: number
  /** What was put to whoever is asked: a question, a sum in đồng. */
  note?: string
  amount?: number
  /** Of money owed that can be paid here: a part of what the dossier is charged with at that time. */
  charge?: 'filing' | 'result'
  /** Of a draft put before the applicant: the document, and what it was written from. */
  documentId?: string
  mark?: string
}

/** What became of one: an outcome of the whole, or of some of `who`. */
export interface Settlement {
  key: string
  how: 'done' | 'refused' | 'lapsed'
  who: string[]
  /** What a meeting of parties ended with. */
  met?: 'agreed' | 'not-agreed' | 'absent'
  /** In whose words, where it is not whoever recorded it. */
  by?: string
  note?: string
  /** Of the paper that says so. */
  number?: string
  on?: string
  paper?: number
  amount?: number
}

/** One action as stored. */
export interface Action {
  seq: number
  kind: ActionKind
  actorKind: string
  actorId: string | null
  actorName: string
  agencyId: string | null
  data: ActionData
  at: Date
}

/** From what a result was written, and the documents it is. */
export interface ResultSource {
  outcome: 'approve' | 'decline'
  note: string
  decision: Record<string, unknown>
  /** As they stand in the result: what was filed, with what was corrected since. */
  answers: unknown
  documentId: string
  /** The papers signed together with it. */
  further: string[]
}

/** What a signed result should be replaced by, and why. */
export interface Correction extends ResultSource {
  /** `correct`: a mistake of ours in writing, the facts are the same. `replace`: another paper in its place. */
  kind: 'correct' | 'replace'
  clause: string
  /** What it is to replace. */
  former: { documentId: string; further: string[] }
}

/** The parts of an action that the fold reads; the rest is for people. */
export interface ActionData {
  toAgencyId?: string
  assigneeId?: string
  items?: string[]
  /** Papers that cannot be used, by number. */
  rejectedPapers?: number[]
  /** Papers of the service whose originals were shown or left when it was accepted. */
  originals?: string[]
  /** By field, where an answer was taken from that the applicant did not type. */
  heldSources?: Record<string, string>
  /** What was answered before a supplement changed it. */
  formerAnswers?: unknown
  reason?: string
  outcome?: 'approve' | 'decline'
  documentId?: string
  /** The papers signed together with it. */
  further?: string[]
  terms?: Terms
  /** What the answers of a supplement made of the fee, in đồng or null where nobody has established it, and of the limit in words. */
  recount?: {
    fee?: { before: number | null; after: number | null; because: string }
    limit?: { before: string; after: string }
  }
  /** How much an extension adds, in the unit of the limit. */
  amount?: number
  rating?: number
  /** What an officer determined of a fee whose amount nobody had established. */
  fee?: DeterminedFee
  /** Prerequisites asked for with this action. */
  opens?: Opening[]
  /** What became of one. */
  settles?: Settlement
  /** Answers to the questions of the decision. */
  decision?: Record<string, unknown>
  /** What the draft put before the applicant was written from. */
  proposal?: { outcome: 'approve' | 'decline'; note: string; decision: Record<string, unknown> }
  /** What the signed result is, or should be, replaced by. */
  correction?: Correction
  /** The longer limit an officer chose: its key in the service. */
  choice?: string
  [key: string]: unknown
}
