import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { anAgency, loadProvinceAgencies } from '#server/modules/agencies/fixtures.ts'
import { listOrderableValues } from '#server/modules/directives/index.ts'
import { dossierSubmitted } from '#server/modules/dossiers/index.ts'
import { aCountedDossier } from '#server/modules/indicators/fixtures.ts'
import { currentValue, openFigure, readStockNow } from '#server/modules/indicators/index.ts'
import { system } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { minuteMs } from '#shared/dates.ts'
import { anOfficer } from '#tests/people.ts'
import { patience } from '#tests/time/patience.ts'
import { settle } from './figures-now.ts'
import { createBoard, type WallMessage, type WallSnapshot, wall } from './index.ts'
import { showWall } from './wall-snapshot.ts'

const hour = 60 * minuteMs
const monitor = () => anOfficer({ roles: ['monitor'], scope: 'province' })
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const aSubmission = (agencyId: string) =>
  dossierSubmitted(newId(), {
    agencyId,
    serviceCode: '1.001193',
    unitCode: null,
    code: 'T-1',
    channel: 'online',
  })
const ago = (ms: number) => new Date(Date.now() - ms)

function wallAt(now = new Date()): Promise<WallSnapshot> {
  return perform(
    system,
    async (work) => showWall({ now, stock: await readStockNow(work), settled: await settle(work) }),
    { now },
  )
}

async function count(condition: string): Promise<number> {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{
      count: number
    }>`select count(*)::int as count from dossiers.dossier where ${sql.raw(condition)}`.execute(tx),
  )
  return rows[0]?.count ?? 0
}

test('the wall shows what plain SQL counts', async () => {
  await loadProvinceAgencies()
  const { id } = await anAgency()
  // Noon in Vietnam: the day has room before and after.
  const now = new Date('2026-11-23T05:00:00Z')
  const at = (hours: number) => new Date(now.getTime() + hours * hour)
  await aCountedDossier({ agencyId: id, submittedAt: at(-1), dueAt: at(72) }, now)
  await aCountedDossier({ agencyId: id, dueAt: at(-30) }, now)
  await aCountedDossier({ agencyId: id, dueAt: at(-1) }, now)
  await aCountedDossier({ agencyId: id, dueAt: at(3) }, now)
  await aCountedDossier({ agencyId: id, dueAt: at(51) }, now)
  await aCountedDossier({ agencyId: id, status: 'submitted', acceptBy: at(-2) }, now)
  await aCountedDossier({ agencyId: id, status: 'supplement', dueAt: null }, now)
  await aCountedDossier(
    { agencyId: id, status: 'decided', dueAt: at(4), finishedAt: at(-2), onTime: true },
    now,
  )
  await aCountedDossier(
    { agencyId: id, status: 'withdrawn', dueAt: at(4), finishedAt: at(-2), onTime: true },
    now,
  )

  const { agencies, communes, tiles } = await wallAt(now)

  const mine = [...agencies, ...communes].find((place) => place.id === id)
  expect(mine).toMatchObject({ open: 7, overdue: 3, dueToday: 4, dueNext: 1 })
  // Each number of a place opens into as many dossiers as it says.
  const officer = monitor()
  for (const [figure, number] of [
    ['due_today', mine?.dueToday],
    ['due_next', mine?.dueNext],
    ['overdue', mine?.overdue],
    ['in_process', mine?.open],
  ] as const) {
    const opened = await perform(
      officer,
      (work) => openFigure(work, officer, { figure, agency: id, page: 1 }),
      { now },
    )
    expect([figure, opened.total]).toEqual([figure, number])
  }
  const open = `status in ('submitted', 'accepted', 'processing', 'supplement')`
  const day = `>= '2026-11-23 00:00+07' and`
  expect(tiles.inProcess.value).toBe(await count(open))
  expect(tiles.received.value).toBe(await count(`submitted_at ${day} submitted_at < '2026-11-24 00:00+07'`))
  expect(tiles.overdue.value).toBe(
    await count(
      `(status = 'submitted' and accept_by < '2026-11-23 12:00+07')
       or (status in ('accepted', 'processing') and due_at < '2026-11-23 12:00+07')`,
    ),
  )
  expect(tiles.dueToday.done).toBe(
    await count(
      `status in ('decided', 'returned', 'refused', 'stopped') and finished_at ${day} finished_at < '2026-11-24 00:00+07'
       and due_at ${day} due_at < '2026-11-24 00:00+07'`,
    ),
  )
})

