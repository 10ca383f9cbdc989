import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { stopSheets } from '#server/crafts/sheet/write-sheet.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { assignDocument } from '../assign/assign-document.ts'
import { aDesk, answered, received, someone } from '../assign/fixtures.ts'
import { markAnswered } from '../assign/follow-answers.ts'
import { beginSigning, draftOf } from '../fixtures.ts'
import { settleArrival } from '../incoming/arrival-queries.ts'
import { declineSigning } from '../sign/void-number.ts'
import { type RegisterQuery, readRegister } from './list-register.ts'
import { registerAsPdf, registerAsSheet } from './take-register.ts'

afterAll(() => Promise.all([stopSheets(), stopTypesetting(), stopDrawing()]))

const read = (
  officer: Officer,
  query: Partial<RegisterQuery> & Pick<RegisterQuery, 'which'>,
  now = new Date(),
) => perform(officer, (work) => readRegister(work, officer, { page: 1, ...query }), { now })
const today = localDay(new Date())
const year = Number(today.slice(0, 4))

const wordsOf = (pdf: Buffer) =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString().replace(/ +/g, ' ')

const settled = { state: 'registered' } as const

/** Enters what was received into the register of the clerk's agency. */
async function entered(clerk: Officer, number: number, arrivedOn = today): Promise<string> {
  const id = await received(clerk)
  const arrival = randomUUID()
  await perform(clerk, ({ tx }) =>
    sql`insert into documents.arrival (id, agency_id, source, key, arrived_at, sender, brought_by)
      values (${arrival}, ${clerk.agencyId}, 'scan', ${arrival}, now(), '', ${clerk.id})`.execute(tx),
  )
  await perform(system, ({ tx }) =>
    sql`insert into documents.arrival_file (arrival_id, position, name, media_type, size, sha256)
      values (${arrival}, 1, 'cong-van.pdf', 'application/pdf', 1, repeat('a', 64))`.execute(tx),
  )
  await perform(clerk, async ({ tx }) => {
    await settleArrival(tx, arrival, {
      ...settled,
      documentId: id,
      settledBy: clerk.id,
      settledAt: new Date(),
    })
    await sql`insert into documents.incoming (document_id, agency_id, year, number, arrived_on, source, arrival_id, organ, organ_key,
        sent_number, symbol, symbol_key, issued_on, type, urgency, sha256, media_type, registered_by, registered_at)
      values (${id}, ${clerk.agencyId}, ${Number(arrivedOn.slice(0, 4))}, ${number}, ${arrivedOn}, 'scan', ${arrival}, 'Sở Nội vụ',
        'so noi vu', '05', 'SNV-VP', 'snv-vp', '2026-02-05', 'cong_van', 'urgent', repeat('a', 64), 'application/pdf', ${clerk.id}, now())`.execute(
      tx,
    )
  })
  return id
}

test('every number that was taken has a line: issued, or left empty with the reason, and no citizen is named', async () => {
  const desk = await aDesk()
  const { clerk, office } = desk
  await answered(desk, randomUUID())
  const { id } = await draftOf(office)
  await beginSigning(office.chair, id)
  const ofDossiers = { which: 'out', register: 'so-xac-nhan-hon-nhan' } as const
  expect((await read(clerk, ofDossiers)).rows).toMatchObject([{ number: 1, fate: 'signing' }])
  await perform(office.chair, (work) => declineSigning(work, office.chair, id, 'Ghi sai tên đường'))
  const { rows, total, register } = await read(clerk, ofDossiers)
  expect([register, total]).toEqual(['so-xac-nhan-hon-nhan', 1])
  // The result of a dossier: what kind of paper it is, and nothing of whom.
  expect(rows[0]?.cells[2]).toBe('Giấy xác nhận tình trạng hôn nhân')
  expect(rows[0]?.cells[4]).toBe('')
  expect(rows[0]?.cells[9]).toBe('Số để trống, không ký: Ghi sai tên đường')
  const { rows: letters } = await read(clerk, { which: 'out', register: 'official_letter' })
  expect(letters.map(({ cells }) => cells.slice(0, 6))).toEqual([
    ['01/UBND', today, 'Công văn: Về việc phối hợp rà soát hồ sơ', 'Nguyễn Văn Thuận', 'Như trên', 'VT'],
  ])
})

