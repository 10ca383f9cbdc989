import { z } from 'zod'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { termsOf } from '../clock.ts'
import { limitChosen } from '../events.ts'
import { placeOf } from '../parties.ts'
import { issueSlip } from '../print/issue-slip.ts'
import { listActions } from '../read/action-queries.ts'
import { limitPast, limitUnknown, notPermittedNow } from '../refusals.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from './take-action.ts'

export const ChooseLimit = z
  .strictObject({
    choice: z.string().max(60).meta({ description: 'timeLimit.choices[].key of the service' }),
    reason: printedText({ min: 10, max: 2000 }),
  })
  .meta({ id: 'ChooseLimit', example: { choice: 'verify', reason: 'Cần xác minh nơi cư trú trước đây.' } })
export type ChooseLimit = z.infer<typeof ChooseLimit>

/** Where the law lets an officer take longer: chosen once, before the day that was named has passed, with a written reason. */
export async function chooseLimit(
  work: Work,
  officer: Officer,
  id: string,
  { choice, reason }: ChooseLimit,
  key: ActionKey = {},
): Promise<{ dueAt: Date | null }> {
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'choose_limit', key)) === 'repeated') return { dueAt: dossier.dueAt }
  if ((await listActions(work.tx, id)).some(({ kind }) => kind === 'choose_limit'))
    throw notPermittedNow({ action: 'choose_limit', state: dossier.status })
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const { timeLimit } = service
  const chosen = timeLimit.choices.find((one) => one.key === choice)
  if (!chosen) throw limitUnknown({ choice })
  if (dossier.dueAt && work.now > dossier.dueAt) throw limitPast()
  const terms = termsOf({ ...timeLimit, duration: chosen.duration })
  const { name, basis } = chosen
  const data = { choice, name, basis, reason, terms }
  const taken = await takeAction(work, dossier, 'choose_limit', data, key)
  const { seq, state } = taken
  const dueAt = (state.dueAt ?? work.now).toISOString()
  await work.record(limitChosen(id, { ...placeOf(dossier), seq, dueAt }))
  // Longer only with a phiếu hẹn that says the new hour and day (Nghị định 23/2015/NĐ-CP, Điều 21).
  if (service.receipt === 'phieu-hen') await issueSlip(work, taken, '01')
  return { dueAt: state.dueAt }
}
