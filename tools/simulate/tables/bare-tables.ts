/**
 * Takes indexes, foreign keys and triggers off tables for a bulk load and puts them back, inside one transaction. What the triggers
 * keep, a past brings along: rows that are folded and entries that balance, as `npm run verify` finds.
 */
import type pg from 'pg'

interface Part {
  drop: string
  restore: string
}

/** Drops them and returns what restores them; a failed load rolls both back. */
export async function bareTables(
  client: pg.ClientBase,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<Part>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore
       from pg_constraint where contype = 'f' and conrelid = any ($1::regclass[])`,
    [tables],
  )
  const { rows: indexes } = await client.query<Part>(
    `select format('drop index %s', i.indexrelid::regclass) as drop, pg_get_indexdef(i.indexrelid) as restore
       from pg_index i
      where i.indrelid = any ($1::regclass[])
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  )
  const { rows: uniques } = await client.query<Part>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore
       from pg_constraint c where contype in ('p', 'u') and conrelid = any ($1::regclass[])
        and not exists (select from pg_constraint f where f.contype = 'f' and f.confrelid = c.conrelid and not f.conrelid = any ($1::regclass[]))`,
    [tables],
  )
  const { rows: triggers } = await client.query<Part>(
    `select format('alter table %s disable trigger user', t) as drop, format('alter table %s enable trigger user', t) as restore
       from unnest($1::regclass[]) as t where exists (select from pg_trigger where tgrelid = t and not tgisinternal)`,
    [tables],
  )
  for (const { drop } of [...triggers, ...keys, ...indexes, ...uniques]) await client.query(drop)
  return async () => {
    await client.query(`set local maintenance_work_mem = '512MB'`)
    for (const { restore } of [...uniques, ...indexes, ...keys, ...triggers]) await client.query(restore)
  }
}
