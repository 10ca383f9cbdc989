import type { Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import { compareTexts } from '#shared/text/index.ts'
import { readDirectory } from './directory.ts'
import { type FoundUnit, isValidOn, searchUnits as search, type Unit, unitOn, unitsLaterOn } from './model.ts'

/** What the code meant on that day. */
export async function unitOf(work: Pick<Work, 'tx'>, code: string, on: LocalDay): Promise<Unit | undefined> {
  return unitOn(await readDirectory(work), code, on)
}

/** The communes of that day, phường before xã, each in Vietnamese order. */
export async function listCommunes(work: Pick<Work, 'tx'>, on: LocalDay): Promise<Unit[]> {
  const { units } = await readDirectory(work)
  return units
    .filter((unit) => unit.level === 'commune' && isValidOn(unit, on))
    .sort((a, b) => compareTexts(a.fullName, b.fullName))
}

/** Communes by name as people type it; an old name also tells what the place is today. */
export async function searchUnits(work: Work, query: string, limit = 12): Promise<FoundUnit[]> {
  return search(await readDirectory(work), query, localDay(work.now), limit)
}

/** What became of a commune: its code on `asOf` → the units its territory lies in on `on`. */
export async function unitsNow(
  work: Pick<Work, 'tx'>,
  code: string,
  asOf: LocalDay,
  on: LocalDay,
): Promise<Unit[]> {
  const directory = await readDirectory(work)
  const unit = unitOn(directory, code, asOf)
  return unit ? unitsLaterOn(directory, unit.id, on) : []
}
