/** SQL on pauses of household businesses. By the program, but what anyone may know of a paper they hold. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { RegistryPause } from '#server/platform/schema.gen.ts'

type Db = Tx<'registry'>
export type Pause = Selectable<RegistryPause>

export async function insertPause(tx: Db, row: Insertable<RegistryPause>): Promise<void> {
  await tx
    .insertInto('registry.pause')
    .values(row)
    .onConflict((conflict) => conflict.column('documentId').doNothing())
    .execute()
}

/** Those of this business that end on that day or later and have not been ended before it; the soonest first. */
function standing(tx: Db, code: string, on: string) {
  return tx
    .selectFrom('registry.pause')
    .selectAll()
    .where('code', '=', code)
    .where('endedAt', 'is', null)
    .where('toOn', '>=', on)
    .where((where) => where.or([where('resumedOn', 'is', null), where('resumedOn', '>', on)]))
    .orderBy('fromOn')
    .limit(1)
}

export function findPauseAt(tx: Db, code: string, on: string): Promise<Pause | undefined> {
  return standing(tx, code, on).executeTakeFirst()
}

export function lockPause(tx: Db, code: string, on: string): Promise<Pause | undefined> {
  return standing(tx, code, on).forUpdate().executeTakeFirst()
}

export async function setResumed(
  tx: Db,
  id: string,
  resumed: Pick<Insertable<RegistryPause>, 'resumedOn' | 'resumedBy'>,
): Promise<void> {
  await tx.updateTable('registry.pause').set(resumed).where('id', '=', id).execute()
}

export async function endPause(tx: Db, documentId: string, at: Date): Promise<void> {
  await tx
    .updateTable('registry.pause')
    .set({ endedAt: at })
    .where('documentId', '=', documentId)
    .where('endedAt', 'is', null)
    .execute()
}

export async function undoResumed(tx: Db, documentId: string): Promise<void> {
  await tx
    .updateTable('registry.pause')
    .set({ resumedOn: null, resumedBy: null })
    .where('resumedBy', '=', documentId)
    .execute()
}

/** Of issued papers, by their check codes: the pause each confirms, or that its business is in or comes to. */
export async function listPausesOfPapers(
  tx: Db,
  checkCodes: readonly string[],
  today: string,
): Promise<{ checkCode: string; fromOn: string; toOn: string; resumedOn: string | null }[]> {
  const { rows } = await sql<{ checkCode: string; fromOn: string; toOn: string; resumedOn: string | null }>`
    select c.code as check_code, p.from_on, p.to_on, p.resumed_on
      from unnest(${checkCodes}::text[]) as c (code) cross join lateral registry.pause_of(c.code, ${today}::date) p`.execute(
    tx,
  )
  return rows
}
