import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
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
import { chargePaid } from '#server/modules/payments/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import type { Event } from '#server/platform/events.ts'
import { newId } from '#server/platform/id.ts'
import { catchUp, type Follower } from '#server/platform/log/follower.ts'
import { FeedEvent, takeFacts } from '#server/platform/log/on.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { anOfficer } from '#tests/people.ts'
import { patience } from '#tests/time/patience.ts'
import { dailyFollower, sumUp } from './count-daily.ts'
import { paidFollower } from './count-paid.ts'
import { aCountedDossier } from './fixtures.ts'
import { PaidQuery, paidFigures } from './paid-figures.ts'
import { sumPaid } from './paid-queries.ts'

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
async function aFollower<Taken>(of: Follower<Taken>, batch = 3): Promise<Follower<Taken>> {
  const follower = { ...of, name: `test.${randomUUID()}`, batch }
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
  const follower = await aFollower(dailyFollower)
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
  const follower = await aFollower(dailyFollower, 2)
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
  const follower = await aFollower(dailyFollower, 4)
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

describe('what was paid', () => {
  const agencyId = `test-${randomUUID()}`
  const paidOf = () =>
    perform(system, async ({ tx, now }) => {
      const sums = await sumPaid(tx, addDays(localDay(now), -3), localDay(now))
      return sums.filter((sum) => sum.agencyId === agencyId)
    })

  test('counts once, without cash or in cash; a dearer charge in its place adds the difference and is no other payment', async () => {
    const follower = await aFollower(paidFollower)
    const code = await aCountedDossier({ agencyId })
    const subjectId = await perform(system, async ({ tx }) => {
      const { rows } = await sql<{
        id: string
      }>`select id from dossiers.dossier where code = ${code}`.execute(tx)
      return rows[0]?.id ?? ''
    })
    const paid = (amount: number, channel: 'notice' | 'cash', hoursAgo: number, more: object = {}) =>
      chargePaid(newId(), {
        ...{ subjectKind: 'dossier', subjectId, chargeId: newId(), agencyId, due: 'filing', orderId: null },
        ...{ amount, channel, madeAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(), ...more },
      })
    await record(
      paid(8_000, 'notice', 1),
      paid(16_000, 'cash', 30),
      paid(20_000, 'notice', 50, { before: 8_000 }),
      // For somebody else's subject.
      paid(1_000_000, 'notice', 1, { subjectKind: 'other' }),
    )
    await vi.waitUntil(async () => {
      while ((await catchUp(follower)) > 0);
      return (await paidOf()).length > 0
    }, patience)
    const [sum, ...others] = await paidOf()
    expect(others).toEqual([])
    expect(sum).toMatchObject({ paid: 2, cashless: 1, amount: 36_000, cashlessAmount: 20_000, withinDay: 1 })
    expect(Math.abs((sum?.seconds ?? 0) - 31 * 3600)).toBeLessThan(60)
  })

  test('its own agency sees the rate, another does not, and who sees the province sees it by service and commune', async () => {
    const finance = anOfficer({ agencyId, roles: ['finance'] })
    const read = (officer: Officer, query: Partial<PaidQuery> = {}) =>
      perform(officer, (work) => paidFigures(work, officer, PaidQuery.parse(query)))
    const { total, rows } = await read(finance)
    expect(total).toMatchObject({ paid: 2, rate: 50, withinDayRate: 50, amount: 36_000 })
    expect(rows).toMatchObject([{ key: agencyId, rate: 50 }])
    expect((await read(anOfficer({ roles: ['finance'] }))).total).toMatchObject({ paid: 0, rate: null })
    const monitor = anOfficer({ roles: ['monitor'], scope: 'province' })
    const byService = await read(monitor, { by: 'service', agency: agencyId })
    expect(byService.rows).toMatchObject([{ key: serviceCode, paid: 2 }])
    expect((await read(monitor, { by: 'commune', agency: agencyId })).rows).toMatchObject([
      { key: '', paid: 2 },
    ])
    await expect(read(finance, { agency: 'ubnd-phuong-khac' })).rejects.toMatchObject({
      code: 'indicators.not_your_agency',
    })
    const clerk = anOfficer({ agencyId, roles: ['one_stop'] })
    expect((await read(clerk)).uncounted).toEqual({ unclear: 0, unclearAmount: 0, waiting: 0 })
    await aCountedDossier({ agencyId, status: 'duty' })
    expect((await read(clerk)).uncounted).toMatchObject({ waiting: 1 })
  })
})
