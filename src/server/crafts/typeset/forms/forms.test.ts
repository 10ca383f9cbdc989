import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { PdfDocument } from '#server/crafts/pdf/document.ts'
import { isKind, textOf } from '#server/crafts/pdf/objects.ts'
import { fitted } from '../fit.ts'
import { aForm, anEmptyForm, theLongestForm } from '../form-fixtures.ts'
import { stopTypesetting, typeset } from '../typeset.ts'
import { findForm, formNames } from './index.ts'

const openField = (field: { safeParse(value: unknown): { success: boolean } }) =>
  field.safeParse(undefined).success

afterAll(stopTypesetting)

const folder = mkdtempSync(join(tmpdir(), 'nhip-forms-'))
const path = join(folder, 'paper.pdf')

function poppler(tool: string, pdf: Uint8Array, ...options: string[]): string {
  writeFileSync(path, pdf)
  const output = tool === 'pdftotext' ? ['-'] : []
  return execFileSync(tool, [...options, path, ...output], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).normalize('NFC')
}

const pagesOf = (pdf: Uint8Array) => Number(/Pages:\s+(\d+)/.exec(poppler('pdfinfo', pdf))?.[1])

/** Every word of every place, once for each time it was said. */
const wordsOf = ({ fields, tables = {} }: ReturnType<typeof aForm>) =>
  [fields, ...Object.values(tables).flat()].flatMap((record) =>
    Object.values(record).flatMap((text) => text.split(/\s+/).filter(Boolean)),
  )

/** What a form has but does not print: it is the title of the file, or stands in it by the program. */
const unprinted: Record<string, string[]> = { 'certified-copy': ['original'] }

