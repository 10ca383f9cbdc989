import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  aConfirmation,
  aDecision,
  aFeeReceipt,
  anApologySlip,
  aReceipt,
  aRefusalSlip,
  aSupplementSlip,
} from './fixtures.ts'
import type { TemplateData } from './model.ts'
import { qrMatrix } from './qr.ts'
import { stopTypesetting, typeset } from './typeset.ts'

afterAll(stopTypesetting)

/** Independent tools these tests check against; where one is missing they are reported as skipped. */
const lacks = (...tools: string[]) => tools.some((tool) => spawnSync(tool, ['--version']).error !== undefined)

const folder = mkdtempSync(join(tmpdir(), 'nhip-typeset-'))

function poppler(tool: string, pdf: Uint8Array, ...options: string[]): string {
  const path = join(folder, 'document.pdf')
  writeFileSync(path, pdf)
  const output = tool === 'pdftotext' ? ['-'] : []
  return execFileSync(tool, [...options, path, ...output], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

const words = (pdf: Uint8Array) => poppler('pdftotext', pdf, '-layout').replace(/\s+/g, ' ').normalize('NFC')

describe.skipIf(lacks('pdftotext', 'pdfinfo', 'pdffonts'))('a decision in the layout of NĐ 30/2020', () => {
  test('carries every box and is tagged PDF/A-2a with embedded Tinos', async () => {
    const pdf = await typeset('nd30', aDecision())
    const text = words(pdf)
    for (const part of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'ỦY BAN NHÂN DÂN XÃ PHÚ LỘC',
      'Số: 05/QĐ-UBND',
      'Phú Lộc, ngày 05 tháng 02 năm 2026',
      'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ PHÚ LỘC',
      'Căn cứ Luật Hộ tịch',
      'Điều 3. Quyết định này có hiệu lực',
      'KT. CHỦ TỊCH',
      'Trần Thị Quỳnh Như',
      'Nơi nhận:',
      '- Lưu: VT, HT.',
      'Mã văn bản: HUE-2026-7K4M-9PQX',
    ]) {
      expect(text).toContain(part)
    }
    const information = poppler('pdfinfo', pdf)
    expect(information).toMatch(/Tagged:\s+yes/)
    expect(information).toMatch(/Title:\s+Quyết định số 05\/QĐ-UBND: Về việc/)
    expect(information).toMatch(/Page size:.*A4/)
    const fonts = poppler('pdffonts', pdf).split('\n').slice(2).filter(Boolean)
    expect(fonts.length).toBeGreaterThan(1)
    // Columns: … emb sub uni …
    for (const font of fonts) expect(font).toMatch(/Tinos.*yes yes yes/)
    const source = Buffer.from(pdf).toString('latin1')
    expect(source).toMatch(/\/Lang ?\(vi/)
    expect(source).toMatch(/pdfaid:part>2</)
    expect(source).toMatch(/pdfaid:conformance>A</)
  })

  test('numbers pages from the second on', async () => {
    const decision = aDecision()
    const long = Array.from({ length: 12 }, (_, i) => ({
      kind: 'article' as const,
      number: i + 4,
      text: 'Các cơ quan liên quan phối hợp thực hiện. '.repeat(20),
    }))
    const pdf = await typeset('nd30', { ...decision, blocks: [...decision.blocks, ...long] })
    const pages = poppler('pdftotext', pdf, '-layout').split('\f')
    expect(pages[0]?.trim()).toMatch(/^THÀNH PHỐ HUẾ/)
    expect(pages[1]?.trim()).toMatch(/^2\s/)
    expect(pages[2]?.trim()).toMatch(/^3\s/)
  })

  test('the same data give the same bytes, other data other ones', async () => {
    const [first, second] = await Promise.all([typeset('nd30', aDecision()), typeset('nd30', aDecision())])
    expect(Buffer.compare(first, second)).toBe(0)
    await stopTypesetting()
    expect(Buffer.compare(await typeset('nd30', aDecision()), first)).toBe(0)
    expect(Buffer.compare(await typeset('nd30', aConfirmation()), first)).not.toBe(0)
  })

  test('hostile words stay words', async () => {
    const hostile = '#eval("1") $x^2$ *đậm* \\ #include("/etc/passwd") `a` <b> @ref [x] // c'
    const pdf = await typeset('nd30', {
      ...aDecision(),
      subject: hostile,
      blocks: [
        { kind: 'article', number: 1, text: hostile },
        { kind: 'table', rows: [{ label: 'Tên', value: hostile }] },
      ],
      signature: { capacity: ['CHỦ TỊCH'], name: hostile },
      recipients: [hostile],
    })
    // A narrow column may break them anywhere.
    expect(words(pdf).replaceAll(' ', '').split('#include("/etc/passwd")').length).toBeGreaterThanOrEqual(4)
    expect(words(pdf)).toContain('$x^2$ *đậm* \\')
  })

  test('every Vietnamese letter is in the font', async () => {
    const letters = 'aăâeêioôơuưyđ'
    const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
    const all = [...letters]
      .flatMap((letter) => tones.map((tone) => `${letter}${tone}`.normalize('NFC')))
      .join('')
    const pdf = await typeset('nd30', {
      ...aDecision(),
      blocks: [
        { kind: 'paragraph', text: [...all].join(' ') },
        { kind: 'paragraph', text: [...all.toUpperCase()].join(' ') },
      ],
    })
    const text = words(pdf).replaceAll(' ', '')
    for (const letter of all + all.toUpperCase()) {
      expect(text).toContain(letter)
    }
    expect(
      poppler('pdffonts', pdf)
        .split('\n')
        .slice(2)
        .filter(Boolean)
        .every((line) => line.includes('Tinos')),
    ).toBe(true)
  })

  test('a word longer than its line stays on the page and in its column, and is copied as it was', async () => {
    const address = `${'thuyduong.'.repeat(6)}@truongdaihocsuphamhue.edu.vn`
    const pdf = await typeset('nd30', {
      ...aDecision(),
      blocks: [
        { kind: 'paragraph', text: 'Ố'.repeat(300) },
        { kind: 'table', rows: [{ label: 'Thư điện tử', value: address }] },
        { kind: 'grid', columns: ['STT', 'Tên', 'Thư'], rows: [['1', 'NGHIÊNG'.repeat(9), address]] },
      ],
    })
    const text = words(pdf)
    expect(text.match(/Ố/g)?.length).toBeGreaterThanOrEqual(300)
    expect(text).not.toMatch(/\u200b|\u00ad/)
    const right = [...poppler('pdftotext', pdf, '-bbox').matchAll(/xMax="([\d.]+)"/g)].map(([, x]) =>
      Number(x),
    )
    // 15 mm of margin are 42.5 points.
    expect(Math.max(...right)).toBeLessThan(595.3 - 42)
    expect(poppler('pdftotext', pdf, '-raw').replace(/\s+/g, '')).toContain(address)
  })

  test('names in the letterhead and titles are broken into lines of about one length', async () => {
    const decision = aDecision()
    const letterhead = {
      ...decision.letterhead,
      parent: 'ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ',
      organisation: 'SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG',
    }
    const lines = poppler('pdftotext', await typeset('nd30', { ...decision, letterhead }), '-raw').split('\n')
    const first = lines.map((line) => line.trim()).slice(0, 8)
    for (const line of ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HUẾ', 'SỞ NÔNG NGHIỆP', 'VÀ MÔI TRƯỜNG']) {
      expect(first).toContain(line)
    }
  })

  test('the symbol of a document is never broken over two lines', async () => {
    const text = 'Căn cứ Nghị định số 102/2024/NĐ-CP và Quyết định số 766/QĐ-TTg của Thủ tướng Chính phủ; '
    const blocks = Array.from({ length: 30 }, (_, index) => ({
      kind: 'paragraph' as const,
      text: 'Nay '.repeat(index) + text,
    }))
    const lines = poppler('pdftotext', await typeset('nd30', { ...aDecision(), blocks }), '-layout')
    expect(lines.match(/102\/2024\/NĐ-CP/g)).toHaveLength(30)
    expect(lines.match(/766\/QĐ-TTg/g)).toHaveLength(30)
  })

  test('no signature stands on a page alone: the last words go with it', async () => {
    const decision = aDecision()
    const paragraph = {
      kind: 'paragraph' as const,
      text: 'Các cơ quan liên quan phối hợp thực hiện. '.repeat(3),
    }
    const last = { kind: 'paragraph' as const, text: 'Thông báo để các cơ quan được biết./.' }
    const row = (label: string) => ({ label, value: 'Ủy ban nhân dân xã Phú Lộc' })
    const table = { kind: 'table' as const, rows: [row('Một'), row('Hai'), row('Nội dung cuối')] }
    for (let many = 0; many <= 12; many += 1) {
      for (const end of [last, table]) {
        const blocks = [...decision.blocks, ...Array.from({ length: many }, () => paragraph), end]
        const pages = poppler('pdftotext', await typeset('nd30', { ...decision, blocks })).split('\f')
        const signed = pages.find((page) => page.includes('Trần Thị Quỳnh Như'))
        expect(signed).toContain(end === last ? 'được biết./.' : 'Nội dung cuối')
        expect(signed).toContain('Nơi nhận')
      }
    }
  })

  test('the signatures of a receipt stand on no page alone, however many papers were handed in', async () => {
    const receipt = aReceipt()
    for (let many = 1; many <= 14; many += 1) {
      const components = Array.from({ length: many }, () => receipt.components[1] as never)
      const pages = poppler('pdftotext', await typeset('receipt', { ...receipt, components })).split('\f')
      const signed = pages.find((page) => page.includes('Phan Đình Khôi'))
      expect(signed, `${many} papers`).toContain('Vào Sổ theo dõi hồ sơ')
      expect(signed).toContain('NGƯỜI NỘP HỒ SƠ')
    }
  })

  test('every later page says what it belongs to and whom it is about, the one with the signatures too', async () => {
    const long = Array.from({ length: 30 }, () => ({
      kind: 'paragraph' as const,
      text: 'Nội dung còn lại. '.repeat(20),
    }))
    const certificate = { ...aConfirmation(), title: 'GIẤY KHAI SINH', subject: 'của Lê Minh Khang' }
    const wordy = `Về việc ${'cho phép thay đổi nội dung '.repeat(15)}của Lê Minh Khang`
    const receipt = aReceipt()
    const slip = aSupplementSlip()
    const components = Array.from({ length: 40 }, () => receipt.components[0] as never)
    const papers = [
      ['Giấy khai sinh của Lê Minh Khang', await typeset('nd30', { ...certificate, blocks: long })],
      ['Lê Minh Khang', await typeset('nd30', { ...certificate, subject: wordy, blocks: long })],
      [receipt.applicant.name, await typeset('receipt', { ...receipt, components })],
      [slip.person.name, await typeset('slip', { ...slip, reason: 'Nội dung còn lại. '.repeat(250) })],
    ] as const
    for (const [name, pdf] of papers) {
      const [, ...later] = poppler('pdftotext', pdf, '-layout').trimEnd().split('\f')
      expect(later.length).toBeGreaterThan(0)
      for (const page of later) expect(page.trim().split('\n').slice(0, 3).join(' ')).toContain(name)
    }
  })

  test('nobody is lost from a list of recipients longer than a page', async () => {
    const name = (index: number) =>
      `Ủy ban nhân dân phường thứ ${index} ${'và các cơ quan trực thuộc '.repeat(4)}`
    const recipients = Array.from({ length: 50 }, (_, index) => name(index + 1))
    const text = words(await typeset('nd30', { ...aDecision(), recipients }))
    for (const index of recipients.keys()) expect(text).toContain(`phường thứ ${index + 1} `)
  })

  test('data of another shape or far too much are refused', async () => {
    const decision = aDecision()
    await expect(typeset('nd30', { ...decision, blocks: [] })).rejects.toThrow()
    await expect(typeset('nd30', { ...decision, extra: 1 } as never)).rejects.toThrow()
    const blocks = Array.from({ length: 500 }, () => ({ kind: 'paragraph' as const, text: 'a'.repeat(9000) }))
    await expect(typeset('nd30', { ...decision, blocks })).rejects.toThrow(/too much/)
  })
})

test.skipIf(lacks('pdftotext'))('a receipt says everything Mẫu 01 asks for', async () => {
  const text = words(await typeset('receipt', aReceipt()))
  for (const part of [
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    'Mã hồ sơ: H57.16.02-261123-0007',
    'Tiếp nhận hồ sơ của: Nguyễn Thị Thùy Dương',
    'Số điện thoại: 0914 123 456',
    'Thời gian nhận hồ sơ: 08 giờ 15 phút, ngày 23 tháng 11 năm 2026',
    'Thời gian trả kết quả giải quyết hồ sơ: 08 giờ 15 phút, ngày 01 tháng 12 năm 2026',
    'Quyển số 01/2026, số thứ tự 0245',
    'NGƯỜI NỘP HỒ SƠ',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
  ]) {
    expect(text).toContain(part)
  }
})

test.skipIf(lacks('pdftotext'))(
  'a receipt of fees says everything NĐ 254/2026 Điều 23.2 asks for',
  async () => {
    const pdf = await typeset('fee-receipt', aFeeReceipt())
    const text = words(pdf)
    for (const part of [
      'BIÊN LAI THU PHÍ, LỆ PHÍ',
      'Ký hiệu mẫu biên lai: EBL01',
      'Ký hiệu biên lai: 26TAA',
      'Số: 00000042',
      'ỦY BAN NHÂN DÂN XÃ PHÚ LỘC',
      'Mã số thuế: 0012345678',
      'Nộp cho: hồ sơ H57.16.02-261129-0007',
      'Phí cấp bản sao trích lục hộ tịch (2 bản) 16.000',
      'Tổng số tiền 1.016.000',
      'Số tiền bằng chữ: Một triệu không trăm mười sáu nghìn đồng.',
      'Ngày 29 tháng 11 năm 2026',
      'TỔ CHỨC THU',
      '(Chữ ký số của tổ chức thu)',
    ]) {
      expect(text).toContain(part)
    }
    expect(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/FT ?\/Sig/g),
    ).toHaveLength(1)
  },
)

test.skipIf(lacks('pdftotext'))(
  'a payment slip asks for what is left, and says what came already',
  async () => {
    const slip = {
      letterhead: { ...aFeeReceipt().letterhead, number: 'K7M2Q4XZ' },
      purpose: 'hồ sơ H57.16.02-261129-0007',
      items: [{ name: 'Phí cấp bản sao', explanation: '2 bản × 8.000 đồng', amount: '16.000' }],
      received: '15.000',
      total: '1.000',
      words: 'Một nghìn đồng',
      account: null,
      memo: 'K7M2Q4XZ',
      code: null,
      until: '10:00, 02/12/2026',
    }
    const begun = words(await typeset('payment-slip', slip))
    expect(begun).toContain('Đã nhận: 15.000 đồng Còn phải nộp: 1.000 đồng (Một nghìn đồng)')
    const whole = words(await typeset('payment-slip', { ...slip, received: null, total: '16.000' }))
    expect(whole).toContain('Số tiền: 16.000 đồng')
  },
)

test.skipIf(lacks('pdftotext'))('the three slips say what their forms ask for', async () => {
  const [supplement, refusal, apology] = await Promise.all(
    [aSupplementSlip(), aRefusalSlip(), anApologySlip()].map(async (slip) =>
      words(await typeset('slip', slip)),
    ),
  )
  expect(supplement).toContain('PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ')
  expect(supplement).toContain('2. Bản cam kết bảo đảm an toàn')
  expect(refusal).toContain('PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ')
  expect(refusal).toContain('hành lang bảo vệ đường sắt')
  expect(apology).toContain('VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN')
  expect(apology).toContain('vào 17 giờ 00 phút, ngày 30 tháng 11 năm 2026')
})

test.skipIf(lacks('pdftotext'))(
  'a new day named before the old one has passed excuses no lateness; one named after does',
  async () => {
    const apology = anApologySlip()
    const late = words(await typeset('slip', apology))
    expect(late).toContain('Đến nay, Ủy ban nhân dân xã Phú Lộc chưa trả kết quả')
    expect(late).toContain('Sự chậm trễ này đã gây phiền hà')
    const early = words(await typeset('slip', { ...apology, beforeDue: true } as TemplateData<'slip'>))
    expect(early).toContain('VĂN BẢN ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT')
    expect(early).toContain('sẽ trả kết quả giải quyết hồ sơ vào 17 giờ 00 phút, ngày 30 tháng 11 năm 2026')
    expect(early).not.toMatch(/xin lỗi|chậm trễ|Đến nay/i)
  },
)

test.skipIf(lacks('pdftotext'))(
  'a slip keeps the lines an officer typed and ends them as the form does',
  async () => {
    const text = words(
      await typeset('slip', {
        ...aSupplementSlip(),
        items: ['Giấy chứng sinh.', 'Bản cam kết;'],
        reason: 'Ảnh bị mờ\nKhông đọc được số',
      } as TemplateData<'slip'>),
    )
    expect(text).toContain('1. Giấy chứng sinh; 2. Bản cam kết. Lý do: Ảnh bị mờ Không đọc được số.')
    expect(text).toContain('Mã hồ sơ: HUE-2026-B7YH-11QW Theo dõi giải quyết: https://')
  },
)

test('papers hold the longest addresses a person may have given', async () => {
  const address = `${'Tổ 3, thôn Bạch Thạch, '.repeat(13)}xã Phú Lộc, thành phố Huế`
  const email = `${'a'.repeat(60)}@${'b'.repeat(180)}.vn`
  const { applicant, ...receipt } = aReceipt()
  await typeset('receipt', { ...receipt, applicant: { ...applicant, address, email } })
  const slip = aRefusalSlip()
  await typeset('slip', { ...slip, person: { ...slip.person, address, email } })
})

test('a QR matrix is square and begins with a finder pattern', () => {
  const rows = qrMatrix('https://nhip.hue.gov.vn/kiem-tra/1')
  expect(rows.every((row) => row.length === rows.length)).toBe(true)
  expect(rows[0]?.slice(0, 8)).toBe('11111110')
})