test('what is not known is null, never zero', async () => {
  const { tiles } = await wallAt(new Date('2019-06-05T05:00:00Z'))
  expect(tiles.onTime.value).toBeNull()
  expect(tiles.onTime.before).toBeNull()
  expect(tiles.satisfaction.value).toBeNull()
  expect(tiles.received).toMatchObject({ value: 0, usual: null })
})

test('a number opens into exactly as many dossiers as it says, the longest overdue first', async () => {
  const { id } = await anAgency()
  const late = await aCountedDossier({ agencyId: id, dueAt: ago(48 * hour) })
  const later = await aCountedDossier({ agencyId: id, dueAt: ago(72 * hour), serviceCode: '1.000894' })
  await aCountedDossier({ agencyId: id })
  await aCountedDossier({ agencyId: id, status: 'supplement', dueAt: ago(48 * hour) })
  const officer = monitor()

  const open = (query: { figure: 'overdue' | 'in_process'; service?: string }) =>
    perform(officer, (work) => openFigure(work, officer, { agency: id, page: 1, ...query }))
  const overdue = await open({ figure: 'overdue' })
  expect(overdue.total).toBe(2)
  expect(overdue.rows.map(({ code }) => code)).toEqual([later, late])
  expect((await open({ figure: 'overdue', service: '1.000894' })).rows.map(({ code }) => code)).toEqual([
    later,
  ])
  expect((await open({ figure: 'in_process' })).total).toBe(4)
  expect(await perform(system, (work) => currentValue(work, 'overdue', id, null))).toBe(2)
  expect(await perform(system, (work) => currentValue(work, 'on_time', id, null))).toBeNull()
})

test('a figure of no one agency yet is told of every agency that has it, the worst first', async () => {
  const [worst, bad, fine] = [await anAgency(), await anAgency(), await anAgency()]
  const serviceCode = '9.000771'
  for (const { id } of [worst, worst, bad])
    await aCountedDossier({ agencyId: id, serviceCode, dueAt: ago(hour) })
  await aCountedDossier({ agencyId: fine.id, serviceCode, dueAt: ago(-48 * hour) })
  const values = (measure: 'overdue' | 'in_process' | 'on_time') =>
    perform(system, (work) => listOrderableValues(work, measure, serviceCode))
  expect(await values('overdue')).toEqual([
    { agencyId: worst.id, value: 2, orderedAt: null },
    { agencyId: bad.id, value: 1, orderedAt: null },
  ])
  expect((await values('in_process')).map(({ value }) => value)).toEqual([2, 1, 1])
  expect(await values('on_time')).toEqual([])
  for (const { agencyId, value } of await values('overdue'))
    expect(await perform(system, (work) => currentValue(work, 'overdue', agencyId, serviceCode))).toBe(value)
})

test('opening a number is recorded with who did it', async () => {
  const officer = monitor()
  await perform(officer, (work) => openFigure(work, officer, { figure: 'received', page: 1 }))
  const rows = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select(['name', 'actorId'])
      .where('actorId', '=', officer.id)
      .execute(),
  )
  expect(rows).toEqual([{ name: 'indicators.figure_opened', actorId: officer.id }])
})

test('an officer of an agency opens only its own dossiers', async () => {
  const [mine, other] = [await anAgency(), await anAgency()]
  const code = await aCountedDossier({ agencyId: mine.id, dueAt: ago(hour) })
  await aCountedDossier({ agencyId: other.id, dueAt: ago(hour) })
  const leader = anOfficer({ agencyId: mine.id, roles: ['leader'] })

  const { rows } = await perform(leader, (work) => openFigure(work, leader, { figure: 'overdue', page: 1 }))
  expect(rows.map((row) => row.code)).toEqual([code])
  await expect(
    perform(leader, (work) => openFigure(work, leader, { figure: 'overdue', agency: other.id, page: 1 })),
  ).rejects.toMatchObject({ code: 'indicators.not_your_agency', status: 403 })
})

test('a commune’s service far below the alarm or overdue is listed as needing intervention', async () => {
  const { id } = await anAgency({ shortName: 'UBND xã Chậm' })
  await aCountedDossier({ agencyId: id, dueAt: ago(48 * hour) })
  const { trouble } = await wallAt()
  // The list holds the thirty most urgent; in a shared database others may be among them.
  expect(trouble.every((row) => row.overdue > 0 || (row.rate30 ?? 100) < 90)).toBe(true)
  expect(trouble.find((row) => row.agencyId === id)).toMatchObject({
    agencyName: 'UBND xã Chậm',
    overdue: 1,
    rate30: null,
    orderedAt: null,
  })
})

