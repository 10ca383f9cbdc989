/**
 * Every table and view of every schema, asked and written as the application's own role: by nobody, and for every kind of
 * actor. A table without a line in `row-table.ts` fails.
 */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { application, cast, closeRows, filled, owner, setRows, tried } from './row-scene.ts'
import { actors, rows } from './row-table.ts'

beforeAll(setRows, 120_000)
afterAll(closeRows)

async function relations(): Promise<string[]> {
  const { rows: found } = await owner.query<{ name: string }>(
    `select nspname || '.' || relname as name from pg_class c join pg_namespace n on n.oid = relnamespace
      where relkind in ('r', 'p', 'v', 'm', 'f') and nspname !~ '^(pg_|information_schema$|pgboss$)' order by 1`,
  )
  return found.map(({ name }) => name)
}

interface Column {
  name: string
  generated: boolean
  readable: boolean
  updatable: boolean
}

test('every table and view of every schema stands in the list', async () => {
  expect(await relations()).toEqual(Object.keys(rows).sort())
})

describe('what each actor sees and may write', () => {
  test.each(Object.entries(rows))('%s', async (table, right) => {
    const of = filled(right.of)
    const { rows: columns } = await owner.query<Column>(
      `select attname as name, attidentity = 'a' or attgenerated <> '' as generated,
              has_column_privilege('nhip_test', attrelid, attnum, 'select') as readable,
              has_column_privilege('nhip_test', attrelid, attnum, 'update') as updatable
         from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
      [table],
    )
    // What no use case changes is not granted: then no policy need keep it.
    const granted = columns.filter(({ updatable }) => updatable).map(({ name }) => name)
    const names = columns.filter(({ generated }) => !generated).map(({ name }) => pg.escapeIdentifier(name))
    const { rows: samples } = await owner.query(
      `select to_json(t)::text as row from ${table} t where ${of} limit 1`,
    )
    // A view shows itself to actors alone; without a sample nothing could be written, and the application may not.
    if (samples.length === 0) expect(right.sees, 'the scene has no such row').toBeTruthy()
    const first = columns.find(({ updatable, readable }) => updatable && readable)?.name ?? names[0]
    const count = async (text: string, values: unknown[] = []) =>
      (await application.query(text, values)).rowCount ?? 0
    const attempts: Record<string, () => Promise<number>> = {
      sees: () => count(`select from ${table} where ${of}`),
      adds: () =>
        count(
          `insert into ${table} (${names}) select ${names} from json_populate_record(null::${table}, $1)`,
          [samples[0]?.row ?? '{}'],
        ),
      changes: () => count(`update ${table} set ${first} = ${first} where ${of}`),
      removes: () => count(`delete from ${table} where ${of}`),
    }
    const found: Record<string, string[]> = { sees: [], adds: [], changes: [], removes: [] }
    for (const actor of actors) {
      for (const [kind, attempt] of Object.entries(attempts)) {
        const result = await tried(cast[actor], attempt)
        if (result !== 'refused' && result > 0) found[kind]?.push(actor)
      }
    }
    const listed = (text = '') => actors.filter((actor) => text.split(' ').includes(actor))
    expect(found).toEqual({
      sees: listed(right.sees),
      adds: listed(right.adds),
      changes: listed(right.changes),
      removes: listed(right.removes),
    })
    const every = right.changes ? columns.map(({ name }) => name).join(' ') : ''
    expect(granted.join(' ')).toBe(right.columns ?? every)
  })
})

/** Their names are pg-boss's own, and partitions are named by the day. */
const queued = `select c.oid::regclass::text as name from pg_class c
                 where relnamespace = 'pgboss'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by 1`

describe('what each actor sees and may write of the queue', () => {
  test.each(actors)('%s', async (actor) => {
    const { rows: tables } = await owner.query<{ name: string }>(queued)
    expect(tables.length).toBeGreaterThan(8)
    // Without a row to copy there would be no partition for it either.
    await owner.query(`insert into pgboss.queue_stats (name) values ('x')`)
    const touched: string[] = []
    for (const { name } of tables) {
      const sample = await owner.query(`select to_json(t)::text as row from ${name} t limit 1`)
      const { rows: columns } = await owner.query<{ name: string }>(
        `select attname as name from pg_attribute
          where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''`,
        [name],
      )
      const names = columns.map((column) => pg.escapeIdentifier(column.name))
      const attempts: Record<string, [text: string, values?: unknown[]]> = {
        sees: [`select from ${name}`],
        adds: [
          `insert into ${name} (${names}) select ${names} from json_populate_record(null::${name}, $1)`,
          [sample.rows[0]?.row ?? '{}'],
        ],
        changes: [`update ${name} set ${names[0]} = ${names[0]}`],
        removes: [`delete from ${name}`],
      }
      for (const [kind, [text, values]] of Object.entries(attempts)) {
        const result = await tried(cast[actor], async () => (await application.query(text, values)).rowCount)
        if (result !== 'refused' && result) touched.push(`${kind} ${name}`)
      }
    }
    if (actor === 'system') expect(touched).toContain('sees pgboss.job')
    else expect(touched).toEqual([])
  })
})
