import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { definitionsOf, heldMark, heldVersion, holdMark, holdVersion } from './definitions.ts'
import type { Service } from './model.ts'
import { findMarkInForce, findVersionMark } from './queries.ts'
import { serviceNotFound, serviceReplaced } from './refusals.ts'
import { replacedCodes, replacementOf } from './replaced-codes.ts'
import type { Replacement } from './replacement.ts'

/** The version of a service in force today. A code that another replaced says which. */
export async function getService(work: Work, code: string): Promise<Service> {
  const service = await findService(work, code)
  const replacement = await replacementFor(work, code, service)
  if (replacement) {
    const { code: replacedBy, since, basis } = replacement
    throw serviceReplaced({ code, replacedBy, since, basis })
  }
  if (service === undefined) throw serviceNotFound({ code: code.slice(0, 20) })
  return service
}

/** The service offered here in place of this code today: by the list of the province, or as the service itself says. */
export async function findReplacement(work: Work, code: string): Promise<Replacement | undefined> {
  return replacementFor(work, code, await findService(work, code))
}

async function replacementFor(
  work: Work,
  code: string,
  service: Service | undefined,
): Promise<Replacement | undefined> {
  const day = localDay(work.now)
  const listed = replacementOf(replacedCodes(), code, day)
  const own = listed ? undefined : service?.replacedBy
  const replacement = listed ?? (own && own.since <= day ? own : undefined)
  return replacement && (await findService(work, replacement.code)) ? replacement : undefined
}

export async function findService({ tx, now }: Work, code: string): Promise<Service | undefined> {
  const day = localDay(now)
  const mark = heldMark(code, day) ?? (await findMarkInForce(tx, code, day))
  if (mark) holdMark(code, day, mark)
  return mark === undefined ? undefined : (await definitionsOf(tx, [mark]))[0]
}

/** A service as it was when a dossier was filed under it, withdrawn or not. */
export async function getServiceVersion({ tx }: Work, code: string, version: number): Promise<Service> {
  const known = heldVersion(code, version)
  if (known) return known
  const mark = await findVersionMark(tx, code, version)
  const [service] = mark === undefined ? [] : await definitionsOf(tx, [mark])
  if (service === undefined) throw serviceNotFound({ code: code.slice(0, 20), version })
  holdVersion(service)
  return service
}
