import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { loadCalendar } from '#server/crafts/calendar/index.ts'
import { followers, jobs, schedules } from '#server/facts.ts'
import { anAdministrator, aStaffAccount, signInStaff } from '#server/modules/identity/fixtures.ts'
import { endSessionsOf, listSessionsOf } from '#server/modules/identity/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { defineEvent, registerFacts } from '#server/platform/events.ts'
import { boss } from '#server/platform/jobs/boss.ts'
import { sealLog } from '#server/platform/log/seal/seal-log.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { anOfficer } from '#tests/people.ts'
import { patience } from '#tests/time/patience.ts'
import {
  EventFilter,
  getEvent,
  getLogState,
  listEvents,
  listJobs,
  listUnverified,
  listUnverifiedDays,
  retryFailedJobs,
  retryJob,
  viewAccount,
} from './index.ts'
import { describeJobError } from './model.ts'

const happened = defineEvent('test.happened', z.object({ count: z.int() }))
const otherName = defineEvent('test.otherwise', z.object({ count: z.int() }))
registerFacts({ happened, otherName })
let officer: Officer

beforeAll(async () => {
  officer = (await anAdministrator()).officer
})

async function recordSome(count: number, subjectId: string, now = new Date()): Promise<void> {
  await perform(
    system,
    async (work) => {
      for (let at = 1; at <= count; at++) await work.record(happened(subjectId, { count: at }))
    },
    { now },
  )
}

const list = (filter: object) =>
  perform(officer, (work) => listEvents(work, officer, EventFilter.parse(filter)))

test('everything here is for administrators only', async () => {
  const others = [anOfficer(), anOfficer({ roles: ['commander', 'monitor', 'leader'], scope: 'province' })]
  const { id } = await aStaffAccount()
  for (const other of others) {
    const attempts = [
      () => perform(other, (work) => listEvents(work, other, {})),
      () => perform(other, (work) => getLogState(work, other)),
      () => perform(other, (work) => getEvent(work, other, 1)),
      () => perform(other, (work) => listJobs(work, other)),
      () => perform(other, (work) => retryJob(work, other, { queue: 'x', id })),
      () => perform(other, (work) => retryFailedJobs(work, other, 'x')),
      () => perform(other, (work) => listUnverified(work, other)),
      () => perform(other, (work) => viewAccount(work, other, id)),
      () => perform(other, (work) => listSessionsOf(work, other, id)),
      () => perform(other, (work) => endSessionsOf(work, other, id)),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ status: 403 })
  }
})

test('the log is read newest first, page by page, each row once', async () => {
  const subjectId = randomUUID()
  await recordSome(120, subjectId)

  const counts: unknown[] = []
  let before: number | undefined
  for (;;) {
    const { events, next } = await list({ subjectId, before })
    counts.push(...events.map(({ data }) => data.count))
    if (next === undefined) break
    before = next
  }

  expect(counts).toEqual(Array.from({ length: 120 }, (_, at) => 120 - at))
})

test('a day is told apart in Vietnamese time, whatever the order in the log', async () => {
  const subjectId = randomUUID()
  const other = randomUUID()
  await recordSome(1, subjectId, new Date('2024-03-04T16:59:59Z'))
  await recordSome(2, subjectId, new Date('2024-03-04T17:00:00Z'))
  await recordSome(1, other, new Date('2024-03-04T18:00:00Z'))

  const found = await list({ day: '2024-03-05' })
  const found2 = await list({ day: '2024-03-05', subjectId })
  const dayBefore = await list({ day: addDays('2024-03-05', -1), subjectId })

  expect(found.events).toHaveLength(3)
  expect(found2.events.map(({ data }) => data.count)).toEqual([2, 1])
  expect(dayBefore.events).toHaveLength(1)
})

