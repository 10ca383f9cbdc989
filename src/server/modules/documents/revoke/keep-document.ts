import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { revocationDropped } from '../events.ts'
import { readReason } from '../read-reason.ts'
import { mayNotSign, revocationNotAsked } from '../refusals.ts'
import { findSigningPower, wantedFor } from '../sign/signing-power.ts'
import { takeAction } from '../take-action.ts'
import { findToRevoke } from './find-to-revoke.ts'

/** Không thu hồi: whoever asked takes it back, or whoever may sign such a document refuses, with a reason; the document stands. */
export async function keepDocument(work: Work, officer: Officer, id: string, why: string): Promise<void> {
  const document = await findToRevoke(work, officer, id)
  const { agencyId, kind, dossierId, revokeAskedBy, status } = document
  if (!revokeAskedBy || status !== 'issued') throw revocationNotAsked()
  const isOwn = revokeAskedBy === officer.id
  const decides =
    officer.roles.includes('leader') &&
    (await findSigningPower(work, officer.id, agencyId, wantedFor(document)))
  if (!isOwn && !decides) throw mayNotSign()
  await takeAction(work, document, 'keep', { reason: readReason(why) })
  await work.record(revocationDropped(id, { agencyId, kind, dossierId }))
}
