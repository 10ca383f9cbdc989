/** Each service of civil status and certification from who files it to what its leader signs, as a clerk would who finds all in order. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { aDecision } from '#server/crafts/typeset/fixtures.ts'
import { typeset } from '#server/crafts/typeset/typeset.ts'
import { findDocumentOfDossier } from '#server/modules/documents/index.ts'
import { type EnterEvent, endEntryOf, enterEvent } from '#server/modules/registry/enter.ts'
import type { EntryKind } from '#server/modules/registry/entry-keys.ts'
import { anIdNumber } from '#server/modules/registry/fixtures.ts'
import { listPapers } from '#server/modules/registry/vault.ts'
import { system } from '#server/platform/actor.ts'
import { readFile, receiveFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { extractsOf } from '../../check/find-extracts.ts'
import { checksOf, fileAnswers, inWork } from '../../check/fixtures.ts'
import { type Desk, type Filed, monday, readAndSign, settleChecks } from '../../fixtures.ts'
import { deliverResult } from '../../handle/deliver-result.ts'
import { type ProposeDecision, proposeDecision } from '../../handle/propose-decision.ts'
import { answerAsked, listAsked, settleAnswered } from '../../prerequisites/answer-asked.ts'
import { settlePrerequisites } from '../../prerequisites/fixtures.ts'
import { settlePrerequisite } from '../../prerequisites/settle-prerequisite.ts'
import { lockDossier } from '../../read/dossier-queries.ts'
import { paperTitle } from '../../read/paper-standing.ts'
import { aDeskOf, applicantOf, asCitizen, aWorld, lawful, type World } from './fixtures.ts'

const papers = 'Căn cước số 046090000001 do Bộ Công an cấp ngày 12/03/2025'
/** What the specialist decides; only the register, the population base or the papers shown say it. */
const birth = {
  childSex: 'male',
  childNumber: anIdNumber('2026-11-10', 'male'),
  informantPapers: papers,
}
const decided: Record<string, Answers> = {
  '1.001193': birth,
  '2.000986': { ...birth, childNumber: anIdNumber('2026-11-10', 'male') },
  '1.000656': { informantPapers: papers, cause: 'Nhồi máu cơ tim' },
  '1.000894': { groomPapers: papers, bridePapers: papers },
  '1.001022': { parentPapers: papers, childPapers: 'Giấy khai sinh số 47/2019 ngày 10/03/2019' },
  '1.004873': { state: 'single', papers },
  '2.000635': {
    entry: 'paper-book',
    source: 'Sổ đăng ký khai sinh phường Vỹ Dạ, quyển 02/1997, trang 45',
    whyElsewhere: 'Sổ năm 1997 chưa được số hóa',
    registeredAt: 'UBND phường Vỹ Dạ, thành phố Huế',
    registeredNumber: '245/1997',
    registeredOn: '1997-06-20',
    fullName: 'Hà Thị Đơn',
    bornOn: '1997-06-06',
    sex: 'female',
    ethnicity: 'Kinh',
    nationality: 'Việt Nam',
    birthplace: 'Bệnh viện Trung ương Huế',
  },
  '2.000815': { original: 'Bằng tốt nghiệp', volume: '01' },
  '2.000884': {
    signerPapers: papers,
    place: 'Trung tâm Phục vụ hành chính công phường Thuận Hóa, thành phố Huế',
    volume: '01',
  },
}

/** What stands on the paper, by the form the law gives it. */
const said: Record<string, string[]> = {
  '1.001193': ['GIẤY KHAI SINH', 'Họ, chữ đệm, tên: NGUYỄN MINH AN', 'NGƯỜI KÝ GIẤY KHAI SINH'],
  '2.000986': ['GIẤY KHAI SINH', 'Họ, chữ đệm, tên: NGUYỄN MINH BÌNH'],
  '1.000656': ['TRÍCH LỤC KHAI TỬ', 'Đã chết vào lúc: 21 giờ 30 phút, ngày 20/11/2026', 'Nhồi máu cơ tim'],
  '1.000894': ['GIẤY CHỨNG NHẬN KẾT HÔN', 'Họ, chữ đệm, tên vợ: VÕ THỊ DÂU'],
  '1.001022': ['TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, CON', 'Họ, chữ đệm, tên con: HÀ MINH CON'],
  '1.004873': ['01/UBND-XNTTHN', 'Chưa đăng ký kết hôn với ai', 'đăng ký kết hôn với Phan Văn Rể'],
  '2.000635': ['(BẢN SAO)', 'Số: 245/1997'],
  '2.000815': ['CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH', 'Quyển số: 01/2026-SCT/BS'],
  '2.000884': ['Hà Thị Đơn', 'Quyển số: 01/2026-SCT/CK,ĐC'],
}

