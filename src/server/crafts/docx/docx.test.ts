/** DOCX in and out: what we write is read by us and by LibreOffice, what others wrote is read or refused in clear words. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Document, ImageRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import { encode } from 'fast-png'
import { afterAll, describe, expect, test } from 'vitest'
import { aDecision } from '#server/crafts/typeset/fixtures.ts'
import type { TemplateData } from '#server/crafts/typeset/model.ts'
import type { Body } from '#shared/document/body.ts'
import { cleanText } from '#shared/document/clean-text.ts'
import { aBody } from '#shared/document/fixtures.ts'
import { withIds } from '#shared/document/ids.ts'
import { recogniseLine } from '#shared/document/recognise.ts'
import { blockTexts, bodyText } from '#shared/document/text-of.ts'
import { aZip, wordXml } from '#tests/docx-zip.ts'
import { encodingOf, toUnicode } from './old-fonts.ts'
import { readDocx } from './read-docx.ts'
import { stopWritingDocx, writeDocx } from './write-docx.ts'

afterAll(stopWritingDocx)

const folder = mkdtempSync(join(tmpdir(), 'nhip-docx-'))
const grey = encode({ width: 8, height: 8, channels: 3, depth: 8, data: new Uint8Array(192).fill(140) })
const greyDigest = createHash('sha256').update(grey).digest('hex')
const images = new Map([['ab'.repeat(32), new Uint8Array(grey)]])
const data = (body: Body, more: Partial<TemplateData<'nd30'>> = {}): TemplateData<'nd30'> => ({
  ...aDecision(),
  blocks: [],
  body,
  ...more,
})
const doc = (...content: object[]): Body => withIds({ type: 'doc', content })
const words = (text: string) => ({ content: [{ type: 'text', text }] })
const written = async (...children: (Paragraph | Table)[]) =>
  Buffer.from(await Packer.toBuffer(new Document({ sections: [{ children }] })))
const lines = (...texts: string[]) => texts.map((text) => new Paragraph(text))

describe('written and read again', () => {
  test('text, structure, looks, lists, tables and pictures stay; head and foot are not said twice', async () => {
    const body = doc(
      { type: 'basis', attrs: {}, ...words('Căn cứ Luật Xây dựng;') },
      { type: 'basis', attrs: {}, ...words('Theo đề nghị của Trưởng phòng.') },
      { type: 'heading', attrs: {}, ...words('QUYẾT ĐỊNH:') },
      { type: 'chapter', attrs: {}, ...words('QUY ĐỊNH CHUNG') },
      { type: 'article', attrs: {}, content: [{ type: 'text', text: 'Phạm vi', marks: [{ type: 'bold' }] }] },
      { type: 'clause', attrs: {}, ...words('Áp dụng đối với:') },
      { type: 'point', attrs: {}, ...words('Các phường;') },
      { type: 'point', attrs: {}, ...words('Các xã.') },
      { type: 'item', attrs: { ordered: false, level: 1 }, ...words('Một gạch') },
      { type: 'image', attrs: { sha256: 'ab'.repeat(32), widthMm: 80, alt: 'Sơ đồ vị trí' } },
      {
        type: 'paragraph',
        attrs: { align: 'justify' },
        content: [
          { type: 'text', text: 'Diện tích 5 m' },
          { type: 'text', text: '2', marks: [{ type: 'sup' }] },
          { type: 'text', text: ' và ' },
          { type: 'text', text: 'nghiêng', marks: [{ type: 'italic' }] },
        ],
      },
      {
        type: 'table',
        attrs: {},
        content: [
          {
            type: 'row',
            content: [aCell('STT', { header: true }), aCell('Nội dung', { header: true, colspan: 2 })],
          },
          { type: 'row', content: [aCell('1', { rowspan: 2 }), aCell('Tên'), aCell('Hạn')] },
          { type: 'row', content: [aCell('Đường'), aCell('Cầu')] },
        ],
      },
      {
        type: 'article',
        attrs: {},
        content: [{ type: 'text', text: 'Thi hành./.', marks: [{ type: 'bold' }] }],
      },
      { type: 'appendix', attrs: { attached: null }, ...words('DANH MỤC CÔNG TRÌNH') },
      { type: 'paragraph', attrs: { align: 'justify' }, ...words('Nội dung phụ lục.') },
    )
    const bytes = await writeDocx(data(body, { attached: '(Kèm theo Quyết định số 05/QĐ-UBND)' }), images)
    const read = await readDocx(Buffer.from(bytes))
    const shape = (one: Body) =>
      blockTexts(one)
        .filter(({ text }) => !text.startsWith('(Kèm theo'))
        .map(({ type, label, text }) => [type, label, text])
    expect(shape(read.body)).toEqual(shape(body))
    const looks = read.body.content.find(({ type }) => type === 'paragraph') as { content: object[] }
    expect(looks.content).toEqual((body.content[10] as { content: object[] }).content)
    expect(read.head).toMatchObject({
      type: 'decision',
      symbol: '05/QĐ-UBND',
      subject: aDecision().subject,
      recipients: ['Như Điều 3', 'UBND thành phố (để báo cáo)', 'Lưu: VT, HT'],
    })
    expect(read.dropped.map(({ kind }) => kind).toSorted()).toEqual(['foot', 'head'])
    expect(read.body.content.find(({ type }) => type === 'image')?.attrs).toMatchObject({
      sha256: greyDigest,
      widthMm: 80,
      alt: 'Sơ đồ vị trí',
    })
    expect(read.pictures).toEqual([{ sha256: greyDigest, bytes: Buffer.from(grey) }])
  })

  test('a letter keeps to whom it goes and what it is about', async () => {
    const body = doc({ type: 'paragraph', attrs: { align: 'justify' }, ...words('Đề nghị góp ý./.') })
    const letter = {
      title: null,
      subject: 'góp ý dự thảo',
      issuer: null,
      addressees: ['Sở Xây dựng', 'Sở Nội vụ'],
    }
    const read = await readDocx(Buffer.from(await writeDocx(data(body, letter))))
    expect(read.head).toMatchObject({
      type: 'official_letter',
      subject: 'góp ý dự thảo',
      addressees: ['Sở Xây dựng', 'Sở Nội vụ'],
    })
    expect(bodyText(read.body)).toBe('Đề nghị góp ý./.')
  })

  test.skipIf(spawnSync('soffice', ['--version']).error !== undefined)(
    'LibreOffice opens what we write, and says the same words',
    { timeout: 600_000 },
    async () => {
      const file = join(folder, 'whole.docx')
      writeFileSync(file, await writeDocx(data(aBody(), { urgency: 'express', drafter: 'PL.(3)' }), images))
      const profile = `-env:UserInstallation=file://${folder}/office`
      execFileSync(
        'soffice',
        ['--headless', profile, '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder, file],
        {
          stdio: 'ignore',
        },
      )
      const said = readFileSync(join(folder, 'whole.txt'), 'utf8').replace(/\s+/g, '').toLocaleLowerCase('vi')
      for (const line of bodyText(aBody()).split(/[\n\t]/))
        if (line !== 'Sơ đồ vị trí') expect(said).toContain(line.replace(/\s+/g, '').toLocaleLowerCase('vi'))
      expect(said).toContain('nơinhận:-nhưđiều3;')
    },
  )
})

describe('from elsewhere', () => {
  test('typed numbers become structure; those that do not follow each other stay as they were typed', async () => {
    const bytes = await written(
      ...lines(
        'Chương I',
        'QUY ĐỊNH CHUNG',
        'Điều 1. Phạm vi',
        '1. Một;',
        'a) Điểm;',
        'đ) Nhảy;',
        '- Gạch',
        'Điều 7. Nhảy số',
      ),
    )
    const { body, dropped } = await readDocx(bytes)
    expect(blockTexts(body).map(({ type, text }) => [type, text])).toEqual([
      ['chapter', 'QUY ĐỊNH CHUNG'],
      ['article', 'Phạm vi'],
      ['clause', 'Một;'],
      ['point', 'Điểm;'],
      ['paragraph', 'đ) Nhảy;'],
      ['item', 'Gạch'],
      ['paragraph', 'Điều 7. Nhảy số'],
    ])
    expect(dropped).toEqual([{ kind: 'kept_numbers', count: 2, texts: ['đ)', 'Điều 7.'] }])
  })

  test('TCVN3 and VNI are read, decomposed and wide letters are written as ours', async () => {
    const inFont = (font: string, text: string) => new Paragraph({ children: [new TextRun({ text, font })] })
    const { body, dropped } = await readDocx(
      await written(
        inFont('.VnTime', 'Uû ban nh©n d©n ph\u00adêng ThuËn Hãa'),
        inFont('.VnTimeH', 'quyÕt ®Þnh'),
        inFont('VNI-Times', 'Ñoäc laäp - Töï do - Haïnh phuùc'),
        inFont('.VnTime', 'Đã là Unicode'),
        ...lines('Huế'.normalize('NFD'), 'ＡＢＣ１２３', 'một\u00a0\u200bhai'),
      ),
    )
    expect(bodyText(body).split('\n')).toEqual([
      'Uỷ ban nhân dân phường Thuận Hóa',
      'QUYẾT ĐỊNH',
      'Độc lập - Tự do - Hạnh phúc',
      'Đã là Unicode',
      'Huế',
      'ABC123',
      'một hai',
    ])
    expect(dropped.find(({ kind }) => kind === 'old_fonts')?.count).toBe(3)
  })

  test('tracked changes, comments, notes, headers and pictures are told', async () => {
    const bytes = await aZip({
      'word/document.xml': wordXml(
        '<w:p><w:r><w:t>Giữ </w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t>thêm</w:t></w:r></w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>',
      ),
      'word/header1.xml':
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>Tài liệu nội bộ</w:t></w:r></w:p></w:hdr>',
    })
    const { body, dropped } = await readDocx(bytes)
    expect(bodyText(body)).toBe('Giữ thêm')
    expect(dropped).toEqual([
      { kind: 'tracked_changes', count: 2, texts: [] },
      { kind: 'headers_footers', count: 1, texts: ['Tài liệu nội bộ'] },
    ])
  })

  test('pictures come along where they stood, those of tables below them; what is no picture of ours is named', async () => {
    const picture = (data: Uint8Array, type: 'png' | 'gif', alt: string) =>
      new ImageRun({
        type,
        data,
        transformation: { width: 400, height: 400 },
        altText: { name: alt, description: alt, title: alt },
      })
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
    const inCell = (...children: Paragraph[]) =>
      new Table({ rows: [new TableRow({ children: [new TableCell({ children })] })] })
    const { body, dropped, pictures } = await readDocx(
      await written(
        inCell(
          new Paragraph('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'),
          new Paragraph({ children: [picture(grey, 'png', 'Quốc huy')] }),
        ),
        new Paragraph({
          children: [
            new TextRun('Trước '),
            picture(grey, 'png', 'Sơ đồ'),
            new TextRun(' sau'),
            picture(gif, 'gif', 'Ảnh động'),
            picture(grey.subarray(0, 60), 'png', 'Hỏng'),
          ],
        }),
        inCell(new Paragraph({ children: [new TextRun('Ô'), picture(grey, 'png', 'Trong bảng')] })),
      ),
    )
    expect(body.content.map((block) => (block.type === 'image' ? block.attrs.alt : block.type))).toEqual([
      'paragraph',
      'Sơ đồ',
      'paragraph',
      'table',
      'Trong bảng',
    ])
    expect(body.content[1]?.attrs).toMatchObject({ sha256: greyDigest, widthMm: 105.8 })
    expect(pictures.map(({ sha256 }) => sha256)).toEqual([greyDigest])
    expect(dropped).toMatchObject([
      { kind: 'table_images', count: 2 },
      { kind: 'images', count: 3, texts: ['Ảnh động · image/gif', 'Hỏng · image/png', 'Quốc huy'] },
      { kind: 'head' },
    ])
  })

  test('a picture the file does not hold is named, and half a letter is none: the text is read', async () => {
    const drawing = `<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="x" descr="Sơ đồ"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="p1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`
    const { body, dropped } = await readDocx(
      await aZip({
        'word/document.xml': wordXml(`<w:p><w:r><w:t>Đất &#xD800;đai</w:t>${drawing}</w:r></w:p>`),
        'word/_rels/document.xml.rels':
          '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../../../etc/passwd"/></Relationships>',
      }),
    )
    expect(bodyText(body).trim()).toBe('Đất đai')
    expect(dropped.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['images']))
  })

  test('a table in a table becomes lines, an empty file an empty text', async () => {
    const inner = new Table({
      rows: [new TableRow({ children: [new TableCell({ children: lines('trong') })] })],
    })
    const outer = new Table({
      rows: [
        new TableRow({ children: [new TableCell({ children: [...lines('ngoài'), inner, ...lines('')] })] }),
      ],
    })
    const { body, dropped } = await readDocx(await written(outer))
    expect(blockTexts(body)[0]?.text).toBe('ngoài\ntrong')
    expect(dropped.map(({ kind }) => kind)).toEqual(['nested_tables'])
    expect((await readDocx(await written())).body.content).toHaveLength(1)
  })

  test('macros, bombs, other files and broken ones are refused', async () => {
    const refused = (bytes: Buffer) =>
      readDocx(bytes).then(
        () => 'read',
        ({ code }: { code: string }) => code,
      )
    const plain = { 'word/document.xml': wordXml('<w:p/>') }
    expect(await refused(await aZip({ ...plain, 'word/vbaProject.bin': 'x' }))).toBe('files.macros')
    expect(
      await refused(
        await aZip({
          'word/document.xml': wordXml(`<w:p><w:r><w:t>${'0'.repeat(30_000_000)}</w:t></w:r></w:p>`),
        }),
      ),
    ).toBe('files.unpacks_too_large')
    expect(await refused(Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'))).toBe('files.old_office')
    expect(await refused(Buffer.from(grey))).toBe('documents.not_docx')
    const stamp = new Table({
      rows: [new TableRow({ children: [new TableCell({ children: lines('SỞ NỘI VỤ', 'MẬT') })] })],
    })
    expect(await refused(await written(stamp, ...lines('Nội dung')))).toBe('documents.secret_docx')
    expect(await refused(await aZip({ 'word/document.xml': '<w:document' }))).toMatch(/^files\.unreadable$/)
  })

  test('three hundred pages are read within the budget, or said to be too much', async () => {
    const many = Array.from(
      { length: 6000 },
      (_, index) => new Paragraph(`Đoạn ${index} các cơ quan phối hợp thực hiện nhiệm vụ.`),
    )
    const { body, dropped } = await readDocx(await written(...many))
    expect(body.content).toHaveLength(5000)
    expect(dropped[0]).toMatchObject({ kind: 'text_beyond_limits', count: 1000 })
  })
})

test('lines are recognised by what was typed before them', () => {
  const types = (...texts: string[]) => texts.map((text) => recogniseLine(text)?.as.type)
  expect(
    types(
      'Điều 12: Hiệu lực',
      'Chương II',
      'Mục 1. Chung',
      'II. KẾT QUẢ',
      '3. Ba',
      'đ) Năm',
      '– Gạch',
      'Phụ lục III',
      'Căn cứ Luật',
    ),
  ).toEqual(['article', 'chapter', 'section', 'section', 'clause', 'point', 'item', 'appendix', 'basis'])
  expect(
    types('3.5 triệu đồng', 'Phụ lục này là một phần của Quyết định', 'Điều này', '1990.', 'a', 'Mục tiêu'),
  ).toEqual([undefined, undefined, undefined, undefined, undefined, undefined])
})

test('old fonts are known by their names', () => {
  expect(['.VnTime', '.VnArialH', 'VNI-Times', 'Times New Roman', null].map(encodingOf)).toEqual([
    'tcvn3',
    'tcvn3-capitals',
    'vni',
    undefined,
    undefined,
  ])
  expect(toUnicode('Uûy ban nhaân daân tænh', 'vni')).toBe('Ủy ban nhân dân tỉnh')
  expect(cleanText('a\u00ad\u200bb  c')).toBe('ab c')
})

function aCell(text: string, attrs: object = {}) {
  return {
    type: 'cell',
    attrs: { colspan: 1, rowspan: 1, header: false, colwidth: null, ...attrs },
    content: [{ type: 'paragraph', attrs: { align: 'left' }, ...words(text) }],
  }
}