test('filters narrow each other in every combination, page after page, and no row comes twice or is left out', async () => {
  const [subjectId, elsewhere] = [randomUUID(), randomUUID()]
  const [one, two] = [anOfficer(), anOfficer()]
  const day = '2024-05-06'
  for (let count = 1; count <= 60; count++) {
    const actor = count % 2 === 0 ? one : two
    const subject = count % 3 === 0 ? subjectId : elsewhere
    const event = (count % 5 === 0 ? otherName : happened)(subject, { count })
    const now = new Date(count % 7 === 0 ? '2024-05-07T03:00:00Z' : '2024-05-06T03:00:00Z')
    await perform(actor, (work) => work.record(event), { now })
  }
  const actorOf = { even: one.id, odd: two.id }
  const agencyOf = { even: one.agencyId, odd: two.agencyId }
  const expected = (divisors: Record<string, boolean | undefined>) =>
    Array.from({ length: 60 }, (_, at) => 60 - at).filter((count) =>
      Object.entries(divisors).every(
        ([by, holds]) => holds === undefined || (count % Number(by) === 0) === holds,
      ),
    )
  const choices = [undefined, true, false]
  for (const even of choices) {
    for (const third of choices) {
      for (const fifth of choices) {
        for (const seventh of [undefined, false]) {
          const party = even === undefined ? undefined : even ? 'even' : 'odd'
          const common = {
            subjectId: third === undefined ? undefined : third ? subjectId : elsewhere,
            name: fifth === undefined ? undefined : fifth ? 'test.otherwise' : 'test.happened',
            day: seventh === undefined ? undefined : day,
          }
          const parties = party
            ? [
                { actorId: actorOf[party] },
                { agencyId: agencyOf[party] },
                { actorId: actorOf[party], agencyId: agencyOf[party] },
              ]
            : [{}]
          for (const more of parties) {
            const filter = { ...common, ...more }
            const counts: unknown[] = []
            for (let before: number | undefined, isFirst = true; isFirst || before; isFirst = false) {
              const { events, next } = await list({ ...filter, before })
              const mine = events.filter(({ subjectId: of }) => of === subjectId || of === elsewhere)
              counts.push(...mine.map(({ data }) => data.count))
              before = next
            }
            expect(counts, JSON.stringify(filter)).toEqual(
              expected({ 2: even, 3: third, 5: fifth, 7: seventh }),
            )
          }
        }
      }
    }
  }
})

test('whose doing it was finds the sign-ins too, which the program recorded before it knew who it was', async () => {
  const account = await aStaffAccount()
  const { id } = account
  await signInStaff(account)
  const { officer: other } = await anAdministrator()
  await perform(other, (work) => viewAccount(work, other, id))
  const names = (filter: object) =>
    list({ actorId: id, ...filter }).then(({ events }) => events.map(({ name }) => name))

  const all = await names({})
  expect(all).toContain('identity.signed_in')
  expect(all.filter((name) => name.startsWith('administration.'))).toEqual([])
  expect(await names({ name: 'identity.signed_in' })).toEqual(
    all.filter((name) => name === 'identity.signed_in'),
  )
  expect(await names({ subjectId: id })).toContain('identity.signed_in')
  expect(await names({ day: localDay(new Date()) })).toContain('identity.signed_in')
  expect(await names({ day: '2024-05-06' })).toEqual([])
  expect(await names({ actorId: other.id, subjectId: id })).not.toContain('identity.signed_in')
})

test('a filter that makes no sense is left out', async () => {
  const subjectId = randomUUID()
  const actor = anOfficer()
  await perform(actor, (work) => work.record(happened(subjectId, { count: 7 })))

  const byActor = await list({ actorId: actor.id })
  const byAgency = await list({ agencyId: actor.agencyId, name: 'test.happened' })
  const byNonsense = await list({ actorId: "' or 1=1", day: '2024-02-31', before: 'x' })

  expect(byActor.events.map((event) => event.subjectId)).toEqual([subjectId])
  expect(byAgency.events.map((event) => event.subjectId)).toEqual([subjectId])
  expect(byNonsense.events.length).toBeGreaterThan(0)
})

test('an event waits, then lies under a seal and proves it; changed behind our back, it does not', async () => {
  const subjectId = randomUUID()
  await recordSome(5, subjectId)
  const [newest] = (await list({ subjectId })).events
  const id = newest?.id ?? 0
  expect(newest?.batch).toBeNull()
  const open = await perform(officer, (work) => getEvent(work, officer, id))
  expect(open.proof).toBeUndefined()

  // A transaction still open elsewhere in the cluster makes the seal wait.
  const { seal, waiting } = await vi.waitFor(async () => {
    await sealLog()
    const state = await perform(officer, (work) => getLogState(work, officer))
    expect(state.waiting).toBe(0)
    return state
  }, patience)
  const { event, proof } = await perform(officer, (work) => getEvent(work, officer, id))
  expect(waiting).toBe(0)
  expect(event.batch).toBe(seal?.batch)
  expect(proof).toMatchObject({ holds: true, batch: seal?.batch })

  const owner = await openOwner()
  await owner.query(`update platform.event_log set data = '{"count":99}' where id = $1`, [id])
  const changed = await perform(officer, (work) => getEvent(work, officer, id))
  await owner.query(`update platform.event_log set data = '{"count":5}' where id = $1`, [id])
  await owner.end()
  expect(changed.proof?.holds).toBe(false)
})

test('an event that does not exist is refused', async () => {
  await expect(perform(officer, (work) => getEvent(work, officer, 2 ** 50))).rejects.toMatchObject({
    status: 404,
  })
})

