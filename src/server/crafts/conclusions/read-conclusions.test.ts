import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Asked, readConclusions } from './read-conclusions.ts'

const notice = `VĂN PHÒNG ỦY BAN NHÂN DÂN
Số: 12/TB-VP
Huế, ngày 20 tháng 11 năm 2026
THÔNG BÁO
Kết luận của Phó Chủ tịch Ủy ban nhân dân thành phố tại cuộc họp về thoát nước
Ngày 18 tháng 11 năm 2026, Phó Chủ tịch Ủy ban nhân dân thành phố chủ trì cuộc họp. Sau khi nghe Sở Xây dựng báo cáo, Phó Chủ tịch kết luận như sau:
I. ĐÁNH GIÁ CHUNG
Sở Xây dựng đã hoàn thành khảo sát; đánh giá cao sự phối hợp của các phường.
II. NHIỆM VỤ
1. Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, Công an thành phố và các phường liên quan rà soát các điểm ngập, báo cáo Ủy ban nhân dân thành phố trước ngày 15/12.
2. Trung tâm Công viên cây xanh khẩn trương nạo vét các hồ; Ủy ban nhân dân phường Thuận Hóa tổ chức thông báo cho người dân, hoàn thành trong tháng 01 năm 2027.
3. Sở Nông nghiệp và Môi trường
- Hướng dẫn đấu nối thoát nước;
- Định kỳ hằng quý báo cáo Ủy ban nhân dân thành phố.
4. Chưa thông qua phương án hồ điều hòa, giao Sở Tài chính hoàn thiện nguồn vốn, trình cấp có thẩm quyền.
Văn phòng Ủy ban nhân dân thành phố thông báo để các cơ quan biết, thực hiện./.
Nơi nhận:
- Sở Xây dựng chủ trì thực hiện;`

test('reads who leads, with whom, until when and to whom it is reported, and what nobody was told is no task', () => {
  const { day, tasks, text } = readConclusions(notice)
  expect(day).toBe('2026-11-20')
  expect(
    tasks.map(({ leads, coordinators, deadline, reportTo }) => [
      leads,
      coordinators,
      deadline?.day,
      reportTo,
    ]),
  ).toEqual([
    [
      ['Sở Xây dựng'],
      ['Sở Tài chính', 'Công an thành phố', 'các phường liên quan'],
      '2026-12-15',
      'Ủy ban nhân dân thành phố',
    ],
    [['Trung tâm Công viên cây xanh'], [], null, null],
    [['Ủy ban nhân dân phường Thuận Hóa'], [], '2027-01-31', null],
    [['Sở Nông nghiệp và Môi trường'], [], undefined, null],
    [['Sở Nông nghiệp và Môi trường'], [], null, 'Ủy ban nhân dân thành phố'],
    [['Sở Tài chính'], [], undefined, 'cấp có thẩm quyền'],
  ])
  expect(tasks[0]?.deadline).toEqual({ words: 'trước ngày 15/12', day: '2026-12-15', isInferred: true })
  expect(tasks.map(({ isLeadNamed }) => isLeadNamed)).toEqual([true, true, true, true, true, true])
  const [first] = tasks
  const said = (place: { from: number; to: number } | null | undefined) =>
    place && text.slice(place.from, place.to)
  expect(said(first?.places.lead)).toBe('Sở Xây dựng')
  expect(said(first?.places.deadline)).toBe('trước ngày 15/12')
})

test('older spelling, decomposed letters and a directory’s own names read alike', () => {
  const older =
    'Chủ tịch kết luận như sau:\n1. Giao Uỷ ban nhân dân phường Thuận Hoá rà soát.\n2. Yêu cầu Trạm bơm số Hai vận hành.'
  for (const text of [older, older.normalize('NFD')])
    expect(readConclusions(text, { agencies: ['Trạm bơm số Hai'] }).tasks.map(({ leads }) => leads)).toEqual([
      ['Uỷ ban nhân dân phường Thuận Hoá'],
      ['Trạm bơm số Hai'],
    ])
})

