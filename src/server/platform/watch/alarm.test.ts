import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { system } from '../actor.ts'
import { config } from '../config.ts'
import { perform } from '../work.ts'
import { sayAlarms } from './alarm.ts'
import type { Condition, State } from './conditions.ts'

const heard = join(mkdtempSync(join(tmpdir(), 'nhip-alarm-')), 'heard')
config.ALARM_COMMAND = `cat >> ${heard}; echo "$ALARM_NAME $ALARM_STATE \${DATABASE_URL-without secrets}" >> ${heard}`

const disk = (state: State): Condition => ({
  name: 'disk',
  state,
  code: state === 'good' ? 'disk.roomy' : 'disk.full',
  details: { free: 400_000_000, percent: 1 },
  since: null,
  figures: [],
  process: 'web one',
})
const lines = () => readFileSync(heard, 'utf8').trim().split('\n')

test('a condition that changes, and holds, is told once, with words and what to do', async () => {
  for (const state of ['good', 'good', 'bad', 'bad', 'bad', 'bad'] as const) await sayAlarms([disk(state)])

  const [json = '', environment] = lines()
  expect(lines()).toHaveLength(2)
  expect(environment).toBe('disk bad without secrets')
  expect(JSON.parse(json)).toMatchObject({
    name: 'disk',
    state: 'bad',
    process: 'web one',
    what: 'Gần như đầy: chỉ còn 400 MB.',
    todo: expect.stringMatching(/^Giải phóng dung lượng ngay/),
  })

  await sayAlarms([disk('good')])
  await sayAlarms([disk('good')])
  expect(lines().at(-1)).toBe('disk good without secrets')
})

test('what comes and goes within two beats is not told', async () => {
  const before = lines().length
  for (const state of ['bad', 'good', 'bad', 'good', 'good'] as const) await sayAlarms([disk(state)])
  expect(lines()).toHaveLength(before)
})

test('what stays bad is told again each hour, what is to be looked at is not', async () => {
  const hourPasses = () =>
    perform(system, ({ tx }) =>
      sql`update platform.alarm set told_at = told_at - interval '61 minutes' where name = 'disk web one'`.execute(
        tx,
      ),
    )
  const toldOf = (state: string) => lines().filter((line) => line.startsWith(`disk ${state} `)).length

  const before = toldOf('bad')
  for (let beat = 0; beat < 3; beat++) await sayAlarms([disk('bad')])
  expect(toldOf('bad')).toBe(before + 1)
  await hourPasses()
  for (let beat = 0; beat < 3; beat++) await sayAlarms([disk('bad')])
  expect(toldOf('bad')).toBe(before + 2)

  for (let beat = 0; beat < 3; beat++) await sayAlarms([disk('warning')])
  await hourPasses()
  for (let beat = 0; beat < 3; beat++) await sayAlarms([disk('warning')])
  expect(toldOf('warning')).toBe(1)
})
