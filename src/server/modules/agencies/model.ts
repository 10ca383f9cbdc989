import type { LocalDay } from '#shared/dates.ts'
import { searchKey, toneKey } from '#shared/text/index.ts'
import type { DelegatedScope } from './delegated-scope.ts'

export type Level = 'province' | 'district' | 'commune'
export type AgencyKind = 'people_committee' | 'department' | 'service_centre' | 'division' | 'other'
export type Authority = 'TM.' | 'Q.' | 'KT.' | 'TL.' | 'TUQ.'

/** Đơn vị hành chính during one epoch. Codes are re-used with new meaning: only `id` says which unit is meant. */
export interface Unit {
  id: string
  code: string
  name: string
  fullName: string
  level: Level
  parentId: string | null
  validFrom: LocalDay
  validTo: LocalDay | null
  latitude: number | null
  longitude: number | null
  areaKm2: number | null
  searchKey: string
}

export interface Agency {
  id: string
  code: string
  name: string
  shortName: string
  kind: AgencyKind
  level: Level
  parentId: string | null
  unitId: string | null
  symbol: string
  place: string
  address: string | null
  phone: string | null
  validFrom: LocalDay
  validTo: LocalDay | null
  /** The code could not be established from a source. */
  unverified: boolean
}

export interface UnitSuccession {
  predecessorId: string
  successorId: string
  onDate: LocalDay
  decision: string
}

export interface AgencySuccession extends UnitSuccession {
  /** The one successor that holds whatever was not handed to a part by territory or field. */
  main: boolean
}

/** Chức vụ of one agency. */
export interface Position {
  id: string
  agencyId: string
  title: string
  authority: Authority | null
  authorityOf: string | null
  signs: boolean
  validFrom: LocalDay
  validTo: LocalDay | null
}

export interface AgencyData {
  units: Unit[]
  unitSuccessions: UnitSuccession[]
  agencies: Agency[]
  agencySuccessions: AgencySuccession[]
  positions: Position[]
}

/** Everything about units and agencies, ready to be asked. */
export interface Directory extends AgencyData {
  unitById: ReadonlyMap<string, Unit>
  unitsByCode: ReadonlyMap<string, readonly Unit[]>
  unitSuccessors: ReadonlyMap<string, readonly UnitSuccession[]>
  agencyById: ReadonlyMap<string, Agency>
  agencySuccessors: ReadonlyMap<string, readonly AgencySuccession[]>
  mainPredecessors: ReadonlyMap<string, readonly string[]>
  committeeByUnit: ReadonlyMap<string, Agency>
  positionById: ReadonlyMap<string, Position>
}

export function buildDirectory(data: AgencyData): Directory {
  const mains = data.agencySuccessions.filter(({ main }) => main)
  const predecessors = [...groupBy(mains, ({ successorId }) => successorId)].map(
    ([id, list]): [string, string[]] => [id, list.map(({ predecessorId }) => predecessorId)],
  )
  const committees = data.agencies.filter(({ kind, unitId }) => kind === 'people_committee' && unitId)
  return {
    ...data,
    unitById: new Map(data.units.map((unit) => [unit.id, unit])),
    unitsByCode: groupBy(data.units, ({ code }) => code),
    unitSuccessors: groupBy(data.unitSuccessions, ({ predecessorId }) => predecessorId),
    agencyById: new Map(data.agencies.map((agency) => [agency.id, agency])),
    agencySuccessors: groupBy(data.agencySuccessions, ({ predecessorId }) => predecessorId),
    mainPredecessors: new Map(predecessors),
    committeeByUnit: new Map(committees.map((agency) => [agency.unitId ?? '', agency])),
    positionById: new Map(data.positions.map((position) => [position.id, position])),
  }
}

export function isValidOn(span: { validFrom: LocalDay; validTo: LocalDay | null }, on: LocalDay): boolean {
  return span.validFrom <= on && (span.validTo === null || on <= span.validTo)
}

/** What a code meant on that day. */
export function unitOn(directory: Directory, code: string, on: LocalDay): Unit | undefined {
  return directory.unitsByCode.get(code)?.find((unit) => isValidOn(unit, on))
}

/** Where the territory of a unit lies on a later day: the unit itself while it lasts, else all that it became. */
export function unitsLaterOn(directory: Directory, unitId: string, on: LocalDay): Unit[] {
  const unit = directory.unitById.get(unitId)
  if (!unit || unit.validFrom > on) return []
  if (isValidOn(unit, on)) return [unit]
  const next = directory.unitSuccessors.get(unitId) ?? []
  const later = next.flatMap(({ successorId }) => unitsLaterOn(directory, successorId, on))
  return [...new Set(later)]
}

/** A place as a dossier names it: a unit code, and the day on which that code was written down. */
export interface Place {
  unitCode: string
  asOf: LocalDay
}

/**
 * Who finishes what an agency began: itself while it lasts, else its successor on that day, and so on. Where an
 * agency was divided, the place decides; without one, or where it decides nothing, the main successor.
 */
export function successorOn(
  directory: Directory,
  agencyId: string,
  on: LocalDay,
  place?: Place,
): Agency | undefined {
  const agency = directory.agencyById.get(agencyId)
  if (!agency || agency.validTo === null || on <= agency.validTo) return agency
  const heirs = directory.agencySuccessors.get(agencyId) ?? []
  const heir = heirOfPlace(directory, heirs, place) ?? heirs.find(({ main }) => main)
  return heir && successorOn(directory, heir.successorId, on, place)
}

