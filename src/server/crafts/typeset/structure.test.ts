/** What somebody who hears a paper hears: the structure of the PDF, read by Poppler, and its links, read by us. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { PdfDocument } from '#server/crafts/pdf/document.ts'
import { isKind, type PdfDict, textOf } from '#server/crafts/pdf/objects.ts'
import {
  aConfirmation,
  aDecision,
  aFeeReceipt,
  anApologySlip,
  aReceipt,
  aRefusalSlip,
  aSupplementSlip,
} from './fixtures.ts'
import { qrMatrix } from './qr.ts'
import { stopTypesetting, typeset } from './typeset.ts'

afterAll(stopTypesetting)

const folder = mkdtempSync(join(tmpdir(), 'nhip-structure-'))

function structureOf(pdf: Uint8Array): string {
  const path = join(folder, 'document.pdf')
  writeFileSync(path, pdf)
  return execFileSync('pdfinfo', ['-struct-text', path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).normalize('NFC')
}

/** Everything said, in the order in which it is said. */
const spoken = (pdf: Uint8Array) =>
  [...structureOf(pdf).matchAll(/"(.*)"$/gm)].map(([, text]) => text).join('')

const dicts = (pdf: Uint8Array): PdfDict[] => {
  const document = new PdfDocument(pdf)
  return [...document.locations.keys()].flatMap((number) => {
    const object = document.resolve({ kind: 'reference', number, generation: 0 })
    return isKind(object, 'dict') ? [object] : []
  })
}
const named = (pdf: Uint8Array, key: string, value: string) =>
  dicts(pdf).filter(({ entries }) => {
    const entry = entries.get(key)
    return isKind(entry, 'name') && entry.value === value
  })

const papers = {
  decision: () => typeset('nd30', aDecision()),
  draft: () => typeset('nd30', { ...aDecision(), draft: true }),
  confirmation: () => typeset('nd30', aConfirmation()),
  receipt: () => typeset('receipt', aReceipt()),
  supplement: () => typeset('slip', aSupplementSlip()),
  refusal: () => typeset('slip', aRefusalSlip()),
  apology: () => typeset('slip', anApologySlip()),
  'receipt of fees': () => typeset('fee-receipt', aFeeReceipt()),
}
const codes = {
  decision: aDecision().verification?.code,
  draft: aDecision().verification?.code,
  confirmation: aConfirmation().verification?.code,
  receipt: aReceipt().verification.code,
  supplement: aSupplementSlip().verification?.code,
  refusal: aRefusalSlip().verification?.code,
  apology: anApologySlip().verification?.code,
  'receipt of fees': aFeeReceipt().verification.code,
}

describe.skipIf(spawnSync('pdfinfo', ['-v']).error !== undefined)('the structure of', () => {
  test.each(Object.keys(papers) as (keyof typeof papers)[])(
    'a %s has one figure with words and one link, and says the code, then the address',
    async (kind) => {
      const pdf = await papers[kind]()
      const code = codes[kind] ?? ''
      expect(named(pdf, 'Subtype', 'Link')).toHaveLength(1)
      const figures = named(pdf, 'S', 'Figure')
      expect(figures.map(({ entries }) => textOf(entries.get('Alt')))).toEqual([
        expect.stringMatching(new RegExp(`^Mã QR: .* ${code}$`)),
      ])
      const words = spoken(pdf)
      expect(words).toMatch(new RegExp(`Mã (văn bản|hồ sơ|biên lai): ${code}.*: https://\\S*${code}`))
      expect(structureOf(pdf)).toMatch(/ Link \(inline\)\n +"https:/)
    },
  )

  test('a fact table: each label is the header of its row, on every page', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => ({
      label: `Mục ${index + 1}`,
      value: `Giá trị ${index + 1}`,
    }))
    const pdf = await typeset('nd30', { ...aConfirmation(), blocks: [{ kind: 'table', rows }] })
    const structure = structureOf(pdf)
    expect(structure.match(/ TH:\n(?: +\/\w+ .*\n)* +"Mục \d+:"/g)).toHaveLength(60)
    expect(structure.match(/ TD:\n(?: +\/Headers .*\n)? +"Giá trị \d+"/g)).toHaveLength(60)
  })

  test('a list of papers and a grid: columns keep their headers, rows get theirs', async () => {
    const receipt = structureOf(await papers.receipt())
    expect(receipt.match(/ TH <\w+>:\n +\/Scope \/Column/g)).toHaveLength(4)
    expect(receipt.match(/ TH:\n(?: +\/\w+ .*\n)* +\/Scope \/Row\n +"(Tờ khai|Giấy)/g)).toHaveLength(3)
    const grid = {
      kind: 'grid' as const,
      columns: ['Họ tên', 'Năm sinh'],
      rows: [
        ['Lê A', '1990'],
        ['Lê B', '1992'],
      ],
    }
    const table = { kind: 'table' as const, rows: [{ label: 'Xã', value: 'Phú Lộc' }] }
    const pdf = await typeset('nd30', { ...aConfirmation(), blocks: [grid, table] })
    expect(structureOf(pdf).match(/ TH:\n(?: +\/\w+ .*\n)* +"(Lê [AB]|Xã:)"/g)).toHaveLength(3)
  })

  test('an address longer than its line is still one link, inside the page', async () => {
    const code = '8K2M-41QX-AB7C'
    const address = `https://${'mot-ten-mien-rat-dai.'.repeat(6)}gov.vn/kiem-tra/${code}`
    const pdf = await typeset('nd30', {
      ...aDecision(),
      verification: { code, address, qr: qrMatrix(address) },
    })
    expect(named(pdf, 'Subtype', 'Link')).toHaveLength(1)
    writeFileSync(join(folder, 'long.pdf'), pdf)
    const boxes = execFileSync('pdftotext', ['-bbox', join(folder, 'long.pdf'), '-'], { encoding: 'utf8' })
    const right = [...boxes.matchAll(/xMax="([\d.]+)"/g)].map(([, x]) => Number(x))
    expect(Math.max(...right)).toBeLessThan(595.3 - 42)
  })
})
