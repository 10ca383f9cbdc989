import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listStaffNotices } from '#server/modules/notifications/index.ts'
import type { Actor, Officer } from '#server/platform/actor.ts'
import { anonymous, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { handedIn } from '#tests/handed-in.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { aGuestAgency, aMeeting, anOffice, called, someoneAt } from '../fixtures.ts'
import {
  addPaper,
  calendarOf,
  callMeeting,
  cancelMeeting,
  closeMeeting,
  dropItem,
  invite,
  listFor,
  moveMeeting,
  nextOfSeries,
  openPaper,
  putItem,
  raiseItem,
  removePaper,
  startMeeting,
  substitute,
  uninvite,
  viewMeeting,
} from '../index.ts'
import { remindOfMeetings } from './remind.ts'

const as = <T>(officer: Officer, task: (work: Work) => Promise<T>, now = new Date()) =>
  perform(officer, task, { now })
const look = (officer: Officer, id: string) => as(officer, (work) => viewMeeting(work, officer, id))
const toldOf = async (officer: Officer) =>
  (await as(officer, (work) => listStaffNotices(work, officer))).map(({ kind }) => kind).toReversed()
const ahead = async (officer: Officer) =>
  (await as(officer, (work) => listFor(work, officer, { isOver: false }))).meetings.map(({ id }) => id)

test('a meeting is seen by those invited and by its agency, and for everybody else there is none', async () => {
  const office = await anOffice()
  const { caller, chair, secretary } = office
  const { agency, head } = await aGuestAgency(`Sở Thử ${randomUUID()}`)
  const key = randomUUID()
  const once = () => as(caller, (work) => callMeeting(work, caller, aMeeting(office, { requestKey: key })))
  const [{ id }, again] = [await once(), await once()]
  expect(again.id).toBe(id)
  await expect(look(head, id)).rejects.toMatchObject({ code: 'meetings.not_found' })

  await as(caller, (work) => invite(work, caller, id, { heads: [agency.name, agency.shortName] }))
  await as(caller, (work) =>
    invite(work, caller, id, { heads: [agency.name], guests: ['Lê Khách, Giám đốc, Công ty Một'] }),
  )
  const view = await look(head, id)
  expect(view.mayRun).toBe(false)
  expect(view.people.map(({ part, name, post, agencyName }) => [part, name, post, agencyName])).toEqual([
    ['chair', 'Trần Thị Thử', 'Chủ tịch', 'Ủy ban nhân dân xã Thử'],
    ['secretary', 'Trần Thị Thử', 'Chuyên viên', 'Ủy ban nhân dân xã Thử'],
    ['member', 'Trần Thị Thử', 'Chủ tịch', agency.name],
    ['guest', 'Lê Khách', 'Giám đốc', 'Công ty Một'],
  ])
  for (const officer of [caller, chair, secretary, head]) expect(await ahead(officer)).toEqual([id])
  expect(await toldOf(head)).toEqual(['meeting_called'])
  expect(await toldOf(caller)).toEqual([])
  await expect(
    as(head, (work) => cancelMeeting(work, head, id, { reason: 'Không họp nữa' })),
  ).rejects.toMatchObject({
    code: 'meetings.not_yours',
  })

  for (const other of [
    anOfficer(),
    anOfficer({ roles: ['commander'], scope: 'province' }),
    aCitizen(),
    anonymous,
  ] as Actor[]) {
    const rows = await perform(other, async ({ tx }) => [
      ...(await tx.selectFrom('meetings.meeting').select('id').where('id', '=', id).execute()),
      ...(await tx.selectFrom('meetings.person').select('id').where('meetingId', '=', id).execute()),
      ...(await tx.selectFrom('meetings.item').select('id').where('meetingId', '=', id).execute()),
    ])
    expect(rows).toEqual([])
  }

  // Who sends somebody in their stead lets them see it; who is invited no longer sees nothing.
  const colleague = (await aGuestAgency('Khác')).head
  const mine = view.mine?.id ?? ''
  await expect(
    as(head, (work) => substitute(work, head, id, { personId: mine, substitute: colleague.id })),
  ).rejects.toMatchObject({ code: 'meetings.person_unknown' })
  await as(chair, (work) => uninvite(work, chair, id, mine))
  await expect(look(head, id)).rejects.toMatchObject({ code: 'meetings.not_found' })
  await as(chair, (work) => invite(work, chair, id, { heads: [agency.name] }))
  expect((await look(head, id)).mine?.part).toBe('member')
  expect(await toldOf(head)).toEqual(['meeting_called', 'meeting_uninvited', 'meeting_called'])
  await expect(
    as(chair, (work) => uninvite(work, chair, id, view.people[0]?.id ?? '')),
  ).rejects.toMatchObject({ code: 'meetings.one_each' })
})

test('of a closed meeting even its own agency knows nothing but who is named, and a state secret is no meeting here', async () => {
  const office = await anOffice()
  const { caller, chair } = office
  const id = await called(office, { secrecy: 'closed' })
  const colleague = anOfficer({
    agencyId: caller.agencyId,
    agencyIds: [caller.agencyId],
    roles: ['leader', 'clerk'],
  })
  await expect(look(colleague, id)).rejects.toMatchObject({ code: 'meetings.not_found' })
  expect((await look(chair, id)).meeting.secrecy).toBe('closed')
  expect(await as(chair, (work) => calendarOf(work, chair, id))).not.toContain('giao ban')
  for (const secret of [{ secrecy: 'state_secret' }, { title: 'TỐI MẬT' }] as const)
    await expect(called(office, secret)).rejects.toMatchObject({ code: 'meetings.state_secret' })
  const past = { startsAt: '2026-01-05T08:00:00+07:00', endsAt: '2026-01-05T09:00:00+07:00' }
  await expect(called(office, past)).rejects.toMatchObject({ code: 'meetings.in_past' })
  await expect(called(office, { secretary: chair.id })).rejects.toMatchObject({ code: 'meetings.one_each' })
  for (const role of ['one_stop', 'finance', 'monitor', 'administrator'] as const) {
    const other = anOfficer({ agencyId: caller.agencyId, roles: [role] })
    await expect(as(other, (work) => callMeeting(work, other, aMeeting(office)))).rejects.toMatchObject({
      status: 403,
    })
  }
})

test('what becomes otherwise is told, reminded of once, and stands in the calendar with a higher sequence', async () => {
  const office = await anOffice()
  const { caller, chair, secretary } = office
  const { head } = await aGuestAgency(`Sở Đổi ${randomUUID()}`)
  const day = addDays(localDay(new Date()), 3)
  const at = (hour: string) => `${day}T${hour}:00+07:00`
  const id = await called(office, { startsAt: at('08:00'), endsAt: at('10:00') }, [head])
  const moved = { ...aMeeting(office), startsAt: at('14:00'), endsAt: at('16:00') }
  const { title, place, startsAt, endsAt } = moved
  const swapped = { title, place, startsAt, endsAt, chair: secretary.id, secretary: chair.id }
  await as(caller, (work) => moveMeeting(work, caller, id, swapped))
  const { people } = await look(head, id)
  expect(people.map(({ part, accountId }) => [part, accountId])).toEqual([
    ['chair', secretary.id],
    ['secretary', chair.id],
    ['member', head.id],
  ])
  const soon = new Date(new Date(at('14:00')).getTime() - 20 * 60_000)
  for (const now of [new Date(soon.getTime() - 20 * 3_600_000), soon, soon]) await remindOfMeetings(now)
  expect(await toldOf(head)).toEqual(['meeting_called', 'meeting_changed', 'meeting_ahead', 'meeting_soon'])
  const calendar = await as(head, (work) => calendarOf(work, head, id))
  expect(calendar).toContain('SEQUENCE:1')
  expect(calendar).toContain(`DTSTART;TZID=Asia/Ho_Chi_Minh:${day.replaceAll('-', '')}T140000`)
  const reason = 'Trùng lịch tiếp công dân'
  for (let time = 0; time < 2; time++) await as(caller, (work) => cancelMeeting(work, caller, id, { reason }))
  expect((await toldOf(head)).filter((kind) => kind === 'meeting_cancelled')).toHaveLength(1)
  expect(await as(head, (work) => calendarOf(work, head, id))).toContain('STATUS:CANCELLED')
  expect(await ahead(head)).toEqual([])
  await expect(as(caller, (work) => moveMeeting(work, caller, id, swapped))).rejects.toMatchObject({
    code: 'meetings.wrong_state',
  })
})

test('who presides hands a closed meeting over, whether or not the successor was invited, and it is never without', async () => {
  const office = await anOffice()
  const { caller, chair, secretary } = office
  const { title, place, startsAt, endsAt } = aMeeting(office)
  for (const invited of [[caller], []]) {
    const id = await called(office, { secrecy: 'closed' }, invited)
    const handOver = (from: Officer, to: { chair: string; secretary: string }) =>
      as(from, (work) => moveMeeting(work, from, id, { title, place, startsAt, endsAt, ...to }))
    const parts = async () =>
      (await look(caller, id)).people.map(({ part, accountId }) => `${part} ${accountId}`).sort()
    await handOver(chair, { chair: caller.id, secretary: secretary.id })
    expect(await parts()).toEqual([`chair ${caller.id}`, `member ${chair.id}`, `secretary ${secretary.id}`])
    // Both at once, by one of the two.
    await handOver(secretary, { chair: chair.id, secretary: caller.id })
    expect(await parts()).toEqual([`chair ${chair.id}`, `member ${secretary.id}`, `secretary ${caller.id}`])
    expect((await toldOf(caller)).at(-1)).toBe('meeting_called')
    await expect(handOver(secretary, { chair: chair.id, secretary: secretary.id })).rejects.toMatchObject({
      code: 'meetings.not_yours',
    })
  }
})

test('who goes in somebody’s stead sees it until another goes, is told both, and is named no more once it is over', async () => {
  const office = await anOffice()
  const { secretary } = office
  const { agency, head } = await aGuestAgency(`Sở Thay ${randomUUID()}`)
  const one = await someoneAt(agency, 'chuyen-vien', 'finance')
  const other = await someoneAt(agency, 'chuyen-vien', 'finance')
  const id = await called(office, { secrecy: 'closed' }, [head])
  const mine = (await look(head, id)).mine?.id ?? ''
  const send = (whom: string, by = head) =>
    as(by, (work) => substitute(work, by, id, { personId: mine, substitute: whom }))
  await send(one.id)
  expect((await look(one, id)).mine?.id).toBe(mine)
  await send(other.id, secretary)
  await expect(look(one, id)).rejects.toMatchObject({ code: 'meetings.not_found' })
  for (let time = 0; time < 2; time++) await send('')
  await expect(look(other, id)).rejects.toMatchObject({ code: 'meetings.not_found' })
  await send(one.id)
  expect(await toldOf(one)).toEqual(['meeting_substitute', 'meeting_uninvited', 'meeting_substitute'])
  expect(await toldOf(other)).toEqual(['meeting_substitute', 'meeting_uninvited'])
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ name: string }>`select name from platform.event_log where subject_id = ${id}::uuid
       and name like 'meetings.substitute%'`.execute(tx),
  )
  expect(rows.map(({ name }) => name).sort()).toEqual([
    'meetings.substitute_taken_back',
    'meetings.substituted',
    'meetings.substituted',
    'meetings.substituted',
  ])
  await as(secretary, (work) => startMeeting(work, secretary, id))
  await as(secretary, (work) => closeMeeting(work, secretary, id))
  await expect(send(other.id)).rejects.toMatchObject({ code: 'meetings.wrong_state' })
})

