import { z } from 'zod'
import { findAgency } from '#server/modules/agencies/index.ts'
import { discardDraft } from '#server/modules/documents/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { dossierForwarded } from '../events.ts'
import { placeOf } from '../parties.ts'
import { agencyUnknown, assigneeUnknown } from '../refusals.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from './take-action.ts'
import { unitInCharge } from './unit-in-charge.ts'

export const ForwardDossier = z
  .strictObject({
    toAgencyId: z.string().max(100).optional(),
    assigneeId: z.uuid().optional(),
    note: z.string().trim().max(1000).default(''),
  })
  .meta({ id: 'ForwardDossier', example: { note: 'Chuyển bộ phận hộ tịch.' } })
export type ForwardDossier = z.input<typeof ForwardDossier>

/** Chuyển: hands the dossier to the unit in charge, or to another agency whose part it is; the clock runs on. */
export async function forwardDossier(
  work: Work,
  officer: Officer,
  id: string,
  input: ForwardDossier,
  key: ActionKey = {},
): Promise<void> {
  const { toAgencyId: wanted, assigneeId, note } = ForwardDossier.parse(input)
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'forward', key)) === 'repeated') return
  const toAgencyId = wanted ?? (await unitInCharge(work, officer, dossier)).id
  const agency = await findAgency(work, toAgencyId)
  if (!agency || agency.validTo !== null) throw agencyUnknown()
  if (assigneeId) {
    const staff = await listStaffOf(work, toAgencyId)
    if (!staff.some(({ id: accountId }) => accountId === assigneeId)) throw assigneeUnknown()
  }
  // A draft belongs to the agency that wrote it; the next one writes its own.
  if (toAgencyId !== dossier.handlingAgencyId) await discardDraft(work, officer, dossier.id)
  const data = { toAgencyId, note, ...(assigneeId ? { assigneeId } : {}) }
  const { seq } = await takeAction(work, dossier, 'forward', data, key)
  await work.record(dossierForwarded(id, { ...placeOf(dossier), seq, toAgencyId }))
}
