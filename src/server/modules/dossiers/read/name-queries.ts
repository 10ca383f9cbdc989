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

/** Dossiers filed before the names of their answers were search words, the newest first. */
export async function listWithoutNames(
  tx: Db,
  limit: number,
): Promise<Pick<Dossier, 'id' | 'serviceCode' | 'serviceVersion' | 'applicantName' | 'answers'>[]> {
  return tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'serviceCode', 'serviceVersion', 'applicantName', 'answers'])
    .where('namesIndexed', '=', false)
    .orderBy('submittedAt', 'desc')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}
