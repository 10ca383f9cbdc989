import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { delegate } from '#server/modules/agencies/index.ts'
import {
  discard,
  findDocumentIfVisible,
  findSigningPower,
  readOrders,
  viewOrders,
} from '#server/modules/documents/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { blockTexts } from '#shared/document/text-of.ts'
import { aGuestAgency, anOffice, called } from '../fixtures.ts'
import {
  decide,
  dropItem,
  invite,
  listOutcomes,
  markPerson,
  startMeeting,
  takeProposals,
  typeConclusions,
  viewBoard,
  viewMeeting,
  writeNotice,
} from '../index.ts'
import { chairWords, meetingWords } from './notice-text.ts'
import { proposeTreatments } from './propose.ts'
import { seenOf, sentencesIn, textOf } from './split.ts'

const as = <T>(officer: Officer, task: (work: Work) => Promise<T>) => perform(officer, task)

test('what the chair concluded is sorted by rules, confirmed by the secretary, and becomes a notice with orders in one act', async () => {
  const office = await anOffice({ name: `Ủy ban nhân dân phường Kết Luận ${randomUUID().slice(0, 8)}` })
  const { secretary } = office
  const name = `Phòng Thử ${randomUUID().slice(0, 8)}`
  const { agency, head } = await aGuestAgency(name)
  // Boxes of several lines are broken and pasted into: what stands there is one line all the same.
  const id = await called(office, { title: 'Họp giao\r\nban\tthử' }, [head])
  await as(secretary, (work) => invite(work, secretary, id, { guests: ['Lê Khách, Giám đốc, Công ty Một'] }))
  const board = () => as(secretary, (work) => viewBoard(work, secretary, id))
  await expect(board()).rejects.toMatchObject({ code: 'meetings.wrong_state' })
  await as(secretary, (work) => startMeeting(work, secretary, id))
  const [first, second] = (await board()).items
  const type = (itemId: string | undefined, text: string, seen?: string) =>
    as(secretary, (work) => typeConclusions(work, secretary, id, { itemId, text, seen }))
  const task = `Giao ${name} chủ trì, phối hợp với Công an phường rà soát các dự án chậm, hoàn thành trước ngày 31 tháng 12 năm 2099; báo cáo Ủy ban nhân dân phường.`
  await type(
    first?.id,
    `Đánh giá cao kết quả quý III. ${task}\nThống nhất chủ trương kéo dài thời gian giải ngân.\nCần xem thêm.`,
  )
  const drop = () => as(secretary, (work) => dropItem(work, secretary, id, second?.id ?? ''))
  await type(second?.id, 'Giao Ban Liên lạc hưu trí tổ chức gặp mặt trong tháng 01 năm 2099.')
  await expect(drop()).rejects.toMatchObject({ code: 'meetings.item_concluded' })

  const before = await board()
  // Two who type on the same: the second is told, whoever sends the same twice is not.
  const stands = before.texts.get(first?.id ?? '') ?? ''
  await expect(type(first?.id, 'Chỉ còn câu này.', seenOf(''))).rejects.toMatchObject({
    code: 'meetings.text_changed',
  })
  await type(first?.id, stands, seenOf(''))
  await type(first?.id, stands, seenOf(stands))
  await expect(type(first?.id, `Một.\n${'dài '.repeat(1100)}`)).rejects.toMatchObject({
    code: 'meetings.sentence_long',
    details: { line: 2 },
  })
  const proposed = before.sentences.map((one) => before.proposals.get(one.id))
  expect(proposed.map((one) => one?.treatment)).toEqual(['none', 'task', 'decision', 'open', 'task'])
  expect(proposed[1]?.tasks).toEqual([
    {
      lead: name,
      others: ['Công an phường'],
      term: expect.stringContaining('31 tháng 12'),
      dueOn: '2099-12-31',
      isInferred: false,
      reportTo: 'Ủy ban nhân dân phường',
      condition: '',
    },
  ])
  expect([...before.unknownLeads]).toEqual(['Ban Liên lạc hưu trí'])
  expect(before.agencies).toContain(name)
  await expect(as(head, (work) => viewBoard(work, head, id))).rejects.toMatchObject({
    code: 'meetings.not_yours',
  })
  for (let time = 0; time < 2; time++) await as(secretary, (work) => takeProposals(work, secretary, id))
  // Typed on elsewhere: what was decided stays with its words.
  await type(
    first?.id,
    `Đánh giá cao kết quả quý III. ${task}\nThống nhất chủ trương kéo dài thời hạn.\nCần\u0000xem thêm.`,
  )
  const typed = await board()
  expect(typed.sentences.map(({ treatment }) => treatment)).toEqual(['open', 'task', 'open', 'open', 'task'])
  expect(typed.texts.get(first?.id ?? '')).toContain(`${task}\nThống nhất`)

  const write = (reason = '') =>
    as(secretary, (work) => writeNotice(work, secretary, id, { monitor: 'Văn phòng phường', reason }))
  await expect(write()).rejects.toMatchObject({ code: 'meetings.sentences_open', details: { count: 3 } })
  const changed = typed.sentences[2]
  const told = { sentenceId: changed?.id ?? '', wording: 'Thống nhất kéo dài\r\nthời hạn\u0007 giải ngân.' }
  await expect(
    as(secretary, (work) => decide(work, secretary, id, { ...told, treatment: 'task' })),
  ).rejects.toMatchObject({ code: 'meetings.lead_missing' })
  await as(secretary, (work) => decide(work, secretary, id, { ...told, treatment: 'decision' }))
  // Taken back and said again it keeps its wording.
  const { sentenceId } = told
  for (const treatment of ['open', 'decision'] as const)
    await as(secretary, (work) => decide(work, secretary, id, { sentenceId, treatment }))
  const { documentId } = await write('Chủ trì nói thêm, không phải kết luận')
  await expect(write('Lần nữa cho chắc')).rejects.toMatchObject({ code: 'meetings.notice_there' })

  // Nothing changed on the board would reach the draft: neither for whoever may not open it.
  const unsighted: Officer = { ...office.chair, roles: ['finance'] }
  for (const one of [secretary, unsighted]) {
    const isSeen = one === secretary
    expect((await as(one, (work) => viewBoard(work, one, id))).notice).toEqual({ id: documentId, isSeen })
    for (const change of [
      (work: Work) => typeConclusions(work, one, id, { itemId: second?.id, text: 'Thêm một ý.' }),
      (work: Work) => decide(work, one, id, { ...told, treatment: 'none' }),
      (work: Work) => takeProposals(work, one, id),
    ])
      await expect(as(one, change)).rejects.toMatchObject({ code: 'meetings.board_done' })
  }

  const document = await as(secretary, (work) => findDocumentIfVisible(work, secretary, documentId))
  expect(document).toMatchObject({ kind: 'notice', content: { meetingId: id, power: 'chair' } })
  const today = localDay(new Date())
  const power = await perform(system, async (work) => {
    const given = { scope: 'Thông báo kết luận', decision: '12/QĐ-UBND', validFrom: today, validTo: today }
    const to = { fromPosition: `${office.agency.id}/chu-tich`, toAccount: secretary.id }
    await delegate(work, { ...given, ...to, authority: 'TUQ.', types: ['notice'] })
    return findSigningPower(
      work,
      secretary.id,
      office.agency.id,
      document && { ...document.content, document },
    )
  })
  expect(power?.position).toMatch(/^TUQ\. Chủ tịch/)
  expect(document?.subject).toBe(
    `Kết luận của Chủ tịch ${office.agency.name} Trần Thị Thử tại cuộc họp giao ban thử`,
  )
  const lines = blockTexts(document?.content.body ?? { type: 'doc', content: [] })
  expect(lines.map(({ label, text }) => `${label} ${text}`.trim())).toEqual([
    expect.stringMatching(/^Ngày \d\d tháng \d\d? năm \d{4}, tại .* kết luận, chỉ đạo như sau:$/),
    '1. Về tiến độ giải ngân:',
    `a) ${task}`,
    'b) Thống nhất kéo dài thời hạn giải ngân.',
    '2. Về hồ sơ quá hạn:',
    'a) Giao Ban Liên lạc hưu trí tổ chức gặp mặt trong tháng 01 năm 2099.',
    '3. Văn phòng phường theo dõi, đôn đốc việc thực hiện Thông báo này.',
    'Thông báo để các cơ quan, đơn vị biết, thực hiện',
  ])
  const orders = await as(secretary, (work) => viewOrders(work, secretary, documentId))
  expect(orders.orders.map(({ lead, dueOn, words }) => [lead, dueOn, words])).toEqual([
    [{ agencyId: agency.id, name }, '2099-12-31', task],
  ])
  expect(orders.unsent).toEqual([])
  expect(document?.content.recipients).toEqual([
    name,
    'Ban Liên lạc hưu trí',
    'Văn phòng phường',
    'Công ty Một',
    'Lưu: VT',
  ])
  expect(document?.content.recipientAgencies).toEqual([agency.id])
  expect(await as(secretary, (work) => readOrders(work, documentId))).toBeUndefined()
  expect(await as(secretary, (work) => listOutcomes(work, secretary, id))).toEqual([])
  // Thrown away, it is made anew of what is changed here.
  await as(secretary, (work) => discard(work, secretary, documentId))
  expect((await board()).notice).toBeUndefined()
  await as(secretary, (work) => decide(work, secretary, id, { ...told, treatment: 'decision' }))
  // It says who came, which invitations do not; and who reported, which a point that never began does not.
  expect(lines[0]?.text).not.toContain('Dự họp')
  const { people } = await as(secretary, (work) => viewMeeting(work, secretary, id))
  for (const { id: personId, agencyId } of people) {
    const state = agencyId === office.agency.id ? 'present' : 'absent'
    await as(secretary, (work) => markPerson(work, secretary, id, { personId, state }))
  }
  const given = typed.sentences[1]
  const due = (dueOn: string | null) =>
    as(secretary, (work) =>
      decide(work, secretary, id, {
        sentenceId: given?.id ?? '',
        treatment: 'task',
        tasks: [{ lead: name, others: [], term: '', reportTo: '', condition: '', dueOn }],
      }),
    )
  await due('2026-01-05')
  await expect(write()).rejects.toMatchObject({
    code: 'meetings.task_in_past',
    details: { lead: name, day: '05/01/2026' },
  })
  await due(null)
  const again = await write()
  const anew = await as(secretary, (work) => findDocumentIfVisible(work, secretary, again.documentId))
  const opening = blockTexts(anew?.content.body ?? { type: 'doc', content: [] })[0]?.text
  expect(opening).toContain(
    `Dự họp có đại diện: ${office.agency.name}. Sau khi nghe báo cáo của Phòng Kinh tế và`,
  )
})

