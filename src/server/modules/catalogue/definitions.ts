import type { Tx } from '#server/platform/database/database.ts'
import type { LocalDay } from '#shared/dates.ts'
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

/** How long a process may say from memory which version is in force, before it asks whether others were loaded. */
const trustMs = 5_000
const marks = new Map<string, { mark: VersionMark; until: number }>()

export function heldMark(code: string, day: LocalDay): VersionMark | undefined {
  const found = marks.get(`${code} ${day}`)
  return found && found.until > performance.now() ? found.mark : undefined
}

export function holdMark(code: string, day: LocalDay, mark: VersionMark): void {
  if (heldMark(code, day)) return
  if (marks.size > 1_000) marks.clear()
  marks.set(`${code} ${day}`, { mark, until: performance.now() + trustMs })
}

const versions = new Map<string, Service>()

/** A version that was read once is what it was, withdrawn or not. */
export function heldVersion(code: string, version: number): Service | undefined {
  return versions.get(`${code} ${version}`)
}

export function holdVersion(service: Service): void {
  versions.set(`${service.code} ${service.version}`, service)
}

/** The next question asks the database: versions were loaded. */
export function forgetMarks(): void {
  marks.clear()
  versions.clear()
}
