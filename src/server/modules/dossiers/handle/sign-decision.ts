import { z } from 'zod'
import {
  confirmSigning,
  declineSigning,
  giveUpNumbersOf,
  issueTogether,
  prepareDocument,
  reserveNumber,
  signTogether,
} from '#server/modules/documents/index.ts'
import { endEntryOf } from '#server/modules/registry/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { type PerformOptions, perform, type Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { findCaseChecks, requireSettled } from '../check/case-checks.ts'
import { applyResult, enterResult } from '../check/enter-result.ts'
import { keepSignedChecks } from '../check/signed-checks.ts'
import { dossierDecided, prerequisiteOpened } from '../events.ts'
import { withResultFee } from '../fees/result-fee.ts'
import { placeOf } from '../parties.ts'
import { openedBySigning } from '../prerequisites.ts'
import { listActions } from '../read/action-queries.ts'
import { ask } from '../read/ask.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'
import { notPermittedNow } from '../refusals.ts'
import { keepPapers } from './keep-papers.ts'
import { requirePrerequisites } from './require-prerequisites.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from './take-action.ts'

export const SignDecision = z
  .strictObject({
    /** Fingerprint of the stored file the leader has read, every page of it: what is signed is what was read. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({
    id: 'SignDecision',
    example: { sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
  })
export type SignDecision = z.infer<typeof SignDecision>

export const DeclineSigning = z
  .strictObject({
    /** What the register says of the number for ever. */
    reason: z.string().trim().min(10).max(2000),
  })
  .meta({ id: 'DeclineSigning', example: { reason: 'Còn chờ ý kiến của Sở Tư pháp.' } })
export type DeclineSigning = z.infer<typeof DeclineSigning>

/**
 * Ký: the document put before the leader takes its number, and the bytes to be signed are set and stored. The dossier stays
 * where it is until they are confirmed. Repeating keeps the number.
 */
export async function beginSigning(
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
      const [, { documentIds, outcome }] = await Promise.all([
        mayTake(work, dossier, 'sign', { seenSeq }),
        proposalOf(work, dossier),
      ])
      if (outcome === 'approve') await requirePrerequisites(work, dossier, 'sign')
      for (const documentId of documentIds) await reserveNumber(work, leader, documentId)
      return documentIds
    },
    moment,
  )
  for (const documentId of documentIds) await prepareDocument(leader, documentId, moment)
  return { documentId: documentIds[0] }
}

/**
 * Ký và phát hành: the leader confirms the stored bytes they were shown; those are signed and sealed outside any transaction;
 * the document is issued and the clock stops. Once confirmed it goes on whatever stops in between (`finishSignings`); a
 * repeated key signs nothing again.
 */
export async function signDecision(
  leader: Officer,
  id: string,
  { sha256 }: SignDecision,
  key: ActionKey = {},
  options: PerformOptions = {},
): Promise<{ documentId: string }> {
  const { documentIds, turn } = await perform(
    leader,
    async (work) => {
      const dossier = await lockForOfficer(work, leader, id)
      const [turn, { documentIds, outcome, decision }] = await Promise.all([
        mayTake(work, dossier, 'sign', key),
        proposalOf(work, dossier),
      ])
      if (turn === 'first') {
        if (outcome === 'approve') await requirePrerequisites(work, dossier, 'sign')
        const found = await (outcome === 'approve' ? requireSettled : findCaseChecks)(work, dossier, decision)
        await confirmSigning(work, leader, documentIds[0], sha256, key)
        for (const further of documentIds.slice(1))
          await confirmSigning(work, leader, further, undefined, key)
        await keepSignedChecks(work, leader, { documentId: documentIds[0], dossierId: id }, found)
        // Of two who sign the same thing one is refused here, before anything is signed.
        if (outcome === 'approve') await enterResult(work, dossier, documentIds[0], decision)
      }
      return { documentIds, turn }
    },
    options,
  )
  if (turn === 'first') await finishSigning(leader, id, documentIds, key, options)
  return { documentId: documentIds[0] }
}

/** Không ký: the number stays empty with this reason and the proposal waits before the leader as before. */
export async function declineDecision(
  work: Work,
  leader: Officer,
  id: string,
  { reason }: DeclineSigning,
  key: Pick<ActionKey, 'seenSeq'> = {},
): Promise<void> {
  const dossier = await lockForOfficer(work, leader, id)
  await mayTake(work, dossier, 'sign', key)
  const { documentIds } = await proposalOf(work, dossier)
  for (const documentId of documentIds) await declineSigning(work, leader, documentId, reason)
}