describe.skipIf(spawnSync('pdfinfo', ['-v']).error !== undefined)('a paper in its form:', () => {
  test.each(formNames)(
    '%s has its pages, its words and its places to sign, however full or empty',
    async (name) => {
      for (const data of [aForm(name), anEmptyForm(name), theLongestForm(name)]) {
        const pdf = await typeset('form', data)
        const { pages } = findForm(name) ?? {}
        if (pages !== undefined) expect(pagesOf(pdf)).toBe(pages)
        const printed = Object.fromEntries(
          Object.entries(data.fields).filter(([key]) => !unprinted[name]?.includes(key)),
        )
        const said = poppler('pdftotext', pdf, '-raw').replace(/\s+/g, '').toLocaleUpperCase('vi')
        for (const word of wordsOf({ ...data, fields: printed }))
          expect(said).toContain(word.toLocaleUpperCase('vi').replace(/[.,;]+$/, ''))
        const source = Buffer.from(pdf).toString('latin1')
        expect(source.match(/\/FT ?\/Sig/g)).toHaveLength(2)
        expect(source).toMatch(/pdfaid:part>2</)
        expect(source).toMatch(/pdfaid:conformance>A</)
        expect(poppler('pdfinfo', pdf)).toMatch(/Tagged:\s+yes/)
        const right = [...poppler('pdftotext', pdf, '-bbox').matchAll(/xMax="([\d.]+)"/g)].map(([, x]) =>
          Number(x),
        )
        expect(Math.max(...right)).toBeLessThan(595.3 - 40)
      }
    },
  )

  test('each is marked on its page while it is a draft', async () => {
    for (const name of formNames) {
      const pdf = await typeset('form', { ...aForm(name), draft: true })
      expect(poppler('pdftotext', pdf), name).toContain('DỰ THẢO')
    }
  })

  test('only originals of birth and marriage bear the emblem, and say what it is', async () => {
    const bearing: string[] = []
    for (const name of formNames) {
      const document = new PdfDocument(await typeset('form', aForm(name)))
      const pictures = [...document.locations.keys()].flatMap((number) => {
        const object = document.resolve({ kind: 'reference', number, generation: 0 })
        return isKind(object, 'dict') ? [textOf(object.entries.get('Alt'))] : []
      })
      if (pictures.includes('Quốc huy (hình vẽ giản lược)')) bearing.push(name)
    }
    expect(bearing).toEqual(['birth-certificate', 'marriage-certificate'])
  })

  test('a birth certificate reads as the form has it, from the mother to the day of registration', async () => {
    const said = poppler('pdftotext', await typeset('form', aForm('birth-certificate')), '-raw')
    const order = [
      'Số: 47/2026',
      'GIẤY KHAI SINH',
      'Họ, chữ đệm, tên: LÊ MINH KHANG',
      'ghi bằng chữ: Ngày mười lăm, tháng một',
      'Giới tính: Nam',
      'Nơi sinh:',
      'Quê quán:',
      'Số định danh cá nhân:',
      'tên người mẹ:',
      'tên người cha:',
      'tên người đi khai sinh:',
      'Giấy tờ tùy thân:',
      'Nơi đăng ký khai sinh:',
      'Ngày, tháng, năm đăng ký: 05/02/2026',
      'NGƯỜI KÝ GIẤY KHAI SINH',
      'PHÓ CHỦ TỊCH',
      'Trần Thị Quỳnh Như',
    ]
    const places = order.map((words) => said.indexOf(words))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(said).not.toContain('TM. ỦY BAN NHÂN DÂN')
    const long = poppler('pdftotext', await typeset('form', aForm('marital-status')), '-raw')
    expect(long).toContain('GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN')
  })

  test('a permit has its number under its name, and an attestation its day above who certifies', async () => {
    const permit = poppler('pdftotext', await typeset('form', aForm('building-permit')), '-raw')
    expect(permit).toMatch(/GIẤY PHÉP XÂY DỰNG\s+Số: \S+\/GPXD\s+\(Sử dụng cho/)
    const said = poppler('pdftotext', await typeset('form', aForm('signature-attestation')), '-raw')
    expect(said).toMatch(/Quyển số: \S+\s+[\s\S]*Ngày 05 tháng 02 năm 2026\s+NGƯỜI THỰC HIỆN CHỨNG THỰC/)
  })

  test('nobody signs minutes on a page that does not say as what', async () => {
    const minutes = aForm('conciliation-minutes')
    for (const lines of [1, 37, 39]) {
      const summary = Array.from({ length: lines }, () => 'Hai bên trình bày.').join('\n')
      const pdf = await typeset('form', { ...minutes, fields: { ...minutes.fields, summary } })
      const pages = poppler('pdftotext', pdf, '-layout')
        .split('\f')
        .filter((page) => page.includes('Lê Minh Khang'))
      const last = pages.at(-1) ?? ''
      expect(last.indexOf('CÁC BÊN TRANH CHẤP')).toBeGreaterThan(-1)
      expect(last.match(/^\s+Lê Minh Khang/gm)).toHaveLength(2)
    }
  })

  test('what the form has not is refused, and so is a place left out', async () => {
    const paper = aForm('marital-status')
    await expect(typeset('form', { ...paper, fields: { ...paper.fields, extra: 'x' } })).rejects.toThrow()
    await expect(typeset('form', { ...paper, fields: { ...paper.fields, status: '' } })).rejects.toThrow()
    await expect(typeset('form', { ...paper, form: 'no-such-form' })).rejects.toThrow()
    const business = aForm('household-business')
    await expect(typeset('form', { ...business, tables: {} })).rejects.toThrow()
  })
})

/** Every form with its fields, for who writes a service. `vitest -u` writes the file anew after a change of a form. */
test('the fields of every legal form are written down', async () => {
  const lines = [
    '# Legal forms and their fields',
    '',
    'Written by `src/server/crafts/typeset/forms/forms.test.ts` from the forms themselves. A service names one in',
    '`result.form.template` and says in `fields` and `tables` what stands in each place. A field marked *open* may be left',
    'out or `blank`: the form leaves a line there. Any other without a value stops the proposal, by the name written here.',
    'The program itself writes number, place, day, whose name it is signed in, title and name of who signs, and the day of',
    'registration of originals. Further papers say number and day of the result they are signed with as `{{result.number}}`,',
    '`{{result.on}}`; the day of signing is `{{signing.on}}`, its month `{{signing.month}}`.',
    '',
    'How a value is written: `|words` (a day, number or amount in words), `|capitals`, `|lower`, `|year`, `|place` (the',
    'commune of an address); several one after the other: `{{answers.death.hour|words|lower}}`.',
  ]
  for (const name of formNames) {
    const form = findForm(name)
    if (!form) continue
    lines.push('', `## ${name}`, '', form.name)
    const facts = [
      form.symbol ? `number \`${form.symbol('05', 2026)}\`` : 'number by NĐ 30/2020/NĐ-CP',
      form.pages ? `${form.pages === 1 ? 'one page' : `${form.pages} pages`}` : 'as many pages as it takes',
      ...(form.onPages ? ['on the pages of the file that `pagesOf` names'] : []),
    ]
    lines.push(`(${facts.join('; ')}).`, '', '| field | stands under | |', '| --- | --- | --- |')
    for (const [key, field] of Object.entries(form.fields.shape))
      lines.push(`| \`${key}\` | ${field.description} | ${openField(field) ? 'open' : ''} |`)
    for (const [key, { label, least, row }] of Object.entries(form.tables)) {
      lines.push('', `Table \`${key}\` (${label}${least > 0 ? `, at least ${least}` : ''}):`, '')
      lines.push('| column | stands under | |', '| --- | --- | --- |')
      for (const [column, field] of Object.entries(row.shape))
        lines.push(`| \`${column}\` | ${field.description} | ${openField(field) ? 'open' : ''} |`)
    }
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../../../../docs/forms.md')
})

test.each([
  ['PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ', ['PHÒNG KINH TẾ,', 'HẠ TẦNG VÀ ĐÔ THỊ']],
  ['XÃ CHÂN MÂY - LĂNG CÔ - PHÚ LỘC', ['XÃ CHÂN MÂY -', 'LĂNG CÔ - PHÚ LỘC']],
  ['ỦY BAN NHÂN DÂN PHƯỜNG THUẬN HÓA', ['ỦY BAN NHÂN DÂN', 'PHƯỜNG THUẬN HÓA']],
  ['VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI THÀNH PHỐ', ['VĂN PHÒNG ĐĂNG KÝ', 'ĐẤT ĐAI THÀNH PHỐ']],
])('%s breaks inside no word of two syllables', async (organisation, lines) => {
  const data = aForm('marital-status')
  const letterhead = { ...data.letterhead, parent: null, organisation }
  const pdf = await typeset('form', { ...data, letterhead })
  const box = ['-layout', '-x', '0', '-y', '0', '-W', '265', '-H', '95']
  const words = poppler('pdftotext', pdf, ...box).split('\n')
  expect(
    words
      .map((line) => line.trim())
      .filter(Boolean)
      .slice(0, 2),
  ).toEqual(lines)
})

describe('the size of a form', () => {
  const sizes = [14, 12, 10, 8]
  /** Set at the reckoned size first; `whole` is how much of a page the contents fill at 14 pt. */
  const triesOf = (reckoned: number, whole: number, mayGoOn = false) => {
    const tries: number[] = []
    const last = fitted(
      (size = reckoned) => tries[tries.push(size) - 1] ?? 0,
      (size) => {
        const full = whole * (size / 14) ** 2
        const page = { height: 100, size, sizes, mayGoOn }
        // What is too much moves to the next page with the box of the signature.
        const end =
          full > 1 ? { page: Math.floor(full) + 1, y: ((full % 1) + 0.2) * 100 } : { page: 1, y: full * 100 }
        return [
          { ...page, page: 1, y: 0 },
          { ...page, ...end },
        ]
      },
    )
    return { tries, last }
  }

  test.each([
    ['what was reckoned right is set once', 10, 1.6, false, [10], 10],
    ['what was too large is set smaller until it fits', 14, 1.5, false, [14, 10], 10],
    [
      'what has room for two steps is set larger, and stays where that is too large',
      8,
      0.4,
      false,
      [8, 14],
      14,
    ],
    ['the smallest is the smallest', 14, 9, false, [14, 8], 8],
    ['what no size makes fit goes on over the next page at the largest', 14, 9, true, [14], 14],
  ])('%s', (_, reckoned, whole, mayGoOn, tries, last) =>
    expect(triesOf(reckoned, whole, mayGoOn)).toEqual({ tries, last }),
  )
})
