/** What units.json and agencies.json of a province stand for, row by row. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { province } from '#server/platform/province.ts'
import type { LocalDay } from '#shared/dates.ts'
import { searchKey } from '#shared/text/index.ts'
import type { Agency, AgencyData, AgencySuccession, Position, Unit, UnitSuccession } from './model.ts'
import { Agencies, type AgencyFile, Units } from './province-files.ts'

/** The units and agencies a province's folder describes. Throws where the files do not have the agreed shape. */
export function readProvinceData(folder: string): AgencyData {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  return expandProvinceData(read('units.json'), read('agencies.json'), province().place)
}

/** Every row a province's files stand for: parts of communes, committees of former units, what followed what. */
export function expandProvinceData(unitsJson: unknown, agenciesJson: unknown, place: string): AgencyData {
  const { epochs, successions } = Units.parse(unitsJson)
  const units = epochs.flatMap((epoch) =>
    epoch.units.map(
      (row): Unit => ({
        id: `${row.code}@${epoch.validFrom}`,
        code: row.code,
        name: bareName(row.fullName),
        fullName: row.fullName,
        level: row.level,
        parentId: row.parentCode && `${row.parentCode}@${epoch.validFrom}`,
        validFrom: epoch.validFrom,
        validTo: epoch.validTo,
        latitude: row.latitude ?? null,
        longitude: row.longitude ?? null,
        areaKm2: row.areaKm2 ?? null,
        searchKey: searchKey(row.fullName),
      }),
    ),
  )
  const starts = epochs.map(({ validFrom }) => validFrom)
  const unitSuccessions = successions.flatMap(({ on, decision, pairs }) => {
    const before = starts.filter((start) => start < on).at(-1)
    return pairs.map(
      ([from, to]): UnitSuccession => ({
        predecessorId: `${from}@${before}`,
        successorId: `${to}@${on}`,
        onDate: on,
        decision,
      }),
    )
  })
  return {
    units,
    unitSuccessions,
    ...expandAgencies(Agencies.parse(agenciesJson), units, unitSuccessions, place),
  }
}

function expandAgencies(
  file: AgencyFile,
  units: readonly Unit[],
  unitSuccessions: readonly UnitSuccession[],
  place: string,
): Pick<AgencyData, 'agencies' | 'agencySuccessions' | 'positions'> {
  const unitById = new Map(units.map((unit) => [unit.id, unit]))
  const agencies: Agency[] = []
  const positions: Position[] = []
  const add = (agency: Omit<Agency, 'unverified' | 'address' | 'phone'>, positionSet?: string | null) => {
    agencies.push({
      ...agency,
      address: null,
      phone: null,
      unverified: !file.verifiedCodes.includes(agency.code),
    })
    if (!positionSet) return
    const set = file.positionSets[positionSet]
    if (!set) throw new Error(`agencies.json: ${agency.id} names the unknown position set ${positionSet}`)
    for (const { key, ...position } of set) {
      const { validFrom, validTo } = agency
      positions.push({ id: `${agency.id}/${key}`, agencyId: agency.id, ...position, validFrom, validTo })
    }
  }

  for (const { parent, positions: set, ...row } of file.provincial) {
    const province = units.find(({ level, validFrom }) => level === 'province' && validFrom === row.validFrom)
    const unitId = row.kind === 'people_committee' ? (province?.id ?? null) : null
    add({ ...row, level: 'province', parentId: parent, unitId, place }, set)
  }
  addCommunes(file, unitById, add)
  const committeeIds = addFormerCommittees(file, unitById, add)
  for (const { id, unitCode } of file.communes.list)
    committeeIds.set(`${unitCode}@${file.communes.validFrom}`, id)

  const written = file.successions.flatMap(({ on, decision, pairs }) =>
    pairs.map(
      ([predecessorId, successorId, part]): AgencySuccession => ({
        predecessorId,
        successorId,
        onDate: on,
        decision,
        main: part === undefined,
      }),
    ),
  )
  const followed = followUnits(unitSuccessions, unitById, committeeIds, file.mainSuccessorUnits)
  return { agencies, agencySuccessions: [...written, ...followed], positions }
}

type Add = (agency: Omit<Agency, 'unverified' | 'address' | 'phone'>, positionSet?: string | null) => void