export const GiveUpDecision = z.strictObject({ ...SignDecision.shape, ...DeclineSigning.shape })
export type GiveUpDecision = z.infer<typeof GiveUpDecision>

/**
 * Bỏ số: what was confirmed and does not come to its signature, its key lost or its leader gone, stays empty with this reason; what the confirmation
 * had entered into the register ends, and the proposal waits before the leader to be signed anew. Refuses as `giveUpNumbersOf` of the documents does.
 */
export async function giveUpDecision(
  work: Work,
  leader: Officer,
  id: string,
  seen: GiveUpDecision,
  key: Pick<ActionKey, 'seenSeq'> = {},
): Promise<void> {
  const dossier = await lockForOfficer(work, leader, id)
  await mayTake(work, dossier, 'sign', key)
  const { documentIds } = await proposalOf(work, dossier)
  await giveUpNumbersOf(work, leader, documentIds, seen)
  await endEntryOf(work, documentIds[0])
}

/** Signs what was confirmed and brings the work on the dossier to its end; does nothing where that has happened. */
async function finishSigning(
  leader: Officer,
  id: string,
  documentIds: DocumentIds,
  { requestKey, requestMark }: ActionKey = {},
  options: PerformOptions = {},
): Promise<void> {
  const signed = await signTogether(leader, documentIds)
  if (!signed) return
  await perform(
    leader,
    async (work) => {
      const dossier = await lockForOfficer(work, leader, id)
      if (dossier.finishedAt) return
      const { outcome } = await proposalOf(work, dossier)
      // What was added after acceptance is accepted with the decision that rests on it.
      if (outcome === 'approve' && dossier.supplements > 0) await keepPapers(work, leader, dossier)
      await issueTogether(work, leader, signed)
      if (outcome === 'approve') await applyResult(work, dossier, documentIds[0])
      const [documentId] = documentIds
      const key = { requestKey, requestMark }
      const { service, opens } = await openedBy(work, dossier, outcome)
      const data = { documentId, outcome, ...(opens.length > 0 ? { opens } : {}) }
      const { seq, state } = await takeAction(work, dossier, 'sign', data, key)
      await ask(work, service, dossier, opens, { seq, at: work.now })
      await work.record(
        ...opens.map(({ key: opened, kind }) =>
          prerequisiteOpened(id, { ...placeOf(dossier), seq, key: opened, kind }),
        ),
      )
      await work.record(
        dossierDecided(id, { ...placeOf(dossier), seq, onTime: state.onTime, documentId, outcome }),
      )
    },
    options,
  )
}

/** Brings what this leader confirmed to its end, with the same number and the same bytes. */
export async function finishDecision(
  leader: Officer,
  id: string,
  key: ActionKey = {},
  options: PerformOptions = {},
): Promise<void> {
  const { documentIds } = await perform(
    leader,
    async (work) => proposalOf(work, await lockForOfficer(work, leader, id)),
    options,
  )
  await finishSigning(leader, id, documentIds, key, options)
}

/** What the signature of a grant asks for before the result is handed over. */
async function openedBy(work: Work, dossier: Dossier, outcome: 'approve' | 'decline') {
  const { service, prerequisites, standings } = await prerequisitesOf(work, dossier)
  if (outcome !== 'approve') return { service, opens: [] }
  const opens = openedBySigning(prerequisites, standings, dossier.answers as unknown as Answers)
  return { service, opens: await withResultFee(work, service, dossier, opens) }
}

/** The result, then what is signed together with it. */
type DocumentIds = [string, ...string[]]

/** What was put before the leader last. */
async function proposalOf(work: Work, dossier: Dossier) {
  const actions = await listActions(work.tx, dossier.id)
  const proposal = actions.findLast(({ kind }) => kind === 'propose')
  const documentId = proposal?.data.documentId
  if (!documentId) throw notPermittedNow({ action: 'sign', state: dossier.status })
  const { outcome = 'approve', decision, further = [] } = proposal.data
  const documentIds: DocumentIds = [documentId, ...further]
  return { documentIds, outcome, decision: isRecord(decision) ? decision : undefined }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
