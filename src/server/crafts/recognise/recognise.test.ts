import { existsSync } from 'node:fs'
import { encode as encodeJpeg } from 'jpeg-js'
import { PDFDocument } from 'pdf-lib'
import { afterAll, describe, expect, test } from 'vitest'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { childrenRunning } from '#tests/time/children.ts'
import { aLetter, scanned } from './fixtures.ts'
import { type Grey, quarterTurn, toPgm, turnBy, upsideDown } from './grey.ts'
import type { Proposals } from './model.ts'
import { openPdf } from './pdfium.ts'
import { readDay } from './read-day.ts'
import { placeOnPage } from './read-page.ts'
import { readSymbol } from './read-symbol.ts'
import { recogniseLetter, stopRecognising, usualLimits } from './recognise.ts'
import { liesOnItsSide, skewOf } from './skew.ts'

afterAll(async () => {
  stopRecognising()
  await stopTypesetting()
})

async function pictureOf(pdf: Uint8Array): Promise<Grey> {
  const open = await openPdf(pdf)
  const page = open.draw(1, 200)
  open.close()
  return page
}

function asJpeg({ width, height, dots }: Grey): Uint8Array {
  const data = Buffer.alloc(width * height * 4, 255)
  for (let at = 0; at < dots.length; at++) data.fill(dots[at] ?? 255, at * 4, at * 4 + 3)
  return encodeJpeg({ width, height, data }, 70).data
}

/** A short letter of this index, scanned straight. */
async function aScan(index: number): Promise<Grey> {
  const { data } = aLetter(index)
  return pictureOf(await typeset('nd30', { ...data, blocks: data.blocks.slice(0, 2) }))
}

const values = (proposals: Proposals) =>
  Object.fromEntries(Object.entries(proposals).map(([field, { value }]) => [field, value]))

describe('what a letter says of itself', () => {
  test('is taken from the letters a file has of its own, each with its place', async () => {
    for (const index of [0, 1, 5]) {
      const known = aLetter(index)
      const { pages, proposals, pageCount } = await recogniseLetter({
        bytes: await typeset('nd30', known.data),
        mediaType: 'application/pdf',
      })
      expect(pageCount).toBeGreaterThanOrEqual(1)
      expect(pages[0]).toMatchObject({ state: 'read', from: 'text', quarter: 0 })
      expect(values(proposals)).toEqual({
        number: known.number,
        symbol: known.symbol,
        issuedOn: known.issuedOn,
        organ: known.organ,
        type: known.data.title ?? 'CÔNG VĂN',
        subject: known.data.subject,
      })
      expect(proposals.number?.confidence).toBe(1)
      const { x, y, width, height } = proposals.number?.box ?? { x: 1, y: 1, width: 1, height: 1 }
      expect([x > 0.1, x + width < 0.5, y > 0.05, y + height < 0.2]).toEqual([true, true, true, true])
    }
  })

  test('is read from a scan fed askew and upside down, with the place on the page as it was handed in', {
    timeout: 180_000,
  }, async () => {
    const page = upsideDown(scanned(await aScan(2), { degrees: 1.6, blur: 1, noise: 30 }))
    const known = aLetter(2)
    const { pages, proposals } = await recogniseLetter({ bytes: asJpeg(page), mediaType: 'image/jpeg' })
    expect(pages[0]).toMatchObject({ state: 'read', from: 'picture', quarter: 180 })
    expect(values(proposals)).toMatchObject({
      number: known.number,
      symbol: known.symbol,
      issuedOn: known.issuedOn,
      organ: known.organ,
      type: 'THÔNG BÁO',
    })
    // The head lies at the foot, and what is left stands on the right.
    expect(proposals.symbol?.box.x).toBeGreaterThan(0.5)
    expect(proposals.symbol?.box.y).toBeGreaterThan(0.8)
  })
})

describe('what is no letter is said to be none', () => {
  test('an empty page', async () => {
    const page = { width: 1654, height: 2339, dots: new Uint8Array(1654 * 2339).fill(250) }
    const { pages, proposals } = await recogniseLetter({ bytes: asJpeg(page), mediaType: 'image/jpeg' })
    expect([pages[0]?.state, proposals]).toEqual(['blank', {}])
  })

  test('a page in another language', async () => {
    const pdf = await PDFDocument.create()
    const sheet = pdf.addPage([595, 842])
    const text =
      'The committee shall report to the members about the budget of the coming year without delay. '
    for (let line = 0; line < 12; line++)
      sheet.drawText(text.slice(0, 70), { x: 60, y: 760 - line * 24, size: 13 })
    const own = await recogniseLetter({ bytes: await pdf.save(), mediaType: 'application/pdf' })
    expect(own.pages[0]).toMatchObject({ state: 'other_language', from: 'text' })
    const scan = asJpeg(await pictureOf(await pdf.save()))
    const read = await recogniseLetter({ bytes: scan, mediaType: 'image/jpeg' })
    expect(read.pages[0]).toMatchObject({ state: 'other_language', from: 'picture' })
  })

  test('no document, or one the machine has no time for, ends only its own reading', {
    timeout: 120_000,
  }, async () => {
    const nothing = Buffer.from('%PDF-1.7 nothing')
    await expect(recogniseLetter({ bytes: nothing, mediaType: 'application/pdf' })).rejects.toMatchObject({
      why: 'unreadable',
    })
    const scan = asJpeg(await aScan(3))
    const late = recogniseLetter({ bytes: scan, mediaType: 'image/jpeg' }, { ...usualLimits, wait: 200 })
    const next = recogniseLetter({
      bytes: await typeset('nd30', aLetter(4).data),
      mediaType: 'application/pdf',
    })
    await expect(late).rejects.toMatchObject({ why: 'overdue' })
    expect((await next).proposals.number?.value).toBe(aLetter(4).number)
  })
})

