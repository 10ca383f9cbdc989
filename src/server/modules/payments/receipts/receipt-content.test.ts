/** A receipt as paper and as data: the same things on both, and data by our own published schema. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { element, inNamespace, writeXml, type XmlElement } from '#server/crafts/xml/element.ts'
import { type DayRow, summaryAsCsv, summaryAsXml } from './day-summary.ts'
import { asXml, printed, type ReceiptContent } from './receipt-content.ts'
import { lastDayOfPaper, receiptRuleOn, seriesOn } from './rules.ts'

const collector = {
  name: 'Ủy ban nhân dân phường Thuận Hóa',
  parent: 'THÀNH PHỐ HUẾ',
  organisation: 'ỦY BAN NHÂN DÂN\nPHƯỜNG THUẬN HÓA',
  place: 'Thuận Hóa',
  address: null,
  taxCode: '0012345678',
  isDemo: true,
}
const receipt: ReceiptContent = {
  form: 'EBL01',
  series: '26TAA',
  number: 42,
  issuedOn: '2026-11-29',
  collector,
  payer: 'Lê Thị Mỹ Hạnh',
  items: [
    { title: 'H57.16.02-261129-0007', name: 'Phí & lệ phí <bản sao>', amount: 16_000 },
    { title: 'H57.16.02-261129-0008', name: 'Lệ phí kết hôn', amount: 1_000_000 },
  ],
  amount: 1_016_000,
  channel: 'cash',
  paidAt: new Date('2026-11-29T02:05:00Z'),
  reference: 'K7M2Q4XZ',
  replaces: { series: '26TAA', number: 41, issuedOn: '2026-11-28', reason: 'Thu thừa một bản sao' },
  checkCode: '8K2M-41QX-AB7C',
  checkAddress: 'https://nhip.hue.gov.vn/kiem-tra/8K2M-41QX-AB7C',
}

test('the paper says how it was paid, in words, and that a demo’s tax code is none', () => {
  expect(printed(receipt)).toMatchObject({
    letterhead: { number: '00000042' },
    taxCode: '0012345678 (mã thử nghiệm, không có giá trị)',
    total: '1.016.000',
    words: 'Một triệu không trăm mười sáu nghìn đồng',
    paid: 'tiền mặt tại quầy, lúc 09:05 ngày 29/11/2026, mã tham chiếu K7M2Q4XZ',
    purpose: 'hồ sơ H57.16.02-261129-0007, H57.16.02-261129-0008',
    replaces: 'Thay thế biên lai ký hiệu 26TAA số 00000041 ngày 28/11/2026. Lý do: Thu thừa một bản sao',
    signature: { fields: ['agency'] },
  })
})

test('rules are of days: none before 1/7/2026, the series begins with the year', () => {
  expect(receiptRuleOn('2026-06-30')).toBeUndefined()
  expect(receiptRuleOn('2026-07-01')?.form).toBe('EBL01')
  expect(seriesOn('2027-01-01', 'AB')).toBe('27TAB')
  expect(lastDayOfPaper).toBe('2026-12-31')
})

const rows: DayRow[] = [
  {
    what: 'Mới',
    form: 'EBL01',
    series: '26TAA',
    number: 41,
    issuedOn: '2026-11-29',
    amount: 24_000,
    channel: 'notice',
    related: null,
    reason: null,
  },
  {
    what: 'Hủy',
    form: 'EBL01',
    series: '26TAA',
    number: 41,
    issuedOn: '2026-11-29',
    amount: 24_000,
    channel: 'notice',
    related: { series: '26TAA', number: 42 },
    reason: '=Thu thừa',
  },
  {
    what: 'Thay thế',
    form: 'EBL01',
    series: '26TAA',
    number: 42,
    issuedOn: '2026-11-29',
    amount: 16_000,
    channel: 'cash',
    related: { series: '26TAA', number: 41 },
    reason: null,
  },
]

test('a day’s summary counts what was issued, cash apart, and what was cancelled; a spreadsheet runs nothing of it', () => {
  const xml = writeXml(summaryAsXml({ day: '2026-11-29', collector, rows }))
  expect(xml).toContain(
    '<TongSoBienLai>2</TongSoBienLai><TongSoTien>40000</TongSoTien><TrongDoTienMat>16000</TrongDoTienMat><TongSoHuy>1</TongSoHuy><TongSoTienHuy>24000</TongSoTienHuy>',
  )
  const csv = [...summaryAsCsv({ day: '2026-11-29', collector, rows })].join('')
  expect(csv).toContain("'=Thu thừa")
  expect(csv).toContain('00000042')
})

test.skipIf(spawnSync('xmllint', ['--version']).error !== undefined)(
  'the data are as the published schema says',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'nhip-receipt-'))
    const judge = (data: XmlElement) => {
      const signature = inNamespace('http://www.w3.org/2000/09/xmldsig#', element('Signature', ''))
      const path = join(folder, 'data.xml')
      writeFileSync(path, writeXml({ ...data, content: [...(data.content as XmlElement[]), signature] }))
      const judged = spawnSync(
        'xmllint',
        ['--noout', '--nonet', '--schema', 'static/xml/bien-lai-1.xsd', path],
        { encoding: 'utf8' },
      )
      return judged.status === 0 ? 'valid' : judged.stderr
    }
    expect(judge(asXml(receipt))).toBe('valid')
    expect(
      judge(
        asXml({
          ...receipt,
          payer: null,
          replaces: null,
          collector: { ...collector, address: 'Số 1 Lê Lợi', isDemo: false },
        }),
      ),
    ).toBe('valid')
    expect(judge(summaryAsXml({ day: '2026-11-29', collector, rows }))).toBe('valid')
    expect(judge(summaryAsXml({ day: '2026-11-29', collector, rows: [] }))).toBe('valid')
    expect(judge(asXml({ ...receipt, series: '26TAO' }))).toContain('KyHieu')
  },
)
