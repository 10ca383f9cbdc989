import { globSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { database } from '#server/platform/database/database.ts'

interface Source {
  room: string
  text: string
}

const sources: Source[] = globSync('src/server/modules/*/**/*.ts')
  .filter((file) => !/\.test\.ts$|fixtures\.ts$/.test(file))
  .map((file) => ({ room: file.split('/')[3] ?? '', text: readFileSync(file, 'utf8') }))

/** The rooms whose doors this room opens, and theirs. */
function roomsBelow(room: string, known = new Set<string>()): Set<string> {
  for (const { text } of sources.filter((source) => source.room === room)) {
    for (const [, below = ''] of text.matchAll(/'#server\/modules\/([a-z]+)\//g)) {
      if (below === room || known.has(below)) continue
      known.add(below)
      roomsBelow(below, known)
    }
  }
  return known
}

test('no room reads what a room above it publishes', async () => {
  const published = await publishedViews()
  expect(published.map(({ view }) => view)).toContain('open_task')
  const read = published.flatMap(({ view, owner }) =>
    sources
      .filter(({ room, text }) => room !== owner && new RegExp(`reporting\\.${view}\\b`).test(text))
      .map(({ room }) => ({ room, view, owner })),
  )
  expect(read.length).toBeGreaterThan(0)
  expect(read.filter(({ room, owner }) => roomsBelow(owner).has(room))).toEqual([])
})

/** Each view of `reporting` and the room whose tables it shows, from the catalogue: the information schema tells only owners. */
async function publishedViews(): Promise<{ view: string; owner: string }[]> {
  const { rows } = await sql<{ view: string; owner: string }>`
    select distinct v.relname as view, n.nspname as owner
      from pg_rewrite r join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass
      join pg_class v on v.oid = r.ev_class join pg_class t on t.oid = d.refobjid and d.refclassid = 'pg_class'::regclass
      join pg_namespace n on n.oid = t.relnamespace join pg_namespace vn on vn.oid = v.relnamespace
     where vn.nspname = 'reporting' and n.nspname <> 'reporting'`.execute(database)
  return rows
}
