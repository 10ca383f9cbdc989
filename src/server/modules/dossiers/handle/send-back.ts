import { z } from 'zod'
import { releaseNumber } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { dossierSentBack } from '../events.ts'
import { placeOf } from '../parties.ts'
import { type ActionKey, lockForOfficer, takeAction } from './take-action.ts'

export const SendBack = z
  .strictObject({ reason: z.string().trim().min(3).max(2000) })
  .meta({ id: 'SendBack', example: { reason: 'Sửa lại họ tên cho đúng giấy chứng sinh.' } })
export type SendBack = z.infer<typeof SendBack>

/** Trả lại để sửa: the leader does not sign and says why; the clock runs on. */
export async function sendBack(
  work: Work,
  leader: Officer,
  id: string,
  { reason }: SendBack,
  key: ActionKey = {},
): Promise<void> {
  const dossier = await lockForOfficer(work, leader, id)
  const { seq, repeated } = await takeAction(work, dossier, 'send_back', { reason }, key)
  if (!repeated) await releaseNumber(work, id, 'trả lại để sửa')
  if (!repeated) await work.record(dossierSentBack(id, { ...placeOf(dossier), seq }))
}
