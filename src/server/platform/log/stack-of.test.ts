import { globSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { system } from '../actor.ts'
import { stackOf } from '../log.ts'
import { perform } from '../work.ts'

test('what a line says of a failure quotes nothing that somebody typed, nor what a library hangs on it', async () => {
  const typed = 'Nguyễn Văn Kín'
  const failure = await perform(system, ({ tx }) => sql`select ${typed}::uuid`.execute(tx)).catch(
    (error) => error,
  )
  expect(failure.message).toContain(typed)
  expect(stackOf(failure)).not.toContain(typed)
  expect(stackOf(failure)).toMatch(/^error \(database 22P02\)\n +at /)
  const ofMail = Object.assign(new Error('not understood'), { response: `Kính gửi ${typed}` })
  expect(stackOf(ofMail)).not.toContain(typed)
  expect(stackOf(ofMail)).toMatch(/^Error: not understood\n +at /)
  expect(stackOf(typed)).toBe('string')
})

test('no line carries an error in another way', () => {
  const raw = /\blog\.(?:trace|debug|info|warn|error|fatal)\([^)]*?(?:\berr\b|\.stack\b|String\(error\))/
  const files = globSync('{src,tools}/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  expect(files.length).toBeGreaterThan(500)
  expect(files.filter((file) => raw.test(readFileSync(file, 'utf8')))).toEqual([])
})