test('an order marks only the figure it was given about', async () => {
  const { id } = await anAgency({ shortName: 'UBND xã Được giao' })
  await aCountedDossier({ agencyId: id, dueAt: ago(48 * hour) })
  await aCountedDossier({ agencyId: id, dueAt: ago(48 * hour), serviceCode: '1.000894' })
  const giveOrder = (measure: string, serviceCode: string | null) =>
    perform(system, ({ tx }) =>
      sql`insert into directives.task (id, request_key, agency_id, service_code, issued_by, issuer_name, title, wording,
            due_on, measure, baseline, target, status, issued_at)
          values (${newId()}, ${randomUUID()}, ${id}, ${serviceCode}, ${randomUUID()}, 'X', 'X', 'X', now(), ${measure},
            1, 0, 'open', now())`.execute(tx),
    )
  const marked = async () => {
    const { trouble, agencies, communes } = await wallAt()
    const mine = trouble.filter((row) => row.agencyId === id && row.orderedAt !== null)
    return {
      services: mine.map(({ serviceCode }) => serviceCode),
      ofAgency: [...agencies, ...communes].find((place) => place.id === id)?.ordered,
    }
  }
  await giveOrder('on_time', '1.001193')
  await giveOrder('in_process', null)
  expect(await marked()).toEqual({ services: [], ofAgency: ['in_process'] })
  await giveOrder('overdue', '1.000894')
  expect(await marked()).toEqual({ services: ['1.000894'], ofAgency: ['in_process'] })
})

test('after hours the wall knows when offices open and what waits for that', async () => {
  const { id } = await anAgency()
  const friday = new Date('2026-11-27T20:00:00+07:00')
  const monday = new Date('2026-11-30T10:00:00+07:00')
  const before = await wallAt(friday)
  await aCountedDossier({ agencyId: id, status: 'submitted', acceptBy: monday }, friday)
  await aCountedDossier({ agencyId: id, dueAt: monday }, friday)
  const { opening, tiles } = await wallAt(friday)
  expect(opening).toMatchObject({ isOpen: false, day: '2026-11-30' })
  expect(tiles.dueNext.day).toBe('2026-11-30')
  expect(tiles.dueNext.value).toBe((before.tiles.dueNext.value ?? 0) + 2)
  expect(tiles.waiting.value).toBe((before.tiles.waiting.value ?? 0) + 1)

  const officer = monitor()
  const open = (figure: 'due_next' | 'waiting') =>
    perform(officer, (work) => openFigure(work, officer, { figure, agency: id, page: 1 }), { now: friday })
  expect((await open('due_next')).total).toBe(2)
  expect((await open('waiting')).total).toBe(1)
})

test('a dossier behind a number says who is in charge, how late it is and what was remarked; no more of the case', async () => {
  const { id } = await anAgency()
  const now = new Date('2026-11-23T10:00:00+07:00')
  const dueAt = new Date('2026-11-19T17:00:00+07:00')
  const code = await aCountedDossier({ agencyId: id, dueAt }, now)
  const account = newId()
  await perform(system, async ({ tx }) => {
    await sql`insert into identity.account (id, kind, login, display_name) values (${account}, 'staff', ${account}, 'Trần Thị Thử')`.execute(
      tx,
    )
    await sql`update dossiers.dossier set assignee_id = ${account} where code = ${code}`.execute(tx)
  })
  const leader = anOfficer({ agencyId: id, roles: ['leader'] })
  await perform(leader, ({ tx }) =>
    sql`insert into dossiers.action (dossier_id, seq, kind, actor_kind, actor_id, actor_name, data, at)
        select id, 2, 'extend', 'officer', ${leader.id}::uuid, 'X', '{"reason":"Chờ xác minh thực địa"}', now()
          from dossiers.dossier where code = ${code}`.execute(tx),
  )
  const officer = monitor()
  const { rows } = await perform(
    officer,
    (work) => openFigure(work, officer, { figure: 'overdue', agency: id, page: 1 }),
    { now },
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    code,
    inCharge: 'Trần Thị Thử',
    daysLate: 2,
    remark: 'Chờ xác minh thực địa',
  })
  expect(Object.keys(rows[0] ?? {})).not.toContain('applicantName')
})

