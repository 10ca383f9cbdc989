/** A text as people write it, on the page of its law and in the structure of its PDF, read by Poppler and qpdf. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterAll, describe, expect, test } from 'vitest'
import type { Body } from '#shared/document/body.ts'
import { aBody } from '#shared/document/fixtures.ts'
import { withIds } from '#shared/document/ids.ts'
import { bodyText } from '#shared/document/text-of.ts'
import { aDecision } from '../fixtures.ts'
import type { TemplateData } from '../model.ts'
import { setPages, stopDrawing } from '../pages.ts'
import { stopTypesetting, typeset } from '../typeset.ts'
import { pageBlocks } from './page-blocks.ts'
import { plainOf } from './runs.ts'

afterAll(async () => {
  await stopTypesetting()
  await stopDrawing()
})

const lacks = (...tools: string[]) => tools.some((tool) => spawnSync(tool, ['--version']).error !== undefined)
const folder = mkdtempSync(join(tmpdir(), 'nhip-body-'))
const path = join(folder, 'document.pdf')

function read(tool: string, pdf: Uint8Array, ...options: string[]): string {
  writeFileSync(path, pdf)
  const output = tool === 'pdftotext' ? ['-'] : []
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
  return execFileSync(tool, [...options, path, ...output], { encoding: 'utf8', stdio }).normalize('NFC')
}
const words = (pdf: Uint8Array) => read('pdftotext', pdf, '-raw').replace(/\s+/g, ' ')
const letters = (text: string) => text.replace(/\s+/g, '')

const data = (body: Body, more: Partial<TemplateData<'nd30'>> = {}): TemplateData<'nd30'> => ({
  ...aDecision(),
  blocks: [],
  body,
  ...more,
})
const text = (content: string) => ({ content: [{ type: 'text', text: content }] })
const doc = (...content: object[]): Body => withIds({ type: 'doc', content })
const paragraph = (content: string) => ({ type: 'paragraph', attrs: { align: 'justify' }, ...text(content) })
const cell = (content: string, attrs: object = {}) => ({
  type: 'cell',
  attrs: { colspan: 1, rowspan: 1, header: false, colwidth: null, ...attrs },
  content: [{ type: 'paragraph', attrs: { align: 'left' }, ...(content ? text(content) : {}) }],
})
const table = (...rows: object[][]) => ({
  type: 'table',
  attrs: {},
  content: rows.map((content) => ({ type: 'row', content })),
})

const grey = encode({ width: 8, height: 8, channels: 3, depth: 8, data: new Uint8Array(192).fill(140) })
const images = new Map([['ab'.repeat(32), new Uint8Array(grey)]])

describe.skipIf(lacks('pdftotext', 'pdfinfo', 'qpdf'))('a text on the page', () => {
  test('says every block with its number, letter for letter, in a sound tagged PDF/A-2a', async () => {
    const attached = '(Kèm theo Quyết định số 05/QĐ-UBND)'
    const pdf = await typeset('nd30', data(aBody(), { attached }), { images })
    const said = letters(words(pdf)).toLocaleLowerCase('vi')
    for (const line of bodyText(aBody()).split(/[\n\t]/)) {
      if (line !== 'Sơ đồ vị trí') expect(said).toContain(letters(line).toLocaleLowerCase('vi'))
    }
    expect(words(pdf)).toContain('Phụ lục DANH MỤC CÔNG TRÌNH (Kèm theo Quyết định số 05/QĐ-UBND)')
    expect(read('pdfinfo', pdf)).toMatch(/Tagged:\s+yes/)
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/pdfaid:conformance>A</)
    expect(read('qpdf', pdf, '--check')).toMatch(/No syntax or stream encoding errors/)
    const structure = read('pdfinfo', pdf, '-struct-text')
    expect(structure).toMatch(/ H1.* H2.* H3.* H4/s)
    expect(structure).toMatch(/ Table.* TH.*"STT".* TD.*"Tên"/s)
    expect(structure).toMatch(/ Figure/)
  })

  test('says QUYẾT ĐỊNH: before the first chapter, not within it', () => {
    const body = doc(
      { type: 'basis', attrs: {}, ...text('Căn cứ A') },
      { type: 'chapter', attrs: {}, ...text('Một') },
      {
        type: 'article',
        attrs: {},
        ...text('Hai'),
      },
    )
    const { main } = pageBlocks(body, { closed: true, before: 'QUYẾT ĐỊNH:' })
    expect(main.map(({ kind }) => kind)).toEqual(['basis', 'heading', 'chapter', 'article'])
  })

  test('ends bases as the law does, closes with ./. and says QUYẾT ĐỊNH where nobody did', async () => {
    const body = doc(
      { type: 'basis', attrs: {}, ...text('Căn cứ Luật Xây dựng,') },
      { type: 'basis', attrs: {}, ...text('Theo đề nghị của Trưởng phòng') },
      { type: 'article', attrs: {}, ...text('Phê duyệt kế hoạch.') },
      { type: 'clause', attrs: {}, ...text('Thi hành từ ngày ký') },
    )
    const pdf = await typeset('nd30', data(body, { ending: { closed: true, before: 'QUYẾT ĐỊNH:' } }))
    expect(words(pdf)).toContain(
      'Căn cứ Luật Xây dựng; Theo đề nghị của Trưởng phòng. QUYẾT ĐỊNH: Điều 1. Phê duyệt kế hoạch. 1. Thi hành từ ngày ký./.',
    )
    expect(plainOf((pageBlocks(body, { closed: false }).main.at(-1) as never as { runs: [] }).runs)).toBe(
      'Thi hành từ ngày ký',
    )
  })

  test('numbers the pages of an appendix anew and none of its first', async () => {
    const many = Array.from({ length: 30 }, () => paragraph('Các cơ quan phối hợp thực hiện. '.repeat(8)))
    const body = doc(...many, { type: 'appendix', attrs: { attached: null }, ...text('Danh mục') }, ...many)
    const plan = { type: 'appendix', attrs: { attached: 'plan' }, ...text('Chuyển đổi số') }
    // What is issued with a document has a trích yếu of small letters, an appendix a title in capitals.
    const heads = pageBlocks(
      doc(paragraph('Nội dung'), plan, body.content.find(({ type }) => type === 'appendix') ?? {}),
      {
        closed: true,
      },
    ).appendices.map(([head]) => head && 'runs' in head && [head.label, plainOf(head.runs)])
    expect(heads).toEqual([
      ['KẾ HOẠCH', 'Chuyển đổi số'],
      ['Phụ lục', 'DANH MỤC'],
    ])
    const pages = read('pdftotext', await typeset('nd30', data(body)), '-layout')
      .trimEnd()
      .split('\f')
    const begins = pages.findIndex((page) => page.includes('DANH MỤC'))
    expect(pages[1]?.trim()).toMatch(/^2\s/)
    expect(pages[begins]?.trim()).toMatch(/^Phụ lục/)
    expect(pages[begins + 1]?.trim()).toMatch(/^2\s/)
  })

  test('repeats the header of a table on each page and keeps merged cells', async () => {
    const rows = Array.from({ length: 90 }, (_, index) => [
      cell(String(index + 1)),
      cell(`Công trình ${index + 1}`),
    ])
    const head = [cell('STT', { header: true }), cell('Tên công trình', { header: true })]
    const merged = [cell('Tổng cộng', { colspan: 2 })]
    const pdf = await typeset('nd30', data(doc(table(head, ...rows, merged))))
    const pages = read('pdftotext', pdf, '-layout').trimEnd().split('\f')
    for (const page of pages.filter((one) => one.includes('Công trình')))
      expect(page).toContain('Tên công trình')
    expect(words(pdf)).toContain('Tổng cộng')
  })

  test('fits a table of many columns in a smaller size, and refuses one that fits in none', async () => {
    const wide = (columns: number, word: string) =>
      doc(table(Array.from({ length: columns }, (_, index) => cell(`${word} ${index}`))))
    const pdf = await typeset('nd30', data(wide(14, 'thường')))
    const right = [...read('pdftotext', pdf, '-bbox').matchAll(/xMax="([\d.]+)"/g)].map(([, x]) => Number(x))
    expect(Math.max(...right)).toBeLessThan(595.3 - 42)
    await expect(typeset('nd30', data(wide(30, 'nghiêngngả')))).rejects.toMatchObject({
      code: 'platform.table_too_wide',
      details: { number: 1, columns: 30 },
    })
  })

  test('hostile words stay words', async () => {
    const hostile = '#eval("1") $x^2$ *đậm* \\ #include("/etc/passwd") `a` <b> @ref [x] // c'
    const pdf = await typeset(
      'nd30',
      data(doc(paragraph(hostile), { type: 'heading', attrs: {}, ...text(hostile) }, table([cell(hostile)]))),
    )
    expect(letters(words(pdf)).split('#include("/etc/passwd")').length).toBe(4)
  })

  test('a letter, an urgent one: V/v under the number, Kính gửi, stamp, who wrote it', async () => {
    const pdf = await typeset(
      'nd30',
      data(doc(paragraph('Đề nghị quý cơ quan cho ý kiến.')), {
        title: null,
        subject: 'góp ý dự thảo kế hoạch',
        urgency: 'express',
        addressees: ['Sở Xây dựng', 'Sở Nội vụ'],
        drafter: 'PL.(30)',
        contact: 'Số 1 Lê Lợi; điện thoại 0234 3822 000',
        issuer: null,
      }),
    )
    const said = words(pdf)
    expect(said).toMatch(/Số: 05\/QĐ-UBND.*V\/v góp ý dự thảo kế hoạch.*HỎA TỐC/)
    expect(said).toContain('Kính gửi: - Sở Xây dựng; - Sở Nội vụ.')
    const [, after = ''] = read('pdftotext', pdf, '-bbox').split(/(?=xMax="[\d.]+"[^>]*>gửi:)/)
    const colon = Number(/xMax="([\d.]+)"/.exec(after)?.[1])
    const dashes = [...after.matchAll(/xMin="([\d.]+)"[^>]*>-</g)].map(([, x]) => Number(x)).slice(0, 2)
    // Phụ lục I, II.9: one below the other, under the colon.
    for (const dash of dashes) expect(Math.abs(dash - colon + 4)).toBeLessThan(1.5)
    expect(said).toContain('cho ý kiến./.')
    expect(said).toContain('- Lưu: VT, HT. PL.(30)')
    expect(said).toContain('Số 1 Lê Lợi')
  })

  test('minutes are signed by who wrote and who presided; a leave is confirmed', async () => {
    const secretary = { title: 'THƯ KÝ', name: 'Lê Thị Hoa' }
    const pdf = await typeset('nd30', data(doc(paragraph('Nội dung.')), { secretary, confirmation: true }))
    expect(words(pdf)).toMatch(/THƯ KÝ.*Lê Thị Hoa/)
    expect(words(pdf)).toContain('Xác nhận của cơ quan (tổ chức)')
  })

  test('whatever a text ends with, a signature has some of it on its page, and nothing is lost', async () => {
    const long = 'Các cơ quan phối hợp thực hiện việc rà soát, thống kê công trình xung yếu. '.repeat(18)
    const styled = { type: 'text', text: 'kết thúc ở đây', marks: [{ type: 'bold' }] }
    const rows = Array.from({ length: 8 }, (_, index) => [cell(`${index + 1}`), cell(`Hàng${index + 1}`)])
    const head = [cell('STT', { header: true }), cell('Têncột', { header: true })]
    const names = Array.from({ length: 45 }, (_, index) => `Ủy ban nhân dân phường thứ ${index + 1}`)
    const blank = { type: 'paragraph', attrs: { align: 'justify' } }
    const ends: [number, object[], RegExp, Partial<TemplateData<'nd30'>>][] = [
      [10, [paragraph(`${long} kết thúc ở đây`)], /rà soát.*\n.*kết thúc ở đây/, {}],
      [10, [{ type: 'clause', attrs: {}, content: [...text(long).content, styled] }], /kết thúc ở đây/, {}],
      [16, [table(head, ...rows)], /STT Têncột\n7 Hàng7\n8 Hàng8/, {}],
      [21, [paragraph('Kết thúc ở đây'), blank, { type: 'page_break', attrs: {} }, blank], /Kết thúc/, {}],
      [18, [paragraph('Kết thúc ở đây')], /Kết thúc/, { recipients: names }],
    ]
    for (const [count, end, said, more] of ends) {
      const lines = Array.from({ length: count }, (_, index) => paragraph(`Việc thứ ${index + 1}.`))
      const raw = read('pdftotext', await typeset('nd30', data(doc(...lines, ...end), more)), '-raw')
      const pages = raw.split('\f')
      expect(pages.find((page) => page.includes('Quỳnh Như'))).toMatch(said)
      expect(pages[0]).not.toContain('Quỳnh Như')
      const times = (of: string, word: RegExp) => of.match(word)?.length ?? 0
      for (const word of [/soát,/g, /Hàng\d/g, /kết thúc/gi])
        expect(times(raw, word)).toBe(times(bodyText(doc(...end)), word))
      for (const name of more.recipients ?? []) expect(raw).toContain(`- ${name}`)
    }
  })

  test('what ends minutes or a leave stands on the page of their last words, however full it is', async () => {
    const secretary = { title: 'THƯ KÝ', name: 'Lê Thị Hoa' }
    const ends: [Partial<TemplateData<'nd30'>>, number[], string][] = [
      [{ secretary }, [15, 16, 17, 18], 'Lưu: VT'],
      [{ confirmation: true }, [10, 14, 18], 'Xác nhận của cơ quan'],
    ]
    for (const [more, counts, end] of ends)
      for (const count of counts) {
        const lines = Array.from({ length: count }, (_, index) => paragraph(`Việc thứ ${index + 1}.`))
        const pages = read('pdftotext', await typeset('nd30', data(doc(...lines), more)), '-raw').split('\f')
        const on = (said: string) => pages.findIndex((page) => page.includes(said))
        expect([count, on(`Việc thứ ${count}./.`), on('Quỳnh Như')]).toEqual([count, on(end), on(end)])
      }
  })
})

describe('pages for whoever writes', () => {
  test.skipIf(lacks('pdftotext'))(
    'are those that are printed: a table stands as far from the line above, and lines 6 pt apart',
    async () => {
      const point = { type: 'point', attrs: {}, ...text('Trướcbảng') }
      const body = doc(
        paragraph('Mộtđoạn'),
        point,
        table([cell('Trongbảng')]),
        paragraph('Saubảng'),
        // A line full to its last letter: a gap more behind its number, and it is two.
        { type: 'clause', attrs: {}, ...text('Một hai ba bốn '.repeat(4) + 'i'.repeat(23)) },
        paragraph('Hết'),
      )
      const boxes = read('pdftotext', await typeset('nd30', data(body)), '-bbox')
      const printed = (word: string) => Number(new RegExp(`yMin="([\\d.]+)"[^>]*>${word}`).exec(boxes)?.[1])
      const { places } = await setPages(data(body))
      const drawn = places.map(({ y }) => (y / 25.4) * 72)
      const [first = 0, second = 0, at = 0, last = 0, , end = 0] = drawn
      expect(end - last).toBeCloseTo(printed('Hết') - printed('Saubảng'), 0)
      expect(last - first).toBeCloseTo(printed('Saubảng') - printed('Mộtđoạn'), 0)
      // From the line's foot to the border: the words above the table do not touch it.
      expect(at - second).toBeGreaterThan(6)
      // 14 pt letters, lines 0.58 em apart, and 6 pt more between paragraphs (Phụ lục I, II.5).
      const capital = 14 * 0.662
      expect(printed('Trướcbảng') - printed('Mộtđoạn')).toBeGreaterThanOrEqual(capital + 14 * 0.58 + 6 - 0.3)
    },
  )

  test('each block has its place, and only pages that changed are drawn again', async () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      paragraph(`Đoạn ${index}. ${'Phối hợp thực hiện. '.repeat(14)}`),
    )
    const body = doc(...many)
    const first = await setPages(data(body))
    expect(first.pages.length).toBeGreaterThan(3)
    expect(first.places.map(({ id }) => id)).toEqual(body.content.map(({ attrs }) => attrs.id))
    expect(first.places.some(({ page, ends }) => ends === page + 1)).toBe(true)
    for (const { page, y } of first.places) {
      expect(page).toBeLessThanOrEqual(first.pages.length)
      expect(y).toBeGreaterThan(15)
      expect(y).toBeLessThan(285)
    }
    const [page] = first.pages
    expect(page?.svg).toMatch(/^<svg[^>]*viewBox="0 0 595.276 841.89"/)
    const used = [...(page?.svg ?? '').matchAll(/<use href="#(\w+)"/g)].map(([, id]) => id)
    for (const id of new Set(used)) expect(page?.svg).toContain(`<path id="${id}"`)

    const last = body.content.at(-1) as { content: { text: string }[] }
    const changed = {
      ...body,
      content: body.content.with(-1, { ...last, content: [{ type: 'text', text: 'Hết' }] } as never),
    }
    const known = first.pages.map(({ hash }) => hash)
    const second = await setPages(data(changed), { known })
    expect(second.pages.slice(0, -1).every(({ svg }) => svg === null)).toBe(true)
    expect(second.pages.at(-1)?.svg).not.toBeNull()
  })

  test('more pages than are drawn are refused by how many there are', async () => {
    const body = doc(...Array.from({ length: 400 }, () => paragraph('Phối hợp thực hiện. '.repeat(40))))
    await expect(setPages(data(body))).rejects.toMatchObject({
      code: 'platform.too_long_to_draw',
      details: { most: 60 },
    })
  })
})
