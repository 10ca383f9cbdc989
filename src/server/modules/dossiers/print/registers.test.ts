/** Mẫu 06 and 07: who had a dossier, and what an agency received. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { listAccessesTo } from '#server/modules/registry/index.ts'
import { type Actor, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { anOfficer } from '#tests/people.ts'
import {
  aDesk,
  aFiledDossier,
  anAcceptedDossier,
  aProposedDossier,
  type Desk,
  monday,
  readAndSign,
} from '../fixtures.ts'
import { deliverResult } from '../handle/deliver-result.ts'
import { extendDeadline } from '../handle/extend-deadline.ts'
import { viewOfficerDossier } from '../read/view-dossier.ts'
import { gatherControlSlip, openControlSlip } from './control-slip.ts'
import { registerCsv, registerPdf } from './dossier-register.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-registers-'))
const lacks = (...tools: string[]) => tools.some((tool) => spawnSync(tool, ['-v']).error !== undefined)
afterAll(stopTypesetting)

const at = (text: string) => new Date(`${text}:00+07:00`)
function by<T>(actor: Actor, task: (work: Work) => Promise<T>, now = monday): Promise<T> {
  return perform(actor, task, { now })
}
function tool(name: string, pdf: Uint8Array, ...options: string[]): string {
  const path = join(folder, 'paper.pdf')
  writeFileSync(path, pdf)
  const more = name === 'pdftotext' ? ['-'] : []
  return execFileSync(name, [...options, path, ...more], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

describe.skipIf(lacks('pdftotext', 'pdfinfo'))('the slip of a dossier’s way', () => {
  test('names who gave it to whom and when, and how that stood to the promised day', async () => {
    const filed = await aProposedDossier(desk)
    const { oneStop, specialist } = desk
    const leader = { ...desk.leader, confirmedAt: at('2026-12-01T16:00') }
    await by(
      leader,
      (work) => extendDeadline(work, leader, filed.id, { amount: 1, reason: 'Chờ xác minh nơi cư trú' }),
      at('2026-12-01T16:00'),
    )
    await readAndSign(desk.leader, filed.id, {}, at('2026-12-03T08:00'))
    await by(system, (work) => deliverResult(work, filed.id), at('2026-12-03T08:05'))
    const slip = await by(oneStop, async (work) =>
      gatherControlSlip(work, await viewOfficerDossier(work, oneStop, filed.code)),
    )
    expect(slip.letterhead.number).toMatch(/^\d{2}\/PKS$/)
    const agency = desk.agency.name
    expect(slip.rows.map(({ giver, taker, standing }) => [giver, taker, standing])).toEqual([
      [filed.citizen.name, `Bộ phận Tiếp nhận và Trả kết quả, ${agency}`, ''],
      [`Bộ phận Tiếp nhận và Trả kết quả, ${agency}`, `${oneStop.name}, ${agency}`, 'Trước hạn'],
      [`${oneStop.name}, ${agency}`, expect.stringContaining(agency), 'Trước hạn'],
      [`${specialist.name}, ${agency}`, `Lãnh đạo ${agency}`, 'Trước hạn'],
      [`${leader.name}, ${agency}`, `Bộ phận Tiếp nhận và Trả kết quả, ${agency}`, 'Quá hạn'],
      [`Bộ phận Tiếp nhận và Trả kết quả, ${agency}`, filed.citizen.name, 'Quá hạn'],
    ])
    const pdf = await openControlSlip(oneStop, filed.code)
    const text = tool('pdftotext', pdf, '-layout').replace(/\s+/g, ' ').normalize('NFC')
    for (const part of [
      'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
      `Số: ${slip.letterhead.number}`,
      filed.code,
    ])
      expect(text).toContain(part)
    expect(tool('pdfinfo', pdf)).toMatch(/Tagged:\s+yes/)
    const accesses = await by(filed.citizen, (work) => listAccessesTo(work, filed.citizen))
    expect(JSON.stringify(accesses)).toContain('"slip"')
  })
})

describe('the register', () => {
  const november = { from: '2026-11-01', to: '2026-11-30' }

  test('holds what the agency received in these days, by the number of the receipt, and each named sees it', async () => {
    const own = await aDesk()
    const accepted = await anAcceptedDossier(own)
    const waiting = await aFiledDossier(own)
    const later = await aFiledDossier(own, { now: at('2026-12-01T08:00') })
    const { oneStop } = own
    const text = [...(await by(oneStop, (work) => registerCsv(work, oneStop, november)))].join('')
    expect(text).toContain(`\n1,${accepted.code},`)
    expect(text).toContain(`\n,${waiting.code},`)
    expect(text).not.toContain(later.code)
    expect(text).toContain(accepted.citizen.name)
    for (const column of m.dossiers.register.columns) expect(text).toContain(column)
    const accesses = await by(waiting.citizen, (work) => listAccessesTo(work, waiting.citizen))
    expect(JSON.stringify(accesses)).toContain('"list"')
    const stranger = await aDesk()
    const elsewhere = [
      ...(await by(stranger.oneStop, (work) => registerCsv(work, stranger.oneStop, november))),
    ]
    expect(elsewhere.join('')).not.toContain(accepted.code)
  })

  test('refuses a span that is turned round or too long, and whoever works on no cases', async () => {
    const { oneStop } = desk
    const take = (from: string, to: string) => by(oneStop, (work) => registerCsv(work, oneStop, { from, to }))
    await expect(take('2026-11-02', '2026-11-01')).rejects.toMatchObject({
      code: 'dossiers.register_span_wrong',
    })
    await expect(take('2026-01-01', '2026-12-31')).rejects.toMatchObject({
      code: 'dossiers.register_span_wrong',
    })
    const monitor = anOfficer({ roles: ['monitor'], scope: 'province' })
    await expect(by(monitor, (work) => registerCsv(work, monitor, november))).rejects.toMatchObject({
      status: 403,
    })
  })

  test.skipIf(lacks('pdftotext', 'pdfinfo'))(
    'as a paper lies across, with its head on every page',
    async () => {
      const own = await aDesk()
      const filed = await anAcceptedDossier(own)
      const pdf = await registerPdf(own.oneStop, november)
      const [, width = 0, height = 0] = (
        /Page size:\s+([\d.]+) x ([\d.]+)/.exec(tool('pdfinfo', pdf)) ?? []
      ).map(Number)
      expect(width).toBeGreaterThan(height)
      const text = tool('pdftotext', pdf, '-layout').replace(/\s+/g, ' ').normalize('NFC')
      expect(text).toContain('SỔ THEO DÕI HỒ SƠ')
      expect(text).toContain('từ ngày 01/11/2026 đến ngày 30/11/2026: 1 hồ sơ')
      expect(text.replaceAll(' ', '')).toContain(filed.code.slice(-11))
    },
  )

  test.skipIf(lacks('pdfinfo'))('sets a thousand rows within the time there is', async () => {
    const row = [
      '1000',
      'H57.16.02-261123-0007',
      'Thủ tục đăng ký khai sinh (1.001193)',
      'Nguyễn Thị Thùy Dương, Tổ 3, thôn Bạch Thạch, xã Phú Lộc, thành phố Huế, 0914123456',
      'Ủy ban nhân dân xã Phú Lộc',
      '08:15 23/11/2026',
      '17:00 01/12/2026',
      '09:10 30/11/2026',
      'Tại quầy',
      'Đã trả kết quả',
    ]
    const pdf = await typeset('register', {
      letterhead: { organisation: 'TRUNG TÂM', number: '…/', place: 'Phú Lộc', issuedOn: '2026-11-30' },
      unit: 'Trung tâm Phục vụ hành chính công xã Phú Lộc',
      ...november,
      takenBy: 'Trần Thị Cửa',
      columns: [...m.dossiers.register.columns],
      rows: Array.from({ length: 1000 }, () => row),
    })
    expect(Number(/Pages:\s+(\d+)/.exec(tool('pdfinfo', pdf))?.[1])).toBeGreaterThan(20)
  })
})
