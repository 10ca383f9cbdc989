/** SQL on what became, in the register, of results signed before it was kept. By the program. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

type Db = Tx<'dossiers'>

export type EarlierOutcome = 'entered' | 'nothing' | 'lacking' | 'standing' | 'failed'

/** Dossiers whose result waits to be looked at, the oldest result first; where none does, those that failed at `triedBefore` last. */
export async function listNotLookedAt(tx: Db, limit: number, triedBefore: Date): Promise<string[]> {
  const asked = tx.selectFrom('dossiers.earlierEntry').select('dossierId').limit(limit)
  const waiting = await asked.where('outcome', 'is', null).orderBy('finishedAt').execute()
  const rows =
    waiting.length > 0
      ? waiting
      : await asked
          .where('outcome', '=', 'failed')
          .where('notedAt', '<=', triedBefore)
          .orderBy('notedAt')
          .execute()
  return rows.map(({ dossierId }) => dossierId)
}

export async function noteEarlier(
  tx: Db,
  dossierId: string,
  outcome: EarlierOutcome,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('dossiers.earlierEntry')
    .set({ outcome, notedAt: at })
    .where('dossierId', '=', dossierId)
    .execute()
}

/** How many are left out, by why. */
export async function countLeftOut(tx: Db): Promise<Record<'lacking' | 'standing' | 'failed', number>> {
  const rows = await tx
    .selectFrom('dossiers.earlierEntry')
    .select(({ fn }) => ['outcome', fn.countAll<number>().as('count')])
    .where('outcome', 'in', ['lacking', 'standing', 'failed'])
    .groupBy('outcome')
    .execute()
  const count = (outcome: EarlierOutcome) => Number(rows.find((row) => row.outcome === outcome)?.count ?? 0)
  return { lacking: count('lacking'), standing: count('standing'), failed: count('failed') }
}

/** How many are not in the register though they may belong there: up to so many each, an index knows them. */
export async function countNotEntered(tx: Db, most = 10_000): Promise<{ waiting: number; failed: number }> {
  const { rows } = await sql<{ waiting: number; failed: number }>`
    select (select count(*)::int from (select from dossiers.earlier_entry where outcome is null limit ${most}) w) as waiting,
           (select count(*)::int from (select from dossiers.earlier_entry where outcome = 'failed' limit ${most}) f) as failed`.execute(
    tx,
  )
  return rows[0] ?? { waiting: 0, failed: 0 }
}
