/** Verification beside traffic: no false alarm, and a true one is not lost in it. */
import { randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInFailed } from '#server/modules/identity/events.ts'
import { system } from '#server/platform/actor.ts'
import { currentRequest, duringRequest } from '#server/platform/request.ts'
import { happened, openAttacker, recordFacts, sealNow, verifyNow } from '#server/platform/seal/fixtures.ts'
import { sealLog } from '#server/platform/seal/seal-log.ts'
import { perform } from '#server/platform/work.ts'

let attacker: pg.Client
beforeAll(async () => {
  attacker = await openAttacker()
  await recordFacts(attacker, 3)
  await sealNow()
})
afterAll(async () => {
  await attacker.end()
})

/** A hundred works a second, and seals as fast as they come, until told to stop. */
function startTraffic(): () => Promise<number> {
  let isOver = false
  let written = 0
  const write = async () => {
    for (; !isOver; await rest(10)) {
      const id = randomUUID()
      void perform(system, (work) => work.record(happened(id, { text: 'lưu lượng' }))).then(() => written++)
    }
  }
  const seal = async () => {
    for (; !isOver; await rest(5)) await sealLog()
  }
  const running = Promise.all([write(), seal()])
  return async () => {
    isOver = true
    await running
    return written
  }
}

test('raises no false alarm while facts arrive and seals are made, and still finds what is deleted', async () => {
  const stop = startTraffic()
  try {
    for (let round = 0; round < 6; round++) {
      const { findings, rows } = await verifyNow()
      expect(findings, `round ${round}`).toEqual([])
      expect(rows).toBeGreaterThan(0)
    }
    const [id = 0] = await recordFacts(attacker, 1)
    await rest(1_000)
    await attacker.query(`create temp table taken as select * from platform.event_log where id = ${id}`)
    await attacker.query(`delete from platform.event_log where id = ${id}`)
    const { findings } = await verifyNow()
    expect(findings.map(({ kind, id: of }) => ({ kind, of }))).toEqual([{ kind: 'row_removed', of: id }])
  } finally {
    expect(await stop()).toBeGreaterThan(50)
  }
  await attacker.query('insert into platform.event_log overriding system value select * from taken')
  await sealNow()
  expect((await verifyNow()).findings).toEqual([])
}, 120_000)

test('equal facts of one millisecond have marks of their own, and the request that caused each', async () => {
  const now = new Date()
  const subject = randomUUID()
  const requests = [randomUUID(), randomUUID(), randomUUID()]
  await Promise.all(
    requests.map((request) =>
      duringRequest(request, () =>
        perform(system, (work) => work.record(signInFailed(subject, { step: 'password' })), { now }),
      ),
    ),
  )
  expect(currentRequest()).toBeUndefined()
  const { rows } = await attacker.query(
    `select count(distinct mark)::int as marks, array_agg(request_id order by request_id) as requests
       from platform.event_log where subject_id = $1`,
    [subject],
  )
  expect(rows).toEqual([{ marks: 3, requests: requests.toSorted() }])

  // Nor do two that differ in nothing at all.
  const alike = randomUUID()
  const twice = () => perform(system, (work) => work.record(happened(alike, { text: 'như nhau' })), { now })
  await Promise.all([twice(), twice(), twice()])
  await sealNow()
  expect((await verifyNow()).findings).toEqual([])
}, 60_000)
