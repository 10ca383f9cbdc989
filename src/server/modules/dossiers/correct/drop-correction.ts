import { z } from 'zod'
import {
  discardReplacement,
  getDocument,
  requireSigningPower,
  wantedFor,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { correctionDropped } from '../events.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from '../handle/take-action.ts'
import { placeOf } from '../parties.ts'
import { listActions } from '../read/action-queries.ts'
import { correctionNotAsked, notYourPart } from '../refusals.ts'
import { askedCorrection } from './correction.ts'

export const DropCorrection = z
  .strictObject({ reason: printedText({ min: 10, max: 2000 }) })
  .meta({ id: 'DropCorrection', example: { reason: 'Đã xem lại: giấy cấp đúng theo hồ sơ.' } })
export type DropCorrection = z.infer<typeof DropCorrection>

/**
 * Không đính chính: whoever may sign it refuses, or whoever asked takes it back, with a reason that stands in the history of
 * the dossier. What was signed stands as before; a number reserved meanwhile stays empty.
 */
export async function dropCorrection(
  work: Work,
  officer: Officer,
  id: string,
  { reason }: DropCorrection,
  key: ActionKey = {},
): Promise<void> {
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'drop_correction', key)) === 'repeated') return
  const asked = askedCorrection(await listActions(work.tx, id))
  if (!asked) throw correctionNotAsked()
  if (asked.askedBy.id !== officer.id) {
    if (!officer.roles.includes('leader')) throw notYourPart({ action: 'drop_correction' })
    const document = await getDocument(work, asked.documentId)
    await requireSigningPower(work, officer, document.agencyId, wantedFor(document))
  }
  await discardReplacement(work, officer, id, reason)
  const { seq } = await takeAction(work, dossier, 'drop_correction', { reason }, key)
  await work.record(correctionDropped(id, { ...placeOf(dossier), seq }))
}