test.skipIf(!existsSync('/proc/self/stat'))(
  'a process that is killed while it reads says nothing of the letter: the next one reads it (skipped where there is no /proc)',
  async () => {
    const letter = {
      bytes: await typeset('nd30', aLetter(4).data),
      mediaType: 'application/pdf' as const,
    }
    await recogniseLetter(letter)
    const [pid = 0] = childrenRunning('recognise/process.ts')
    process.kill(pid, 'SIGSTOP')
    const read = recogniseLetter(letter)
    // By now it has been asked: what was killed before would never have been.
    await new Promise((done) => setImmediate(done))
    process.kill(pid, 'SIGKILL')
    expect((await read).proposals.number?.value).toBe(aLetter(4).number)
    expect(childrenRunning('recognise/process.ts')).not.toContain(pid)
  },
  120_000,
)

describe('how a page lies', () => {
  test('is found to a tenth of a degree, and whether it lies on its side', async () => {
    const page = await aScan(6)
    for (const degrees of [-3.2, -0.6, 0, 1.1, 4]) {
      const found = (skewOf(turnBy(page, (degrees * Math.PI) / 180)) * 180) / Math.PI
      expect(Math.abs(found - degrees)).toBeLessThan(0.1)
    }
    expect([liesOnItsSide(page), liesOnItsSide(quarterTurn(page))]).toEqual([false, true])
  })

  test('places lead back to the page as it was handed in', () => {
    const place = { left: 0.1, top: 0.2, right: 0.3, bottom: 0.25 }
    const height = Math.SQRT2
    const plain = placeOnPage(place, { quarter: 0, skew: 0, height })
    expect(plain.x).toBeCloseTo(0.1)
    expect(plain.y).toBeCloseTo(0.2 / height)
    const below = placeOnPage(place, { quarter: 180, skew: 0, height })
    expect(below.x).toBeCloseTo(0.7)
    expect(below.y).toBeCloseTo(1 - 0.25 / height)
    // A picture with one black dot, turned by a quarter, and the dot looked for.
    const dots = new Uint8Array(20 * 10).fill(255)
    dots[2 * 20 + 3] = 0
    const turned = quarterTurn({ width: 20, height: 10, dots })
    const at = turned.dots.indexOf(0)
    const [x, y] = [(at % 10) / 10, Math.floor(at / 10) / 10]
    const back = placeOnPage(
      { left: x, right: x + 0.1, top: y, bottom: y + 0.1 },
      { quarter: 90, skew: 0, height: 2 },
    )
    expect(back.x).toBeCloseTo(3 / 20)
    expect(back.y).toBeCloseTo(2 / 10)
    expect(toPgm(turned).length).toBe(200 + 'P5\n10 20\n255\n'.length)
  })
})

test('numbers, symbols and days as they are written and as they are misread', () => {
  expect(readSymbol('Số: 05/QĐ-UBND')).toMatchObject({ number: '05', symbol: 'QĐ-UBND' })
  expect(readSymbol('Số: 12/2026/QÐ-UBND')).toMatchObject({ number: '12', symbol: '2026/QĐ-UBND' })
  expect(readSymbol('Só: l98 / SNV - TH')).toMatchObject({ number: '198', symbol: 'SNV-TH', certainty: 0.8 })
  expect(readSymbol('Số 31/TTR-STC.')).toMatchObject({ number: '31', symbol: 'TTr-STC' })
  expect(readSymbol('Sở Nội vụ/Phòng')).toBeUndefined()
  expect(readSymbol('Số: /UBND-TH')).toBeUndefined()
  expect(readDay('Huế, ngày 05 tháng 02 năm 2026')).toBe('2026-02-05')
  expect(readDay('A Lưới, ngày O5 tháng l2 năm 2026')).toBe('2026-12-05')
  expect(readDay('ngày05tháng02năm2026')).toBe('2026-02-05')
  expect(readDay('ngày 31 tháng 02 năm 2026')).toBeUndefined()
  expect(readDay('ngày tháng năm 2026')).toBeUndefined()
})
