/** Files that are no honest documents get an answer in words, soon, and harm nothing. */
import { deflateRawSync } from 'node:zlib'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { afterAll, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { Budget, BudgetSpent } from '#server/crafts/reading-budget.ts'
import { readXml, XmlBroken } from '#server/crafts/xml/read-xml.ts'
import { aPlan, docxOf } from './fixtures.ts'
import { checkFileLayout, stopReadingLayout } from './layout-rules.ts'

afterAll(stopReadingLayout)

const types =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

async function aDocx(document: string): Promise<Buffer> {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(types), '[Content_Types].xml')
  zip.addBuffer(Buffer.from(document), 'word/document.xml')
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const codeOf = (bytes: Buffer) =>
  checkFileLayout(bytes).then(
    () => 'judged',
    (error) => error.code as string,
  )

test.each([
  ['an element that does not end', `<w:document xmlns:w="${word}"><w:body><w:p>`],
  ['another element ended', `<w:document xmlns:w="${word}"><w:body></w:p></w:document>`],
  [
    'a deep nest',
    `<w:document xmlns:w="${word}">${'<w:p>'.repeat(5000)}${'</w:p>'.repeat(5000)}</w:document>`,
  ],
  ['two roots', `<a/><b/>`],
])('%s is no document', async (_, document) => {
  expect(await codeOf(await aDocx(document))).toBe('documents.layout_unreadable')
})

test('a bomb, a grammar and a file cut off are refused', async () => {
  const zeros = `<w:document xmlns:w="${word}"><w:t>${'0'.repeat(30_000_000)}</w:t></w:document>`
  expect(deflateRawSync(zeros).length).toBeLessThan(40_000)
  expect(await codeOf(await aDocx(zeros))).toBe('files.unpacks_too_large')
  const entities = `<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="${word}">&a;</w:document>`
  expect(await codeOf(await aDocx(entities))).toBe('files.macros')
  const whole = await docxOf(aPlan())
  expect(await codeOf(whole.subarray(0, whole.length - 400))).toMatch(/^(?:files|documents)\./)
  expect(await codeOf(Buffer.from('%PDF-1.7\nnothing'))).toMatch(/^(?:files|documents)\./)
  expect(await codeOf(Buffer.from('just words'))).toBe('files.type_not_accepted')
})

test('a PDF of thousands of pages is judged as far as it is read; one of pictures is a scan', {
  timeout: 60_000,
}, async () => {
  const long = await PDFDocument.create()
  const font = await long.embedFont(StandardFonts.TimesRoman)
  for (let page = 0; page < 1500; page++) {
    long.addPage([595, 842]).drawText(`Trang ${page}`, { font, size: 14, x: 100, y: 500 })
  }
  const judgement = await checkFileLayout(Buffer.from(await long.save()))
  expect(judgement).toMatchObject({ pages: 1500, unread: 1440 })
  const scan = await PDFDocument.create()
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  scan.addPage([595, 842]).drawImage(await scan.embedPng(png), { x: 0, y: 0, width: 595, height: 842 })
  expect(await codeOf(Buffer.from(await scan.save()))).toBe('documents.layout_scan')
})

test('reading XML costs as much as it is long, whatever stands in it', () => {
  const silent = { open: () => {}, close: () => {}, text: () => {} }
  const read = (text: string, steps = 10_000_000) =>
    readXml(text, silent, { budget: new Budget({ steps, bytes: 1e9 }), prefixes: new Map() })
  expect(() => read(`<a>${'&lt;'.repeat(100_000)}</a>`)).not.toThrow()
  expect(() => read(`<a>${'x'.repeat(100_000)}</a>`, 10_000)).toThrow(BudgetSpent)
  for (const broken of [
    '<a',
    '<a b',
    '<a b=>',
    '<a b="1" b="2"/>',
    '<a>&nobody;</a>',
    '<a>&#x110000;</a>',
    '<!DOCTYPE a><a/>',
    '',
  ]) {
    expect(() => read(broken), broken).toThrow(XmlBroken)
  }
})

test('prefixes follow their namespaces, whatever a file calls them', () => {
  const names: string[] = []
  readXml(
    '<x:a xmlns:x="urn:one" y="1"><b xmlns="urn:one" x:c="2"/></x:a>',
    { open: (name, attributes) => names.push(name, ...attributes.keys()), close: () => {}, text: () => {} },
    { budget: new Budget({ steps: 10_000, bytes: 0 }), prefixes: new Map([['urn:one', 'w']]) },
  )
  expect(names.filter((name) => !name.includes('xmlns'))).toEqual(['w:a', 'y', 'w:b', 'w:c'])
})
