/** Connections that end, are not there, or fall silent: the one request fails, with words and a time to come back. */
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '#server/api/app.ts'
import { m } from '#shared/messages/index.ts'
import { system } from '../actor.ts'
import { config } from '../config.ts'
import { describeFailure } from '../web/failure.ts'
import { perform, type Work } from '../work.ts'
import { pool } from './database.ts'

const admin = new pg.Client(process.env.MIGRATOR_URL)
beforeAll(() => admin.connect())
afterAll(() => admin.end())

const backendOf = async ({ tx }: Work) =>
  (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)).rows[0]?.pid
const end = (pid: number | undefined) => admin.query('select pg_terminate_backend($1)', [pid])
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => describeFailure(error),
  )
const unavailable = { status: 503, code: 'platform.unavailable', details: { seconds: 5 } }

test('a connection ended while its transaction rests fails that request and nothing else', async () => {
  const beside = perform(system, ({ tx }) => sql`select pg_sleep(1), 1 as one`.execute(tx))
  const failure = await failureOf(
    perform(system, async (work) => {
      await end(await backendOf(work))
      // Nobody asks anything meanwhile: the news comes to a connection that listens to nobody.
      await new Promise((done) => setTimeout(done, 200))
      return backendOf(work)
    }),
  )

  expect(failure).toMatchObject(unavailable)
  expect((await beside).rows).toHaveLength(1)
  expect(await perform(system, backendOf)).toBeTypeOf('number')
})

test('a connection ended in the middle of a question, or before its commit, is as much', async () => {
  const asking = await failureOf(
    perform(system, async (work) => {
      const pid = await backendOf(work)
      setTimeout(() => void end(pid), 100)
      await sql`select pg_sleep(25)`.execute(work.tx)
    }),
  )
  const committing = await failureOf(perform(system, async (work) => void (await end(await backendOf(work)))))

  expect(asking).toMatchObject(unavailable)
  expect(committing).toMatchObject(unavailable)
})

test('every connection ended at once: the next requests find new ones', async () => {
  await Promise.all(Array.from({ length: 8 }, () => perform(system, backendOf)))
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'nhip%'`,
  )

  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      perform(system, backendOf).catch((error) => describeFailure(error).status),
    ),
  )
  expect(answers.every((answer) => answer === 503 || typeof answer === 'number')).toBe(true)
  expect(await perform(system, backendOf)).toBeTypeOf('number')
})

test('no connection free in time: 503 and when to come back, in words', async () => {
  const held = await Promise.all(Array.from({ length: config.DATABASE_POOL }, () => pool.connect()))
  try {
    const [answer, failure] = await Promise.all([
      api.fetch(new Request('http://nhip.test/api/v1/agencies')),
      failureOf(perform(system, backendOf)),
    ])

    expect(failure).toMatchObject(unavailable)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(await answer.json()).toMatchObject({
      title: 'platform.unavailable',
      status: 503,
      detail: m.refusal('platform.unavailable'),
    })
  } finally {
    for (const client of held) client.release()
  }
})

test('nothing is asked before its transaction has begun, on a connection opened for it either', async () => {
  const actors: (string | null)[] = []
  // However many turns of the program lie between the beginning and the first question.
  for (let turns = 0; turns < 30; turns++) {
    for (let idle = pool.idleCount; idle > 0; idle--) (await pool.connect()).release(true)
    await perform(system, async ({ tx }) => {
      for (let turn = 0; turn < turns; turn++) await undefined
      const { rows } = await sql<{ kind: string | null }>`select platform.actor_kind() as kind`.execute(tx)
      actors.push(rows[0]?.kind ?? null)
    })
  }
  expect(actors).toEqual(actors.map(() => 'system'))
})
