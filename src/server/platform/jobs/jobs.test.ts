import { randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'kysely'
import { fromKysely } from 'pg-boss'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { patience } from '#tests/time/patience.ts'
import { slowSecondsOf } from '#tests/time/slow-seconds.ts'
import { system } from '../actor.ts'
import { defineEvent, registerFacts } from '../events.ts'
import { perform } from '../work.ts'
import { askQueue, boss } from './boss.ts'
import { createQueues, defineJob, forgetJobs, registerJobs, startJobs, stopJobs } from './jobs.ts'

const counted = defineEvent('test.counted', z.object({ count: z.int() }))
const turned = defineEvent('test.turned', z.object({ count: z.int() }))
const gathered = defineEvent('test.gathered', z.object({ count: z.int() }))
const claimed = defineEvent('test.claimed', z.object({ count: z.int() }))

const runs: { subjectId: string; count: number }[] = []
const failOnce = new Set<number>()
const failing = new Set<number>()

const count = defineJob({
  name: 'test.count',
  on: counted,
  async run(subjectId, data) {
    runs.push({ subjectId, count: data.count })
    if (failOnce.delete(data.count) || failing.has(data.count)) throw new Error('not this time')
  },
})
const turn = defineJob({
  name: 'test.turn',
  on: turned,
  isOrdered: true,
  async run(subjectId, data) {
    await rest(data.count === 1 ? 60 : 5)
    runs.push({ subjectId, count: data.count })
  },
})
const claim = defineJob({
  name: 'test.claim',
  on: claimed,
  run: async (subjectId, data) => void runs.push({ subjectId, count: data.count }),
})
const togethers: number[][] = []
const gather = defineJob({
  name: 'test.gather',
  on: gathered,
  async run(subjectId, data) {
    if (failing.has(data.count)) throw new Error('never this one')
    runs.push({ subjectId, count: data.count })
  },
  async runTogether(facts) {
    togethers.push(facts.map(({ data }) => data.count))
    if (facts.some(({ data }) => failing.has(data.count))) throw new Error('not with this one')
    for (const { subjectId, data } of facts) runs.push({ subjectId, count: data.count })
  },
})
const jobs = [count, turn, claim, gather]

beforeAll(async () => {
  registerFacts({ counted, turned, gathered, claimed })
  registerJobs(jobs)
  await createQueues(jobs, [])
  // As an earlier release left it.
  await boss.createQueue('test.former')
  await boss.schedule('test.former', '* * * * *')
  await boss.send('test.former', {})
})
afterAll(stopJobs)

const runsOf = (subjectId: string) =>
  runs.filter((run) => run.subjectId === subjectId).map((run) => run.count)
const statesOf = async (queue: string, subjectId: string) => {
  const { rows } = await askQueue<{ state: string }>(
    `select state::text from pgboss.job where name = $1 and data ->> 'subjectId' = $2`,
    [queue, subjectId],
  )
  return rows.map(({ state }) => state)
}

test('a job whose worker was killed goes on after seconds', async () => {
  const subjectId = randomUUID()
  await perform(system, (work) => work.record(claimed(subjectId, { count: 1 })))
  // A worker took it, and no more was heard of it.
  expect(await boss.fetch('test.claim')).toHaveLength(1)

  await startJobs(jobs, [])

  const goneOn = vi.waitFor(() => expect(runsOf(subjectId)).toEqual([1]), { timeout: 250_000, interval: 200 })
  // Its queue would wait three hundred.
  expect(await slowSecondsOf(goneOn)).toBeLessThan(25)
}, 260_000)

test('a schedule that is no more goes with what it left waiting', async () => {
  const { rows } = await askQueue(
    `select name from pgboss.queue where name = 'test.former'
     union all select name from pgboss.schedule where name = 'test.former'
     union all select name from pgboss.job where name = 'test.former'`,
  )
  expect(rows).toEqual([])
})

test('what a clock that ran ahead put off, or took in hand and left, is done now', async () => {
  const [putOff, left] = [randomUUID(), randomUUID()]
  // As the database would have written it two hours later: then its clock was set back.
  await perform(system, async (work) => {
    const db = fromKysely(work.tx)
    for (const subjectId of [putOff, left])
      await boss.send('test.claim', { subjectId, data: { count: 2 } }, { db })
    await sql`
      update pgboss.job set start_after = now() + interval '2 hours', created_on = now() + interval '2 hours'
       where name = 'test.claim' and data ->> 'subjectId' = ${putOff}`.execute(work.tx)
    await sql`
      update pgboss.job set state = 'active', started_on = now() + interval '2 hours', heartbeat_on = now() + interval '2 hours'
       where name = 'test.claim' and data ->> 'subjectId' = ${left}`.execute(work.tx)
  })
  await vi.waitFor(() => expect([runsOf(putOff), runsOf(left)]).toEqual([[2], [2]]), patience)
})

test('each job of a batch succeeds or fails for itself', async () => {
  const subjectId = randomUUID()
  failOnce.add(7)
  failing.add(9)
  await perform(system, async (work) => {
    for (let at = 1; at <= 30; at++) await work.record(counted(subjectId, { count: at }))
  })

  await vi.waitFor(() => expect(runsOf(subjectId).filter((at) => at === 7)).toHaveLength(2), patience)
  const others = Array.from({ length: 30 }, (_, index) => index + 1).filter((at) => at !== 7 && at !== 9)
  for (const at of others) expect(runsOf(subjectId).filter((ran) => ran === at)).toEqual([at])
  await vi.waitFor(async () => {
    const states = await statesOf('test.count', subjectId)
    expect(states.filter((state) => state === 'completed')).toHaveLength(29)
    expect(states.filter((state) => state !== 'completed')).toHaveLength(1)
  }, patience)
})

test('jobs done together are done one by one where one of them fails', async () => {
  const subjectId = randomUUID()
  failing.add(1003)
  await perform(system, async (work) => {
    for (let at = 1001; at <= 1006; at++) await work.record(gathered(subjectId, { count: at }))
  })

  await vi.waitFor(async () => {
    const states = await statesOf('test.gather', subjectId)
    expect(states.filter((state) => state === 'completed')).toHaveLength(5)
  }, patience)
  expect(runsOf(subjectId).sort()).toEqual([1001, 1002, 1004, 1005, 1006])
  expect(togethers.some((many) => many.includes(1003) && many.length > 1)).toBe(true)
})

test('a full queue is worked off without a pause between batches', async () => {
  const subjectId = randomUUID()
  await perform(system, async (work) => {
    for (let at = 100; at < 1_600; at++) await work.record(counted(subjectId, { count: at }))
  })
  const done = vi.waitFor(() => expect(runsOf(subjectId)).toHaveLength(1_500), {
    timeout: 250_000,
    interval: 20,
  })

  // Thirty batches: one job a second would take 25 minutes, a batch a second thirty seconds.
  expect(await slowSecondsOf(done)).toBeLessThan(24)
}, 260_000)

test('jobs that ask for it keep the order of their subject', async () => {
  const [first, second] = [randomUUID(), randomUUID()]
  await perform(system, async (work) => {
    for (let at = 1; at <= 4; at++) {
      await work.record(turned(first, { count: at }))
      await work.record(turned(second, { count: at }))
    }
  })

  await vi.waitFor(() => expect([...runsOf(first), ...runsOf(second)]).toHaveLength(8), patience)
  expect([runsOf(first), runsOf(second)]).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
  ])
})

