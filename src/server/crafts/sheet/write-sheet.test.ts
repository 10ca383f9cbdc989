import { execFile, spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { fromBuffer } from 'yauzl'
import { mostSheetRows, type Sheet, SheetTooLong, stopSheets, writeSheet } from './write-sheet.ts'

afterAll(stopSheets)

const aSheet = (rows: Sheet['rows']): Sheet => ({
  name: 'Sổ [đến]: 2026',
  heading: ['=HYPERLINK("x")', 'Sổ đăng ký văn bản đến'],
  columns: [
    { title: 'Số đến', kind: 'number', width: 8 },
    { title: '@Trích yếu', kind: 'text', width: 40 },
    { title: 'Ngày', kind: 'day', width: 12 },
    { title: 'Lúc', kind: 'moment', width: 18 },
  ],
  rows,
})
const hostile = [
  '=1+1',
  '+84 234',
  '-5',
  '@SUM(A1)',
  '\t=2',
  '_x0041_',
  '<&>"\u0007',
  'Đề nghị “khẩn”\nhai dòng',
]
const at = new Date('2026-11-29T23:30:00Z')

async function entries(file: Buffer): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const archive = await promisify<Buffer, { lazyEntries: true }, import('yauzl').ZipFile>(fromBuffer)(file, {
    lazyEntries: true,
  })
  for await (const entry of archive.eachEntry()) {
    const stream = await archive.openReadStreamPromise(entry)
    found.set(entry.fileName, (await buffer(stream)).toString())
  }
  return found
}

test('what begins like a formula is text, in the file itself', async () => {
  const file = Buffer.from(
    await writeSheet(aSheet(hostile.map((text, number) => [number, text, null, null]))),
  )
  const parts = await entries(file)
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''
  expect(sheet).not.toContain('<f')
  const strings = parts.get('xl/sharedStrings.xml') ?? ''
  for (const text of [
    '=1+1',
    '=HYPERLINK("x")',
    '_x005F_x0041_',
    '&lt;&amp;&gt;"',
    'Đề nghị “khẩn”\nhai dòng',
  ])
    expect(strings).toContain(text)
  // A number is one, a day is the day of the format's own count, the clock is that of Viet Nam.
  const [day, moment] = [46_058, 46_356.270_833]
  const dated = await entries(Buffer.from(await writeSheet(aSheet([[7, '', '2026-02-05', at]]))))
  const values = [...(dated.get('xl/worksheets/sheet1.xml') ?? '').matchAll(/r="([A-D]4)"[^>]*><v>([^<]+)/g)]
  expect(values.map(([, cell, value]) => [cell, Number(value)])).toEqual([
    ['A4', 7],
    ['C4', day],
    ['D4', expect.closeTo(moment, 4)],
  ])
  expect(parts.get('xl/workbook.xml')).toContain('Sổ  đến   2026')
})

/** A reader that is not ours, where its spreadsheet part is installed: Writer alone opens none. */
const hasCalc =
  spawnSync('soffice', ['--version']).error === undefined &&
  globSync('/{usr/lib*,opt}/libreoffice*/program/libscfiltlo.so').length > 0

test.skipIf(!hasCalc)(
  'LibreOffice opens it and finds the same: numbers, days, the clock of Viet Nam, every letter',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nhip-sheet-'))
    try {
      const rows = hostile.map((text, number) => [number + 1, text, '2026-02-05', at])
      await writeFile(join(folder, 'so.xlsx'), await writeSheet(aSheet(rows)))
      await promisify(execFile)('soffice', [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true',
        '--outdir',
        folder,
        join(folder, 'so.xlsx'),
      ])
      const csv = await readFile(join(folder, 'so.csv'), 'utf8')
      expect(csv).toContain('"=HYPERLINK(""x"")"')
      expect(csv).toContain('1,=1+1,05/02/2026,30/11/2026 06:30')
      for (const text of ['+84 234', '-5', '@SUM(A1)', '_x0041_', '"<&>"""', '"Đề nghị “khẩn”\nhai dòng"'])
        expect(csv).toContain(text)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
  240_000,
)

test('more rows or longer texts than the file takes are refused, not cut', async () => {
  const row = [1, 'x', null, null]
  await expect(writeSheet(aSheet(new Array(mostSheetRows + 1).fill(row)))).rejects.toThrow(SheetTooLong)
  await expect(writeSheet(aSheet([[1, 'x'.repeat(32_768), null, null]]))).rejects.toThrow(SheetTooLong)
  const whole = Buffer.from(await writeSheet(aSheet(new Array(mostSheetRows).fill(row))))
  expect((await entries(whole)).get('xl/worksheets/sheet1.xml')).toContain(`r="A${mostSheetRows + 3}"`)
})
