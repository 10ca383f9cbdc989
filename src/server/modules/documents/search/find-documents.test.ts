import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { type DocumentQuery, findDocuments } from './find-documents.ts'
import { aDossierText, aLetter } from './fixtures.ts'
import { readWaiting } from './read-texts.ts'
import { scopeGram } from './text-of.ts'

const readAll = async () => {
  while ((await perform(system, readWaiting)) > 0);
}

async function anAgencyWith() {
  const { id } = await anAgency()
  return { id, officer: anOfficer({ agencyId: id, roles: ['specialist'] }) }
}

const find = (officer: Officer, q: string, rest: Partial<DocumentQuery> = {}) =>
  perform(officer, (work) =>
    findDocuments(work, {
      q,
      kind: '',
      agencyId: '',
      direction: undefined,
      year: undefined,
      page: 1,
      ...rest,
    }),
  )
const subjects = async (officer: Officer, q: string, rest: Partial<DocumentQuery> = {}) =>
  (await find(officer, q, rest)).hits.map(({ subject }) => subject)

/** So many more documents of the agency that say what this one does, of about the same moment. */
async function copiesOf(id: string, agencyId: string, count: number): Promise<void> {
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  await owner.query('set session_replication_role = replica')
  await owner.query(
    `with made as (
       select gen_random_uuid() as id, t.document_id as like_it, t.at + (n % 4) * interval '1 microsecond' as at
         from generate_series(1, $3::integer) n, (select * from documents.text where document_id = $1) t),
     documents as (
       insert into documents.document (id, agency_id, check_code, source, status, version)
         select id, $2, id::text, 'agency', 'draft', 1 from made),
     versions as (
       insert into documents.version (document_id, version, kind, title, subject, content, drafted_at)
         select m.id, 1, v.kind, v.title, 'thêm', v.content, m.at from made m join documents.version v on v.document_id = m.like_it)
     insert into documents.text (document_id, at, lines, toned, plain, grams, read_at)
       select m.id, m.at, t.lines, t.toned, t.plain, t.grams, t.read_at from made m join documents.text t on t.document_id = m.like_it`,
    [id, agencyId, count],
  )
  await owner.end()
}

test('a text is found by a phrase with or without accents, in its sentence, and not by the same words apart', async () => {
  const { officer } = await anAgencyWith()
  await aLetter(officer, {
    subject: 'về giải phóng mặt bằng',
    paragraphs: [
      'Kính gửi các phòng. Đề nghị các phòng phối hợp giải phóng mặt bằng tuyến đường ven sông. Báo cáo trước ngày 15.',
    ],
  })
  await aLetter(officer, { subject: 'khác', paragraphs: ['Mặt trận phóng tác bằng khen giải thưởng.'] })
  await readAll()
  for (const q of [
    'giai phong mat bang tuyen duong',
    'GIẢI PHÓNG MẶT BẰNG TUYẾN ĐƯỜNG',
    'phối hợp, tuyến đường'.normalize('NFD'),
  ]) {
    expect(await subjects(officer, q)).toEqual(['về giải phóng mặt bằng'])
  }
  const { hits, total } = await find(officer, 'giai phong mat bang tuyen duong')
  expect(total).toBe(1)
  const sentence = hits[0]?.sentences[0] ?? []
  expect(sentence.map(({ text }) => text).join('')).toBe(
    'Đề nghị các phòng phối hợp giải phóng mặt bằng tuyến đường ven sông.',
  )
  expect(sentence.filter(({ marked }) => marked).map(({ text }) => text)).toEqual([
    'giải phóng mặt bằng tuyến đường',
  ])
  expect(await subjects(officer, 'mat bang tuyen song')).toEqual([])
  expect(await subjects(officer, 'bằng mặt')).toEqual([])
})