test('a failed job is seen with its error and tried again; what has not failed is left alone', async () => {
  const queue = `tests.queue-${randomUUID().slice(0, 8)}`
  await boss.createQueue(queue, { retryLimit: 0 })
  const first = await failedJob(queue, new Error('no answer from 0912345678 at a.b@c.vn\nsecond line'))
  const second = await failedJob(queue, new Error('again'))

  const { failed, queues } = await perform(officer, (work) => listJobs(work, officer))
  expect(failed.filter((job) => job.queue === queue).map(({ error }) => error)).toEqual([
    'again',
    'no answer from … at …',
  ])
  expect(queues.find(({ name }) => name === queue)).toMatchObject({ failed: 2, waiting: 0 })

  await perform(officer, (work) => retryJob(work, officer, { queue, id: first }))
  await expect(
    perform(officer, (work) => retryJob(work, officer, { queue, id: first })),
  ).rejects.toMatchObject({ code: 'administration.job_not_failed' })
  expect(await perform(officer, (work) => retryFailedJobs(work, officer, queue))).toBe(1)
  expect(await perform(officer, (work) => retryFailedJobs(work, officer, queue))).toBe(0)
  await expect(
    perform(officer, (work) => retryFailedJobs(work, officer, 'tests.no-such')),
  ).rejects.toMatchObject({ status: 404 })

  const again = await boss.fetch(queue, { batchSize: 2 })
  expect(again.map(({ id }) => id).sort()).toEqual([first, second].sort())
  const facts = await list({ subjectId: first })
  expect(facts.events).toMatchObject([{ name: 'administration.job_retried', actorId: officer.id }])
})

async function failedJob(queue: string, error: Error): Promise<string> {
  const id = (await boss.send(queue, {})) ?? ''
  await boss.fetch(queue)
  await boss.fail(queue, id, error)
  return id
}

async function openOwner() {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: process.env.MIGRATOR_URL })
  await client.connect()
  return client
}

test('an error of the database says only its code', () => {
  expect(describeJobError({ severity: 'ERROR', code: '23505', message: 'Key (x)=(046094003127)' })).toBe(
    'PostgreSQL 23505',
  )
  expect(describeJobError({ message: 'person 046094003127 is unknown' })).toBe('person … is unknown')
  expect(describeJobError({ message: `job ${'0195a1b2-0000-7000-8000-123456789012'} failed` })).toContain(
    '0195a1b2',
  )
  const unfit = z.object({ dossierId: z.uuid() }).safeParse({ dossierId: 7 }).error
  expect(describeJobError({ message: unfit?.message })).toMatch(/^dossierId: Invalid input/)
  expect(describeJobError(null)).toBe('')
})

test('sessions of another account are seen and ended at once', async () => {
  const account = await aStaffAccount()
  await signInStaff(account)
  expect(await perform(officer, (work) => listSessionsOf(work, officer, account.id))).toHaveLength(1)

  await perform(officer, (work) => endSessionsOf(work, officer, account.id))

  expect(await perform(officer, (work) => listSessionsOf(work, officer, account.id))).toEqual([])
  const [ended] = (await list({ subjectId: account.id })).events
  expect(ended).toMatchObject({
    name: 'identity.sessions_ended',
    actorId: officer.id,
    data: { count: 1, why: 'ended_by_administrator' },
  })
})

test('looking at a citizen is recorded, looking at an officer is not', async () => {
  const staff = await aStaffAccount()
  const citizenId = randomUUID()
  await perform(system, ({ tx }) =>
    sql`insert into identity.account (id, kind, display_name) values (${citizenId}, 'citizen', 'Nguyễn Thị Thử')`.execute(
      tx,
    ),
  )

  await perform(officer, (work) => viewAccount(work, officer, staff.id))
  await perform(officer, (work) => viewAccount(work, officer, citizenId))

  expect((await list({ subjectId: staff.id })).events).toEqual([])
  expect((await list({ subjectId: citizenId })).events).toMatchObject([
    { name: 'administration.account_viewed', actorId: officer.id, data: { kind: 'citizen' } },
  ])
})

test('today is a day of the log', async () => {
  const subjectId = randomUUID()
  await recordSome(1, subjectId)

  expect((await list({ subjectId, day: localDay(new Date()) })).events).toHaveLength(1)
})

test('every fact and every job has a name people read', () => {
  const sources = globSync('src/server/modules/*/events.ts').map((file) => readFileSync(file, 'utf8'))
  const facts = sources.flatMap((text) =>
    [...text.matchAll(/defineEvent\(\s*'([^']+)'/g)].map(([, name]) => `${name}`),
  )
  const work = [...jobs, ...schedules, ...followers].map(({ name }) => name)

  expect(facts.length).toBeGreaterThan(20)
  expect(facts.filter((name) => !(name in m.administration.events.names))).toEqual([])
  expect(work.filter((name) => !(name in m.administration.jobs.names))).toEqual([])
})

test('days worked or off by a decision nobody has found yet stand before administrators', () => {
  const calendar = JSON.parse(readFileSync(join(provinceFolder, 'calendar.json'), 'utf8'))
  const days = listUnverifiedDays(loadCalendar(calendar), '2026-11-29')
  expect(days.map(({ day }) => day)).toEqual(expect.arrayContaining(['2026-08-22', '2026-08-31']))
})
