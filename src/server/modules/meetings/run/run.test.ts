import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { minuteMs } from '#shared/dates.ts'
import { anOfficer } from '#tests/people.ts'
import { aGuestAgency, anOffice, called } from '../fixtures.ts'
import {
  closeMeeting,
  countStrangers,
  invite,
  markPerson,
  nextItem,
  openRoll,
  putItem,
  sayPresent,
  startMeeting,
  viewRoll,
  viewSession,
} from '../index.ts'
import { atItem, timelineOf } from './timeline.ts'

const as = <T>(officer: Officer, task: (work: Work) => Promise<T>, now = new Date()) =>
  perform(officer, task, { now })

test('a meeting goes from point to point by the clock of the server, once for two who press at once', async () => {
  const office = await anOffice()
  const { caller, chair, secretary } = office
  const { head } = await aGuestAgency(`Sở Chạy ${randomUUID()}`)
  const id = await called(office, {}, [head])
  const begin = Date.now()
  const at = (minutes: number) => new Date(begin + minutes * minuteMs)
  const look = (now = new Date()) => as(head, (work) => viewSession(work, head, id), now)
  await expect(as(head, (work) => startMeeting(work, head, id))).rejects.toMatchObject({
    code: 'meetings.not_yours',
  })
  // An hour and more before it is called for nobody expects it.
  await expect(as(secretary, (work) => startMeeting(work, secretary, id), at(-2))).rejects.toMatchObject({
    code: 'meetings.too_early',
  })
  await as(secretary, (work) => startMeeting(work, secretary, id), at(0))
  await as(chair, (work) => startMeeting(work, chair, id), at(3))
  const first = (await look()).current ?? ''
  const both = await Promise.allSettled([
    as(secretary, (work) => nextItem(work, secretary, id, { from: first }), at(25)),
    as(caller, (work) => nextItem(work, caller, id, { from: first }), at(25)),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const running = await look()
  expect(running.items.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([
    [at(0), at(25)],
    [at(25), null],
  ])

  // After the last point one more may be added, and has its turn, once.
  const next = (from: string, minute: number) =>
    as(secretary, (work) => nextItem(work, secretary, id, { from }), at(minute))
  await next(running.current ?? '', 26)
  await expect(next('', 26)).rejects.toMatchObject({ code: 'meetings.moved_on' })
  await as(secretary, (work) => putItem(work, secretary, id, { title: 'Việc khác', minutes: 5 }), at(26))
  await next('', 27)
  await expect(next('', 27)).rejects.toMatchObject({ code: 'meetings.moved_on' })
  expect((await look()).items.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([
    [at(0), at(25)],
    [at(25), at(26)],
    [at(27), null],
  ])

  const personOf = (officer: Officer) =>
    running.people.find(({ accountId }) => accountId === officer.id)?.id ?? ''
  const mark = (officer: Officer, state: 'present' | 'left' | 'absent', minute: number, fromStart?: 'yes') =>
    as(
      secretary,
      (work) => markPerson(work, secretary, id, { personId: personOf(officer), state, fromStart }),
      at(minute),
    )
  await mark(chair, 'present', 26, 'yes')
  await mark(secretary, 'absent', 26)
  await mark(secretary, 'present', 27, 'yes')
  await mark(head, 'present', 12)
  await mark(head, 'left', 33)
  await as(secretary, (work) => countStrangers(work, secretary, id, { strangers: 2 }))
  await expect(
    as(head, (work) => markPerson(work, head, id, { personId: personOf(chair), state: 'left' })),
  ).rejects.toMatchObject({
    code: 'meetings.not_yours',
  })
  await as(secretary, (work) => closeMeeting(work, secretary, id), at(40))
  const closed = await look()
  expect(closed.meeting).toMatchObject({ state: 'closed', closedAt: at(40), strangers: 2 })
  const ofItems = closed.attendance.people.map(({ items }) => items.map(({ at }) => at))
  expect(ofItems).toEqual([
    ['present', 'present', 'present'],
    ['present', 'present', 'present'],
    ['late', 'present', 'left'],
  ])
  expect(closed.attendance.quorum).toEqual({ present: 2, came: 3, of: 3, isReached: true })
})

test('who is invited says for themselves that they are there, with the code or a PIN of few tries', async () => {
  const office = await anOffice()
  const { secretary } = office
  const { head } = await aGuestAgency(`Sở Mã ${randomUUID()}`)
  const id = await called(office, { startsAt: new Date(Date.now() + 30 * minuteMs).toISOString() }, [head])
  await expect(sayPresent(head, id, { pin: '000000' })).rejects.toMatchObject({
    code: 'meetings.roll_closed',
  })
  // The head of an agency without an account counts like the others; who comes from nowhere here does not.
  const unmanned = await anAgency({ name: `Sở Vắng ${randomUUID()}`, shortName: `SV ${randomUUID()}` })
  await as(secretary, (work) =>
    invite(work, secretary, id, { heads: [unmanned.name], guests: ['Lê Khách, Giám đốc, Công ty Một'] }),
  )
  await as(secretary, (work) => openRoll(work, secretary, id))
  const shown = await as(secretary, (work) => viewRoll(work, secretary, id))
  expect((await as(head, (work) => viewRoll(work, head, id))).roll).toBeUndefined()
  const { code = '', pin = '' } = shown.roll ?? {}
  const wrong = pin === '123456' ? '654321' : '123456'
  for (const left of [4, 3, 2, 1, 0])
    await expect(sayPresent(head, id, { pin: wrong })).rejects.toMatchObject({
      code: 'meetings.pin_wrong',
      details: { left },
    })
  // However right it is now, it is one try too many.
  await expect(sayPresent(head, id, { pin })).rejects.toMatchObject({ code: 'meetings.pin_spent' })
  await expect(sayPresent(anOfficer(), id, { code })).rejects.toMatchObject({ code: 'meetings.not_found' })
  const { caller } = office
  await expect(sayPresent(caller, id, { code })).rejects.toMatchObject({ code: 'meetings.not_invited' })
  await sayPresent(secretary, id, { code })
  const { attendance } = await as(secretary, (work) => viewSession(work, secretary, id))
  expect(attendance.people.map(({ state, source }) => [state, source])).toEqual([
    [undefined, undefined],
    ['present', 'qr'],
    [undefined, undefined],
    [undefined, undefined],
    [undefined, undefined],
  ])
  expect(attendance.quorum).toMatchObject({ present: 1, of: 4, isReached: false })
})

test('what is said later takes the place of what it overlaps, and a few minutes are not late', () => {
  const at = (minute: number) => new Date(minute * minuteMs)
  const said = (state: 'present' | 'left' | 'absent', minute: number) => ({ state, since: at(minute) })
  const item = { startedAt: at(10), endedAt: at(30) }
  const states = (...marks: ReturnType<typeof said>[]) => atItem(timelineOf(marks), item, at(60))
  expect(states()).toBe('away')
  expect(states(said('present', 0))).toBe('present')
  expect(states(said('present', 14))).toBe('present')
  expect(states(said('present', 16))).toBe('late')
  expect(states(said('present', 0), said('left', 20))).toBe('left')
  expect(states(said('present', 0), said('left', 5))).toBe('away')
  expect(states(said('left', 20), said('present', 0))).toBe('present')
  expect(states(said('present', 40))).toBe('away')
  // Over before those few minutes are: who went right after it was not late for it.
  const short = { startedAt: at(10), endedAt: at(12) }
  expect(atItem(timelineOf([said('present', 0), said('left', 13)]), short, at(60))).toBe('present')
})
