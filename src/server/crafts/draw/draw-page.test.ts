import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from 'fast-png'
import { PDFDocument } from 'pdf-lib'
import { afterAll, expect, test } from 'vitest'
import { aDecision } from '#server/crafts/typeset/fixtures.ts'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { countPages, drawPage, resolution, stopDrawing } from './draw-page.ts'

afterAll(async () => {
  await stopTypesetting()
  await stopDrawing()
})

const hasPoppler = spawnSync('pdftoppm', ['-v']).error === undefined

/** A decision over three pages, marked as a draft on each: the background of the second page lies where that of the first does. */
function aLongDraft() {
  const decision = aDecision()
  const long = Array.from({ length: 8 }, (_, i) => ({
    kind: 'article' as const,
    number: i + 4,
    text: 'Các cơ quan liên quan phối hợp thực hiện. '.repeat(20),
  }))
  return typeset('nd30', { ...decision, blocks: [...decision.blocks, ...long], draft: true })
}

/** How dark each cell of eight by eight dots is, from 0 to 1: two rasterisers differ in single dots, not in what is written. */
function darkness(png: Uint8Array): { width: number; height: number; cells: Float64Array } {
  const image = decode(png)
  const width = Math.floor(image.width / 8)
  const height = Math.floor(image.height / 8)
  const cells = new Float64Array(width * height)
  for (let y = 0; y < height * 8; y++) {
    for (let x = 0; x < width * 8; x++) {
      const at = (y * image.width + x) * image.channels
      const dark = 255 * 3 - (image.data[at] ?? 0) - (image.data[at + 1] ?? 0) - (image.data[at + 2] ?? 0)
      const cell = Math.floor(y / 8) * width + Math.floor(x / 8)
      cells[cell] = (cells[cell] ?? 0) + dark / (255 * 3 * 64)
    }
  }
  return { width, height, cells }
}

test.skipIf(!hasPoppler)('each page looks as another renderer draws it, none is blank', async () => {
  const pdf = await aLongDraft()
  const folder = mkdtempSync(join(tmpdir(), 'nhip-draw-'))
  writeFileSync(join(folder, 'draft.pdf'), pdf)
  execFileSync('pdftoppm', ['-png', '-r', String(resolution), 'draft.pdf', 'page'], { cwd: folder })
  const reference = readdirSync(folder)
    .filter((name) => name.endsWith('.png'))
    .sort()
    .map((name) => darkness(readFileSync(join(folder, name))))
  expect(reference.length).toBeGreaterThanOrEqual(3)
  expect(await countPages(pdf)).toBe(reference.length)
  for (const [index, expected] of reference.entries()) {
    const page = await drawPage(pdf, index + 1)
    const drawn = darkness(page ?? new Uint8Array())
    expect([drawn.width, drawn.height]).toEqual([expected.width, expected.height])
    expect(expected.cells.filter((cell) => cell > 0.1).length, 'cells written on').toBeGreaterThan(1000)
    const differences = drawn.cells.map((cell, at) => Math.abs(cell - (expected.cells[at] ?? 0)))
    expect(Math.max(...differences)).toBeLessThan(0.2)
  }
})

test('the same page is drawn the same, and there is no page beyond the last', async () => {
  const pdf = await aLongDraft()
  const first = await drawPage(pdf, 2)
  await stopDrawing()
  expect(await drawPage(pdf, 2)).toEqual(first)
  expect(await drawPage(pdf, 99)).toBeUndefined()
  expect(await drawPage(pdf, 0)).toBeUndefined()
})

test('what is no document is refused, the largest page drawn smaller, and drawing goes on', async () => {
  await expect(drawPage(Buffer.from('%PDF-1.7 nothing'), 1)).rejects.toMatchObject({
    code: 'platform.page_not_drawn',
  })
  const huge = await PDFDocument.create()
  huge.addPage([14_400, 14_400])
  const { width, height } = decode((await drawPage(await huge.save(), 1)) ?? new Uint8Array())
  expect([width, height]).toEqual([2000, 2000])
  expect(await countPages(await aLongDraft())).toBeGreaterThan(1)
})
