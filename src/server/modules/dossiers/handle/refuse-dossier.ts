import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { dossierRefused } from '../events.ts'
import { placeOf } from '../parties.ts'
import { issueSlip } from '../print/issue-slip.ts'
import { type ActionKey, lockForOfficer, takeAction } from './take-action.ts'

export const RefuseDossier = z
  .strictObject({ reason: printedText({ min: 10, max: 2000 }) })
  .meta({ id: 'RefuseDossier', example: { reason: 'Việc này không thuộc thẩm quyền của phường.' } })
export type RefuseDossier = z.infer<typeof RefuseDossier>

/** Từ chối tiếp nhận, with the reason printed on Mẫu 03. */
export async function refuseDossier(
  work: Work,
  officer: Officer,
  id: string,
  { reason }: RefuseDossier,
  key: ActionKey = {},
): Promise<void> {
  const dossier = await lockForOfficer(work, officer, id)
  const taken = await takeAction(work, dossier, 'refuse', { reason }, key)
  const { seq, state, repeated } = taken
  if (repeated) return
  await work.record(dossierRefused(id, { ...placeOf(dossier), seq, onTime: state.onTime }))
  await issueSlip(work, taken, '03', officer)
}
