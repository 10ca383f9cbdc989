/** Names on the public page, remembered: a page that many open at once asks the database for the status alone. */
import { findAgency } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { anonymous } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'

interface Names {
  service: string
  agency: string
}

const kept = new Map<string, { names: Promise<Names>; until: number }>()
const keptMs = 5 * 60_000
const mostKept = 5_000

/** What the service and the agency are called. A version of a service never changes; an agency's name seldom does. */
export function namesFor(serviceCode: string, version: number, agencyId: string): Promise<Names> {
  const key = `${serviceCode} ${version} ${agencyId}`
  const found = kept.get(key)
  if (found && found.until > performance.now()) return found.names
  if (kept.size >= mostKept) kept.clear()
  const names = perform(anonymous, async (work) => ({
    service: (await getServiceVersion(work, serviceCode, version)).plainName,
    agency: (await findAgency(work, agencyId))?.name ?? '',
  }))
  kept.set(key, { names, until: performance.now() + keptMs })
  names.catch(() => kept.delete(key))
  return names
}