function textOf(pdf: Buffer): string {
  const input = { input: pdf, encoding: 'utf8' as const }
  return execFileSync('pdftotext', ['-layout', '-', '-'], input).normalize('NFC').replace(/\s+/g, ' ')
}

/** Who has to agree signs in and does, having read this. */
async function agree(dossierId: string): Promise<string> {
  let read = ''
  for (const person of Object.values(people).map(asCitizen)) {
    const asked = await perform(person, (work) => listAsked(work, person), { now: monday })
    for (const { id, shown } of asked) {
      read += JSON.stringify(shown.sections)
      await perform(person, (work) => answerAsked(work, person, id, { answer: 'agreed' }), { now: monday })
      await perform(system, (work) => settleAnswered(work, dossierId, id), { now: monday })
    }
  }
  return read
}

let people: World
beforeAll(async () => {
  people = await aWorld()
})

test.each(Object.keys(decided))('%s comes to its result', async (code) => {
  const of = lawful[code]
  if (!of) throw new Error(code)
  const desk = await aDeskOf(code, { waits: true })
  const { by, answers } = of(people)
  // A paper recorded of what was awaited is shown by what it is.
  for (const { key, name } of desk.service.prerequisites) expect(paperTitle(desk.service, key)).toBe(name)
  const filed = await inWork(desk, asCitizen(by), structuredClone(answers), monday)
  const read = await agree(filed.id)
  if (code === '1.000894') expect(read).toContain('25/11/2026')
  await settleChecks(desk.specialist, filed.id)
  const proposal = { outcome: 'approve' as const, decision: decided[code] ?? {} }
  let now = await settlePrerequisites(desk, filed.id, 'propose', monday, proposal)
  // A child of another name under the number of one who stands in the register.
  if (code === '2.000986')
    await expect(
      perform(
        desk.specialist,
        (work) =>
          proposeDecision(work, desk.specialist, filed.id, {
            ...proposal,
            decision: { ...proposal.decision, childNumber: birth.childNumber },
          }),
        { now },
      ),
    ).rejects.toMatchObject({ code: 'dossiers.unlawful', details: { checks: [{ key: 'notRegistered' }] } })
  if (desk.service.result.form?.pagesOf) await scanFor(desk, filed, proposal, now)
  await perform(desk.specialist, (work) => proposeDecision(work, desk.specialist, filed.id, proposal), {
    now,
  })
  now = await settlePrerequisites(desk, filed.id, 'sign', now)
  const standing = async () => Object.values(await checksOf(desk, filed, now)).map(({ state }) => state)
  const open = /toCheck|toExplain|unlawful/
  // Who came to sign, and the paper of it, leaves what was looked up before as it was.
  expect((await standing()).filter((state) => open.test(state))).toEqual([])
  await readAndSign(desk.leader, filed.id, {}, now)
  const document = await perform(desk.leader, (work) => findDocumentOfDossier(work, filed.id))
  expect(document?.status).toBe('issued')
  const text = textOf(await readFile(document?.sha256 ?? ''))
  for (const words of said[code] ?? []) expect(text).toContain(words)
  expect(text).not.toMatch(/…………|đã được chuyển/)
  const state = async () => {
    await perform(system, (work) => deliverResult(work, filed.id), { now })
    return (await perform(system, (work) => lockDossier(work.tx, filed.id)))?.status
  }
  // Police and insurance answer after the birth is signed: the dossier waits for them, the certificate does not.
  if (code === '2.000986') {
    expect(await state()).toBe('decided')
    expect(await state()).toBe('decided')
    const owner = asCitizen(by)
    const held = await perform(owner, (work) => listPapers(work, owner))
    expect(held.filter(({ documentId }) => documentId === document?.id)).toMatchObject([
      { kind: 'giay-khai-sinh', number: document?.symbol },
    ])
  }
  now = await settlePrerequisites(desk, filed.id, 'deliver', now)
  expect(await state()).toBe('returned')
  // What the result itself entered in the register is no finding against it.
  expect((await standing()).filter((state) => open.test(state))).toEqual([])
  if (code === '2.000815') await refusesAsOriginal(desk, by, answers, document?.sha256 ?? '')
  // For the same purpose the first is in force still; for another one nothing stands against a second.
  if (code === '1.004873') {
    const again = async (purpose: Answers) =>
      checksOf(desk, await inWork(desk, asCitizen(by), { ...structuredClone(answers), purpose }, now), now)
    expect((await again(answers.purpose as Answers)).noOther).toMatchObject({
      state: 'toExplain',
      found: expect.stringContaining(document?.symbol ?? ''),
    })
    expect((await again({ kind: 'loan', count: 1, reissue: false })).noOther?.state).toBe('toCheck')
  }
})

