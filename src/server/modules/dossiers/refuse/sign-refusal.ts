/** A refusal somebody at the counter asked for: whoever may sign it does, or it goes back to the counter. */
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { refusalDropped } from '../events.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from '../handle/take-action.ts'
import { isRefusalAwaited } from '../model.ts'
import { placeOf } from '../parties.ts'
import { listActions } from '../read/action-queries.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { notPermittedNow, notYourPart } from '../refusals.ts'
import { maySignRefusal } from './refusal-signers.ts'
import { refuse } from './refuse-dossier.ts'

export const DropRefusal = z
  .strictObject({ reason: printedText({ min: 10, max: 2000 }) })
  .meta({ id: 'DropRefusal', example: { reason: 'Hồ sơ thuộc thẩm quyền của phường: tiếp nhận.' } })
export type DropRefusal = z.infer<typeof DropRefusal>

/** Ký phiếu từ chối: with the reason it was asked for, and not before its signer has proved lately who they are. */
export async function signRefusal(
  work: Work,
  signer: Officer,
  id: string,
  key: ActionKey = {},
): Promise<void> {
  const dossier = await lockForOfficer(work, signer, id)
  if ((await mayTake(work, dossier, 'refuse', key)) === 'repeated') return
  const asked = await requireAsked(work, dossier)
  if (!(await maySignRefusal(work, signer, dossier))) throw notYourPart({ action: 'refuse' })
  await refuse(work, signer, dossier, String(asked.data.reason ?? ''), key)
}

/**
 * Không từ chối: whoever may sign it declines, or who asked for it takes it back, with a reason. The dossier is at the counter
 * again, as it was; the applicant has been refused nothing.
 */
export async function dropRefusal(
  work: Work,
  officer: Officer,
  id: string,
  { reason }: DropRefusal,
  key: ActionKey = {},
): Promise<void> {
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'drop_refusal', key)) === 'repeated') return
  const asked = await requireAsked(work, dossier)
  if (asked.actorId !== officer.id && !(await maySignRefusal(work, officer, dossier)))
    throw notYourPart({ action: 'drop_refusal' })
  const { seq } = await takeAction(work, dossier, 'drop_refusal', { reason }, key)
  await work.record(refusalDropped(id, { ...placeOf(dossier), seq }))
}

async function requireAsked(work: Work, dossier: Dossier) {
  const asked = (await listActions(work.tx, dossier.id)).findLast(({ kind }) => kind === 'ask_refusal')
  if (!asked || !isRefusalAwaited(dossier)) throw notPermittedNow({ action: 'refuse', state: dossier.status })
  return asked
}
