/** SQL on what officers found of checks and what was found when a result was signed, and on other dossiers about the same thing. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DossiersCheckMark, DossiersSignedChecks } from '#server/platform/schema.gen.ts'
import type { Mark, Verdict } from './settle-checks.ts'

type Db = Tx<'dossiers'>

/** Oldest first. */
export async function listMarks(tx: Db, dossierId: string): Promise<Mark[]> {
  return tx
    .selectFrom('dossiers.checkMark')
    .select(['checkKey', 'verdict', 'reason', 'basis', 'actorName', 'at'])
    .$narrowType<{ verdict: Verdict }>()
    .where('dossierId', '=', dossierId)
    .orderBy('at')
    .orderBy('id')
    .limit(1000)
    .execute()
}

export async function findMarkByKey(
  tx: Db,
  dossierId: string,
  requestKey: string,
): Promise<{ requestMark: Buffer | null } | undefined> {
  return tx
    .selectFrom('dossiers.checkMark')
    .select('requestMark')
    .where('dossierId', '=', dossierId)
    .where('requestKey', '=', requestKey)
    .limit(1)
    .executeTakeFirst()
}

export async function insertMarks(tx: Db, marks: readonly Insertable<DossiersCheckMark>[]): Promise<void> {
  await tx
    .insertInto('dossiers.checkMark')
    .values([...marks])
    .execute()
}

/** The first that comes for a document stays. */
export async function insertSigned(tx: Db, row: Insertable<DossiersSignedChecks>): Promise<void> {
  await tx
    .insertInto('dossiers.signedChecks')
    .values(row)
    .onConflict((conflict) => conflict.columns(['documentId', 'number']).doNothing())
    .execute()
}

export async function findSigned(
  tx: Db,
  documentId: string,
): Promise<Pick<Selectable<DossiersSignedChecks>, 'checks' | 'lookedAt' | 'at'> | undefined> {
  return tx
    .selectFrom('dossiers.signedChecks')
    .select(['checks', 'lookedAt', 'at'])
    .where('documentId', '=', documentId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What these dossiers were answered; by the program. */
export async function listAnswersOf(tx: Db, ids: readonly string[]): Promise<Map<string, unknown>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'answers'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, answers }) => [id, answers]))
}

/** The word a dossier that would register the same thing is found by. */
export const claimWord = (entryKey: string): string => `=${entryKey}`

/** Other dossiers, not yet decided, that ask for what these words stand for: the oldest first. By the program. */
export async function listRivals(
  tx: Db,
  dossierId: string | null,
  words: readonly string[],
): Promise<{ code: string; handlingAgencyId: string }[]> {
  if (words.length === 0) return []
  let query = tx
    .selectFrom('dossiers.dossier')
    .select(['code', 'handlingAgencyId'])
    .where(
      sql<boolean>`search @@ (select string_agg(quote_literal(word), ' | ')::tsquery from unnest(${words}::text[]) as word)`,
    )
    .where('status', 'in', ['submitted', 'accepted', 'processing', 'supplement'])
  if (dossierId) query = query.where('id', '<>', dossierId)
  return query.orderBy('submittedAt').limit(3).execute()
}
