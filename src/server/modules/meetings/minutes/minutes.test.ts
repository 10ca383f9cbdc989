import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { discard, findDocumentIfVisible } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatTime, localDay, minuteMs, writtenDay } from '#shared/dates.ts'
import { blockTexts } from '#shared/document/text-of.ts'
import { aGuestAgency, anOffice, called, someoneAt } from '../fixtures.ts'
import {
  closeMeeting,
  countStrangers,
  decide,
  invite,
  type MarkPerson,
  markPerson,
  nextItem,
  startMeeting,
  substitute,
  typeConclusions,
  viewBoard,
  viewMeeting,
  viewSession,
  writeMinutes,
  writeNotice,
} from '../index.ts'

const begin = Date.now()
const at = (minutes: number) => new Date(begin + minutes * minuteMs)
const as = <T>(officer: Officer, task: (work: Work) => Promise<T>, now = new Date()) =>
  perform(officer, task, { now })
const clock = (minute: number) => formatTime(at(minute)).replace(':', ' giờ ').concat(' phút')
const moment = (minute: number) => `${clock(minute)}, ngày ${writtenDay(localDay(at(minute)))}`

test('one click makes minutes of what the meeting knows, in the order of Mẫu 1.9, and says nothing it does not', async () => {
  const name = `Ủy ban nhân dân phường Biên Bản ${randomUUID().slice(0, 8)}`
  const office = await anOffice({ name })
  const { chair, secretary } = office
  const late = await aGuestAgency(`Sở Muộn ${randomUUID().slice(0, 8)}`)
  const away = await aGuestAgency(`Sở Vắng ${randomUUID().slice(0, 8)}`)
  const other = await someoneAt(away.agency, 'chuyen-vien', 'specialist')
  const item = (title: string) => ({ title, reporter: '', minutes: 10 })
  const items = [
    { ...item('Tiến độ giải ngân'), reporter: 'Phòng Kinh tế' },
    item('Hồ sơ quá hạn'),
    item('Việc khác'),
  ]
  const id = await called(office, { items, startsAt: at(30).toISOString() }, [late.head, away.head])
  const secretaryDoes = <T>(task: (work: Work) => Promise<T>, minute = 1) => as(secretary, task, at(minute))
  await secretaryDoes((work) =>
    invite(work, secretary, id, { guests: ['Lê Khách, Giám đốc, Công ty Một', 'Phạm Im, , Công ty Hai'] }),
  )
  const look = () => secretaryDoes((work) => viewSession(work, secretary, id))
  const { people } = await look()
  const personOf = (who: Officer | string) =>
    people.find((one) => one.accountId === (who as Officer).id || one.name === who)?.id ?? ''
  const mark = (who: Officer | string, minute: number, said: Omit<MarkPerson, 'personId'>) =>
    secretaryDoes((work) => markPerson(work, secretary, id, { personId: personOf(who), ...said }), minute)
  await secretaryDoes((work) =>
    substitute(work, secretary, id, { personId: personOf(away.head), substitute: other.id }),
  )
  await secretaryDoes((work) => startMeeting(work, secretary, id), 0)
  await mark(chair, 2, { state: 'present', fromStart: 'yes' })
  await mark(secretary, 3, { state: 'present' })
  await mark(late.head, 12, { state: 'present' })
  await mark(late.head, 20, { state: 'left' })
  await mark(late.head, 30, { state: 'present' })
  await mark(away.head, 5, { state: 'absent', fromStart: 'yes' })
  await mark(away.head, 6, { state: 'absent', fromStart: 'yes', reason: 'đi công tác\nở xã' })
  await mark('Lê Khách', 5, { state: 'absent', fromStart: 'yes' })
  await secretaryDoes((work) => countStrangers(work, secretary, id, { strangers: 2 }))
  const [first] = (await look()).items
  const type = (itemId: string | undefined, text: string) =>
    secretaryDoes((work) => typeConclusions(work, secretary, id, { itemId, text }))
  await type(first?.id, 'Thống nhất chủ trương. Giao Sở Xây dựng rà soát.\nChưa xem xét phụ lục.')
  await type(undefined, 'Tháng sau họp lại.')
  await secretaryDoes((work) => nextItem(work, secretary, id, { from: first?.id ?? '' }), 25)
  const write = (officer = secretary) => as(officer, (work) => writeMinutes(work, officer, id), at(50))
  await expect(write()).rejects.toMatchObject({ code: 'meetings.wrong_state' })
  await secretaryDoes((work) => closeMeeting(work, secretary, id), 40)

  // Invited, in another's stead, is not running it.
  await expect(write(other)).rejects.toMatchObject({ code: 'meetings.not_yours' })
  expect(await secretaryDoes((work) => viewMeeting(work, secretary, id))).toMatchObject({
    minutes: undefined,
    mayMinute: true,
  })
  expect(await as(other, (work) => viewMeeting(work, other, id))).toMatchObject({ mayMinute: false })
  const { documentId } = await write()
  const read = (documentId: string) =>
    secretaryDoes((work) => findDocumentIfVisible(work, secretary, documentId))
  const document = await read(documentId)
  expect(document).toMatchObject({
    kind: 'minutes',
    status: 'draft',
    subject: 'Cuộc họp giao ban thử',
    content: {
      documentType: { abbreviation: 'BB' },
      meetingId: id,
      chair: chair.name,
      secretary: secretary.name,
      recipients: ['Thành phần tham dự', 'Lưu: VT'],
    },
  })
  expect(document?.content.recipientAgencies?.toSorted()).toEqual([late.agency.id, away.agency.id].toSorted())
  const lines = (body = document?.content.body) =>
    blockTexts(body ?? { type: 'doc', content: [] }).map(({ label, text }) => `${label} ${text}`.trim())
  const [ofChair, ofSecretary, ofLate, ofAway] = [chair, secretary, late.head, away.head].map((one) => {
    const person = people.find(({ accountId }) => accountId === one.id)
    return [person?.name, person?.post, person?.agencyName].filter(Boolean).join(', ')
  })
  expect(lines()).toEqual([
    `Thời gian bắt đầu: ${moment(0)}`,
    'Địa điểm: Phòng họp số 2',
    'Thành phần tham dự:',
    '- Có mặt (3 người):',
    `+ ${ofChair}`,
    `+ ${ofSecretary}`,
    `+ ${ofLate}, đến muộn, có mặt từ ${clock(12)}, về lúc ${clock(20)}, có mặt lại từ ${clock(30)}`,
    '- Vắng (2 người):',
    `+ ${ofAway} (cử ${other.name} đi thay): vắng, lý do: đi công tác ở xã`,
    '+ Lê Khách, Giám đốc, Công ty Một: vắng, chưa rõ lý do',
    '- Chưa được điểm danh (1 người):',
    '+ Phạm Im, Công ty Hai',
    '- Ngoài danh sách mời: 2 người',
    `Chủ trì (chủ tọa): ${ofChair}`,
    `Thư ký (người ghi biên bản): ${ofSecretary}`,
    'Nội dung (theo diễn biến cuộc họp):',
    `1. Tiến độ giải ngân (từ ${clock(0)} đến ${clock(25)}; báo cáo theo chương trình: Phòng Kinh tế)`,
    'Chủ tọa kết luận:',
    'Thống nhất chủ trương. Giao Sở Xây dựng rà soát.',
    'Chưa xem xét phụ lục.',
    `2. Hồ sơ quá hạn (từ ${clock(25)} đến ${clock(40)})`,
    '3. Việc khác (chưa đến lượt khi cuộc họp kết thúc)',
    '4. Kết luận chung của chủ tọa:',
    'Tháng sau họp lại.',
    `Cuộc họp kết thúc vào ${moment(40)}`,
  ])

  // While they stand, what they say is not changed here; what becomes of the conclusions still is, for the notice.
  const changes = [
    () => write(),
    () => mark('Phạm Im', 45, { state: 'absent', fromStart: 'yes' }),
    () => secretaryDoes((work) => countStrangers(work, secretary, id, { strangers: 3 })),
    () => type(first?.id, 'Không thống nhất.'),
  ]
  for (const change of changes)
    await expect(change()).rejects.toMatchObject({ code: 'meetings.minutes_there' })
  expect((await look()).hasMinutes).toBe(true)
  const board = await secretaryDoes((work) => viewBoard(work, secretary, id))
  expect(board.hasMinutes).toBe(true)
  const sentenceId = board.sentences[0]?.id ?? ''
  await secretaryDoes((work) => decide(work, secretary, id, { sentenceId, treatment: 'decision' }))
  await secretaryDoes((work) => writeNotice(work, secretary, id, { reason: 'Không phải kết luận' }))
  const seenBy = async (officer: Officer) =>
    (await as(officer, (work) => viewMeeting(work, officer, id))).minutes
  expect(await seenBy(secretary)).toEqual({ id: documentId, isSeen: true })
  expect(await seenBy(other)).toEqual({ id: documentId, isSeen: false })

  // Thrown away, they are made anew of what is changed here; who presided and was marked absent is left blank.
  await secretaryDoes((work) => discard(work, secretary, documentId))
  expect(await seenBy(secretary)).toBeUndefined()
  await mark(chair, 41, { state: 'absent', fromStart: 'yes' })
  const anew = await read((await write()).documentId)
  expect(anew?.content).toMatchObject({ chair: '', secretary: secretary.name })
  expect(lines(anew?.content.body)).toContain('Chủ trì (chủ tọa): …')
})

test('of a closed meeting no minutes are begun here: whoever works on documents of the agency would read them', async () => {
  const office = await anOffice()
  const { caller } = office
  const id = await called(office, { secrecy: 'closed' })
  await as(caller, (work) => startMeeting(work, caller, id))
  await as(caller, (work) => closeMeeting(work, caller, id))
  await expect(as(caller, (work) => writeMinutes(work, caller, id))).rejects.toMatchObject({
    code: 'meetings.closed_no_minutes',
  })
  expect(await as(caller, (work) => viewMeeting(work, caller, id))).toMatchObject({ mayMinute: false })
})