test('what waits or failed is kept for as long as it takes, what is done for a week', async () => {
  await boss.createQueue('test.kept', { retentionSeconds: 60, deleteAfterSeconds: 60 })
  await createQueues([defineJob({ ...claim, name: 'test.kept' })], [])
  await boss.createQueue('test.unattended')
  await boss.updateQueue('test.unattended', await ofAQueue('test.kept'))
  const [waiting, failed, done, justDone] = await Promise.all(
    [1, 2, 3, 4].map((count) => boss.send('test.unattended', { subjectId: randomUUID(), data: { count } })),
  )
  await askQueue(
    `update pgboss.job set state = case when id = $1 then 'failed' else 'completed' end::pgboss.job_state,
            completed_on = now() - case when id = $3 then interval '6 days' else interval '8 days' end
      where id in ($1, $2, $3)`,
    [failed, done, justDone],
  )
  // As old as after a month without a worker.
  await askQueue(`
    update pgboss.job set created_on = created_on - interval '30 days', start_after = start_after - interval '30 days',
           keep_until = keep_until - interval '30 days'
     where name = 'test.unattended'`)

  await forgetJobs.run()
  await boss.supervise('test.unattended')
  const { rows } = await askQueue<{ id: string }>(`select id from pgboss.job where name = 'test.unattended'`)
  expect(rows.map(({ id }) => id).sort()).toEqual([waiting, failed, justDone].sort())
})

/** What a queue of ours is given, also one that was made with other terms before. */
async function ofAQueue(name: string) {
  const { retentionSeconds = 0, deleteAfterSeconds = 0 } = (await boss.getQueue(name)) ?? {}
  return { retentionSeconds, deleteAfterSeconds }
}
