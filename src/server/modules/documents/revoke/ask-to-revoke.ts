import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { revocationAsked } from '../events.ts'
import { readReason } from '../read-reason.ts'
import { mayNotAskRevocation, replacementWaits, revocationWaits, wrongStatus } from '../refusals.ts'
import { holdResult, listReplacing } from '../replace-queries.ts'
import { takeAction } from '../take-action.ts'
import { findToRevoke } from './find-to-revoke.ts'

/** Đề nghị thu hồi: an officer of its agency says why a signed document should be taken back; another decides. */
export async function askToRevoke(work: Work, officer: Officer, id: string, why: string): Promise<void> {
  const { dossierId } = await findToRevoke(work, officer, id)
  if (dossierId) await holdResult(work.tx, dossierId)
  const document = await findToRevoke(work, officer, id)
  const { roles } = officer
  if (!roles.includes('specialist') && !roles.includes('leader')) throw mayNotAskRevocation()
  if (document.status !== 'issued') throw wrongStatus({ state: document.status })
  if (document.revokeAskedAt) throw revocationWaits()
  if (dossierId && (await listReplacing(work.tx, officer, dossierId)).length > 0) throw replacementWaits()
  await takeAction(work, document, 'ask_revoke', { reason: readReason(why) })
  const { agencyId, kind } = document
  await work.record(revocationAsked(id, { agencyId, kind, dossierId }))
}
