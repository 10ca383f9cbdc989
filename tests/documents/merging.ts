/** One agency becomes the other in a walk, and after it they are two again. */
import { forgetAgencies } from '#server/modules/agencies/fixtures.ts'
import { type Agency, inheritedAgencyIds } from '#server/modules/agencies/index.ts'
import { mergeInto } from '#server/modules/documents/agency/fixtures.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'

/** Whose papers each of these agencies acts for since then. */
export type Merged = ReadonlyMap<string, string[]>

export async function merge(old: Agency, heir: Agency, now: Date): Promise<Merged> {
  await mergeInto(old, heir, localDay(now))
  return perform(system, async (work) => {
    const of = async ({ id }: Agency): Promise<[string, string[]]> => [id, await inheritedAgencyIds(work, id)]
    return new Map([await of(old), await of(heir)])
  })
}

/** As if it had never been, so that a world lasts: to furnish one takes longer than a walk. */
export async function undoMerge(old: Agency, heir: Agency): Promise<void> {
  await perform(system, async ({ tx }) => {
    await tx.deleteFrom('agencies.agencySuccession').where('predecessorId', '=', old.id).execute()
    await tx.updateTable('agencies.agency').set({ validTo: null }).where('id', '=', old.id).execute()
  })
  await forgetAgencies(heir.id)
}