test('watchers get the figures at once, and every committed change within a second', async () => {
  const { id } = await anAgency()
  const seen: WallMessage[] = []
  const stop = wall.watch((message, json) => {
    seen.push(message)
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(message)))
  })
  await until(() => seen.length > 0)

  const openOf = ({ snapshot }: WallMessage) =>
    [...snapshot.agencies, ...snapshot.communes].find((place) => place.id === id)?.open
  // A machine that has much else to do may be late once, not five times in a row.
  let delay = Number.POSITIVE_INFINITY
  for (let count = 1; count <= 5 && delay >= 1000; count++) {
    const started = performance.now()
    await aCountedDossier({ agencyId: id, submittedAt: new Date() })
    await perform(system, (work) => work.record(aSubmission(id)))
    await until(() => seen.some((message) => openOf(message) === count))
    delay = performance.now() - started
  }
  expect(delay).toBeLessThan(1000)
  stop()

  const count = seen.length
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(seen.length).toBe(count)
})

test('two boards show one computation each in its own way, and a third may come', async () => {
  const { id } = await anAgency()
  await aCountedDossier({ agencyId: id, dueAt: ago(48 * hour) })
  const ofAgency = createBoard(({ stock, now }) => ({
    at: now.toISOString(),
    overdue: stock.open.filter(({ agencyId }) => agencyId === id).map(({ overdue }) => overdue),
  }))
  const counts: { at: string; overdue: number[] }[] = []
  const whole: WallSnapshot[] = []
  const leaveOne = ofAgency.watch(({ snapshot }, json) => {
    counts.push(snapshot)
    expect(JSON.parse(json).snapshot).toEqual(snapshot)
  })
  const leaveOther = wall.watch(({ snapshot }) => whole.push(snapshot))
  await until(() => counts.some(({ overdue }) => overdue[0] === 1) && whole.length > 0)

  await aCountedDossier({ agencyId: id, dueAt: ago(24 * hour) })
  await perform(system, (work) => work.record(aSubmission(id)))
  await until(() => counts.some(({ overdue }) => overdue[0] === 2))
  await until(() => whole.some(({ at }) => at === counts.find(({ overdue }) => overdue[0] === 2)?.at))
  expect(Object.keys(await ofAgency.read())).toEqual(Object.keys(await wall.read()))

  leaveOne()
  const [seenByOne, seenByOther] = [counts.length, whole.length]
  await until(() => whole.length > seenByOther)
  expect(counts.length).toBe(seenByOne)
  leaveOther()
})

test('what happened while nobody watched is told, and never as late', async () => {
  const { id } = await anAgency()
  const first: WallMessage[] = []
  const leave = wall.watch((message) => first.push(message))
  await until(() => first.length > 0)
  leave()
  // Until the last round has seen that nobody watches.
  await rest(500)
  await perform(system, (work) => work.record(aSubmission(id)))
  await rest(1_500)
  const seen: WallMessage[] = []
  const stop = wall.watch((message) => seen.push(message))
  await until(() => seen.length > 1)
  stop()
  expect(seen.map(({ lagMs }) => lagMs).filter((lag) => lag !== null && lag > 1_000)).toEqual([])
  expect(seen.at(-1)?.happenings.some(({ name }) => name === 'dossiers.submitted')).toBe(true)
})

test('reading the wall once works while nobody watches', async () => {
  const message = await wall.read()
  expect(message.snapshot.tiles.inProcess.value).toBeGreaterThanOrEqual(0)
  expect(message.lagMs).toBeNull()
})

async function until(holds: () => boolean): Promise<void> {
  await vi.waitUntil(holds, { ...patience, interval: 10 })
}

test('counts of an abolished agency stand with its successor', async () => {
  const heir = await anAgency()
  const gone = await anAgency({ validTo: '2025-06-30' })
  await perform(system, ({ tx }) =>
    tx
      .insertInto('agencies.agencySuccession')
      .values({
        predecessorId: gone.id,
        successorId: heir.id,
        onDate: '2025-07-01',
        decision: 'x',
        main: true,
      } as never)
      .execute(),
  )
  await anAgency({ id: `test-${randomUUID()}` })
  await aCountedDossier({ agencyId: gone.id, dueAt: ago(hour) })
  const { agencies, communes } = await wallAt()
  expect([...agencies, ...communes].find((place) => place.id === heir.id)).toMatchObject({
    open: 1,
    overdue: 1,
  })
  expect(await perform(system, (work) => currentValue(work, 'overdue', heir.id, null))).toBe(1)
})