/**
 * Without the pages a lời chứng stands on nothing is proposed; what an officer scans with the attendance is those pages, the newest
 * recorded, and no check is to be made anew because of it.
 */
async function scanFor(desk: Desk, filed: Filed, proposal: ProposeDecision, now: Date) {
  const { specialist } = desk
  const propose = () =>
    perform(specialist, (work) => proposeDecision(work, specialist, filed.id, proposal), { now })
  const page = Buffer.from(await typeset('nd30', aDecision()))
  const scan = async (files: number) => {
    const scans: string[] = []
    while (scans.length < files) {
      const source = Readable.from([page])
      scans.push((await receiveFile(specialist, { name: 'ban-chup.pdf', source })).uploadId)
    }
    const key = desk.service.result.form?.pagesOf?.[0] ?? ''
    const given = { key, how: 'done' as const, scans }
    await perform(specialist, (work) => settlePrerequisite(work, specialist, filed.id, given), { now })
  }
  await expect(propose()).rejects.toMatchObject({
    code: 'dossiers.scan_missing',
    details: { given: 0, wanted: 1 },
  })
  await scan(2)
  await expect(propose()).rejects.toMatchObject({
    code: 'dossiers.scan_missing',
    details: { given: 2, wanted: 1 },
  })
  await scan(1)
  const ticked = Object.values(await checksOf(desk, filed, now)).filter(({ mark }) => mark !== null)
  expect(ticked.length).toBeGreaterThan(0)
  expect(ticked.filter(({ mark }) => mark?.isStale)).toEqual([])
}

/** Of the copy just certified nobody certifies another. */
async function refusesAsOriginal(desk: Desk, by: World['single'], answers: Answers, sha256: string) {
  const citizen = asCitizen(by)
  const source = Readable.from([await readFile(sha256)])
  const { uploadId } = await receiveFile(citizen, { name: 'ban-chinh.pdf', source })
  const papers = [{ key: 'scan', upload: uploadId }]
  await expect(fileAnswers(desk, citizen, structuredClone(answers), monday, papers)).rejects.toMatchObject({
    code: 'dossiers.filing_unlawful',
    details: { checks: [{ key: 'isOriginal' }] },
  })
}

/** An entry of the register as a signature of another day made it. */
const enter = async (
  agencyId: string,
  kind: EntryKind,
  number: string,
  entry: Pick<EnterEvent, 'people' | 'content'>,
) => {
  const id = randomUUID()
  const common = { kind, number, register: 'so', year: 2026, agencyId, eventOn: '2026-11-01' }
  await perform(system, (work) => enterEvent(work, { ...common, dossierId: id, documentId: id, ...entry }), {
    now: monday,
  })
  return id
}

