/** Each service of business, construction, land, social support and schools from the application to the signed paper. */
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { answersWith } from '#server/modules/catalogue/fixtures.ts'
import { askToRevoke, checkDocument, revokeDocument, showDraft } from '#server/modules/documents/index.ts'
import { enterEvent, findPause, pauseOfPaper, pausesOfPapers } from '#server/modules/registry/index.ts'
import { findExtracts } from '#server/modules/registry/look-up.ts'
import { anonymous, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { type Answers, type AnswerValue, valueAt } from '#shared/form/answers.ts'
import { findCaseChecks } from '../../check/case-checks.ts'
import { undoResult } from '../../check/enter-result.ts'
import { supersedeEarlier } from '../../check/supersede-earlier.ts'
import { askCorrection } from '../../correct/ask-correction.ts'
import { beginCorrection, signCorrection } from '../../correct/sign-correction.ts'
import { decidedRows, decisionForm } from '../../decision.ts'
import { monday } from '../../fixtures.ts'
import { formContext } from '../../form-context.ts'
import { deliverResult } from '../../handle/deliver-result.ts'
import { markChecks } from '../../handle/mark-checks.ts'
import { proposeDecision } from '../../handle/propose-decision.ts'
import { lockForOfficer } from '../../handle/take-action.ts'
import { listPublished, publishResult, unpublish } from '../../publish/publish-result.ts'
import { aDeskOf, aPersonFor, type Case, file, propose, sign } from './fixtures.ts'

afterAll(() => stopTypesetting())

type Given = Record<string, AnswerValue>
const residence = { unit: '19789', detail: '12 Lê Lợi' }

/** A dossier of this service by somebody of the register, who is also who these parts of the answers speak of. */
async function aCase(
  code: string,
  {
    who,
    born,
    given,
    decision,
    by,
  }: {
    who: string[]
    born?: string
    given: Given | ((number: string) => Given)
    decision: Record<string, unknown>
    by?: Someone | undefined
  },
): Promise<Case> {
  const desk = await aDeskOf(code)
  const { citizen, given: person } = by ?? (await aPersonFor('x', born ? { bornOn: born } : {}))
  const asked = new Set(
    desk.service.form.sections.flatMap(({ questions }) => questions.map(({ key }) => key)),
  )
  const own: Given = {}
  for (const part of who)
    for (const [key, value] of Object.entries(person)) {
      const path = key.replace(/^x\./, `${part}.`)
      if (asked.has(path)) own[path] = value
    }
  const said = typeof given === 'function' ? given(citizen.idNumber) : given
  return { desk, citizen, answers: answersWith(desk.service, { ...own, ...said }), decision }
}

const industries = [{ code: '4711', name: 'Bán lẻ hàng tạp hóa', mark: '(Chính)' }]

type Someone = Awaited<ReturnType<typeof aPersonFor>>

/** By somebody of their own, or by this one. */
const cases: Record<string, (by?: Someone) => Promise<Case>> = {
  '1.001612': (by) =>
    aCase('1.001612', {
      by,
      who: ['owner'],
      given: {
        'owner.kind': 'person',
        'owner.ethnicity': 'Kinh',
        'owner.nationality': 'VN',
        'owner.residence': residence,
        'submitter.by': 'owner',
        'business.name': 'Hộ kinh doanh Tạp hóa An Cựu',
        'business.industries': [{ name: 'Bán tạp hóa', main: true }],
      },
      decision: { businessCode: '0100109106', taxOffice: 'Thuế cơ sở 1 thành phố Huế', industries },
    }),
  '2.000720': (by) =>
    aCase('2.000720', {
      by,
      who: ['applicant'],
      given: {
        'change.what': ['name'],
        'business.taxCode': '0300588569',
        'business.name': 'Hộ kinh doanh Tạp hóa An Cựu',
        'change.on': '2026-11-20',
        'change.name': 'Hộ kinh doanh Bún bò Mụ Rớt',
        'business.foundedBy': 'person',
        'submitter.by': 'owner',
      },
      decision: {
        businessCode: '0300588569',
        firstOn: '2024-03-05',
        changeNumber: 1,
        name: 'Hộ kinh doanh Bún bò Mụ Rớt',
        address: residence,
        capital: 50_000_000,
        founder: 'person',
        ownerName: 'Nguyễn Thị Thử',
        ownerSex: 'female',
        ownerBornOn: '1990-05-17',
        ownerEthnicity: 'Kinh',
        ownerNationality: 'VN',
        ownerNumber: '046190000001',
        ownerResidence: residence,
        ownerCurrentResidence: residence,
        industries,
      },
    }),
  '1.001570': (by) =>
    aCase('1.001570', {
      by,
      who: ['applicant'],
      given: {
        'business.foundedBy': 'person',
        'business.taxCode': '0100112437',
        'pause.kind': 'resume',
        'pause.resumeOn': '2026-12-01',
        'submitter.by': 'owner',
      },
      decision: {},
    }),
  '1.013225': () =>
    aCase('1.013225', {
      who: ['applicant'],
      given: {
        'work.kind': 'house',
        'need.area': 'planned',
        'owner.kind': 'person',
        'land.area': 120,
        'land.heritage': true,
        'work.footprint': 80,
        'work.totalArea': 240,
        'work.floors': 3,
        'work.basements': 0,
        'work.height': 10.5,
        'designer.who': 'firm',
        'receive.by': 'online',
      },
      decision: {
        grantedTo: 'Nguyễn Thị Thử',
        address: residence,
        usedFor: 'nhà ở riêng lẻ',
        work: 'Nhà ở riêng lẻ',
        workClass: 'nhà ở riêng lẻ, cấp III',
        footprint: 72,
        totalArea: 216,
        floors: 3,
        basements: 0,
        height: 10.5,
      },
    }),
  '1.013227': () =>
    aCase('1.013227', {
      who: ['applicant'],
      given: { 'permit.started': false, 'permit.renewals': 0, 'permit.months': 12, 'receive.by': 'online' },
      decision: { grantedTo: 'Nguyễn Thị Thử', months: 6, until: '2027-06-01' },
    }),
  '1.012753': () =>
    aCase('1.012753', {
      who: ['applicant'],
      given: {
        'use.since': '1999-05-01',
        'use.form': 'free',
        'land.shared': false,
        'land.parcels': [{ parcel: '125', sheet: '12', area: 500, purpose: 'Đất xây dựng trụ sở cơ quan' }],
        'organisation.kind': 'state',
      },
      decision: {
        form: 'free',
        plot: '125',
        sheet: '12',
        area: 500,
        landType: 'Đất xây dựng trụ sở cơ quan',
        term: 'Lâu dài',
        origin: 'Nhà nước giao đất không thu tiền sử dụng đất',
        serial: 'AA 00123456',
        registerNumber: 'CS 00012',
      },
    }),
  '1.013831': () =>
    aCase('1.013831', {
      who: ['applicant'],
      given: (number) => ({
        givers: [{ fullName: 'Trần Văn Cho', number: '046060000009', address: residence }],
        receivers: [{ fullName: 'Nguyễn Thị Thử', number, address: residence, share: 100 }],
        'transfer.side': 'receiver',
        'transfer.byRepresentative': false,
        'transfer.kind': 'gift',
        'transfer.contractOn': '2026-11-10',
        'transfer.contractNumber': '1234/2026',
        'land.certificateOn': '2019-05-01',
        'land.area': 100,
        'land.whole': true,
        'land.split': false,
        'land.mortgaged': false,
        'land.parcel': '125',
        'land.sheet': '12',
      }),
      decision: {
        serial: 'AA 00123456',
        registerNumber: 'CS 00013',
        certificateOn: '2026-11-23',
        plot: '125',
        sheet: '12',
        area: 100,
        landType: 'Đất ở tại đô thị',
        term: 'Lâu dài',
        use: 'Sử dụng riêng',
        origin: 'Nhận tặng cho quyền sử dụng đất',
        holder: 'Nguyễn Thị Thử',
        holderPapers: 'Căn cước số 046190000001',
        holderAddress: residence,
        changes: 'Nhận tặng cho toàn bộ thửa đất theo hợp đồng số 1234/2026.',
      },
    }),
  '1.012812': () =>
    aCase('1.012812', {
      who: ['applicant'],
      given: {
        'dispute.certificate': true,
        others: [{ name: 'Phan Văn Bên', address: residence, phone: '0905000001' }],
      },
      decision: {
        outcome: 'agreed',
        metOn: '2026-11-23',
        startedAt: '08 giờ 30 phút',
        endedAt: '10 giờ 15 phút',
        place: 'Phòng họp Ủy ban nhân dân phường',
        land: 'Thửa đất số 125, tờ bản đồ số 12',
        chair: 'Trần Văn Chủ',
        council: [{ name: 'Lê Văn Mặt', role: 'Đại diện Mặt trận Tổ quốc' }],
        parties: [
          { name: 'Nguyễn Thị Thử', side: 'Người yêu cầu hòa giải' },
          { name: 'Phan Văn Bên', side: 'Người bị tranh chấp' },
        ],
        summary: 'Hai bên tranh chấp ranh giới dài 12 m.',
        opinion: 'Hội đồng đề nghị giữ mốc cũ.',
        agreed: 'Hai bên giữ ranh giới theo mốc đã cắm.',
        notAgreed: 'Không có',
      },
    }),
  '1.011607': () =>
    aCase('1.011607', {
      who: ['applicant'],
      given: (identityNumber) => ({
        'applicant.ethnicity': 'Kinh',
        'household.hamlet': 'Tổ dân phố 5',
        'household.members': [
          {
            fullName: 'Nguyễn Thị Thử',
            bornOn: '1990-05-17',
            identityNumber,
            relation: 'self',
            work: 'unemployed',
          },
          { fullName: 'Nguyễn Văn Con', bornOn: '2018-01-01', relation: 'child', work: 'child' },
        ],
      }),
      decision: { class: 'near-poor', scoreIncome: 145, scoreLack: 10, year: '2026' },
    }),
  '1.001776': () =>
    aCase('1.001776', {
      who: ['applicant', 'beneficiary'],
      given: {
        'applicant.for': 'self',
        'beneficiary.kind': 'disabled',
        'beneficiary.disabilityLevel': 'severe',
        'beneficiary.pension': false,
        'payment.by': 'cash',
      },
      decision: {
        group: 'Người khuyết tật nặng, khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP',
        coefficient: 1.5,
        standard: 500_000,
        amount: 750_000,
        from: '2026-12-01',
      },
    }),
  '1.014027': () =>
    aCase('1.014027', {
      who: ['applicant', 'beneficiary'],
      born: '1948-03-02',
      given: {
        'applicant.for': 'self',
        'beneficiary.nationality': 'VN',
        'beneficiary.household': 'none',
        'beneficiary.pension': false,
        'payment.by': 'cash',
      },
      decision: { group: 'Từ đủ 75 tuổi', amount: 500_000 },
    }),
  '2.002307': () =>
    aCase('2.002307', {
      who: ['applicant'],
      given: {
        'applicant.relation': 'child',
        'veteran.bornOn': '1945-01-01',
        'veteran.diedOn': '2026-11-10',
        'claim.received': false,
        'claim.othersExist': false,
        'payment.by': 'cash',
      },
      decision: { baseSalary: 2_530_000, amount: 25_300_000 },
    }),
  '1.001714': () =>
    aCase('1.001714', {
      who: ['applicant', 'student'],
      given: {
        'student.self': true,
        'student.bought': false,
        'student.months': 9,
        'student.schoolOf': 'commune',
        'student.schoolUnit': '19789',
        'payment.by': 'cash',
      },
      decision: { monthly: 2_024_000, months: 9, total: 18_216_000 },
    }),
  '2.002481': () =>
    aCase('2.002481', {
      who: ['applicant'],
      given: {
        'applicant.relation': 'guardian',
        'move.fromSchool': 'Trường THCS Chu Văn An',
        'move.toSchool': 'Trường THCS Trần Cao Vân',
        'move.secondChoice': 'Trường THCS Nguyễn Tri Phương',
        'move.from': '2026-12-07',
        'student.grade': '8',
        'student.bornOn': '2013-05-20',
        'student.sex': 'female',
        'student.identityNumber': '046313004417',
        'student.priority': false,
      },
      decision: { toSchool: 'Trường THCS Nguyễn Tri Phương', from: '2026-12-07' },
    }),
}

/** What stands on the signed paper: the decided, in figures and words, and never a gap. */
const says: Record<string, RegExp[]> = {
  '1.001612': [/HỘ KINH DOANH TẠP HÓA AN CỰU/i, /4711/],
  '2.000720': [/HỘ KINH DOANH BÚN BÒ MỤ RỚT/i, /Năm mươi triệu đồng/],
  '1.001570': [/tiếp tục kinh doanh trước thời hạn đã thông báo/],
  '1.013225': [/72 m²/, /3 tầng, không có tầng hầm/],
  '1.013227': [/6 tháng/, /01\/06\/2027/],
  '1.012753': [/thửa đất số 125/],
  '1.013831': [/AA 00123456/, /Nhận tặng cho toàn bộ thửa đất/],
  '1.012812': [/hòa giải thành/i, /giữ ranh giới theo mốc đã cắm/, /Phan Văn Bên/],
  '1.011607': [
    /Hộ cận nghèo/,
    /Xét kết quả rà soát, họp dân/,
    /\(Theo Quyết định số \S+ ngày \d\d\/\d\d\/\d{4}\)/,
  ],
  '1.001776': [/750\.000 đồng một tháng/, /bảy trăm năm mươi nghìn đồng/],
  '1.014027': [/500\.000 đồng một tháng/, /năm trăm nghìn đồng/],
  '2.002307': [/25\.300\.000 đồng/, /hai mươi lăm triệu ba trăm nghìn đồng/],
  '1.001714': [/18\.216\.000 đồng/],
  '2.002481': [/Trường THCS Nguyễn Tri Phương/],
}

test('a signed permit is public for a year without a name, and no longer once it is revoked', async () => {
  const one = await cases['1.013225']?.()
  if (!one) throw new Error('1.013225')
  await sign(one)
  const { desk, citizen } = one
  const agencyId = desk.agency.id
  const asSystem = <T>(task: (work: Work) => Promise<T>, now = monday) => perform(system, task, { now })
  const [{ id = '', resultId = null } = {}] = await asSystem(({ tx }) =>
    tx.selectFrom('dossiers.dossier').select(['id', 'resultId']).where('agencyId', '=', agencyId).execute(),
  )
  const seen = (now = monday) =>
    perform(anonymous, async (work) => (await listPublished(work, { agencyId })).rows, { now })
  expect(await seen()).toEqual([])
  await asSystem((work) => publishResult(work, id))
  await asSystem((work) => publishResult(work, id))
  const [row, ...others] = await seen()
  expect(others).toEqual([])
  expect(row).toMatchObject({ title: 'Giấy phép xây dựng' })
  expect(row?.facts.map(({ label }) => label)).toContain('Tổng diện tích sàn được cấp')
  const told = JSON.stringify(row)
  for (const secret of [citizen.name, citizen.idNumber, 'Nguyễn Thị Thử', '12 Lê Lợi'])
    expect(told).not.toContain(secret)
  expect(await seen(new Date('2027-11-22T09:00:00+07:00'))).toHaveLength(1)
  expect(await seen(new Date('2028-12-01T09:00:00+07:00'))).toEqual([])

  // Another in its place is public in its place; taken back while it is being made public it is not.
  const { specialist, leader } = desk
  await asSystem((work) => deliverResult(work, id))
  const said = {
    kind: 'replace',
    reason: 'Ghi sai số nhà khi đánh máy.',
    clause: 'Điều 20 Luật Xây dựng',
  } as const
  await perform(specialist, (work) => askCorrection(work, specialist, id, said), { now: monday })
  const { documentId } = await beginCorrection(leader, id, {}, { now: monday })
  const { sha256 } = await showDraft(leader, documentId, { now: monday })
  await signCorrection({ ...leader, confirmedAt: monday }, id, { sha256 }, {}, { now: monday })
  const [published, mayEnd] = [Promise.withResolvers<unknown>(), Promise.withResolvers<void>()]
  const publishing = asSystem(async (work) => {
    await publishResult(work, id)
    published.resolve((await listPublished(work, { agencyId })).rows)
    await mayEnd.promise
  })
  expect(await published.promise).toMatchObject([{ documentId, facts: row?.facts }])
  expect(documentId).not.toBe(resultId)
  setTimeout(mayEnd.resolve, 300)
  await Promise.all([publishing, asSystem((work) => unpublish(work, documentId))])
  expect(await seen()).toEqual([])
})

test('a change is written into the entry of the business, the former one stays, and stands again when the change is revoked', async () => {
  const owner = await aPersonFor('x')
  const [first, change] = [await cases['1.001612']?.(owner), await cases['2.000720']?.(owner)]
  if (!first || !change) throw new Error('1.001612, 2.000720')
  const businessCode = '3300100025'
  const buyer = (await aPersonFor('newOwner')).given
  await sign({ ...first, decision: { ...first.decision, businessCode } })
  const seller = valueAt(first.answers, 'owner.identityNumber') as string
  const answers = structuredClone(change.answers)
  Object.assign(answers.change as object, { what: ['name', 'owner'], ownerReason: 'transfer' })
  Object.assign(answers.business as object, { taxCode: businessCode })
  const newOwner = Object.fromEntries(
    Object.entries(buyer).map(([key, value]) => [key.replace('newOwner.', ''), value]),
  )
  const more = { ethnicity: 'Kinh', nationality: 'VN', residence }
  await sign({
    ...change,
    answers: { ...answers, newOwner: { ...newOwner, ...more } },
    decision: { ...change.decision, businessCode, ownerNumber: newOwner.identityNumber },
  })
  const entriesOf = (idNumber: string) =>
    perform(system, (work) =>
      findExtracts(work, { kind: 'household_business', idNumber, fullName: '', bornOn: null }),
    )
  const [before] = await entriesOf(seller)
  const [after, ...others] = await entriesOf(String(newOwner.identityNumber))
  expect(others).toEqual([])
  expect(before).toMatchObject({
    endedOn: expect.any(String),
    content: { name: 'HỘ KINH DOANH TẠP HÓA AN CỰU' },
  })
  expect(after).toMatchObject({
    endedOn: null,
    content: { code: businessCode, name: 'HỘ KINH DOANH BÚN BÒ MỤ RỚT' },
  })
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ documentId: string; checkCode: string; symbol: string }>`
      select d.id as document_id, d.check_code, d.symbol from registry.entry e join documents.document d on d.id = e.document_id
       where e.id in (${before?.id ?? ''}, ${after?.id ?? ''}) order by e.entered_at`.execute(tx),
  )
  const [former, latter] = rows
  const standing = () => checkDocument({ code: former?.checkCode ?? '' })
  expect(await standing()).toMatchObject({
    verdict: 'revoked',
    document: { replacedBy: { code: latter?.checkCode, symbol: latter?.symbol } },
  })
  const reason = 'Giấy tờ chuyển nhượng là giả.'
  const documentId = latter?.documentId ?? ''
  const { specialist } = change.desk
  const leader = { ...change.desk.leader, confirmedAt: new Date() }
  await perform(specialist, (work) => askToRevoke(work, specialist, documentId, reason))
  await perform(leader, (work) => revokeDocument(work, leader, documentId))
  await perform(system, (work) => undoResult(work, documentId))
  expect(await standing()).toMatchObject({ verdict: 'genuine', document: { replacedBy: null } })
  expect(await entriesOf(seller)).toMatchObject([{ endedOn: null }])
  expect(await entriesOf(String(newOwner.identityNumber))).toMatchObject([{ endedOn: expect.any(String) }])
})

