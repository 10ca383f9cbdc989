import { z } from 'zod'
import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { serviceRated } from '../events.ts'
import { type ActionKey, lockForApplicant, takeAction } from '../handle/take-action.ts'
import { placeOf } from '../parties.ts'

export const RateService = z
  .strictObject({
    rating: z.coerce.number().int().min(1).max(5),
    comment: z.string().trim().max(1000).default(''),
  })
  .meta({ id: 'RateService', example: { rating: 5, comment: 'Nhanh, rõ ràng.' } })
export type RateService = z.input<typeof RateService>

/** Đánh giá: how satisfied the applicant is, 1 to 5, once. */
export async function rateService(
  work: Work,
  citizen: Citizen,
  id: string,
  input: RateService,
  key: ActionKey = {},
): Promise<void> {
  const { rating, comment } = RateService.parse(input)
  const dossier = await lockForApplicant(work, citizen, id)
  const { seq, repeated } = await takeAction(work, dossier, 'rate', { rating, comment }, key)
  if (!repeated) await work.record(serviceRated(id, { ...placeOf(dossier), seq, rating }))
}