test('accents that were typed come first, then the newest', async () => {
  const { officer } = await anAgencyWith()
  const at = (day: number) => new Date(Date.UTC(2026, 8, day, 3))
  await aLetter(officer, { subject: 'a', paragraphs: ['Họp về thanh toán điện tử.'] }, at(1))
  await aLetter(officer, { subject: 'b', paragraphs: ['Mỗi thành toan tính riêng.'] }, at(2))
  await aLetter(officer, { subject: 'c', paragraphs: ['Việc thanh toán chậm.'] }, at(3))
  await readAll()
  expect(await subjects(officer, 'thanh toan')).toEqual(['c', 'b', 'a'])
  expect(await subjects(officer, 'thanh toán')).toEqual(['c', 'a', 'b'])
  expect(await subjects(officer, 'thành toan')).toEqual(['b', 'c', 'a'])
})

test('accents that were typed come first of all there are, however many newer ones are only spelt so without them', async () => {
  const { officer } = await anAgencyWith()
  const exact = await aLetter(
    officer,
    { subject: 'đúng dấu', paragraphs: ['Khoản nợ thành toan của đội.'] },
    new Date('2019-05-02T03:00:00Z'),
  )
  const newer = await aLetter(officer, { subject: 'khác dấu', paragraphs: ['Việc thanh toán chậm.'] })
  await readAll()
  await copiesOf(newer, officer.agencyId, 300)
  const first = await find(officer, 'thành toan')
  expect(first).toMatchObject({ total: 302, next: undefined, isToned: true })
  expect(first.hits.map(({ subject }) => subject).slice(0, 2)).toEqual(['đúng dấu', 'thêm'])
  expect((await find(officer, 'thành toan', { page: 13 })).hits).toHaveLength(2)
  expect((await find(officer, 'thanh toan')).hits[0]?.id).not.toBe(exact)

  // Among more than are compared at once it is not reached: the answer says so by where it goes on, and there it comes first.
  await copiesOf(newer, officer.agencyId, 800)
  const cut = await find(officer, 'thành toan')
  expect(cut).toMatchObject({ total: 1000, isToned: true })
  expect(cut.next).toBeDefined()
  expect(cut.hits.map(({ id }) => id)).not.toContain(exact)
  const rest = await find(officer, 'thành toan', { after: cut.next })
  expect(rest).toMatchObject({ total: 102, next: undefined })
  expect(rest.hits[0]?.id).toBe(exact)
  // Enough that have them end it as before.
  expect((await find(officer, 'thanh toán')).total).toBe(200)
})

test('numbers, senders and people are found, and filters leave what they say', async () => {
  const { id, officer } = await anAgencyWith()
  await aLetter(
    officer,
    { subject: 'gửi bà Tôn Nữ Thị Ninh', paragraphs: ['Trả lời đơn số 0123/ĐN-KT của bà.'], kind: 'notice' },
    new Date('2024-05-02T03:00:00Z'),
  )
  await readAll()
  for (const q of ['123/đn-kt', '0123/DN-KT', 'ton nu thi ninh', 'tôn nữ', 'ninh']) {
    expect(await subjects(officer, q)).toHaveLength(1)
  }
  const { hits } = await find(officer, 'ton nu', {
    kind: 'notice',
    year: 2024,
    direction: 'draft',
    agencyId: id,
  })
  expect(hits).toHaveLength(1)
  for (const other of [
    { kind: 'decision' },
    { year: 2025 },
    { direction: 'in' },
    { agencyId: 'khong-co' },
  ] as const) {
    expect(await subjects(officer, 'ton nu', other)).toEqual([])
  }
})

