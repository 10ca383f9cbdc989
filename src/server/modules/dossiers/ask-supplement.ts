import { z } from 'zod'
import { supplementAsked } from '#server/modules/dossiers/events.ts'
import { reasonNeeded } from '#server/modules/dossiers/refusals.ts'
import { type ActionKey, lockForOfficer, placeOf, takeAction } from '#server/modules/dossiers/take-action.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

export const AskSupplement = z
  .strictObject({
    /** Everything that is missing, each as one line the applicant can act on. */
    items: z.array(z.string().trim().min(3).max(500)).min(1).max(30),
    reason: z.string().trim().min(3).max(2000),
  })
  .meta({
    id: 'AskSupplement',
    example: { items: ['Trang 2 của giấy chứng sinh'], reason: 'Bản chụp thiếu trang 2.' },
  })
export type AskSupplement = z.infer<typeof AskSupplement>

/** Yêu cầu bổ sung: asks once for everything missing; the clock rests until the applicant answers. */
export async function askSupplement(
  work: Work,
  officer: Officer,
  id: string,
  { items, reason }: AskSupplement,
  key: ActionKey = {},
): Promise<void> {
  if (items.length === 0) throw reasonNeeded()
  const dossier = await lockForOfficer(work, officer, id)
  const { seq, repeated } = await takeAction(work, dossier, 'ask_supplement', { items, reason }, key)
  if (!repeated) await work.record(supplementAsked(id, { ...placeOf(dossier), seq }))
}
