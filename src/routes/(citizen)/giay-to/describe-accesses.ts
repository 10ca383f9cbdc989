import { findAgency } from '#server/modules/agencies/index.ts'
import { listOwnCodes } from '#server/modules/dossiers/index.ts'
import { listStaffNames } from '#server/modules/identity/index.ts'
import type { Access } from '#server/modules/registry/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

/** Who opened what of mine, for which agency, why and when, in words. */
export async function describeAccesses(work: Work, citizen: Citizen, accesses: readonly Access[]) {
  const names = await listStaffNames(
    work,
    accesses.flatMap(({ actorId }) => actorId ?? []),
  )
  const codes = await listOwnCodes(
    work,
    citizen,
    accesses.flatMap(({ dossierId }) => dossierId ?? []),
  )
  const described = []
  for (const { id, actorId, agencyId, purpose, opened, dossierId, at } of accesses) {
    const agency = agencyId ? await findAgency(work, agencyId) : undefined
    described.push({
      id,
      who: names.get(actorId ?? '') ?? m.registry.vault.someone,
      agency: agency?.name ?? '',
      what: `${m.registry.purposes[purpose] ?? purpose}: ${m.registry.opened[opened] ?? opened}`,
      code: codes.get(dossierId ?? ''),
      at: formatDateTime(at),
    })
  }
  return described
}