test.each(Object.keys(cases))('%s is taken to its signed result', async (code) => {
  const one = await cases[code]?.()
  if (!one) throw new Error(code)
  const form = decisionForm(one.desk.service, one.answers)
  const rows = form
    ? decidedRows(form, (one.decision ?? {}) as Answers, one.answers, formContext(monday, []))
    : []
  // What a leader reads beside the paper: said in words, and nothing where neither side says anything.
  expect(rows.filter(({ decided, requested }) => /\[object|^$/.test(decided || requested))).toEqual([])
  expect(rows.map(({ requested }) => requested).join()).not.toContain('[object')
  const text = await sign(one)
  for (const said of says[code] ?? []) expect(text).toMatch(said)
  expect(text).not.toMatch(/…………|\{\{/)
})

/** What is not so stops the proposal, whoever ticks whatever. */
test.each<[string, string, Given, Record<string, unknown>]>([
  ['1.001612', 'a foreign owner', { 'owner.nationality': 'KR' }, {}],
  ['1.001612', 'a name of a company', { 'business.name': 'Hộ kinh doanh Công ty An Cựu' }, {}],
  ['1.001570', 'a return on the day after tomorrow', { 'pause.resumeOn': '2026-11-24' }, {}],
  ['1.013225', 'a house larger than its plot', { 'land.area': 70 }, {}],
  ['1.013225', 'more granted than the plot has', {}, { footprint: 130 }],
  ['1.013227', 'a building that was begun', { 'permit.started': true }, {}],
  [
    '1.014027',
    'a pension drawn already',
    { 'beneficiary.pension': true, 'beneficiary.pensionDetail': 'Lương hưu' },
    {},
  ],
  ['1.001714', 'more than nine months', {}, { months: 9, total: 20_240_000 }],
  ['1.001714', 'aids beyond a million', {}, { items: 1_000_000, total: 1 }],
  ['2.002481', 'the school attended already', { 'move.toSchool': 'Trường THCS Chu Văn An' }, {}],
])('%s refuses %s', async (code, _what, given, decision) => {
  const one = await cases[code]?.()
  if (!one) throw new Error(code)
  const contradicted = {
    ...one,
    answers: withChanges(one.answers, given),
    decision: { ...one.decision, ...decision },
  }
  await expect(propose(contradicted)).rejects.toMatchObject({
    code: expect.stringMatching(/^dossiers\.(?:filing_)?unlawful$/),
  })
})

function withChanges(answers: Case['answers'], given: Given): Case['answers'] {
  const changed = structuredClone(answers)
  for (const [path, value] of Object.entries(given)) {
    const [part = '', key = ''] = path.split('.')
    ;(changed[part] as Record<string, AnswerValue>)[key] = value
  }
  return changed
}

test('what only the decision makes rare may be explained before it is proposed, and stops it otherwise', async () => {
  const one = await cases['2.002481']?.()
  if (!one) throw new Error('2.002481')
  const decision = { ...one.decision, toSchool: 'Trường THCS Chu Văn An khác' }
  await expect(propose({ ...one, decision })).rejects.toMatchObject({
    code: 'dossiers.checks_open',
    details: { checks: [{ key: 'grantedAsAsked' }] },
  })
  const { specialist, agency } = one.desk
  const [{ id = '' } = {}] = await perform(system, ({ tx }) =>
    tx.selectFrom('dossiers.dossier').select('id').where('agencyId', '=', agency.id).execute(),
  )
  expect(await stateOf(one.desk, id, 'grantedAsAsked')).toBe('later')
  const reason = 'Hai trường đã xin đều hết chỗ, gia đình đồng ý trường này.'
  const marks = [{ check: 'grantedAsAsked', verdict: 'wrong', reason }] as const
  await perform(specialist, (work) => markChecks(work, specialist, id, { marks: [...marks] }), {
    now: monday,
  })
  await perform(
    specialist,
    (work) => proposeDecision(work, specialist, id, { outcome: 'approve', decision }),
    { now: monday },
  )
})

test('a pause is seen by whoever checks the certificate until the business goes on, and again when that is revoked', async () => {
  const owner = await aPersonFor('x')
  const [first, goingOn] = [await cases['1.001612']?.(owner), await cases['1.001570']?.(owner)]
  if (!first || !goingOn) throw new Error('1.001612, 1.001570')
  const businessCode = '3300100032'
  await sign({ ...first, decision: { ...first.decision, businessCode } })
  const code = await checkCodeOf(first.citizen.id)
  expect(await pauseOfPaper(code)).toBeUndefined()

  const [from, to, resumeOn] = [10, 90, 20].map((days) => addDays(localDay(new Date()), days))
  const saying = (pause: Answers): Case => {
    const { business, ...answers } = structuredClone(goingOn.answers) as Record<string, Answers>
    return { ...goingOn, answers: { ...answers, business: { ...business, taxCode: businessCode }, pause } }
  }
  const reason = 'Sửa chữa cửa hàng.'
  await sign(saying({ kind: 'stop', from, to, reason } as Answers))
  expect(await pauseOfPaper(code)).toEqual({ fromOn: from, toOn: to, resumedOn: null })
  // Its owner reads it beside the certificate in their vault.
  const inVault = (on?: string) =>
    perform(
      first.citizen,
      async (work) => (await pausesOfPapers(work, [code, 'khong-co'])).get(code),
      on ? { now: new Date(`${on}T09:00:00+07:00`) } : {},
    )
  expect(await inVault()).toEqual({ fromOn: from, toOn: to, resumedOn: null })

  const again = await file(saying({ kind: 'stop', from, to, reason } as Answers))
  expect(await stateOf(goingOn.desk, again, 'noOpenPause')).toBe('unlawful')
  // Nobody pauses another's business.
  const stranger = await aPersonFor('x')
  const strangers = await file({
    ...saying({ kind: 'stop', from, to, reason } as Answers),
    citizen: stranger.citizen,
    answers: {
      ...saying({ kind: 'stop', from, to, reason } as Answers).answers,
      applicant: {
        ...(goingOn.answers.applicant as Answers),
        identityNumber: stranger.citizen.idNumber,
      },
    },
  })
  expect(await stateOf(goingOn.desk, strangers, 'ownersBusiness')).toBe('unlawful')
  expect(await stateOf(goingOn.desk, again, 'ownersBusiness')).toBe('holds')

  const resume = saying({ kind: 'resume', resumeOn, reason } as Answers)
  await sign(resume)
  expect(await pauseOfPaper(code)).toEqual({ fromOn: from, toOn: to, resumedOn: resumeOn })
  const later = perform(system, (work) => findPause(work, businessCode, resumeOn ?? ''))
  expect(await later).toBeUndefined()
  expect(await inVault(resumeOn)).toBeUndefined()
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ resumedBy: string }>`select resumed_by from registry.pause where code = ${businessCode}`.execute(
      tx,
    ),
  )
  await perform(system, (work) => undoResult(work, rows[0]?.resumedBy ?? ''))
  expect(await pauseOfPaper(code)).toEqual({ fromOn: from, toOn: to, resumedOn: null })
})

test('a certificate whose entry was changed before such papers were marked is marked, once', async () => {
  const [first, other] = [await cases['1.001612']?.(), await cases['1.001570']?.()]
  if (!first || !other) throw new Error('1.001612, 1.001570')
  const code = '3300100057'
  await sign({ ...first, decision: { ...first.decision, businessCode: code } })
  await sign(other)
  const certificate = await documentOf(first.citizen.id)
  const change = await documentOf(other.citizen.id)
  const owner = {
    fullName: valueAt(first.answers, 'owner.fullName') as string,
    idNumber: valueAt(first.answers, 'owner.identityNumber') as string,
    bornOn: valueAt(first.answers, 'owner.bornOn') as string,
  }
  // As a signature entered it then: the entry is changed, and its paper left as it was.
  const common = {
    kind: 'household_business',
    code,
    people: { owner },
    changes: { owner },
    content: null,
  } as const
  await perform(system, (work) =>
    enterEvent(work, {
      ...common,
      number: '2',
      register: 'so',
      year: 2026,
      agencyId: other.desk.agency.id,
      eventOn: null,
      dossierId: change.dossierId,
      documentId: change.id,
    }),
  )
  expect(await checkDocument({ code: certificate.checkCode })).toMatchObject({ verdict: 'genuine' })
  await supersedeEarlier()
  await supersedeEarlier()
  expect(await checkDocument({ code: certificate.checkCode })).toMatchObject({
    verdict: 'revoked',
    document: { replacedBy: { code: change.checkCode } },
  })
})

/** How a check of a dossier stands before its specialist. */
function stateOf({ specialist }: Case['desk'], id: string, check: string): Promise<string | undefined> {
  return perform(specialist, async (work) => {
    const dossier = await lockForOfficer(work, specialist, id)
    return (await findCaseChecks(work, dossier)).checks.find(({ key }) => key === check)?.state
  })
}

async function checkCodeOf(ownerId: string): Promise<string> {
  return (await documentOf(ownerId)).checkCode
}

async function documentOf(ownerId: string): Promise<{ id: string; dossierId: string; checkCode: string }> {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ id: string; dossierId: string; checkCode: string }>`
      select id, dossier_id, check_code from documents.document
       where owner_id = ${ownerId}::uuid and status = 'issued' and part = ''`.execute(tx),
  )
  if (!rows[0]) throw new Error('nothing was issued')
  return rows[0]
}
