/** Verification beside traffic: no false alarm, and a true one is not lost in it. */
import { randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { signInFailed } from '#server/modules/identity/events.ts'
import { patience } from '#tests/time/patience.ts'
import { system } from '../../../actor.ts'
import { currentRequest, duringRequest } from '../../../web/request.ts'
import { perform } from '../../../work.ts'
import { happened, openAttacker, recordFacts, sealNow, verifyNow } from '../fixtures.ts'
import { sealLog } from '../seal-log.ts'

let attacker: pg.Client
beforeAll(async () => {
  attacker = await openAttacker()
  await recordFacts(attacker, 3)
  await sealNow()
})
afterAll(async () => {
  await attacker.end()
})

/** A hundred works a second or what the machine can do, and seals as fast as they come, until told to stop. */
function startTraffic(): () => Promise<void> {
  let isOver = false
  let written = 0
  const writing = new Set<Promise<unknown>>()
  const write = async () => {
    for (; !isOver; await rest(10)) {
      if (writing.size > 20) continue
      const one = perform(system, (work) => work.record(happened(randomUUID(), { text: 'lưu lượng' })))
      writing.add(one)
      void one.then(() => {
        writing.delete(one)
        written++
      })
    }
  }
  const seal = async () => {
    for (; !isOver; await rest(5)) await sealLog()
  }
  const running = Promise.all([write(), seal()])
  return async () => {
    await vi.waitUntil(() => written > 50, patience)
    isOver = true
    await running
    await Promise.all(writing)
  }
}

/** Sealed, and no longer in the last batch: that is proven anew before the next is signed, and a row gone from it stops sealing. */
async function untilSealed(id: number): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await attacker.query(
      `select count(*)::int as seals from platform.seal s join platform.event_log e on (e.tx_id, e.id) <= (s.last_tx, s.last_id)
          where e.id = ${id}`,
    )
    expect(rows[0].seals).toBeGreaterThan(1)
  }, patience)
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
    await untilSealed(id)
    await attacker.query(`create temp table taken as select * from platform.event_log where id = ${id}`)
    await attacker.query(`delete from platform.event_log where id = ${id}`)
    const { findings } = await verifyNow()
    expect(findings.map(({ kind, id: of }) => ({ kind, of }))).toEqual([{ kind: 'row_removed', of: id }])
  } finally {
    await stop()
  }
  await attacker.query('insert into platform.event_log overriding system value select * from taken')
  await sealNow()
  expect((await verifyNow()).findings).toEqual([])
})

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
})
