import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  dossierAccepted,
  dossierDecided,
  dossierOpened,
  dossierRefused,
  dossierStopped,
  dossierSubmitted,
  dossierWithdrawn,
  serviceRated,
} from '#server/modules/dossiers/index.ts'
import { system } from '#server/platform/actor.ts'
import type { Event } from '#server/platform/events.ts'
import { newId } from '#server/platform/id.ts'
import { catchUp } from '#server/platform/log/follower.ts'
import { FeedEvent, takeFacts } from '#server/platform/log/on.ts'
import { perform } from '#server/platform/work.ts'
import { dailyFollower, sumUp } from './count-daily.ts'

const serviceCode = '1.001193'

interface Sums {
  received: number
  finished: number
  onTime: number
  withdrawn: number
  ratings: number
  ratingSum: number
}

const placeOf = (agencyId: string) => ({ agencyId, serviceCode, unitCode: null })
const submissionTo = (agencyId: string) =>
  dossierSubmitted(newId(), { ...placeOf(agencyId), code: 'T-1', channel: 'online' })

async function record(...facts: Event[]): Promise<void> {
  for (const fact of facts) await perform(system, (work) => work.record(fact))
}

/** A follower of its own, so that tests running beside it cannot move its place. */
async function aFollower(batch = 3): Promise<typeof dailyFollower> {
  const follower = { ...dailyFollower, name: `test.${randomUUID()}`, batch }
  await perform(system, ({ tx }) =>
    sql`insert into platform.follower (name, tx, last_id)
        values (${follower.name}, pg_current_xact_id(), 0)`.execute(tx),
  )
  return follower
}

/** Until nothing is left, whatever transactions elsewhere still hold the feed back. */
async function follow(follower: typeof dailyFollower, agencyId: string, facts: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    while ((await catchUp(follower)) > 0);
    const seen = await sumsOf(agencyId)
    if (seen.received + seen.finished + seen.withdrawn + seen.ratings >= facts) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

async function sumsOf(agencyId: string): Promise<Sums> {
  const { rows } = await perform(system, ({ tx }) =>
    sql<Sums>`
      select coalesce(sum(received), 0)::int as received, coalesce(sum(finished), 0)::int as finished,
             coalesce(sum(on_time), 0)::int as on_time, coalesce(sum(withdrawn), 0)::int as withdrawn,
             coalesce(sum(ratings), 0)::int as ratings, coalesce(sum(rating_sum), 0)::int as rating_sum
        from indicators.daily where agency_id = ${agencyId}`.execute(tx),
  )
  return rows[0] as Sums
}

test('every fact counts once, in the place it belongs to', async () => {
  const agencyId = `test-${randomUUID()}`
  const follower = await aFollower()
  const step = { ...placeOf(agencyId), seq: 2 }
  for (let index = 0; index < 5; index++) await record(submissionTo(agencyId))
  await record(
    dossierDecided(newId(), { ...step, onTime: true, documentId: randomUUID(), outcome: 'approve' }),
    dossierRefused(newId(), { ...step, onTime: false }),
    dossierStopped(newId(), { ...step, onTime: null }),
    dossierWithdrawn(newId(), { ...step, onTime: true }),
    serviceRated(newId(), { ...step, rating: 4 }),
    serviceRated(newId(), { ...step, rating: 2 }),
    dossierOpened(newId(), placeOf(agencyId)),
    dossierAccepted(newId(), { ...step, dueAt: new Date().toISOString() }),
  )

  await follow(follower, agencyId, 11)

  expect(await sumsOf(agencyId)).toEqual({
    received: 5,
    finished: 3,
    onTime: 2,
    withdrawn: 1,
    ratings: 2,
    ratingSum: 6,
  })
})

test('a follower that breaks in the middle of a batch counts nothing twice and misses nothing', async () => {
  const agencyId = `test-${randomUUID()}`
  const follower = await aFollower(2)
  for (let index = 0; index < 7; index++) await record(submissionTo(agencyId))

  let calls = 0
  const breaking: typeof follower = {
    ...follower,
    async follow(work, events) {
      await follower.follow(work, events)
      calls += 1
      if (calls % 2 === 0) throw new Error('The process died here')
    },
  }
  for (let attempt = 0; attempt < 100 && (await sumsOf(agencyId)).received < 7; attempt++) {
    await catchUp(breaking).catch(() => 0)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await follow(follower, agencyId, 7)

  expect(calls).toBeGreaterThan(3)
  expect((await sumsOf(agencyId)).received).toBe(7)
})

test('two processes that follow at once count each fact once', async () => {
  const agencyId = `test-${randomUUID()}`
  const follower = await aFollower(4)
  for (let index = 0; index < 20; index++) await record(submissionTo(agencyId))

  for (let round = 0; round < 20; round++) await Promise.all([catchUp(follower), catchUp(follower)])
  await follow(follower, agencyId, 20)

  expect((await sumsOf(agencyId)).received).toBe(20)
})

test('a fact counts for its day in Vietnam, not in UTC', () => {
  const event = (occurredAt: string) => {
    const { type, subjectId, data } = submissionTo('a')
    const name = type.eventName
    return new FeedEvent({ id: 1, tx: '1', name, subjectId, data, occurredAt: new Date(occurredAt) })
  }
  const sums = sumUp(
    takeFacts([event('2026-11-23T16:59:59Z'), event('2026-11-23T17:00:00Z')], dailyFollower.on),
  )
  expect(sums.map(({ day, received }) => ({ day, received }))).toEqual([
    { day: '2026-11-23', received: 1 },
    { day: '2026-11-24', received: 1 },
  ])
})