test('of a closed meeting no notice is begun here, and a mark of secrecy is not typed', async () => {
  const office = await anOffice()
  const { caller, secretary } = office
  const id = await called(office, { secrecy: 'closed' })
  await as(secretary, (work) => startMeeting(work, secretary, id))
  const type = (text: string) => as(secretary, (work) => typeConclusions(work, secretary, id, { text }))
  await expect(type('Nội dung\nTUYỆT MẬT')).rejects.toMatchObject({ code: 'meetings.state_secret' })
  await type('Đồng ý với đề xuất.')
  await as(secretary, (work) => takeProposals(work, secretary, id))
  await expect(as(caller, (work) => writeNotice(work, caller, id, {}))).rejects.toMatchObject({
    code: 'meetings.closed_no_notice',
  })
})

test('praise and blame that also order something are left to people', () => {
  const treatments = (text: string) =>
    proposeTreatments(sentencesIn(text), [], '2026-03-05').map(({ treatment }) => treatment)
  expect(treatments('Ghi nhận kết quả quý III.\nTuy nhiên tiến độ còn chậm.')).toEqual(['none', 'none'])
  for (const text of [
    'Tuy nhiên tiến độ còn chậm, phải làm xong trong tuần.',
    'Phê bình việc báo cáo muộn, đề nghị rút kinh nghiệm.',
    'Ghi nhận kết quả; phần còn lại hoàn thành trước ngày 15/12.',
  ])
    expect(treatments(text)).toEqual(['open'])
})

