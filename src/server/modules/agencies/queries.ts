import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { LocalDay } from '#shared/dates.ts'
import type { AgencyData, AgencyKind, Authority, Level } from './model.ts'

/** The newest load, 0 before the first. */
export async function readRevision(tx: Tx<'agencies'>): Promise<{ revision: number; sha256: string }> {
  const row = await tx
    .selectFrom('agencies.load')
    .select(['revision', 'sha256'])
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? { revision: 0, sha256: '' }
}

export async function readAgencyData(tx: Tx<'agencies'>): Promise<AgencyData> {
  const units = await tx
    .selectFrom('agencies.unit')
    .selectAll()
    .$narrowType<{ level: Level }>()
    .orderBy('id')
    .execute()
  const unitSuccessions = await tx
    .selectFrom('agencies.unitSuccession')
    .selectAll()
    .orderBy('successorId')
    .execute()
  const agencies = await tx
    .selectFrom('agencies.agency')
    .selectAll()
    .$narrowType<{ kind: AgencyKind; level: Level }>()
    .orderBy('code')
    .orderBy('validFrom')
    .execute()
  const agencySuccessions = await tx
    .selectFrom('agencies.agencySuccession')
    .selectAll()
    .orderBy('successorId')
    .execute()
  const positions = await tx
    .selectFrom('agencies.position')
    .selectAll()
    .$narrowType<{ authority: Authority | null }>()
    .orderBy('id')
    .execute()
  return { units, unitSuccessions, agencies, agencySuccessions, positions }
}

/** One load at a time: the second waits and then finds nothing to do. */
export async function lockLoading(tx: Tx<'agencies'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('agencies.load'))`.execute(tx)
}

/** Writes units and agencies as described. Rows that are no longer described stay: others may refer to them. */
export async function writeAgencyData(tx: Tx<'agencies'>, data: AgencyData): Promise<void> {
  for (const units of batches(byRank(data.units))) {
    await tx
      .insertInto('agencies.unit')
      .values(units)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(units[0] ?? {})))
      .execute()
  }
  for (const agencies of batches(parentsFirst(data.agencies))) {
    await tx
      .insertInto('agencies.agency')
      .values(agencies)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(agencies[0] ?? {})))
      .execute()
  }
  for (const positions of batches(data.positions)) {
    await tx
      .insertInto('agencies.position')
      .values(positions)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(positions[0] ?? {})))
      .execute()
  }
}

/** Successions are replaced as a whole: one that is no longer described was a mistake. */
export async function replaceSuccessions(tx: Tx<'agencies'>, data: AgencyData): Promise<void> {
  const units = data.units.map(({ id }) => id)
  const agencies = data.agencies.map(({ id }) => id)
  await tx.deleteFrom('agencies.unitSuccession').where('predecessorId', 'in', units).execute()
  await tx.deleteFrom('agencies.agencySuccession').where('predecessorId', 'in', agencies).execute()
  for (const rows of batches(data.unitSuccessions))
    await tx.insertInto('agencies.unitSuccession').values(rows).execute()
  for (const rows of batches(data.agencySuccessions)) {
    await tx.insertInto('agencies.agencySuccession').values(rows).execute()
  }
}

export async function insertRevision(tx: Tx<'agencies'>, revision: number, sha256: string): Promise<void> {
  await tx.insertInto('agencies.load').values({ revision, sha256 }).execute()
}

/** The positions an account holds at an agency on that day, those that sign first. */
export async function listHeldPositionIds(
  tx: Tx<'agencies'>,
  accountId: string,
  agencyId: string,
  on: LocalDay,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('agencies.appointment as appointment')
    .innerJoin('agencies.position as position', 'position.id', 'appointment.positionId')
    .select('position.id')
    .where('appointment.accountId', '=', accountId)
    .where('position.agencyId', '=', agencyId)
    .where('appointment.validFrom', '<=', on)
    .where((where) =>
      where.or([where('appointment.validTo', 'is', null), where('appointment.validTo', '>=', on)]),
    )
    .orderBy('position.signs', 'desc')
    .orderBy('appointment.validFrom', 'desc')
    .orderBy('position.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Who holds which of these positions on that day. */
export async function listHolderRows(
  tx: Tx<'agencies'>,
  positionIds: readonly string[],
  on: LocalDay,
): Promise<{ positionId: string; accountId: string }[]> {
  return tx
    .selectFrom('agencies.appointment')
    .select(['positionId', 'accountId'])
    .distinct()
    .where('positionId', 'in', positionIds)
    .where('validFrom', '<=', on)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>=', on)]))
    .orderBy('positionId')
    .orderBy('accountId')
    .limit(500)
    .execute()
}

export interface NewAppointment {
  id: string
  positionId: string
  accountId: string
  decision: string | null
  validFrom: LocalDay
  validTo: LocalDay | null
}

export async function insertAppointment(tx: Tx<'agencies'>, appointment: NewAppointment): Promise<void> {
  await tx.insertInto('agencies.appointment').values(appointment).execute()
}

/** Ends every appointment to the position that would still last on `from`. Returns how many ended. */
export async function endAppointments(
  tx: Tx<'agencies'>,
  positionId: string,
  accountId: string,
  lastDay: LocalDay,
): Promise<number> {
  const result = await tx
    .updateTable('agencies.appointment')
    .set({ validTo: lastDay })
    .where('positionId', '=', positionId)
    .where('accountId', '=', accountId)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>', lastDay)]))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** On conflict, every column takes the new value. */
function excluded<Row extends object>(row: Row): { [Column in keyof Row]: RawBuilder<Row[Column]> } {
  const columns = Object.keys(row).map((column) => [column, sql.ref(`excluded.${column}`)])
  return Object.fromEntries(columns)
}

function* batches<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += 500) yield rows.slice(start, start + 500)
}

/** Provinces before districts before communes: a parent must exist before its parts. */
function byRank<Row extends { level: Level }>(rows: readonly Row[]): Row[] {
  const rank: Record<Level, number> = { province: 0, district: 1, commune: 2 }
  return rows.toSorted((a, b) => rank[a.level] - rank[b.level])
}

function parentsFirst<Row extends { id: string; parentId: string | null }>(rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const depth = (row: Row): number => {
    const parent = byId.get(row.parentId ?? '')
    return parent ? depth(parent) + 1 : 0
  }
  return rows.toSorted((a, b) => depth(a) - depth(b))
}
