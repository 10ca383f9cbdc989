/** The new result of an ended dossier takes the place of the old one in one act of whoever may sign it. */
import {
  confirmSigning,
  declineSigning,
  getDocument,
  issueTogether,
  prepareDocument,
  replaceDocument,
  reserveNumber,
  signTogether,
} from '#server/modules/documents/index.ts'
import { applyEntry, endEntryOf, undoPause } from '#server/modules/registry/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { type PerformOptions, perform, type Work } from '#server/platform/work.ts'
import { requireStillLawful } from '../check/case-checks.ts'
import { applyResult, enterResult } from '../check/enter-result.ts'
import { keepSignedChecks } from '../check/signed-checks.ts'
import { resultCorrected } from '../events.ts'
import type { DeclineSigning, SignDecision } from '../handle/sign-decision.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from '../handle/take-action.ts'
import type { Correction } from '../model.ts'
import { placeOf } from '../parties.ts'
import { listActions } from '../read/action-queries.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { correctionNotAsked } from '../refusals.ts'
import { type AskedCorrection, askedCorrection, standingResult, withAnswers } from './correction.ts'

/** Ký: the new papers take their numbers, and the bytes to be signed are set and stored; the old ones stand. Repeating keeps the numbers. */
export async function beginCorrection(
  leader: Officer,
  id: string,
  { seenSeq }: Pick<ActionKey, 'seenSeq'> = {},
  options: PerformOptions = {},
): Promise<{ documentId: string }> {
  // Number and page are of one moment: midnight may pass between them.
  const moment = { now: options.now ?? new Date() }
  const documentIds = await perform(
    leader,
    async (work) => {
      const dossier = await lockForOfficer(work, leader, id)
      await mayTake(work, dossier, 'correct', { seenSeq })
      const asked = await getAsked(work, dossier)
      const documentIds = papersOf(asked)
      for (const documentId of documentIds) await reserveNumber(work, leader, documentId)
      return documentIds
    },
    moment,
  )
  for (const documentId of documentIds) await prepareDocument(leader, documentId, moment)
  return { documentId: documentIds[0] }
}

/**
 * Ký thay thế: the leader, another than who asked, confirms the stored bytes of the new papers they were shown. In the same work
 * the entry of the register changes: the old one ends with what followed from it, the checks are asked again as on the day the old
 * one was signed, the new one is entered with what follows from it. Then the papers are signed, issued, and stand in the place of the old; whatever stops in
 * between goes on (`finishCorrection`).
 */
export async function signCorrection(
  leader: Officer,
  id: string,
  { sha256 }: SignDecision,
  key: ActionKey = {},
  options: PerformOptions = {},
): Promise<{ documentId: string }> {
  const { documentId, turn } = await perform(
    leader,
    async (work) => {
      const dossier = await lockForOfficer(work, leader, id)
      const turn = await mayTake(work, dossier, 'correct', key)
      if (turn === 'repeated') return { documentId: dossier.resultId ?? '', turn }
      const asked = await getAsked(work, dossier)
      const [documentId, ...further] = papersOf(asked)
      await confirmSigning(work, leader, documentId, sha256, key)
      for (const one of further) await confirmSigning(work, leader, one, undefined, key)
      if (asked.outcome === 'approve') await changeEntry(work, leader, dossier, asked)
      return { documentId, turn }
    },
    options,
  )
  if (turn === 'first') await finishCorrection(leader, id, key, options)
  return { documentId }
}

/** Không ký bây giờ: the numbers stay empty with this reason, and the correction waits as before. */
export async function declineCorrection(
  work: Work,
  leader: Officer,
  id: string,
  { reason }: DeclineSigning,
): Promise<void> {
  const dossier = await lockForOfficer(work, leader, id)
  await mayTake(work, dossier, 'correct', {})
  for (const documentId of papersOf(await getAsked(work, dossier)))
    await declineSigning(work, leader, documentId, reason)
}

/** Signs what was confirmed and puts it in the place of the old; does nothing where that has happened. */
export async function finishCorrection(
  leader: Officer,
  id: string,
  { requestKey, requestMark }: ActionKey = {},
  options: PerformOptions = {},
): Promise<void> {
  const documentIds = await perform(leader, async (work) => {
    const asked = askedCorrection(await listActions(work.tx, id))
    return asked ? papersOf(asked) : []
  })
  const signed = await signTogether(leader, documentIds)
  if (!signed) return
  await perform(
    leader,
    async (work) => {
      const dossier = await lockForOfficer(work, leader, id)
      const asked = askedCorrection(await listActions(work.tx, id))
      if (!asked) return
      await issueTogether(work, leader, signed)
      await replaceOld(work, leader, asked)
      await undoPause(work, asked.former.documentId)
      if (asked.outcome === 'approve') await applyResult(work, withAnswers(dossier, asked), asked.documentId)
      const { reason, seq: _, askedBy: __, askedAt: ___, ...correction } = asked
      const data = { reason, correction: correction satisfies Correction }
      const { seq } = await takeAction(work, dossier, 'correct', data, { requestKey, requestMark })
      await work.record(resultCorrected(id, { ...placeOf(dossier), seq, documentId: asked.documentId }))
    },
    options,
  )
}

/** Each old paper is replaced by the new one of the same part; where there is none any more, by the new result. */
async function replaceOld(work: Work, leader: Officer, asked: AskedCorrection): Promise<void> {
  const { former, documentId, further, reason } = asked
  const next = new Map<string, string>()
  for (const id of [documentId, ...further]) next.set((await getDocument(work, id)).part, id)
  for (const id of [former.documentId, ...former.further]) {
    const { part, status } = await getDocument(work, id)
    if (status !== 'issued' && id !== former.documentId) continue
    await replaceDocument(work, leader, id, { by: next.get(part) ?? documentId, reason })
  }
}

/** The event is registered once: the entry of the old document ends, with its history, and that of the new one begins. */
async function changeEntry(
  work: Work,
  leader: Officer,
  dossier: Dossier,
  asked: AskedCorrection,
): Promise<void> {
  const { former, documentId, decision } = asked
  const actions = await listActions(work.tx, dossier.id)
  const standing = standingResult(dossier, actions)
  const signed = actions.findLast(({ kind }) => kind === 'sign' || kind === 'correct')
  const hadFollowed = await endEntryOf(work, former.documentId)
  const after = { dossier: withAnswers(dossier, asked), decision }
  if (standing) {
    const before = { dossier: withAnswers(dossier, standing), decision: standing.decision }
    const found = await requireStillLawful({ ...work, now: signed?.at ?? work.now }, before, after)
    await keepSignedChecks(work, leader, { documentId, dossierId: dossier.id }, found)
  }
  await enterResult(work, after.dossier, documentId, decision)
  // Nobody is alive or single again until the new paper is issued.
  if (hadFollowed) await applyEntry(work, dossier.id)
}

async function getAsked(work: Work, dossier: Dossier): Promise<AskedCorrection> {
  const asked = askedCorrection(await listActions(work.tx, dossier.id))
  if (!asked) throw correctionNotAsked()
  return asked
}

/** The new result, then what is signed together with it. */
function papersOf({ documentId, further }: Correction): [string, ...string[]] {
  return [documentId, ...further]
}
