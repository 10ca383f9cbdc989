import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { documentRevoked } from '../events.ts'
import { reasonNeeded, wrongStatus } from '../refusals.ts'
import { requireOwnDocument, takeAction } from '../take-action.ts'
import { requireSigningPower } from './signing-power.ts'

/** Thu hồi: whoever may sign for the agency takes a document back; from now on every check says so. */
export async function revokeDocument(work: Work, leader: Officer, id: string, why: string): Promise<void> {
  const document = await requireOwnDocument(work, leader, id)
  await requireSigningPower(work, leader, document.agencyId)
  if (document.status !== 'issued') throw wrongStatus({ state: document.status })
  const reason = why.normalize('NFC').trim()
  if (reason.length < 10) throw reasonNeeded()

  await takeAction(work, document, 'revoke', { reason: reason.slice(0, 2000) })
  const { agencyId, kind, dossierId } = document
  await work.record(documentRevoked(id, { agencyId, kind, dossierId }))
}
