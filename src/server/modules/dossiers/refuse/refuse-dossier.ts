import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { requireProofToSign } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { dossierRefused, refusalAsked } from '../events.ts'
import { dropCharges } from '../fees/charge-dossier.ts'
import { type ActionKey, lockForOfficer, takeAction } from '../handle/take-action.ts'
import { doersOf, placeOf } from '../parties.ts'
import { issueSlip } from '../print/issue-slip.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { notYourPart } from '../refusals.ts'
import { maySignRefusal } from './refusal-signers.ts'

export const RefuseDossier = z
  .strictObject({ reason: printedText({ min: 10, max: 2000 }) })
  .meta({ id: 'RefuseDossier', example: { reason: 'Việc này không thuộc thẩm quyền của phường.' } })
export type RefuseDossier = z.infer<typeof RefuseDossier>

/**
 * Từ chối tiếp nhận, with the reason printed on Mẫu 03. Who at the counter may sign that slip refuses at once, having proved lately
 * who they are; of anybody else it is asked, and the applicant is refused nothing until it is signed (`signRefusal`). Tells which.
 */
export async function refuseDossier(
  work: Work,
  officer: Officer,
  id: string,
  { reason }: RefuseDossier,
  key: ActionKey = {},
): Promise<'refuse' | 'ask_refusal'> {
  const dossier = await lockForOfficer(work, officer, id)
  if (!doersOf(officer, dossier).includes('one_stop')) throw notYourPart({ action: 'refuse' })
  if (await maySignRefusal(work, officer, dossier)) {
    await refuse(work, officer, dossier, reason, key)
    return 'refuse'
  }
  const { seq, repeated } = await takeAction(work, dossier, 'ask_refusal', { reason }, key)
  if (!repeated) await work.record(refusalAsked(id, { ...placeOf(dossier), seq }))
  return 'ask_refusal'
}

/** Refuses and signs the slip, in one work. */
export async function refuse(
  work: Work,
  signer: Officer,
  dossier: Dossier,
  reason: string,
  key: ActionKey,
): Promise<void> {
  requireProofToSign(signer, work.now)
  const taken = await takeAction(work, dossier, 'refuse', { reason }, key)
  const { seq, state, repeated } = taken
  if (repeated) return
  await dropCharges(work, dossier)
  await work.record(dossierRefused(dossier.id, { ...placeOf(dossier), seq, onTime: state.onTime }))
  await issueSlip(work, taken, '03', signer)
}
