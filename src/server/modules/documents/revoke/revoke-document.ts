import type { Officer } from '#server/platform/actor.ts'
import { requireProofToSign } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { documentRevoked } from '../events.ts'
import { type Document, findDocument } from '../queries.ts'
import { replacementUnfit, revocationNotAsked, secondPersonNeeded, wrongStatus } from '../refusals.ts'
import { aboutOf } from '../route/counted.ts'
import { requireSigningPower, wantedFor } from '../sign/signing-power.ts'
import { takeAction } from '../take-action.ts'
import { findToRevoke } from './find-to-revoke.ts'

/**
 * Thu hồi: whoever may sign such a document for the agency, has lately proved who they are and is not who asked for it takes a document back,
 * for the reason that was asked with; from now on every check says so, and names the other issued document of the dossier that
 * takes its place, if there is one (`replacedBy`).
 */
export async function revokeDocument(
  work: Work,
  leader: Officer,
  id: string,
  replacedBy?: string,
): Promise<void> {
  const document = await findToRevoke(work, leader, id)
  await requireSigningPower(work, leader, document.agencyId, wantedFor(document))
  if (document.status !== 'issued') throw wrongStatus({ state: document.status })
  const { revokeAskedBy, revokeAskedWhy } = document
  if (!revokeAskedBy || !revokeAskedWhy) throw revocationNotAsked()
  if (revokeAskedBy === leader.id) throw secondPersonNeeded()
  requireProofToSign(leader, work.now)
  if (replacedBy) await requireReplacement(work, document, replacedBy)

  await takeAction(work, document, 'revoke', {
    reason: revokeAskedWhy,
    data: replacedBy ? { replacedBy } : {},
  })
  const about = await aboutOf(work, document, { isSigned: true, since: document.issuedAt })
  await work.record(documentRevoked(id, about))
}

async function requireReplacement(work: Work, { id, dossierId }: Document, by: string): Promise<void> {
  const next = await findDocument(work.tx, work.actor, by)
  const isOther = next?.id !== id && next?.dossierId === dossierId && dossierId !== null
  if (next?.status !== 'issued' || !isOther) throw replacementUnfit()
}
