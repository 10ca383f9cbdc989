/** Takes indexes and foreign keys off tables for a bulk load and puts them back, inside one transaction. */
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
  for (const { drop } of [...keys, ...indexes, ...uniques]) await client.query(drop)
  return async () => {
    await client.query(`set local maintenance_work_mem = '512MB'`)
    for (const { restore } of [...uniques, ...indexes, ...keys]) await client.query(restore)
  }
}
