import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

const place = { agencyId: z.string(), serviceCode: z.string(), unitCode: z.string().nullable() }

export const dossierSubmitted = defineEvent(
  'dossiers.submitted',
  z.object({ ...place, code: z.string(), channel: z.string() }),
)
export const dossierAccepted = defineEvent(
  'dossiers.accepted',
  z.object({ ...place, seq: z.int(), dueAt: z.iso.datetime() }),
)
export const supplementAsked = defineEvent('dossiers.supplement_asked', z.object({ ...place, seq: z.int() }))
export const supplementAnswered = defineEvent(
  'dossiers.supplement_answered',
  // Before it could be brought to a counter it always came online.
  z.object({ ...place, seq: z.int(), channel: z.enum(['online', 'direct']).default('online') }),
)
export const dossierForwarded = defineEvent(
  'dossiers.forwarded',
  z.object({ ...place, seq: z.int(), toAgencyId: z.string() }),
)
export const decisionProposed = defineEvent('dossiers.proposed', z.object({ ...place, seq: z.int() }))
export const proposalTakenBack = defineEvent(
  'dossiers.proposal_taken_back',
  z.object({ ...place, seq: z.int() }),
)
export const dossierSentBack = defineEvent('dossiers.sent_back', z.object({ ...place, seq: z.int() }))

const ending = { ...place, seq: z.int(), onTime: z.boolean().nullable() }
export const dossierDecided = defineEvent(
  'dossiers.decided',
  z.object({ ...ending, documentId: z.uuid(), outcome: z.enum(['approve', 'decline']) }),
)
/** Asked for at the counter: nobody is refused until it is signed. */
export const refusalAsked = defineEvent('dossiers.refusal_asked', z.object({ ...place, seq: z.int() }))
/** It was not signed, or whoever asked took it back: the dossier is at the counter again. */
export const refusalDropped = defineEvent('dossiers.refusal_dropped', z.object({ ...place, seq: z.int() }))
export const dossierRefused = defineEvent('dossiers.refused', z.object(ending))
export const dossierWithdrawn = defineEvent('dossiers.withdrawn', z.object(ending))
export const dossierStopped = defineEvent('dossiers.stopped', z.object(ending))
export const resultDelivered = defineEvent('dossiers.delivered', z.object({ ...place, seq: z.int() }))
export const deadlineExtended = defineEvent(
  'dossiers.extended',
  z.object({ ...place, seq: z.int(), dueAt: z.iso.datetime(), beforeDue: z.boolean().default(false) }),
)
export const serviceRated = defineEvent(
  'dossiers.rated',
  z.object({ ...place, seq: z.int(), rating: z.int().min(1).max(5) }),
)
/** Somebody asks that the signed result be corrected or replaced; another, who may sign it, decides. */
export const correctionAsked = defineEvent('dossiers.correction_asked', z.object({ ...place, seq: z.int() }))
/** It was not signed, or whoever asked took it back: nothing has changed. */
export const correctionDropped = defineEvent(
  'dossiers.correction_dropped',
  z.object({ ...place, seq: z.int() }),
)
/** Another result was signed in the place of the one before. */
export const resultCorrected = defineEvent(
  'dossiers.result_corrected',
  z.object({ ...place, seq: z.int(), documentId: z.uuid() }),
)
const onPaper = { ...place, way: z.enum(['counter', 'post']) }
/** The result was asked for on paper: the counter is to print it. */
export const paperAsked = defineEvent('dossiers.paper_asked', z.object(onPaper))
export const paperPrinted = defineEvent('dossiers.paper_printed', z.object({ ...onPaper, seq: z.int() }))
export const paperHandedOver = defineEvent(
  'dossiers.paper_handed_over',
  z.object({ ...onPaper, seq: z.int() }),
)
export const paperSent = defineEvent('dossiers.paper_sent', z.object({ ...onPaper, seq: z.int() }))
/** The post brought it back. */
export const paperCameBack = defineEvent('dossiers.paper_came_back', z.object({ ...onPaper, seq: z.int() }))
/** A paper of the one-stop rules took its number: it is set and sealed once, by the program. */
export const slipIssued = defineEvent(
  'dossiers.slip_issued',
  z.object({
    ...place,
    dossierId: z.uuid(),
    form: z.enum(['01', '02', '03', '04', '05']),
    symbol: z.string(),
  }),
)
const prerequisite = { ...place, seq: z.int(), key: z.string(), kind: z.string() }
export const prerequisiteOpened = defineEvent('dossiers.prerequisite_opened', z.object(prerequisite))
export const prerequisiteSettled = defineEvent(
  'dossiers.prerequisite_settled',
  z.object({ ...prerequisite, how: z.enum(['done', 'refused', 'lapsed']) }),
)
/** Somebody outside the desk said what they were asked; they know nothing of where the dossier lies. */
export const askedAnswered = defineEvent('dossiers.asked_answered', z.object({ askedId: z.uuid() }))
/** An officer determined what a fee or a duty amounts to, in đồng. */
export const feeDetermined = defineEvent(
  'dossiers.fee_determined',
  z.object({ ...place, seq: z.int(), key: z.string(), amount: z.int() }),
)
export const limitChosen = defineEvent(
  'dossiers.limit_chosen',
  z.object({ ...place, seq: z.int(), dueAt: z.iso.datetime() }),
)
/** What an officer found of checks, by key. */
export const checksMarked = defineEvent(
  'dossiers.checks_marked',
  z.object({ ...place, verdicts: z.record(z.string(), z.enum(['right', 'wrong'])) }),
)
/** An officer opened a dossier: its applicant can see by whom and why. */
export const dossierOpened = defineEvent('dossiers.opened', z.object({ ...place }))

/** What happens to a result on paper: news for the counter's list alone. */
export const paperNews = [paperAsked, paperPrinted, paperHandedOver, paperSent, paperCameBack] as const

/**
 * Every fact by which something happens to a dossier: all but its having been opened, the slip that goes with an action, the
 * way of its result on paper, and what somebody said who does not know where it lies.
 */
export const dossierNews = [
  dossierSubmitted,
  dossierAccepted,
  supplementAsked,
  supplementAnswered,
  dossierForwarded,
  decisionProposed,
  proposalTakenBack,
  dossierSentBack,
  dossierDecided,
  refusalAsked,
  refusalDropped,
  dossierRefused,
  dossierWithdrawn,
  dossierStopped,
  resultDelivered,
  deadlineExtended,
  prerequisiteOpened,
  prerequisiteSettled,
  feeDetermined,
  limitChosen,
  serviceRated,
  correctionAsked,
  correctionDropped,
  resultCorrected,
] as const