test('the agenda keeps its order, and papers are read by those invited alone', async () => {
  const office = await anOffice()
  const { caller, secretary } = office
  const { head } = await aGuestAgency(`Sở Đọc ${randomUUID()}`)
  const id = await called(office, {}, [head])
  await as(secretary, (work) => putItem(work, secretary, id, { title: 'Việc khác', minutes: 5 }))
  const titles = async () => (await look(head, id)).items.map(({ position, title }) => `${position} ${title}`)
  const itemId = async (at: number) => (await look(head, id)).items[at]?.id ?? ''
  const third = await itemId(2)
  await as(secretary, (work) => raiseItem(work, secretary, id, third))
  const first = await itemId(0)
  await as(secretary, (work) => dropItem(work, secretary, id, first))
  expect(await titles()).toEqual(['1 Việc khác', '2 Hồ sơ quá hạn'])
  await expect(as(head, (work) => putItem(work, head, id, { title: 'Chen vào' }))).rejects.toMatchObject({
    code: 'meetings.not_yours',
  })

  const file = await handedIn(secretary, Buffer.from(`%PDF ${id}`))
  await as(secretary, (work) => addPaper(work, secretary, id, { ...file, name: 'bao-cao.pdf' }, third))
  const [paper] = (await look(head, id)).papers
  const open = (officer: Officer) => as(officer, (work) => openPaper(work, officer, id, paper?.id ?? ''))
  expect(await open(head)).toMatchObject({ sha256: file.sha256, itemId: third })
  await expect(open(anOfficer())).rejects.toMatchObject({ code: 'meetings.not_found' })
  await as(caller, (work) => removePaper(work, caller, id, paper?.id ?? ''))
  await expect(open(head)).rejects.toMatchObject({ code: 'meetings.paper_not_found' })
})

test('the next meeting of a series begins as the one before it, a week later', async () => {
  const office = await anOffice()
  const { caller, chair, secretary } = office
  const { head } = await aGuestAgency(`Sở Tuần ${randomUUID()}`)
  const day = addDays(localDay(new Date()), 1)
  const first = await called(
    office,
    { rhythm: 'weekly', startsAt: `${day}T08:00:00+07:00`, endsAt: `${day}T09:30:00+07:00` },
    [head],
  )
  const next = await as(caller, (work) => nextOfSeries(work, caller, first))
  expect(next).toMatchObject({ chair: chair.id, secretary: secretary.id })
  expect(localDay(next.startsAt)).toBe(addDays(day, 7))
  const second = await called(office, {
    follows: first,
    startsAt: next.startsAt.toISOString(),
    endsAt: next.endsAt.toISOString(),
  })
  const view = await look(head, second)
  expect(view).toMatchObject({
    before: { id: first },
    series: { rhythm: 'weekly' },
    mine: { accountId: head.id },
  })
  expect(view.people.map(({ part }) => part)).toEqual(['chair', 'secretary', 'member'])
})