function heirOfPlace(
  directory: Directory,
  heirs: readonly AgencySuccession[],
  place: Place | undefined,
): AgencySuccession | undefined {
  const start = place && unitOn(directory, place.unitCode, place.asOf)
  if (!start || heirs.length < 2) return undefined
  return heirs.find(({ successorId, onDate }) => {
    const unitId = directory.agencyById.get(successorId)?.unitId
    if (!unitId) return false
    // A place written down after the division is in the territory of an heir, not the other way round.
    if (start.validFrom > onDate) return unitsLaterOn(directory, unitId, start.validFrom).includes(start)
    return unitsLaterOn(directory, start.id, onDate).some((unit) => isWithin(directory, unit, unitId))
  })
}

function isWithin(directory: Directory, unit: Unit | undefined, outerId: string): boolean {
  if (!unit) return false
  return unit.id === outerId || isWithin(directory, directory.unitById.get(unit.parentId ?? ''), outerId)
}

/**
 * The agency and every abolished agency it is the main successor of. An agency that received only a part of another
 * does not see the rest: what belongs to it is handed over dossier by dossier.
 */
export function inheritedIds(directory: Directory, agencyId: string): string[] {
  const ids = new Set<string>()
  const visit = (id: string) => {
    if (ids.has(id)) return
    ids.add(id)
    for (const predecessor of directory.mainPredecessors.get(id) ?? []) visit(predecessor)
  }
  visit(agencyId)
  return [...ids]
}

export interface FoundUnit {
  unit: Unit
  /** What it is today, when the name is an old one. */
  now: Unit[]
}

/** Communes by name as people type it, with or without accents or the words phường and xã; today's names first. */
export function searchUnits(directory: Directory, query: string, on: LocalDay, limit = 12): FoundUnit[] {
  const typed = toneKey(query.normalize('NFC').trim())
  const key = searchKey(query)
  if (key === '') return []
  const found = directory.units.flatMap((unit) => {
    if (unit.level !== 'commune' || unit.validFrom > on) return []
    const rank = rankOf(unit, key, typed)
    return rank === undefined ? [] : [{ unit, rank: rank + (isValidOn(unit, on) ? 0 : 10) }]
  })
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      b.unit.validFrom.localeCompare(a.unit.validFrom) ||
      a.unit.code.localeCompare(b.unit.code),
  )
  const results: FoundUnit[] = []
  const seen = new Set<string>()
  for (const { unit } of found) {
    const now = unitsLaterOn(directory, unit.id, on)
    const same = `${unit.fullName}:${now.map(({ code }) => code).join()}`
    if (seen.has(same)) continue
    seen.add(same)
    results.push({ unit, now })
    if (results.length === limit) break
  }
  return results
}

function rankOf(unit: Unit, key: string, typed: string): number | undefined {
  if (unit.code === key) return 0
  const name = searchKey(unit.name)
  const position = unit.searchKey.indexOf(key)
  if (position < 0) return undefined
  const accents = toneKey(unit.fullName).includes(typed) ? 0 : 1
  if (name === key || unit.searchKey === key) return accents
  if (name.startsWith(key)) return 2 + accents
  return 4 + accents
}

/** How a signature is headed (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7a), already in capitals. */
export interface SignatureBlock {
  positionId: string
  /** `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`: the lines above the title. */
  authorityLines: string[]
  /** `PHÓ CHỦ TỊCH` */
  title: string
  /** The holder may sign for the agency. */
  signs: boolean
  /** For a delegated power: what it covers and the decision that gave it. */
  delegation?: DelegatedScope & { authority: Authority; decision: string }
}

/** A deputy of a committee signs for the collective and in place of its head: both lines stand above the title. By order or authority of the head (TL., TUQ.) nobody signs for the collective (Điều 13 khoản 3, 4). */
export function signatureBlock(position: Position, agencyKind: AgencyKind): SignatureBlock {
  const { id, authority, authorityOf, signs } = position
  const title = capitals(authority === 'Q.' ? `Q. ${position.title}` : position.title)
  const isHandedOver = authority === 'TL.' || authority === 'TUQ.'
  const collective = agencyKind === 'people_committee' && signs && !isHandedOver
  const lines = collective ? ['TM. ỦY BAN NHÂN DÂN'] : []
  if (authority && authority !== 'TM.' && authority !== 'Q.' && authorityOf) {
    lines.push(capitals(`${authority} ${authorityOf}`))
  } else if (authority === 'TM.' && authorityOf && !collective) {
    lines.push(capitals(`TM. ${authorityOf}`))
  }
  return { positionId: id, authorityLines: lines, title, signs }
}

type Delegated = DelegatedScope & { authority: Authority; decision: string }

/**
 * Signing by a power handed over: in place of the one who gave it, under one's own title (Điều 13); of a committee a deputy with both lines, as
 * one whose position signs.
 */
export function delegatedBlock(
  own: Position,
  from: Position,
  { authority, scope, types, registers, decision }: Delegated,
  agencyKind: AgencyKind = 'other',
): SignatureBlock {
  const collective = authority === 'KT.' ? signatureBlock(from, agencyKind).authorityLines : []
  return {
    positionId: own.id,
    authorityLines: [
      ...collective.filter((line) => line.startsWith('TM.')),
      capitals(`${authority} ${from.title}`),
    ],
    title: capitals(own.title),
    signs: true,
    delegation: { authority, scope, types, registers, decision },
  }
}

function capitals(text: string): string {
  return text.toLocaleUpperCase('vi')
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
