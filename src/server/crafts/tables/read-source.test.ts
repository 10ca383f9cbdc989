import assert from 'node:assert/strict'
import { type WorkSheet, write } from '@e965/xlsx'
import { ByteWriter, parquetWrite } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { shownCell } from './read/grid.ts'
import { requireModestZip } from './read/require-modest-zip.ts'
import { readAnySource, readSource } from './read-source.ts'
import { SourceStopped } from './refusals.ts'

const places = ['Mã,Tên,Số dân', '01,Hà Nội,8718', '46,Thừa Thiên Huế,1166', '48,Đà Nẵng,3065'].join('\n')

function read(bytes: Uint8Array | string) {
  const { tables, encoding } = readSource(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  const [table] = tables
  assert.ok(table)
  return {
    encoding,
    tables,
    names: table.columns.map(({ name }) => name),
    rows: table.rows.map(({ cells }) => table.columns.map(({ at }) => shownCell(cells[at]))),
  }
}

function stops(bytes: Uint8Array | string, code: string) {
  const thrown = catchStop(() => readSource(typeof bytes === 'string' ? Buffer.from(bytes) : bytes))
  expect(thrown.code).toBe(code)
  return thrown.place
}

function catchStop(run: () => unknown): SourceStopped {
  try {
    run()
  } catch (error) {
    if (error instanceof SourceStopped) return error
    throw error
  }
  assert.fail('nothing stopped it')
}

const wide = (text: string) => Buffer.from(text, 'utf16le')
const bytesOf = (text: string) => Buffer.from(text, 'latin1')

describe('letters', () => {
  test('are the same from UTF-8, with a mark or without, and UTF-16 of either order', () => {
    const expected = read(places).rows
    expect(expected[1]).toEqual(['46', 'Thừa Thiên Huế', '1166'])
    for (const bytes of [
      Buffer.from(`\ufeff${places}`),
      wide(`\ufeff${places}`),
      wide(places),
      wide(`\ufeff${places}`).swap16(),
      Buffer.from(places.normalize('NFD')),
      Buffer.from(places.replaceAll('\n', '\r\n').replaceAll(',', ';')),
      Buffer.from(places.replaceAll(',', '\t')),
    ])
      expect(read(bytes).rows).toEqual(expected)
  })

  test('of TCVN3 and VNI are found by what they mean, column by column', () => {
    const tcvn3 = bytesOf('M·;Bé;§¬n vÞ\r\n01;Bé Tµi chÝnh;TriÖu ®ång\r\n02;Së T­ ph¸p;Ng­êi')
    expect(read(tcvn3).rows).toEqual([
      ['01', 'Bộ Tài chính', 'Triệu đồng'],
      ['02', 'Sở Tư pháp', 'Người'],
    ])
    const vni = bytesOf('Maõ,Nôi\n01,Thöøa Thieân Hueá\n02,Ñöôøng Ñieän Bieân Phuû\n03,VIEÄT NAM')
    expect(read(vni).rows.map(([, name]) => name)).toEqual([
      'Thừa Thiên Huế',
      'Đường Điện Biên Phủ',
      'VIỆT NAM',
    ])
  })

  test('of Windows-1258 are composed', () => {
    const bytes = bytesOf('Ma\xde,T\xean\n1,Qu\xe2\xf2n Bi\xccnh Tha\xf2nh\n2,Hu\xea\xec\n')
    expect(read(bytes).names).toEqual(['Mã', 'Tên'])
    expect(read(bytes).rows.map(([, name]) => name)).toEqual(['Quận Bình Thạnh', 'Huế'])
  })

  test('that stand alone are signs', () => {
    expect(read('Tên,Giá,Đo\na,£5,20 °C\nb,£7,3 m²\n').rows).toEqual([
      ['a', '£5', '20 °C'],
      ['b', '£7', '3 m²'],
    ])
  })

  test('that change in the middle of a file stop it, with the line', () => {
    const mixed = Buffer.concat([Buffer.from(`${places}\n`), bytesOf('50,B\xe9 T\xb5i ch\xdd\xednh,1\n')])
    expect(stops(mixed, 'encoding-changes').row).toBe(5)
  })

  test('are lost to nobody where part of a workbook is in Unicode already', () => {
    const book = workbook({
      A1: 'Tên',
      B1: 'Số',
      A2: 'Bé Tµi chÝnh',
      B2: 1,
      A3: 'Tỉnh Điện Biên',
      B3: 2,
      A4: 'Së X©y dùng',
      B4: 3,
    })
    expect(read(book).rows.map(([name]) => name)).toEqual(['Bộ Tài chính', 'Tỉnh Điện Biên', 'Sở Xây dựng'])
  })
})

describe('text tables', () => {
  test('keep quoted separators, lines and marks within a cell', () => {
    const { rows } = read('Tên,Ghi chú,Số\n"A, B","dòng 1\ndòng 2",1\nC,"nói ""vâng""",2\n')
    expect(rows).toEqual([
      ['A, B', 'dòng 1\ndòng 2', '1'],
      ['C', 'nói "vâng"', '2'],
    ])
  })

  test('tell the line of a quotation that does not end, and of nothing at all', () => {
    stops('', 'empty')
    stops('%PDF-1.7 …', 'unknown-format')
    expect(readSource(Buffer.from('a,b\n1,2\n\n3,4')).tables[0]?.rows.map(({ at }) => at)).toEqual([2, 4])
  })
})

describe('JSON', () => {
  test('is read from a list, from records a line each, from features, from parts under their names', () => {
    const list = '[{"ma":"01","so":1.10,"o":{"x":1}},{"ma":"02","so":2}]'
    expect(read(list)).toMatchObject({
      names: ['ma', 'so', 'o.x'],
      rows: [
        ['01', '1.10', '1'],
        ['02', '2', ''],
      ],
    })
    expect(read('{"ma":"01"}\n{"ma":"02"}').rows).toEqual([['01'], ['02']])
    expect(
      read('{"type":"FeatureCollection","features":[{"properties":{"n":1}},{"properties":{"n":2}}]}').names,
    ).toEqual(['properties.n'])
    expect(read('{"huế":{"dân":1},"đà nẵng":{"dân":2}}').rows).toEqual([
      ['huế', '1'],
      ['đà nẵng', '2'],
    ])
  })

  test('loses no digit', () => {
    expect(read('[{"n":12345678901234567890.123456789},{"n":1e-3},{"n":1}]').rows).toEqual([
      ['12345678901234567890.123456789'],
      ['0.001'],
      ['1'],
    ])
  })

  test('that is cut off, or has no record, stops', () => {
    stops('[{"a":1},{"a"', 'unreadable')
    stops('[1,2,3]', 'no-table')
  })
})

describe('XML', () => {
  test('is what repeats in it, attributes and elements as columns', () => {
    const text =
      '<?xml version="1.0"?><x:ds xmlns:x="u"><don-vi ma="01"><ten>Huế &amp; Vinh</ten><so>5</so></don-vi><don-vi ma="02"><ten/><so>6</so></don-vi></x:ds>'
    expect(read(text)).toMatchObject({
      names: ['ma', 'ten', 'so'],
      rows: [
        ['01', 'Huế & Vinh', '5'],
        ['02', '', '6'],
      ],
    })
    expect(read('<a><b __proto__="1"/><b __proto__="2"/></a>').rows).toEqual([['1'], ['2']])
  })

  test('that is broken, or names entities, stops', () => {
    stops('<a><b>1</b>', 'unreadable')
    stops('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'unreadable')
  })
})

test('Parquet is read as it was written', async () => {
  const writer = new ByteWriter()
  parquetWrite({
    writer,
    columnData: [
      { name: 'Mã', data: ['01', null], type: 'STRING' },
      { name: 'Số', data: [9007199254740993n, 2n], type: 'INT64' },
      { name: 'Lúc', data: [new Date('2026-01-02T03:04:05Z'), null], type: 'TIMESTAMP' },
    ],
  })
  const { format, tables } = await readAnySource(new Uint8Array(writer.getBuffer()))
  expect(format).toBe('parquet')
  expect(tables[0]?.rows.map(({ cells }) => cells.map((cell) => shownCell(cell)))).toEqual([
    ['01', '9007199254740993', '2026-01-02T03:04:05.000Z'],
    ['', '2', ''],
  ])
  await expect(readAnySource(Buffer.from('PAR1 and nothing more'))).rejects.toMatchObject({
    code: 'unreadable',
  })
})

describe('workbooks', () => {
  test('keep days of both epochs, whatever language their format is in', () => {
    const cells = {
      A1: 'Ngày',
      B1: 'Số',
      A2: { v: 45_292, z: 'dd/mm/yyyy' },
      B2: 1,
      A3: { v: 45_292.5, z: '[$-42A]d mmmm yyyy hh:mm' },
      B3: 2,
    }
    expect(read(workbook(cells)).rows.map(([day]) => day)).toEqual(['2024-01-01', '2024-01-01T12:00'])
    const since1904 = { ...cells, A2: { v: 43_830, z: 'dd/mm/yyyy' }, A3: { v: 43_831, z: 'dd/mm/yyyy' } }
    expect(read(workbook(since1904, { date1904: true })).rows.map(([day]) => day)).toEqual([
      '2024-01-01',
      '2024-01-02',
    ])
    expect(read(workbook({ ...cells, A2: { v: 1, z: 'dd/mm/yyyy' } })).rows[0]?.[0]).toBe('1900-01-01')
    expect(read(workbook({ A1: 'Số', B1: 'Đỏ', A2: { v: 5, z: '[Red]0.00" day"' }, B2: 1 })).rows).toEqual([
      ['5', '1'],
    ])
  })

  test('show what a formula failed with, and one that nobody computed', () => {
    const book = workbook({
      A1: 'a',
      B1: 'b',
      A2: 1,
      B2: { t: 'e', v: 7, f: '1/0' },
      A3: 2,
      B3: { t: 'n', f: 'A3*2' },
    })
    expect(read(book).rows).toEqual([
      ['1', '#DIV/0!'],
      ['2', '=A3*2'],
    ])
  })

  test('that unpack to far more than they are stop before they are unpacked', () => {
    const book = Buffer.from(workbook({ A1: 'a', A2: 1 }))
    requireModestZip(book)
    const entry = book.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    book.writeUInt32LE(200 << 20, entry + 24)
    expect(catchStop(() => requireModestZip(book)).code).toBe('unpacks-too-far')
  })

  test('that are cut off stop', () => {
    stops(workbook({ A1: 'a', A2: 1 }).subarray(0, 400), 'unreadable')
  })
})

type Given = string | number | { t?: 'n' | 'e'; v?: number; z?: string; f?: string }

function workbook(cells: Record<string, Given>, { date1904 = false } = {}): Uint8Array {
  const sheet: WorkSheet = { '!ref': 'A1:D20' }
  for (const [at, given] of Object.entries(cells))
    sheet[at] =
      typeof given === 'string'
        ? { t: 's', v: given }
        : typeof given === 'number'
          ? { t: 'n', v: given }
          : { t: 'n', ...given }
  const book = { SheetNames: ['S'], Sheets: { S: sheet }, Workbook: { WBProps: { date1904 } } }
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
}
