import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { conditions } from '#server/conditions.ts'
import { listEvents, releaseClock, viewInstallation } from '#server/modules/administration/index.ts'
import { EventFilter } from '#server/modules/administration/model.ts'
import { anAdministrator } from '#server/modules/identity/fixtures.ts'
import { anOfficer } from '#tests/people.ts'
import { findFaketime, underClock } from '#tools/chaos/fake-clock.ts'
import { system } from '../actor.ts'
import { perform } from '../work.ts'
import { type ClockReading, checkClocks, clockCondition, endsByClock, findJump } from './clock-watch.ts'
import { ask } from './conditions.ts'

const hour = 3_600_000
/** The clocks as they are, with what a test does to them. */
const reading = (change: { ahead?: number; stood?: number } = {}) => {
  const { ahead = 0, stood = 0 } = change
  const wall = Date.now() + ahead + stood
  return async (): Promise<ClockReading> => ({ wall, database: wall, steady: performance.now() + stood })
}
const stateOfClock = async () => (await ask([clockCondition]))[0]

beforeEach(async () => {
  await perform(system, ({ tx }) =>
    sql`update platform.clock set held_since = null, jump_ms = null, seen_at = now()`.execute(tx),
  )
  await checkClocks()
  await perform(system, ({ tx }) =>
    sql`update platform.clock set held_since = null, jump_ms = null`.execute(tx),
  )
})

test('clocks that run together are in order, however long a process stood still', async () => {
  expect(await checkClocks(reading({ stood: 5 * hour }))).toBe(false)
  expect(await stateOfClock()).toMatchObject({ state: 'good' })
})

test.each([
  ['the wall clock ahead', { wall: 2 * hour, steady: 0, database: 0 }, 2 * hour],
  ['both back together', { wall: -2 * hour, steady: 0, database: -2 * hour }, -2 * hour],
  ['the database alone', { wall: 0, steady: 0, database: 3 * hour }, 3 * hour],
  ['half a minute, as time servers do', { wall: 30_000, steady: 0, database: 30_000 }, undefined],
])('a jump is found: %s', (_, now, jump) => {
  const before = { wall: 0, steady: 0, database: 0 }
  expect(findJump(before, now)).toBe(jump)
})

test('after a jump what ends dossiers waits until an administrator says so, and then catches up', async () => {
  const runs: Date[] = []
  const ending = endsByClock({
    name: `test.ending-${randomUUID()}`,
    cron: '0 0 1 1 *',
    run: async () => void runs.push(new Date()),
  })
  expect(await checkClocks(reading({ ahead: 2 * hour }))).toBe(true)
  await ending.run()
  expect(runs).toHaveLength(0)
  expect(await stateOfClock()).toMatchObject({ state: 'bad' })

  // Set right again, nothing goes on by itself.
  await perform(system, ({ tx }) => sql`update platform.clock set seen_at = now()`.execute(tx))
  await checkClocks()
  await ending.run()
  expect(runs).toHaveLength(0)

  const { officer } = await anAdministrator()
  await expect(releaseClock(anOfficer())).rejects.toMatchObject({ code: 'identity.role_needed' })
  expect(await releaseClock(officer)).toBe(true)
  // Pressed again on a page that is no longer true: nothing is said to have gone on.
  expect(await releaseClock(officer)).toBe(false)
  await ending.run()
  expect(runs).toHaveLength(1)
  const { events } = await perform(officer, (work) =>
    listEvents(work, officer, EventFilter.parse({ name: 'administration.clock_released' })),
  )
  expect(events[0]).toMatchObject({ actorId: officer.id })
})

test('a clock that went back while nothing ran is found by the first look', async () => {
  await perform(system, ({ tx }) =>
    sql`update platform.clock set seen_at = now() + interval '2 days'`.execute(tx),
  )
  expect(await checkClocks(reading())).toBe(true)
  expect(await stateOfClock()).toMatchObject({ state: 'bad', code: 'clock.went_back' })
  expect(conditions).toContain(clockCondition)
  await expect(viewInstallation(anOfficer())).rejects.toMatchObject({ code: 'identity.role_needed' })
})

const faketime = findFaketime()

test.skipIf(!faketime).each([
  ['ahead', '+7200', 'clock.went_ahead'],
  ['back', '-7200', 'clock.went_back'],
])(
  'a process whose clock is turned %s holds what ends dossiers (skipped without faketime)',
  async (_, offset, code) => {
    const clock = join(mkdtempSync(join(tmpdir(), 'nhip-clock-')), 'clock')
    writeFileSync(clock, '+0\n')
    const child = spawn(process.execPath, ['tests/clock-program.ts'], {
      env: { ...process.env, ...underClock(faketime ?? '', clock) },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    try {
      const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
      expect((await answers.next()).value).toBe('false')
      writeFileSync(clock, `${offset}\n`)
      // The clock is read from the file once a second.
      await new Promise((done) => setTimeout(done, 2_000))
      child.stdin.write('look\n')
      expect((await answers.next()).value).toBe('true')
      expect(await stateOfClock()).toMatchObject({ state: 'bad', code })
    } finally {
      child.kill('SIGKILL')
    }
  },
)
