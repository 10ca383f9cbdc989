/** SQL on what became, in the register, of results signed before it was kept. By the program. */
import type { Tx } from '#server/platform/database/database.ts'

type Db = Tx<'dossiers'>

export type EarlierOutcome = 'entered' | 'nothing' | 'lacking' | 'standing'

/** Dossiers of these services that have a result and were not looked at, the oldest result first. */
export async function listNotLookedAt(tx: Db, codes: readonly string[], limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('dossiers.dossier as d')
    .select('d.id')
    .where('d.serviceCode', 'in', [...codes])
    .where('d.status', 'in', ['decided', 'returned'])
    .where('d.resultId', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('dossiers.earlierEntry as e').select('e.dossierId').whereRef('e.dossierId', '=', 'd.id'),
        ),
      ),
    )
    .orderBy('d.finishedAt')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

export async function noteEarlier(
  tx: Db,
  dossierId: string,
  outcome: EarlierOutcome,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('dossiers.earlierEntry')
    .values({ dossierId, outcome, notedAt: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** How many are left out, by why. */
export async function countLeftOut(tx: Db): Promise<{ lacking: number; standing: number }> {
  const rows = await tx
    .selectFrom('dossiers.earlierEntry')
    .select(({ fn }) => ['outcome', fn.countAll<number>().as('count')])
    .where('outcome', 'in', ['lacking', 'standing'])
    .groupBy('outcome')
    .execute()
  const count = (outcome: string) => Number(rows.find((row) => row.outcome === outcome)?.count ?? 0)
  return { lacking: count('lacking'), standing: count('standing') }
}