test('the register of incoming documents and the one of what is followed say who has it, until when, and what answered it', async () => {
  const desk = await aDesk()
  const { clerk, leader, specialist } = desk
  const at = new Date('2026-12-02T09:00:00+07:00')
  const id = await entered(clerk, 1)
  await entered(clerk, 2)
  const lead = { agencyId: specialist.agencyId, accountId: specialist.id }
  expect((await read(clerk, { which: 'followed' })).rows).toEqual([])
  await perform(
    leader,
    (work) => assignDocument(work, leader, id, { lead, parts: [], instruction: '', days: 3 }),
    { now: at },
  )
  const incoming = await read(clerk, { which: 'in' })
  expect(incoming.rows.map(({ cells }) => cells)).toEqual([
    [
      today,
      1,
      'Sở Nội vụ',
      '05/SNV-VP',
      '2026-02-05',
      'Công văn: V/v rà soát hộ kinh doanh',
      'Trần Thị Thử, UBND xã Thử',
      '2026-12-02',
      '',
      'KHẨN',
    ],
    [
      today,
      2,
      'Sở Nội vụ',
      '05/SNV-VP',
      '2026-02-05',
      'Công văn: V/v rà soát hộ kinh doanh',
      '',
      null,
      '',
      'KHẨN',
    ],
  ])
  const late = await read(clerk, { which: 'followed' }, new Date('2026-12-20T09:00:00+07:00'))
  expect(late.rows).toMatchObject([
    {
      isLate: true,
      cells: [
        1,
        expect.stringContaining('ngày 05/02/2026'),
        'Trần Thị Thử, UBND xã Thử',
        '2026-12-07',
        'Quá hạn. Đang xử lý',
        '',
        'KHẨN',
      ],
    },
  ])
  const answer = await answered(desk, id)
  await perform(system, (work) => markAnswered(work, answer))
  const [line] = (await read(clerk, { which: 'followed' })).rows
  expect(line?.cells.slice(4, 6)).toEqual(['Đã trả lời', expect.stringMatching(/^01\//)])
})

test('numbers whose days go backwards are shown, by number and by day; any page is found by its numbers', async () => {
  const { clerk } = await aDesk()
  const days = ['2026-01-05', '2026-01-07', '2026-01-06', '2026-01-08']
  for (const [index, day] of days.entries()) await entered(clerk, index + 1, day)
  const flags = async (query: Partial<RegisterQuery>) =>
    (await read(clerk, { which: 'in', ...query })).rows.map(({ number, isOutOfOrder }) => [
      number,
      isOutOfOrder,
    ])
  expect(await flags({})).toEqual([
    [1, false],
    [2, false],
    [3, true],
    [4, false],
  ])
  expect(await flags({ span: { from: '2026-01-06', to: '2026-01-08' } })).toEqual([
    [3, true],
    [2, false],
    [4, false],
  ])
  expect((await read(clerk, { which: 'in', year: 2026, page: 99 })).page).toBe(1)
  await expect(read(clerk, { which: 'in', span: { from: '2026-02-01', to: '2026-01-01' } })).rejects.toThrow(
    'documents.register_span_wrong',
  )
})

test('nobody reads the register of another agency, whatever they ask for', async () => {
  const { clerk } = await aDesk()
  await entered(clerk, 1)
  const stranger = await someone((await aDesk()).clerk.agencyId, 'clerk')
  await expect(read(stranger, { which: 'in', agencyId: clerk.agencyId })).rejects.toThrow(
    'documents.register_not_yours',
  )
  const lying = { ...stranger, agencyIds: [...stranger.agencyIds] }
  expect((await read(lying, { which: 'in' })).rows).toEqual([])
  const counter = { ...clerk, roles: ['one_stop' as const] }
  await expect(read(counter, { which: 'in' })).rejects.toThrow('identity.role_needed')
})

test('a register is taken along as PDF/A and as a spreadsheet', async () => {
  const { clerk } = await aDesk()
  for (const number of [1, 2, 3]) await entered(clerk, number)
  const query = { which: 'in', page: 1 } as const
  const pdf = Buffer.from(await registerAsPdf(clerk, query))
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.includes('pdfaid')).toBe(true)
  const said = wordsOf(pdf)
  const day = formatDate(today)
  expect(said).toContain(`Từ số 01 đến số 03, từ ngày ${day} đến ngày ${day}`)
  expect(said).toContain('Kết sổ: 3 dòng')
  // Its title stands over it once.
  expect(said.match(/SỔ ĐĂNG KÝ VĂN BẢN ĐẾN/g)).toHaveLength(1)
  expect(said).toMatch(/\(1\)\s+\(2\)\s+\(3\)/)
  const sheet = Buffer.from(await registerAsSheet(clerk, query))
  expect(sheet.subarray(0, 2).toString()).toBe('PK')
  const followed = await registerAsPdf(clerk, { which: 'followed', page: 1, year })
  expect(followed.length).toBeGreaterThan(1000)
})