test('a copy says what the register says and what has changed since; what was revoked gives none', async () => {
  const desk = await aDeskOf('2.000635')
  const { single, cousin } = people
  const copyOf = async (by: World[keyof World], event: Answers) => {
    const filing = lawful['2.000635']?.(people).answers as Record<string, Answers>
    const answers = { ...filing, applicant: applicantOf(by, { relation: 'self' }), event }
    const filed = await inWork(desk, asCitizen(by), answers, monday)
    await settleChecks(desk.specialist, filed.id)
    const found = await perform(system, (work) => extractsOf(work, desk.service, answers))
    const propose = (decision: Answers) =>
      perform(
        desk.specialist,
        (work) => proposeDecision(work, desk.specialist, filed.id, { outcome: 'approve', decision }),
        { now: monday },
      )
    return { filed, found, propose, checks: await checksOf(desk, filed) }
  }
  const husband = { fullName: 'Lý Văn Xưa', idNumber: anIdNumber('1980-02-02', 'male'), bornOn: '1980-02-02' }
  const wife = { fullName: single.fullName, idNumber: single.identityNumber, bornOn: single.bornOn }
  const party = (name: string) => ({
    [`${name}Ethnicity`]: 'Kinh',
    [`${name}Nationality`]: 'Việt Nam',
    [`${name}Residence`]: 'Phường Vỹ Dạ, thành phố Huế',
    [`${name}Papers`]: 'Căn cước',
  })
  await enter(desk.agency.id, 'marriage', '31/2020', {
    people: { husband, wife },
    content: {
      wifeName: 'HÀ THỊ ĐƠN',
      wifeBornOn: '06/06/1997',
      husbandName: 'LÝ VĂN XƯA',
      husbandBornOn: '02/02/1980',
      ...party('wife'),
      ...party('husband'),
    },
  })
  await enter(desk.agency.id, 'death', '07/2026', { people: { deceased: husband }, content: null })
  const event = { kind: 'marriage', fullName: single.fullName, bornOn: single.bornOn }
  const marriage = await copyOf(single, {
    ...event,
    spouseName: husband.fullName,
    identityNumber: single.identityNumber,
    registeredAt: 'UBND phường Vỹ Dạ',
  })
  expect(marriage.checks).toMatchObject({ found: { state: 'holds' }, same: { state: 'holds' } })
  await marriage.propose({ entry: marriage.found[0]?.id ?? '' })
  await readAndSign(desk.leader, marriage.filed.id, {}, monday)
  const document = await perform(desk.leader, (work) => findDocumentOfDossier(work, marriage.filed.id))
  const text = textOf(await readFile(document?.sha256 ?? ''))
  expect(text).toContain('Số: 31/2020')
  expect(text).toContain('Lý Văn Xưa đã chết ngày 01/11/2026, Trích lục khai tử số 07/2026')

  // Somebody is born once: what stands under their number is chosen, and nothing is typed beside it.
  const child = { fullName: cousin.fullName, idNumber: cousin.identityNumber, bornOn: cousin.bornOn }
  const birthId = await enter(desk.agency.id, 'birth', '88/1999', {
    people: { child },
    content: {
      name: 'ĐỖ THỊ HỌ',
      bornOn: '01/01/1999',
      bornOnWords: 'Ngày một tháng một',
      sex: 'Nữ',
      ethnicity: 'Kinh',
      nationality: 'Việt Nam',
      birthplace: 'Huế',
    },
  })
  const asked = {
    kind: 'birth',
    fullName: 'Đỗ Thị Khác',
    bornOn: cousin.bornOn,
    identityNumber: cousin.identityNumber,
    registeredAt: 'Không rõ',
  }
  const birthCopy = await copyOf(cousin, asked)
  expect(birthCopy.checks).toMatchObject({ found: { state: 'holds' }, same: { state: 'explained' } })
  await expect(birthCopy.propose({ ...decided['2.000635'] })).rejects.toMatchObject({
    code: 'dossiers.decision_wrong',
  })
  await expect(birthCopy.propose({ entry: randomUUID() })).rejects.toMatchObject({
    code: 'dossiers.decision_wrong',
  })
  await perform(system, (work) => endEntryOf(work, birthId))
  const revoked = await copyOf(cousin, asked)
  expect(revoked.checks.found).toMatchObject({
    state: 'unlawful',
    found: expect.stringContaining('88/1999'),
  })
})