test('nobody finds what they may not read, and whoever may find it later does', async () => {
  const { officer } = await anAgencyWith()
  const other = await anAgencyWith()
  const id = await aLetter(officer, { subject: 'kín', paragraphs: ['Nội dung chỉ nội bộ được biết.'] })
  await readAll()
  expect(await subjects(officer, 'noi dung chi noi bo')).toEqual(['kín'])
  expect(await subjects(other.officer, 'noi dung chi noi bo')).toEqual([])
  const counter = anOfficer({ agencyId: other.id, roles: ['one_stop'] })
  await expect(find(counter, 'noi dung')).rejects.toMatchObject({ status: 403 })
  await perform(system, ({ tx }) =>
    sql`insert into documents.reader (document_id, agency_id, why, since) values (${id}, ${other.id}, 'route', now())`.execute(
      tx,
    ),
  )
  expect((await find(other.officer, 'gi')).waits.count).toBe(1)
  await readAll()
  expect(await subjects(other.officer, 'noi dung chi noi bo')).toEqual(['kín'])
  // Asked past the use case, the index still keeps to the agencies of the transaction, and the text to who may read it.
  const third = await anAgencyWith()
  const rows = await perform(third.officer, async ({ tx }) => {
    const found =
      await sql`select * from documents.found(array[${scopeGram(`@${other.id}`)}]::integer[], '{}', '{}', '{}', null, now(), null, 100, 100)`.execute(
        tx,
      )
    const read = await sql`select 1 from documents.text where document_id = ${id}`.execute(tx)
    return found.rows.length + read.rows.length
  })
  expect(rows).toBe(0)
})

test('a text that was changed is found by what it says now, one given up no more; results of dossiers are found too', async () => {
  const { officer } = await anAgencyWith()
  const id = await aLetter(officer, { subject: 'x', paragraphs: ['Câu thứ nhất về cầu đường.'] })
  await readAll()
  await aLetter(officer, { id, subject: 'x', paragraphs: ['Câu thứ hai về thủy lợi.'] })
  await readAll()
  expect(await subjects(officer, 'cau duong')).toEqual([])
  expect(await subjects(officer, 'thủy lợi')).toEqual(['x'])
  expect(await subjects(officer, 'thuỷ lợi')).toEqual(['x'])
  await perform(officer, ({ tx }) =>
    sql`insert into documents.action (document_id, seq, kind, actor_kind, actor_id, at)
        select id, last_seq + 1, 'discard', 'officer', ${officer.id}, now() from documents.document where id = ${id}`.execute(
      tx,
    ),
  )
  expect(await subjects(officer, 'thủy lợi')).toEqual([])
  await readAll()
  expect(await subjects(officer, 'thủy lợi')).toEqual([])
  const owner = randomUUID()
  await aDossierText(officer, owner)
  await readAll()
  expect(await subjects(officer, '046198005678')).toHaveLength(1)
  const listed = await perform(system, ({ tx }) =>
    tx.selectFrom('platform.eventLog').select('data').where('subjectId', '=', owner).execute(),
  )
  expect(listed.map(({ data }) => data)).toEqual([expect.objectContaining({ opened: 'search' })])
})

test('what is more than is looked for at once is found by going on, each once, though all are of one moment; nothing asked finds nothing', async () => {
  const { officer } = await anAgencyWith()
  for (let day = 1; day <= 30; day++) {
    const paragraphs = [`Bản số ${day} về trật tự đô thị.`]
    await aLetter(officer, { subject: String(day), paragraphs }, new Date(Date.UTC(2017, day, day, 3)))
  }
  await readAll()
  const first = await find(officer, 'trat tu do thi')
  expect(first).toMatchObject({ total: 30, pageSize: 25 })
  expect(first.hits.map(({ subject }) => Number(subject))).toEqual(
    Array.from({ length: 25 }, (_, at) => 30 - at),
  )
  expect(await subjects(officer, 'trat tu do thi', { page: 2 })).toEqual(['5', '4', '3', '2', '1'])
  // Two hundred and seventy more like the last: some of the same moment, to the microsecond.
  await copiesOf(first.hits[0]?.id ?? '', officer.agencyId, 270)
  const found: string[] = []
  let after: DocumentQuery['after']
  do {
    const { total, next } = await find(officer, 'trat tu do thi', { after })
    for (let page = 1; page <= Math.ceil(total / 25); page++)
      found.push(...(await find(officer, 'trat tu do thi', { after, page })).hits.map(({ id }) => id))
    after = next
  } while (after)
  expect([found.length, new Set(found).size]).toEqual([300, 300])
  for (const q of ['', ' ,; "" ', '…—!'])
    expect(await find(officer, q)).toMatchObject({ isAsked: false, hits: [] })
})
