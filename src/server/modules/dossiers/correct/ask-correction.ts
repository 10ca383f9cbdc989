import { z } from 'zod'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { requireReplaceable } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { readAnswers } from '#shared/form/read/read-form.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { correctionAsked } from '../events.ts'
import { formContext } from '../form-context.ts'
import { draftResult } from '../handle/draft-result.ts'
import { readDecisionOf } from '../handle/read-decision.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from '../handle/take-action.ts'
import type { Correction, ResultSource } from '../model.ts'
import { placeOf } from '../parties.ts'
import { listActions } from '../read/action-queries.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { answersWrong, nothingCorrected, notPermittedNow, reasonNeeded, unknownFields } from '../refusals.ts'
import { changesOf, standingResult, withAnswers } from './correction.ts'

const Values = z.record(z.string().max(60), z.unknown())

export const AskCorrection = z
  .strictObject({
    /** `correct`: a mistake of ours in writing, the facts are the same. `replace`: another paper in its place. */
    kind: z.enum(['correct', 'replace']),
    reason: printedText({ min: 10, max: 2000 }),
    /** The clause it rests on. */
    clause: printedText({ min: 5, max: 300 }),
    /** The whole form as it should stand in the result; left out, as it stood. */
    answers: Values.optional(),
    /** What is decided, as `result.decision` asks; left out, as it was. */
    decision: Values.optional(),
    /** The finding or reason that is printed; left out, as it was. */
    note: printedText({ max: 4000 }).optional(),
  })
  .meta({
    id: 'AskCorrection',
    example: {
      kind: 'correct',
      reason: 'Cơ quan ghi sai số của quyết định khi đánh máy.',
      clause: 'Điều 27 Luật Hộ tịch 2014',
      decision: { childNumber: '046226000123' },
    },
  })
export type AskCorrection = z.input<typeof AskCorrection>

/**
 * Đề nghị đính chính, thay thế: an officer says why a signed result should be corrected or replaced, with the clause, and what
 * of it is other than before; the new papers are drafted, and another who may sign them decides. The old ones stand meanwhile.
 */
export async function askCorrection(
  work: Work,
  officer: Officer,
  id: string,
  input: AskCorrection,
  key: ActionKey = {},
): Promise<void> {
  const given = AskCorrection.parse(input)
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'ask_correction', key)) === 'repeated') return
  const before = standingResult(dossier, await listActions(work.tx, id))
  if (!before) throw notPermittedNow({ action: 'ask_correction', state: dossier.status })
  await requireReplaceable(work, officer, before.documentId)
  const after = await readCorrected(work, dossier, before, given)
  const { kind, clause, reason } = given
  if (kind === 'correct' && (await changesOf(work, dossier, before, after)).length === 0)
    throw nothingCorrected()
  const { outcome, note, decision } = after
  const drafted = await draftResult(
    work,
    officer,
    withAnswers(dossier, after),
    { outcome, note, decision: decision as Answers },
    before.documentId,
  )
  const correction: Correction = {
    ...after,
    kind,
    clause,
    documentId: drafted.id,
    further: drafted.further,
    former: { documentId: before.documentId, further: before.further },
  }
  const { seq } = await takeAction(work, dossier, 'ask_correction', { reason, correction }, key)
  await work.record(correctionAsked(id, { ...placeOf(dossier), seq }))
}

/** What is to stand in the result, read by the rules of its forms. What stood there before is never held against it. */
async function readCorrected(
  work: Work,
  dossier: Dossier,
  before: ResultSource,
  given: z.output<typeof AskCorrection>,
): Promise<ResultSource> {
  const { outcome } = before
  const note = given.note ?? before.note
  if (outcome === 'decline') {
    if (note.length < 10) throw reasonNeeded()
    return { ...before, note }
  }
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const context = formContext(work.now, await listCommunes(work, localDay(work.now)))
  const reading = readAnswers(service.form, given.answers ?? before.answers, context)
  if (given.answers && reading.unknown.length > 0)
    throw unknownFields({ fields: reading.unknown.slice(0, 20) })
  const known = new Set(readAnswers(service.form, before.answers, context).issues.map(({ field }) => field))
  const issues = reading.issues.filter(({ field }) => !known.has(field))
  if (given.answers && issues.length > 0) throw answersWrong({ issues })
  const answers = given.answers ? reading.answers : before.answers
  const decision = given.decision
    ? await readDecisionOf(work, withAnswers(dossier, { answers }), { outcome, decision: given.decision })
    : before.decision
  return { ...before, note, answers, decision }
}
