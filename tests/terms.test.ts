/** Everything that grows has its term in one table of the README, in both languages. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { schedules } from '#server/facts.ts'
import { database } from '#server/platform/database/database.ts'

const termsOf = (file: string, heading: string) => {
  const [, chapter = ''] = readFileSync(file, 'utf8').split(`### ${heading}\n`)
  return chapter.split('\n### ')[0] ?? ''
}

test.each([
  ['README.md', 'What grows, and until when'],
  ['README.vi.md', 'Cái gì lớn dần, và đến bao giờ'],
])('%s names a term for every table and every schedule that keeps one', async (file, heading) => {
  const { rows } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'public')`.execute(database)
  const terms = termsOf(file, heading)
  expect(rows.length).toBeGreaterThan(40)
  expect(rows.map(({ name }) => name).filter((name) => !terms.includes(`\`${name}\``))).toEqual([])

  const forgetting = schedules
    .map(({ name }) => name)
    .filter((name) => /forget|discard|expire|collect/.test(name))
  expect(forgetting.filter((name) => !terms.includes(`\`${name}\``))).toEqual([])
})
