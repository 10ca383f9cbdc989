import type { Tx } from '#server/platform/database.ts'
import type { Service } from './model.ts'
import { readDefinitions, type VersionMark } from './queries.ts'

/** Definitions by their SHA-256. A version never changes, so a copy is good for as long as the process lives. */
const held = new Map<string, Service>()

/** The services of these versions, in their order; only those not yet in memory are read. */
export async function definitionsOf(tx: Tx<'catalogue'>, marks: readonly VersionMark[]): Promise<Service[]> {
  const missing = marks.filter(({ sha256 }) => !held.has(sha256.toString('hex')))
  for (const { sha256, service } of await readDefinitions(tx, missing))
    held.set(sha256.toString('hex'), service)
  return marks.flatMap(({ sha256 }) => held.get(sha256.toString('hex')) ?? [])
}