test('a number of days is proposed as the day it ends on by the calendar of the law, and said to be inferred', () => {
  const proposed = (term: string, day: string) =>
    proposeTreatments(sentencesIn(`Giao Sở Xây dựng rà soát ${term}.`), [], day)[0]?.tasks[0]
  // From Thursday 5 March 2026: two weekends within ten working days; fifteen days end on a Friday, sixteen on a Saturday.
  for (const [term, dueOn] of [
    ['trong 10 ngày làm việc', '2026-03-19'],
    ['trong thời hạn 15 ngày', '2026-03-20'],
    ['trong thời hạn 16 ngày', '2026-03-23'],
  ] as const)
    expect(proposed(term, '2026-03-05')).toMatchObject({ term, dueOn, isInferred: true })
  expect(proposed('trong 10 ngày làm việc', '2099-03-05')).toMatchObject({ dueOn: null, isInferred: false })
})

test('what a notice calls the meeting and who presided reads as in a sentence', () => {
  for (const [title, words] of [
    ['Họp giao ban tuần', 'cuộc họp giao ban tuần'],
    ['Họp Hội đồng thi đua', 'cuộc họp Hội đồng thi đua'],
    ['Giao ban tuần 48', 'cuộc họp giao ban tuần 48'],
    ['Hội nghị tổng kết năm', 'hội nghị tổng kết năm'],
    ['Tiến độ giải ngân', 'cuộc họp về tiến độ giải ngân'],
    ['Sở Xây dựng báo cáo quy hoạch', 'cuộc họp về Sở Xây dựng báo cáo quy hoạch'],
    ['Về Đề án 06', 'cuộc họp về Đề án 06'],
    ['UBND phường và cải cách', 'cuộc họp về UBND phường và cải cách'],
  ] as const)
    expect(meetingWords({ title })).toBe(words)
  const called = (post: string, agencyName: string) => chairWords({ post, agencyName, name: 'Lê A' })
  expect(called('Phó Chủ tịch', 'Ủy ban nhân dân phường Phú Bài')).toBe(
    'Phó Chủ tịch Ủy ban nhân dân phường Phú Bài Lê A',
  )
  expect(called('Chánh Văn phòng', 'Văn phòng Ủy ban nhân dân thành phố')).toBe(
    'Chánh Văn phòng Ủy ban nhân dân thành phố Lê A',
  )
  expect(called('Trưởng phòng', 'Phòng Kinh tế')).toBe('Trưởng phòng Kinh tế Lê A')
  expect(called('', 'Phòng Kinh tế')).toBe('Lê A')
})

test('sentences end where they end, and what repeats is read to its end', () => {
  const text =
    'Đ/c Giám đốc TP. Huế báo cáo. 1.500 hồ sơ còn lại.\n1. Giao Sở Xây dựng. Hoàn thành trước 15/12.\n\na) Đồng ý.'
  const split = sentencesIn(text)
  expect(split.map(({ words }) => words)).toEqual([
    'Đ/c Giám đốc TP. Huế báo cáo.',
    '1.500 hồ sơ còn lại.',
    '1. Giao Sở Xây dựng.',
    'Hoàn thành trước 15/12.',
    'a) Đồng ý.',
  ])
  expect(textOf(split)).toBe(text.replace('\n\n', '\n'))
  for (const part of ['1. Giao ', 'Giao Sở Xây dựng. ', '. A', '\n- '])
    expect(
      proposeTreatments(sentencesIn(part.repeat(3000)), [], localDay(new Date())).length,
    ).toBeGreaterThan(0)
})