function addCommunes(file: AgencyFile, unitById: ReadonlyMap<string, Unit>, add: Add): void {
  const { validFrom, positions, list } = file.communes
  const city = file.provincial.find(({ kind, validTo }) => kind === 'people_committee' && validTo === null)
  for (const { id, code, unitCode } of list) {
    const unit = unitById.get(`${unitCode}@${validFrom}`)
    if (!unit) throw new Error(`agencies.json: ${id} names the unknown unit ${unitCode}`)
    const common = { level: 'commune', unitId: unit.id, place: unit.name, validFrom, validTo: null } as const
    const called = lowerFirst(unit.fullName)
    add(
      {
        ...common,
        id,
        code,
        name: `Ủy ban nhân dân ${called}`,
        shortName: `UBND ${called}`,
        kind: 'people_committee',
        parentId: city?.id ?? null,
        symbol: 'UBND',
      },
      positions,
    )
    const isWard = unit.fullName.startsWith('Phường ')
    for (const part of file.communeParts) {
      if (part.of !== 'all' && (part.of === 'ward') !== isWard) continue
      add(
        {
          ...common,
          id: id.replace(/^ubnd/, part.idPrefix),
          code: `${code}.${part.codeSuffix}`,
          name: `${part.name} ${called}`,
          shortName: `${part.name} ${called}`,
          kind: part.kind,
          parentId: id,
          symbol: part.symbol,
        },
        part.positions,
      )
    }
  }
}

/** Committees of units that are no more: `ubnd-<unit code>-<first month>`, by unit id. */
function addFormerCommittees(
  file: AgencyFile,
  unitById: ReadonlyMap<string, Unit>,
  add: Add,
): Map<string, string> {
  const ids = new Map<string, string>()
  const idOf = (unitCode: string, validFrom: LocalDay) => `ubnd-${unitCode}-${validFrom.slice(0, 7)}`
  for (const { validFrom, validTo, list } of file.formerCommittees) {
    const provincial = file.provincial.find(
      (row) =>
        row.kind === 'people_committee' && row.validFrom <= validFrom && (row.validTo ?? '9999') >= validTo,
    )
    for (const { unitCode, code } of list) {
      const unit = unitById.get(`${unitCode}@${validFrom}`)
      if (!unit)
        throw new Error(`agencies.json: former committee of the unknown unit ${unitCode}@${validFrom}`)
      const parent = unitById.get(unit.parentId ?? '')
      const called = lowerFirst(unit.fullName)
      add({
        id: idOf(unitCode, validFrom),
        code,
        name: `Ủy ban nhân dân ${called}`,
        shortName: `UBND ${called}`,
        kind: 'people_committee',
        level: unit.level,
        parentId: parent?.level === 'district' ? idOf(parent.code, validFrom) : (provincial?.id ?? null),
        unitId: unit.id,
        symbol: 'UBND',
        place: unit.name,
        validFrom,
        validTo,
      })
      ids.set(unit.id, idOf(unitCode, validFrom))
    }
  }
  return ids
}

/** A committee follows its territory; where that was divided, the seat's new committee is the main successor. */
function followUnits(
  unitSuccessions: readonly UnitSuccession[],
  unitById: ReadonlyMap<string, Unit>,
  committeeIds: ReadonlyMap<string, string>,
  seats: readonly { unitId: string; successorCode: string }[],
): AgencySuccession[] {
  const heirs = new Map<string, number>()
  for (const { predecessorId } of unitSuccessions)
    heirs.set(predecessorId, (heirs.get(predecessorId) ?? 0) + 1)
  const seatOf = new Map(seats.map(({ unitId, successorCode }) => [unitId, successorCode]))
  return unitSuccessions.flatMap((succession) => {
    const predecessorId = committeeIds.get(succession.predecessorId)
    const successorId = committeeIds.get(succession.successorId)
    if (!predecessorId || !successorId) return []
    const alone = heirs.get(succession.predecessorId) === 1
    const isSeat = unitById.get(succession.successorId)?.code === seatOf.get(succession.predecessorId)
    return [{ ...succession, predecessorId, successorId, main: alone || isSeat }]
  })
}

/** `Phường Phường Đúc` → `Phường Đúc`: the name without what kind of unit it is. */
function bareName(fullName: string): string {
  return fullName.replace(/^(Thành phố|Tỉnh|Quận|Huyện|Thị xã|Thị trấn|Phường|Xã) /, '')
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