test('of a day no calendar has the words are kept, and no other day is put in its place', () => {
  const said = (term: string) =>
    readConclusions(`ngày 20 tháng 11 năm 2026 kết luận như sau:\n1. Giao Sở Xây dựng rà soát ${term}.`)
      .tasks[0]?.deadline
  for (const term of ['trước ngày 31/11', 'trước ngày 30 tháng 02 năm 2028', 'chậm nhất là ngày 29/02'])
    expect(said(term)).toEqual({ words: term, day: null, isInferred: false })
  expect(said('trước ngày 29/02/2028')?.day).toBe('2028-02-29')
})

test('a number of days is counted from the meeting by whoever knows the calendar, unless it begins elsewhere', () => {
  const said = (term: string, dayAfter?: Asked['dayAfter']) =>
    readConclusions(`Kết luận như sau:\n1. Giao Sở Xây dựng rà soát ${term}.`, { dayAfter }).tasks[0]
      ?.deadline
  const asked: unknown[] = []
  const count: Asked['dayAfter'] = (within) => {
    asked.push(within)
    return '2026-12-14'
  }
  for (const term of ['trong thời hạn 10 ngày làm việc', 'trong 15 ngày']) {
    expect(said(term, count)).toEqual({ words: term, day: '2026-12-14', isInferred: true })
    expect(said(term)).toEqual({ words: term, day: null, isInferred: false })
  }
  expect(said('trong 05 ngày kể từ ngày nhận được hồ sơ', count)?.day).toBeNull()
  expect(asked).toEqual([
    { days: 10, isWorking: true },
    { days: 15, isWorking: false },
  ])
})

test('texts that only repeat what opens, joins or ends a task are read to their end', () => {
  expect(readConclusions('').tasks).toEqual([])
  const parts = [
    '1. Giao các Bộ, ',
    'phối hợp với Sở Tài chính ',
    'các Bộ: Tài chính, ',
    'tỉnh Huế, trước ngày 1/1; ',
    'theo hướng: ',
    '“(',
    '\n- ',
  ]
  for (const part of parts)
    expect(readConclusions(`Kết luận như sau:\n${part.repeat(20_000)}`).day).toBeUndefined()
})

const labelled = join(process.cwd(), '../shared/testdata/conclusions')
interface Label {
  lead_agency: string
  coordinating_agencies: string[]
  deadline_iso_or_null: string | null
  char_offset: number
}

test('agrees with people’s labels of real notices in leads, days and who works with them', ({ skip }) => {
  if (!existsSync(labelled)) skip('missing: ../shared/testdata/conclusions')
  const lead = { right: 0, said: 0, meant: 0 }
  const day = { right: 0, said: 0, meant: 0 }
  const others = { right: 0, said: 0, meant: 0 }
  for (const file of readdirSync(labelled).filter((name) => name.endsWith('.json'))) {
    const labels: Label[] = JSON.parse(readFileSync(join(labelled, file), 'utf8')).tasks
    const { text, tasks } = readConclusions(
      readFileSync(join(labelled, file.replace('.json', '.txt')), 'utf8'),
    )
    const at = (offset: number) =>
      tasks.find(({ from }) => Math.abs([...text.slice(0, from)].length - offset) <= 40)
    lead.said += tasks.length
    day.said += tasks.filter(({ deadline }) => deadline?.day).length
    others.said += tasks.reduce((sum, { coordinators }) => sum + coordinators.length, 0)
    for (const label of labels) {
      const task = at(label.char_offset)
      lead.meant += 1
      lead.right += Number(task?.leads.join('; ').toLowerCase() === label.lead_agency.toLowerCase())
      day.meant += Number(label.deadline_iso_or_null !== null)
      day.right += Number(
        label.deadline_iso_or_null !== null && task?.deadline?.day === label.deadline_iso_or_null,
      )
      others.meant += label.coordinating_agencies.length
      others.right += label.coordinating_agencies.filter((name) =>
        task?.coordinators.some((one) => one.toLowerCase() === name.toLowerCase()),
      ).length
    }
  }
  const f1 = ({ right, said, meant }: typeof lead) => (2 * right) / (said + meant)
  expect(f1(lead)).toBeGreaterThan(0.9)
  expect(f1(day)).toBeGreaterThan(0.95)
  expect(f1(others)).toBeGreaterThan(0.85)
})
