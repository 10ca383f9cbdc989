import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { afterAll, describe, expect, test } from 'vitest'
import { checkSource } from './contract/check-source.ts'
import type { Contract } from './contract/contract.ts'
import { proposeContract } from './contract/propose-contract.ts'
import { ingest } from './ingest.ts'
import { readSource } from './read-source.ts'
import { SourceStopped } from './refusals.ts'

const folder = mkdtempSync(join(tmpdir(), 'tables-'))
afterAll(() => rmSync(folder, { recursive: true }))

function keep(name: string, text: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function rowsOf(path: string) {
  return parquetReadObjects({ file: await asyncBufferFromFile(path) })
}

test('what is accepted is the same, read back from Parquet by another reader, to the last digit', async () => {
  const path = keep(
    'so.csv',
    'Mã;Ngày;Lúc;Tiền;Dân;Đúng\n01;25/12/2026;2026-01-02T03:04:05Z;1.234,50;8718000;true\n02;1/2/2026;;0,01;;false\n',
  )
  const out = join(folder, 'so.parquet')
  const ingested = await ingest(path, { out })
  expect(ingested).toMatchObject({ accepted: 2, quarantined: 0, written: [out] })
  expect(await rowsOf(out)).toEqual([
    {
      Mã: '01',
      Ngày: new Date('2026-12-25'),
      Lúc: new Date('2026-01-02T03:04:05Z'),
      Tiền: 1234.5,
      Dân: 8718000n,
      Đúng: true,
      _kind: 'row',
      _section: null,
      _row: 2,
    },
    {
      Mã: '02',
      Ngày: new Date('2026-02-01'),
      Lúc: null,
      Tiền: 0.01,
      Dân: null,
      Đúng: false,
      _kind: 'row',
      _section: null,
      _row: 3,
    },
  ])
})

test('names of provinces get the code of their time, and what names none is asked', async () => {
  const out = join(folder, 'places.parquet')
  const names =
    'Hà Nội|TỈNH LÀO CAI|Yen Bai|TT-Huế|Hai Phuong|Đồng bằng sông Hồng|TP.HCM|Đà Nẵng|Cà Mau|Vĩnh Long'.split(
      '|',
    )
  const path = keep(
    'places.csv',
    ['Tỉnh;Số', ...names.map((name, at) => `${name};${at}`), 'Cả nước;28'].join('\n'),
  )
  const ingested = await ingest(path, { out })
  expect((await rowsOf(out)).map((row) => row['Tỉnh _code'])).toEqual([
    '01',
    '10',
    '15',
    '46',
    null,
    null,
    '79',
    '48',
    '96',
    '86',
    null,
  ])
  expect(ingested.asked.map(({ value, candidates }) => [value, candidates])).toEqual([
    ['Hai Phuong', ['Hải Phòng (31)']],
    ['Đồng bằng sông Hồng', []],
  ])
})

test('a source that stops leaves nothing behind, nor what lay there before', async () => {
  const out = join(folder, 'stopped.parquet')
  writeFileSync(out, 'as it was')
  const contract: Contract = {
    contract: 1,
    tables: [{ sheet: '', fields: [{ name: 'khác', type: 'string' }] }],
  }
  await expect(ingest(keep('stops.csv', 'a,b\n1,2\n3,4\n'), { contract, out })).rejects.toThrow(SourceStopped)
  expect(readFileSync(out, 'utf8')).toBe('as it was')
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a file that costs more than any honest one stops, and the next one is read', async () => {
  const deep = `${'['.repeat(200_000)}1${']'.repeat(200_000)}`
  await expect(ingest(keep('deep.json', deep))).rejects.toThrow(SourceStopped)
  const wide = `${Array.from({ length: 5_000 }, (_, at) => `c${at}`).join(',')}\n1\n2`
  await expect(ingest(keep('wide.csv', wide))).rejects.toMatchObject({ code: 'too-large' })
  expect((await ingest(keep('good.csv', 'a,b\nx,2\ny,4\n'))).accepted).toBe(2)
})

interface Case {
  id: string
  file: string
}

const shared = join(process.cwd(), '../shared/testdata')
const dirty = join(shared, 'dirty/cases.json')
const open = join(shared, 'opendata')

describe.skipIf(!existsSync(dirty))('dirty tables of public bodies', () => {
  const cases = existsSync(dirty) ? (JSON.parse(readFileSync(dirty, 'utf8')) as { cases: Case[] }).cases : []
  /** Rows of a right load; those of months or years that stand side by side count once a column. */
  const rows: Record<string, number[]> = {
    'vn-sapnhap-province': [34],
    'vn-gso-commune': [10_035],
    'vn-gso-deaths': [70],
    'uk-cabinet-staff': [13],
    'uk-two-tables': [7, 3],
    'uk-london-toilets': [34],
    'us-nasa-temp': [133],
    'mx-budget-2011': [114],
    'nl-budget-2011': [27],
    'uk-ons-co2': [14],
  }

  test.each(cases)('$id', ({ id, file }) => {
    const loaded = load(join(shared, 'dirty', file))
    expect(loaded.map(({ accepted }) => accepted.length)).toEqual(rows[id])
    expect(loaded.map(({ quarantined }) => quarantined)).toEqual(loaded.map(() => 0))
  })

  test('sums of what was loaded are those the publisher prints', async () => {
    const out = join(folder, 'provinces.parquet')
    await ingest(join(shared, 'dirty/vn-sapnhap-province.csv'), { out })
    const loaded = await rowsOf(out)
    const sum = (name: string) => loaded.reduce((all, row) => all + Number(row[name]), 0)
    expect(sum('dansonguoi')).toBe(112_093_848)
    expect(sum('dientichkm2')).toBeCloseTo(331_333.54, 2)
  })
})

test.skipIf(!existsSync(open))('every open data set is loaded, or stops with its reason', () => {
  const files = readdirSync(open).filter((name) => !name.endsWith('.md'))
  const stopped = files.flatMap((file) => {
    try {
      load(join(open, file))
      return []
    } catch (error) {
      if (error instanceof SourceStopped) return [`${file}: ${error.code}`]
      throw error
    }
  })
  expect(stopped).toEqual([])
})

/** As the process does it, in this one. */
function load(path: string) {
  const source = readSource(readFileSync(path))
  return checkSource(source, proposeContract(source))
}
