/** Mẫu 01 to 05: numbered in the work that issues them, sealed once, the same bytes ever after. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { appoint } from '#server/modules/agencies/index.ts'
import { checkDocument, checkFile } from '#server/modules/documents/index.ts'
import { type Actor, type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { submitDossier } from '../apply/submit-dossier.ts'
import { stopUnanswered, withdrawDossier } from '../apply/withdraw-dossier.ts'
import { aCheck } from '../check/fixtures.ts'
import {
  aColleague,
  aDesk,
  aDossierInWork,
  aFiledDossier,
  anAcceptedDossier,
  anApplicant,
  anApplication,
  type Desk,
  type Filed,
  monday,
  refuseAndSign,
} from '../fixtures.ts'
import { acceptDossier } from '../handle/accept-dossier.ts'
import { askSupplement } from '../handle/ask-supplement.ts'
import { chooseLimit } from '../handle/choose-limit.ts'
import { extendDeadline } from '../handle/extend-deadline.ts'
import { toBring } from '../read/originals.ts'
import { viewOfficerDossier, viewOwnDossier } from '../read/view-dossier.ts'
import { refuseDossier } from '../refuse/refuse-dossier.ts'
import { dropRefusal, signRefusal } from '../refuse/sign-refusal.ts'
import { listRefusals } from '../refuse/view-refusal.ts'
import { openSlip, type SlipName, slipsOf } from './open-slip.ts'
import { sealSlip, sealSlips } from './seal-slips.ts'
import { listSlips, type Slip } from './slip-queries.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-slips-'))
const lacks = (...tools: string[]) => tools.some((tool) => spawnSync(tool, ['-v']).error !== undefined)
afterAll(stopTypesetting)

const at = (text: string) => new Date(`${text}:00+07:00`)
const reason = 'Chờ xác minh tại nơi cư trú cũ'
const missing = { items: ['Giấy chứng sinh bản chụp rõ'], reason: 'Bản chụp bị mờ, không đọc được số.' }

function by<T>(actor: Actor, task: (work: Work) => Promise<T>, now = monday): Promise<T> {
  return perform(actor, task, { now })
}

const slipsOn = ({ id }: Pick<Filed, 'id'>): Promise<Slip[]> => by(system, (work) => listSlips(work.tx, id))
async function slipOf(filed: Pick<Filed, 'id'>, form: string): Promise<Slip> {
  const slip = (await slipsOn(filed)).findLast((one) => one.form === form)
  if (!slip) throw new Error(`no slip of form ${form}`)
  return slip
}

const accept = (desk: Desk, { id }: Filed, now = monday) =>
  by(desk.oneStop, (work) => acceptDossier(work, desk.oneStop, id), now)
const proven = (leader: Officer, confirmedAt = monday): Officer => ({ ...leader, confirmedAt })
const extend = (leader: Officer, id: string, now = monday) =>
  by(leader, (work) => extendDeadline(work, leader, id, { amount: 2, reason }), now)

describe('numbers', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await aDesk()
  })

  test('of one kind follow each other whatever the dossier’s own number, each kind its own series', async () => {
    const own = await aDesk()
    const filed = [await aFiledDossier(own), await aFiledDossier(own), await aFiledDossier(own)]
    const [first, second, third] = filed as [Filed, Filed, Filed]
    // The third of the day is taken on first.
    await accept(own, third)
    await accept(own, first)
    await by(own.oneStop, (work) => askSupplement(work, own.oneStop, second.id, missing))
    await by(own.oneStop, (work) => refuseDossier(work, own.oneStop, first.id, { reason }).catch(() => {}))
    const symbols = async (one: Filed) => (await slipsOn(one)).map(({ form, symbol }) => [form, symbol])
    expect(await symbols(third)).toEqual([
      ['01', '01/BPTNTKQ'],
      ['06', '01/PKS'],
    ])
    expect(await symbols(first)).toEqual([
      ['01', '02/BPTNTKQ'],
      ['06', '02/PKS'],
    ])
    expect(await symbols(second)).toEqual([['02', '01/PBS']])
  })

  test('taken by twenty at once are twenty, without a gap and without one twice', async () => {
    const own = await aDesk()
    const filed = await Promise.all(Array.from({ length: 20 }, () => aFiledDossier(own)))
    await Promise.all(filed.map((one) => accept(own, one)))
    const numbers = await Promise.all(filed.map(async (one) => (await slipOf(one, '01')).number))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  test('of a work that fails is the next one’s', async () => {
    const filed = await aFiledDossier(desk)
    const failing = by(desk.oneStop, async (work) => {
      await acceptDossier(work, desk.oneStop, filed.id)
      throw new Error('and then something stopped')
    })
    await expect(failing).rejects.toThrow('something stopped')
    expect(await slipsOn(filed)).toEqual([])
    const before = await aFiledDossier(desk)
    await accept(desk, before)
    await accept(desk, filed)
    const [one, two] = [await slipOf(before, '01'), await slipOf(filed, '01')]
    expect(two.number).toBe(one.number + 1)
  })

  test('begin again with the year of Vietnamese time, not of Greenwich', async () => {
    const own = await aDesk()
    const evening = at('2026-12-31T23:59')
    const filed = await Promise.all([1, 2, 3].map(() => aFiledDossier(own, { now: at('2026-12-31T09:00') })))
    const [last, first, next] = filed as [Filed, Filed, Filed]
    await accept(own, last, evening)
    await accept(own, first, at('2027-01-01T00:00'))
    // Seven in the morning at Huế is midnight at Greenwich.
    await accept(own, next, at('2027-01-01T06:59'))
    const told = async (one: Filed) => {
      const { year, symbol, issuedOn } = await slipOf(one, '01')
      return [year, symbol, issuedOn]
    }
    expect(await told(last)).toEqual([2026, '01/BPTNTKQ', '2026-12-31'])
    expect(await told(first)).toEqual([2027, '01/BPTNTKQ', '2027-01-01'])
    expect(await told(next)).toEqual([2027, '02/BPTNTKQ', '2027-01-01'])
  })

  test('are the database’s to keep: none is skipped, set back or given twice, by the program neither', async () => {
    const filed = await anAcceptedDossier(desk)
    const { agencyId, series, year } = await slipOf(filed, '01')
    const move = (last: number) =>
      by(system, ({ tx }) =>
        tx
          .updateTable('dossiers.slipSeries')
          .set({ last })
          .where('agencyId', '=', agencyId)
          .where('series', '=', series)
          .where('year', '=', year)
          .execute(),
      )
    await expect(move(1)).rejects.toThrow('numbers follow each other')
    await expect(move(1000)).rejects.toThrow('numbers follow each other')
  })

  test('a repeated press issues nothing again', async () => {
    const filed = await aFiledDossier(desk)
    const requestKey = '0198c3a2-7d4e-7cc1-9b1a-0d6f1f6d2b11'
    const press = () =>
      by(desk.oneStop, (work) => acceptDossier(work, desk.oneStop, filed.id, { requestKey }))
    await press()
    await press()
    expect((await slipsOn(filed)).filter(({ form }) => form === '01')).toHaveLength(1)
  })
})

describe.skipIf(lacks('pdfsig', 'pdftotext'))('the file', () => {
  const tool = (name: string, pdf: Uint8Array, ...options: string[]): string => {
    const path = join(folder, 'slip.pdf')
    writeFileSync(path, pdf)
    const more = name === 'pdftotext' ? ['-'] : []
    return execFileSync(name, [...options, path, ...more], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  }
  const words = (pdf: Uint8Array) => tool('pdftotext', pdf, '-layout').replace(/\s+/g, ' ').normalize('NFC')
  const signers = (pdf: Uint8Array) =>
    [...tool('pdfsig', pdf, '-nocert').matchAll(/Signer Certificate Common Name: (.*)/g)].map(
      ([, name]) => name,
    )
  const sound = (pdf: Uint8Array) =>
    tool('pdfsig', pdf, '-nocert').match(/Signature is Valid\./g)?.length ?? 0
  const asker = { name: 'test' }

  let desk: Desk
  const limit = `Ngày làm việc tiếp theo${', trừ khi luật quy định khác'.repeat(6)}; nhận sau 15 giờ thì tính từ hôm sau`
  beforeAll(async () => {
    desk = await aDesk(({ timeLimit }) => ({ timeLimit: { ...timeLimit, text: limit } }))
  })

  const opened = (actor: Desk['oneStop'] | Filed['citizen'], { code }: Filed, name: SlipName) =>
    openSlip(actor, code, name)

  test('of a receipt: a copy without a number before acceptance; then one sealed file for everybody, genuine', async () => {
    const filed = await aFiledDossier(desk)
    const before = words(await opened(filed.citizen, filed, 'receipt'))
    expect(before).toContain('CHƯA TIẾP NHẬN')
    expect(before).toContain(limit)
    expect(before).toContain('Số: …/BPTNTKQ')
    await accept(desk, filed)
    const { id, symbol } = await slipOf(filed, '01')
    // Many come to it at once: the worker's job, the page, the contract.
    const [sha256, again] = await Promise.all([sealSlip(id), sealSlip(id)])
    const [ofCitizen, ofOfficer] = await Promise.all([
      opened(filed.citizen, filed, 'receipt'),
      opened(desk.oneStop, filed, 'receipt'),
    ])
    for (const pdf of [ofCitizen, ofOfficer])
      expect(createHash('sha256').update(pdf).digest('hex')).toBe(sha256)
    expect(again).toBe(sha256)
    const text = words(ofCitizen)
    expect(text).toContain(`Số: ${symbol}`)
    expect(text).toContain(filed.citizen.name)
    expect(text).not.toContain('CHƯA')
    expect(sound(ofCitizen)).toBe(1)
    expect(signers(ofCitizen)).toEqual([desk.agency.name])
    const { checkCode } = await slipOf(filed, '01')
    expect(text).toContain(checkCode)
    for (const verdict of [await checkFile([ofCitizen], asker), await checkDocument({ code: checkCode })]) {
      expect(verdict).toMatchObject({
        verdict: 'genuine',
        document: { symbol, title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', agency: desk.agency.name },
      })
      expect(JSON.stringify(verdict)).not.toContain(filed.citizen.name)
    }
    const changed = Buffer.from(ofCitizen)
    const byte = changed.indexOf('/Author') + 12
    changed[byte] = (changed[byte] ?? 0) ^ 1
    expect(await checkFile([changed], asker)).toMatchObject({ verdict: 'changed', document: { symbol } })
  })

  test('names no law for a day that is missing: it is counted once the fee that is owed first is paid', async () => {
    const own = await aDesk({
      fees: [
        {
          key: 'fee',
          name: 'Lệ phí',
          amount: { fixed: 20_000 },
          waivers: [],
          payAt: 'filing',
          basis: 'Nghị quyết thử nghiệm',
        },
      ],
    })
    const filed = await aFiledDossier(own)
    const text = words(await opened(filed.citizen, filed, 'receipt'))
    expect(text).toContain('tính lại khi khoản tiền phải nộp đã được nộp đủ')
    expect(text).not.toContain('pháp luật chuyên ngành')
  })

  test('says what was true when it was issued, though the dossier has gone on since', async () => {
    const filed = await anAcceptedDossier(desk)
    await by(desk.oneStop, (work) => askSupplement(work, desk.oneStop, filed.id, missing))
    const text = words(await opened(filed.citizen, filed, 'receipt'))
    expect(text).toContain('17 giờ 00 phút, ngày 01 tháng 12 năm 2026')
    expect(text).not.toContain('tính lại khi hồ sơ được bổ sung đủ')
    const slip = words(await opened(filed.citizen, filed, 'supplement'))
    expect(slip).toContain('PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ')
    expect(slip).toContain('1. Giấy chứng sinh bản chụp rõ.')
  })

  test('of an apology is signed by the leader who proved who they are, and sealed; without proof nothing happens', async () => {
    const filed = await aDossierInWork(desk)
    await expect(extend(desk.leader, filed.id)).rejects.toMatchObject({
      code: 'identity.confirmation_needed',
    })
    expect((await slipsOn(filed)).map(({ form }) => form)).toEqual(['01', '06'])
    const late = at('2026-12-01T17:01')
    await extend(proven(desk.leader, late), filed.id, late)
    const pdf = await opened(filed.citizen, filed, 'apology')
    expect(signers(pdf)).toEqual([desk.leader.name, desk.agency.name])
    expect(sound(pdf)).toBe(2)
    const text = words(pdf)
    expect(text).toContain('/PXL')
    expect(text).toContain('VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN')
    expect(await checkFile([pdf], asker)).toMatchObject({
      verdict: 'genuine',
      document: { signerName: desk.leader.name, signerPosition: 'Chủ tịch' },
    })
  })

  test('of a refusal waits for whoever may sign it: the applicant gets nothing until then, and it may go back', async () => {
    const filed = await aFiledDossier(desk)
    const { oneStop, leader } = desk
    const ask = (why = reason) =>
      by(oneStop, (work) => refuseDossier(work, oneStop, filed.id, { reason: why }))
    const view = () => by(oneStop, (work) => viewOfficerDossier(work, oneStop, filed.code))
    expect(await ask()).toBe('ask_refusal')
    expect((await view()).dossier).toMatchObject({ status: 'submitted', step: 'leader', finishedAt: null })
    expect(await slipsOn(filed)).toEqual([])
    await expect(opened(filed.citizen, filed, 'refusal')).rejects.toMatchObject({ status: 404 })
    expect(words(await opened(leader, filed, 'refusal'))).toContain('DỰ THẢO, CHƯA KÝ')
    await expect(accept(desk, filed)).rejects.toMatchObject({ code: 'dossiers.not_permitted_now' })
    expect(await by(leader, (work) => listRefusals(work, leader))).toContainEqual(
      expect.objectContaining({ code: filed.code, isMine: true, who: expect.stringContaining('Chủ tịch') }),
    )
    // Neither who asked signs it, nor a leader no position lets sign, nor one who has not proved who they are.
    const sign = (who: Officer) => by(who, (work) => signRefusal(work, who, filed.id))
    const other = await aColleague(desk.agency.id, ['leader'])
    for (const who of [proven(oneStop), proven(other)])
      await expect(sign(who)).rejects.toMatchObject({ code: 'dossiers.not_your_part' })
    await expect(sign(leader)).rejects.toMatchObject({ code: 'identity.confirmation_needed' })

    const back = 'Việc này thuộc thẩm quyền của phường.'
    await by(leader, (work) => dropRefusal(work, leader, filed.id, { reason: back }))
    expect((await view()).dossier).toMatchObject({ status: 'submitted', step: 'one_stop' })
    await expect(sign(proven(leader))).rejects.toMatchObject({ code: 'dossiers.not_your_part' })

    await ask('Nộp không đúng nơi giải quyết')
    await ask().catch(() => {})
    await sign(proven(leader))
    expect((await view()).dossier).toMatchObject({ status: 'refused', step: 'done' })
    const pdf = await opened(filed.citizen, filed, 'refusal')
    const text = words(pdf)
    const said = [
      '/PTC',
      'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
      'Nộp không đúng nơi giải quyết',
      leader.name,
    ]
    for (const part of said) expect(text).toContain(part)
    expect(text).not.toContain(oneStop.name)
    expect(signers(pdf)).toEqual([leader.name, desk.agency.name])
  })

  test('of a refusal by the head of the service centre bears that signature and the seal of the centre', async () => {
    const own = await aDesk()
    const centre = await anAgency({
      parentId: own.agency.id,
      name: 'Trung tâm Phục vụ hành chính công phường Thử Nghiệm',
      kind: 'service_centre',
      symbol: 'TTPVHCC',
    })
    const head = await aColleague(own.agency.id, ['one_stop'], 'Lê Thị Giám Đốc')
    await perform(system, (work) =>
      appoint(work, { positionId: `${centre.id}/chu-tich`, accountId: head.id, validFrom: '2025-07-01' }),
    )
    const filed = await aFiledDossier(own)
    const refuse = (who: Officer) => by(who, (work) => refuseDossier(work, who, filed.id, { reason }))
    // Theirs to sign: at once, with proof, and not without.
    await expect(refuse(head)).rejects.toMatchObject({ code: 'identity.confirmation_needed' })
    expect(await refuse(proven(head))).toBe('refuse')
    expect(signers(await opened(filed.citizen, filed, 'refusal'))).toEqual([head.name, centre.name])
    // Or what a colleague asked for.
    const asked = await aFiledDossier(own)
    await by(own.oneStop, (work) => refuseDossier(work, own.oneStop, asked.id, { reason }))
    await by(head, (work) => signRefusal(work, proven(head), asked.id))
    expect(signers(await opened(asked.citizen, asked, 'refusal'))).toEqual([head.name, centre.name])
    // Whoever signs for the agency does it under its head and its seal, not the centre's.
    const other = await aFiledDossier(own)
    await refuseAndSign(own, other.id, reason)
    const pdf = await opened(other.citizen, other, 'refusal')
    expect(signers(pdf)).toEqual([own.leader.name, own.agency.name])
    expect(words(pdf)).not.toContain('TRUNG TÂM PHỤC VỤ')
  })

  test('of an end: asked for by the applicant, or come because nothing was completed', async () => {
    const taken = await anAcceptedDossier(desk)
    await by(taken.citizen, (work) =>
      withdrawDossier(work, taken.citizen, taken.id, { reason: 'Nộp nhầm thủ tục' }),
    )
    const own = words(await opened(taken.citizen, taken, 'stop'))
    for (const part of [
      'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ',
      '/TB-BPTNTKQ',
      'Ngày 23/11/2026, Ông/Bà/Tổ chức đề nghị rút hồ sơ nêu trên. Lý do: Nộp nhầm thủ tục.',
    ])
      expect(own).toContain(part)

    const left = await anAcceptedDossier(desk)
    await by(desk.oneStop, (work) => askSupplement(work, desk.oneStop, left.id, missing))
    await stopUnanswered(at('2026-12-31T17:10'))
    const pdf = await opened(left.citizen, left, 'stop')
    expect(words(pdf)).toContain('Lý do dừng giải quyết: Quá 15 ngày làm việc chưa bổ sung.')
    expect(signers(pdf)).toEqual([desk.agency.name])
  })

  test('is made by the program where the worker stopped between the action and the seal', async () => {
    const filed = await anAcceptedDossier(desk)
    const before = await slipOf(filed, '01')
    expect(before.sha256).toBeNull()
    expect(await by(filed.citizen, (work) => statesOf(work, filed))).toEqual([['receipt', 'being_made']])
    await sealSlips()
    const after = await slipOf(filed, '01')
    expect(after).toMatchObject({ symbol: before.symbol, content: before.content })
    expect(await by(filed.citizen, (work) => statesOf(work, filed))).toEqual([['receipt', 'sealed']])
    expect(await sealSlip(after.id)).toBe(after.sha256)
    await expect(
      by(system, ({ tx }) =>
        tx
          .updateTable('dossiers.slip')
          .set({ sha256: after.sha256, sealedAt: monday })
          .where('id', '=', after.id)
          .execute(),
      ).then(([result]) => Number(result?.numUpdatedRows)),
    ).resolves.toBe(0)
  })

  test('of before slips bore numbers is a copy marked as one', async () => {
    const filed = await anAcceptedDossier(desk)
    // As an earlier release left it: nobody but the owner of the tables can take a slip away.
    const owner = new pg.Client(process.env.MIGRATOR_URL)
    await owner.connect()
    await owner.query('delete from dossiers.slip where dossier_id = $1', [filed.id])
    await owner.end()
    const text = words(await opened(filed.citizen, filed, 'receipt'))
    expect(text).toContain('BẢN IN LẠI, CHƯA ĐÓNG DẤU')
    expect(text).toContain('Số: …/BPTNTKQ')
  })

  async function statesOf(work: Work, { citizen, code }: Filed) {
    const view = await viewOwnDossier(work, citizen, code)
    return (await slipsOf(work, view)).map(({ name, state }) => [name, state])
  }
})

test('where civil status hands out a Phiếu hẹn, trả kết quả, that is what it is called', async () => {
  const choice = {
    key: 'many',
    name: 'Nhiều bản chính',
    duration: { workingDays: 7 },
    text: 'Không quá 07 ngày làm việc',
    basis: 'Nghị định 23/2015/NĐ-CP',
  }
  const desk = await aDesk(({ timeLimit }) => ({
    receipt: 'phieu-hen',
    timeLimit: { ...timeLimit, choices: [choice] },
  }))
  const filed = await anAcceptedDossier(desk)
  const { content } = await slipOf(filed, '01')
  expect(content).toMatchObject({ title: 'Phiếu hẹn, trả kết quả', paper: { data: { isAppointment: true } } })
  const input = { choice: choice.key, reason: 'Nhiều bản chính, nhiều trang, đã thỏa thuận.' }
  await by(desk.oneStop, (work) => chooseLimit(work, desk.oneStop, filed.id, input))
  const again = (await slipOf(filed, '01')).content
  const data = (again as unknown as { paper: { data: { duration: string; dueAt: string } } }).paper.data
  expect(data, 'the hour beside the day').toMatchObject({
    duration: expect.stringContaining(choice.text),
    dueAt: '2026-12-03T17:00',
  })
  expect((await slipsOn(filed)).map(({ form }) => form)).toEqual(['01', '06', '01'])
})

test('what is brought to the counter in the original is asked for, ticked and printed; who filed online is told what to bring', async () => {
  const desk = await aDesk(({ papers }) => ({
    papers: [
      ...(papers ?? []),
      {
        key: 'card',
        name: 'Thẻ căn cước',
        kind: 'show',
        required: true,
        originals: 1,
        copies: 0,
        accept: ['pdf'],
        maxFiles: 1,
      },
    ],
  }))
  const { id, name, idNumber } = await anApplicant()
  const input = await anApplication(desk, desk.oneStop)
  const filed = await by(desk.oneStop, (work) =>
    submitDossier(work, { id, name, idNumber, unitCode: '19789' }, input),
  )
  const acceptWith = (originals: string[]) =>
    by(desk.oneStop, (work) => acceptDossier(work, desk.oneStop, filed.id, {}, { originals }))
  await expect(acceptWith(['proof'])).rejects.toMatchObject({
    code: 'dossiers.originals_not_seen',
    details: { missing: [{ key: 'card', name: 'Thẻ căn cước' }] },
  })
  await expect(acceptWith(['card', 'nonsense'])).rejects.toMatchObject({ code: 'dossiers.paper_unknown' })
  await acceptWith(['card', 'proof'])
  const printed = (await slipOf(filed, '01')).content as unknown as {
    paper: { data: { components: object[] } }
  }
  expect(printed.paper.data.components).toEqual(
    expect.arrayContaining([
      { name: 'Thẻ căn cước', form: 'Bản chính, đã xuất trình và trả lại', copies: 1 },
      { name: 'Giấy tờ chứng minh', form: 'Bản chính, lưu hồ sơ', copies: 1 },
    ]),
  )
  const online = await anAcceptedDossier(desk)
  const { dossier } = await by(online.citizen, (work) => viewOwnDossier(work, online.citizen, online.code))
  const partly = { ...desk.service, level: 'mot-phan' } as const
  expect(toBring(partly, dossier)).toMatchObject({ on: '2026-12-01' })
  expect(toBring(partly, dossier)?.papers.map(({ key }) => key)).toEqual(['proof', 'more', 'card'])
  const checks = [aCheck('day', { test: { kind: 'workingDay', day: 'wish.on' } })]
  const chosen = { ...dossier, answers: { ...(dossier.answers as object), wish: { on: '2026-12-03' } } }
  expect(toBring({ ...partly, checks }, chosen)).toMatchObject({ on: '2026-12-03' })
  expect(toBring({ ...desk.service, level: 'toan-trinh' }, dossier)).toBeUndefined()
})
