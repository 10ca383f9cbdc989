/** What follows once a signed result was replaced, or taken back: the vault has the new one, whoever holds the old one is told. */
import { documentReplaced, documentRevoked, getDocument } from '#server/modules/documents/index.ts'
import { notify } from '#server/modules/notifications/index.ts'
import { system } from '#server/platform/actor.ts'
import { defineJob } from '#server/platform/jobs/jobs.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { resultCorrected } from '../events.ts'
import { holdResult } from '../handle/deliver-result.ts'
import { listActions } from '../read/action-queries.ts'
import { findWhomToTell, lockDossier } from '../read/dossier-queries.ts'
import { listHolders } from '../read/holder-queries.ts'

/** The new result enters the vault beside the old one, which says by which it was replaced; its owner is told once. */
const deliverCorrected = defineJob({
  name: 'dossiers.deliver-corrected',
  on: resultCorrected,
  run: (dossierId, { seq, documentId, serviceCode }) =>
    perform(system, async (work) => {
      const dossier = await lockDossier(work.tx, dossierId)
      const corrected = (await listActions(work.tx, dossierId)).find((action) => action.seq === seq)
      const correction = corrected?.data.correction
      if (!dossier || !correction) return
      const { outcome, further } = correction
      await holdResult(work, dossier, [documentId, ...further], outcome === 'approve')
      const { applicantId: personId, code } = dossier
      const data = { code, serviceCode, dueAt: null }
      await notify(work, {
        key: `${dossierId}:result_replaced:${seq}`,
        personId,
        kind: 'result_replaced',
        dossierId,
        data,
      })
    }),
})

/** Of other dossiers in which this very paper was handed in, whoever filed them learns that it stands no more; telling twice tells once. */
async function tellHolders(work: Work, documentId: string, kind: 'paper_replaced' | 'paper_revoked') {
  const { sha256, dossierId } = await getDocument(work, documentId)
  if (!sha256) return
  const holders = await listHolders(work.tx, sha256, dossierId)
  await notify(
    work,
    ...holders.map(({ id, code, serviceCode, applicantId: personId }) => ({
      key: `${documentId}:${kind}:${id}`,
      personId,
      kind,
      dossierId: id,
      data: { code, serviceCode, dueAt: null },
    })),
  )
}

const tellHoldersOfReplaced = defineJob({
  name: 'dossiers.tell-paper-replaced',
  on: documentReplaced,
  run: (documentId) => perform(system, (work) => tellHolders(work, documentId, 'paper_replaced')),
})

/** Whoever was given a paper, and whoever handed it in elsewhere, learns that it was taken back; telling twice tells once. */
const tellRevoked = defineJob({
  name: 'dossiers.tell-result-revoked',
  on: documentRevoked,
  run: (documentId, { dossierId }) =>
    perform(system, async (work) => {
      await tellHolders(work, documentId, 'paper_revoked')
      const dossier = (await findWhomToTell(work.tx, dossierId ? [dossierId] : [])).get(dossierId ?? '')
      if (!dossier) return
      const { applicantId: personId, code, serviceCode } = dossier
      const data = { code, serviceCode, dueAt: null }
      await notify(work, { key: `${documentId}:revoked`, personId, kind: 'result_revoked', dossierId, data })
    }),
})

export const correctionJobs = [deliverCorrected, tellHoldersOfReplaced, tellRevoked]
