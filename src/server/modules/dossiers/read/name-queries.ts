/** SQL on the words of names that dossiers are found by. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { Dossier } from './dossier-queries.ts'

type Db = Tx<'dossiers'>

/** The words of applicants' names that begin so. */
export async function listNameWords(tx: Db, beginnings: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select known.word
      from unnest(${beginnings}::text[]) as beginning
      cross join lateral (
        select word from dossiers.name_word
         where word >= beginning and word < beginning || chr(1114111)
         order by word limit 200) known`.execute(tx)
  return rows.map(({ word }) => word)
}

/**
 * Adds names to what a dossier is found by, and their words to those a search may begin with; and the words of `claims`, which
 * only another desk's check looks for.
 */
export async function addNameWords(
  tx: Db,
  id: string,
  words: readonly string[],
  claims: readonly string[] = [],
): Promise<void> {
  await sql`
    with named as (
      insert into dossiers.name_word (word)
      select distinct word from unnest(${words}::text[]) as word order by word
      on conflict do nothing
    )
    update dossiers.dossier
       set search = search || array_to_tsvector(${words}::text[] || ${claims}::text[]), names_indexed = true
     where id = ${id}::uuid`.execute(tx)
}

export type Unnamed = Pick<Dossier, 'id' | 'submittedAt'>

/** Dossiers filed before the names of their answers were search words, the newest first; those that come after `last`. */
export async function listWithoutNames(tx: Db, limit: number, last?: Unnamed): Promise<Unnamed[]> {
  let query = tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'submittedAt'])
    .where('namesIndexed', '=', false)
    .orderBy('submittedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  if (last)
    query = query.where((eb) =>
      eb(eb.refTuple('submittedAt', 'id'), '<', eb.tuple(last.submittedAt, last.id)),
    )
  return query.execute()
}

/** Of these dossiers those that are still without, and that nobody else works on. */
export async function lockWithoutNames(
  tx: Db,
  ids: readonly string[],
): Promise<Pick<Dossier, 'id' | 'serviceCode' | 'serviceVersion' | 'applicantName' | 'answers'>[]> {
  return tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'serviceCode', 'serviceVersion', 'applicantName', 'answers'])
    .where('id', 'in', [...ids])
    .where('namesIndexed', '=', false)
    .forUpdate()
    .skipLocked()
    .execute()
}
