import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { definitionsOf, heldMark, holdMark } from './definitions.ts'
import type { Service } from './model.ts'
import { findMarkInForce, findVersionMark } from './queries.ts'
import { serviceNotFound } from './refusals.ts'

/** The version of a service in force today. */
export async function getService(work: Work, code: string): Promise<Service> {
  const service = await findService(work, code)
  if (service === undefined) throw serviceNotFound({ code: code.slice(0, 20) })
  return service
}

export async function findService({ tx, now }: Work, code: string): Promise<Service | undefined> {
  const day = localDay(now)
  const mark = heldMark(code, day) ?? (await findMarkInForce(tx, code, day))
  if (mark) holdMark(code, day, mark)
  return mark === undefined ? undefined : (await definitionsOf(tx, [mark]))[0]
}

/** A service as it was when a dossier was filed under it, withdrawn or not. */
export async function getServiceVersion({ tx }: Work, code: string, version: number): Promise<Service> {
  const mark = await findVersionMark(tx, code, version)
  const [service] = mark === undefined ? [] : await definitionsOf(tx, [mark])
  if (service === undefined) throw serviceNotFound({ code: code.slice(0, 20), version })
  return service
}
