/** SQL on the numbered papers of the one-stop rules: written by the program alone, seen with their dossier. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DossiersSlip, DossiersSlipSeries } from '#server/platform/schema.gen.ts'

type Db = Tx<'dossiers'>

export type SlipForm = '01' | '02' | '03' | '04' | '05' | '06'
export type Slip = Omit<Selectable<DossiersSlip>, 'form'> & { form: SlipForm }

/**
 * The next number of a series; whoever asks next waits until this work ends, so a number is neither given twice nor lost when
 * a work fails.
 */
export async function takeSlipNumber(
  tx: Db,
  series: Omit<Selectable<DossiersSlipSeries>, 'last'>,
): Promise<number> {
  const { last } = await tx
    .insertInto('dossiers.slipSeries')
    .values({ ...series, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['agencyId', 'series', 'year'])
        .doUpdateSet({ last: sql`dossiers.slip_series.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export async function insertSlip(
  tx: Db,
  { content, ...row }: Omit<Insertable<DossiersSlip>, 'content'> & { content: object | null },
): Promise<void> {
  await tx
    .insertInto('dossiers.slip')
    .values({ ...row, content: content && JSON.stringify(content) })
    .execute()
}

/** The slips of a dossier, the oldest first. */
export async function listSlips(tx: Db, dossierId: string): Promise<Slip[]> {
  return tx
    .selectFrom('dossiers.slip')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .orderBy('actionSeq')
    .orderBy('form')
    .limit(100)
    .$castTo<Slip>()
    .execute()
}

export async function findSlip(tx: Db, id: string): Promise<Slip | undefined> {
  return tx.selectFrom('dossiers.slip').selectAll().where('id', '=', id).$castTo<Slip>().executeTakeFirst()
}

/** What is not sealed yet, the newest first: one that never can be holds up no other. */
export async function listUnsealed(tx: Db, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('dossiers.slip')
    .select('id')
    .where('sha256', 'is', null)
    .where('content', 'is not', null)
    .orderBy('issuedAt', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** False where it was sealed before. */
export async function nameSealedFile(tx: Db, id: string, sha256: string, at: Date): Promise<boolean> {
  const updated = await tx
    .updateTable('dossiers.slip')
    .set({ sha256, sealedAt: at })
    .where('id', '=', id)
    .where('sha256', 'is', null)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}
