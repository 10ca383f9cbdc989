import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { tinos } from '#server/crafts/fonts/fonts.ts'
import { printableRanges } from '#shared/text/printable-ranges.gen.ts'
import { aConfirmation, aDecision, aReceipt, aSupplementSlip } from './fixtures.ts'
import type { TemplateData } from './model.ts'
import { prepare, stopTypesetting, typeset } from './typeset.ts'

afterAll(stopTypesetting)

/** A machine whose only fonts are another Tinos and one called CJK, both with a picture for 田. */
function aMachineWithFonts(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-fonts-'))
  const font = withCharacter(readFileSync(tinos.regular), '田')
  writeFileSync(join(folder, 'tinos.ttf'), font)
  writeFileSync(join(folder, 'cjk.ttf'), renamed(font, 'CJK00'))
  const settings = join(folder, 'fonts.conf')
  writeFileSync(settings, `<?xml version="1.0"?><fontconfig><dir>${folder}</dir></fontconfig>`)
  return settings
}

/** The last segment of the character map (format 4) that ends before it leads there too. */
function withCharacter(source: Buffer, character: string): Buffer {
  const font = Buffer.from(source)
  const codePoint = character.codePointAt(0) ?? 0
  const cmap = tableOf(font, 'cmap')
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4)
    const bytes = font.readUInt16BE(at + 6)
    for (let segment = 0; segment < bytes; segment += 2) {
      const end = at + 14 + segment
      if (font.readUInt16BE(end) < codePoint) continue
      font.writeUInt16BE(codePoint, end)
      font.writeUInt16BE(codePoint, end + 2 + bytes)
      font.writeUInt16BE((72 - codePoint) & 0xffff, end + 2 + 2 * bytes)
      font.writeUInt16BE(0, end + 2 + 3 * bytes)
      break
    }
  }
  return font
}

function renamed(source: Buffer, family: string): Buffer {
  const from = Buffer.from('Tinos', 'utf16le').swap16()
  const to = Buffer.from(family, 'utf16le').swap16()
  return Buffer.from(
    source.toString('latin1').replaceAll(from.toString('latin1'), to.toString('latin1')),
    'latin1',
  )
}

function tableOf(font: Buffer, tag: string): number {
  for (let at = 12; ; at += 16)
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8)
}

/** What a process on that machine says. */
function onThatMachine(script: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, FONTCONFIG_FILE: aMachineWithFonts(), HOME: '/nonexistent' },
    encoding: 'utf8',
  })
}

const compilerUrl = JSON.stringify(new URL('./compiler.ts', import.meta.url).href)

describe.skipIf(process.platform !== 'linux')(
  'on a machine with a font for 田 and with another Tinos',
  () => {
    test('a compiler that asks for them finds both: the test can tell', () => {
      const script = `
      import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
      const compiler = NodeCompiler.create({ workspace: '.' })
      for (const family of ['Tinos', 'CJK00']) {
        const mainFileContent = '#set document(title: "x")\\n#set text(font: "' + family + '", fallback: false)\\n田'
        compiler.pdf(compiler.compile({ mainFileContent }).result, { pdfStandard: 'a-2a', creationTimestamp: 0 })
        console.log(family)
      }`
      expect(onThatMachine(script)).toBe('Tinos\nCJK00\n')
    })

    test('official papers use neither: the letter is missing, and every other byte is the same as here', async () => {
      const { data, createdAt } = prepare('nd30', aDecision())
      const wrong = data.replace('Trần Thị Quỳnh Như', '田')
      const script = `
      import { createHash } from 'node:crypto'
      const { startCompiler } = await import(${compilerUrl})
      const compiler = startCompiler()
      const print = (data) => compiler.print({ template: 'nd30', data, createdAt: ${createdAt}, pictures: [], images: [] })
      console.log(createHash('sha256').update(print(${JSON.stringify(data)})).digest('hex'))
      try { print(${JSON.stringify(wrong)}) } catch (error) { console.log(error.message) }`
      const [sha256, message] = onThatMachine(script).split('\n')
      const { createHash } = await import('node:crypto')
      expect(sha256).toBe(
        createHash('sha256')
          .update(await typeset('nd30', aDecision()))
          .digest('hex'),
      )
      expect(message).toMatch(/田.*could not be displayed/)
    })
  },
)

const withName = (name: string): TemplateData<'receipt'> => {
  const { applicant, ...rest } = aReceipt()
  return { ...rest, applicant: { ...applicant, name } }
}

test.each(['김철수', 'ก', 'ខ', 'ꨌ', '𠮷', '👍', 'a\u0300\u0301\u0302\u0303', '\ue000', 'x\u200dy'])(
  'a paper with %j is refused by name, and the next one is set',
  async (name) => {
    await expect(typeset('receipt', withName(name))).rejects.toMatchObject({
      code: 'platform.letters_unprintable',
      status: 422,
      details: { part: 'applicant' },
    })
    expect(await typeset('receipt', withName('Kim Cheol-su'))).toBeInstanceOf(Uint8Array)
  },
)

test('the refusal names the row of a table, and what stands in a slip', async () => {
  const table = { kind: 'table' as const, rows: [{ label: 'Họ và tên', value: '田中' }] }
  await expect(typeset('nd30', { ...aConfirmation(), blocks: [table] })).rejects.toMatchObject({
    details: { part: 'blocks', label: 'Họ và tên', letters: ['田', '中'] },
  })
  const slip = { ...aSupplementSlip(), reason: 'Ảnh mờ 👍' } as TemplateData<'slip'>
  await expect(typeset('slip', slip)).rejects.toMatchObject({ details: { part: 'reason', letters: ['👍'] } })
})

test('every letter said to be printable is printed, in every face', async () => {
  const letters = printableRanges.split(' ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map((hex) => Number.parseInt(hex, 16))
    return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))
  })
  const text = letters.map((letter) => (/\p{M}/u.test(letter) ? `a${letter}` : letter)).join(' ')
  const inParts = Array.from({ length: Math.ceil(text.length / 1900) }, (_, i) =>
    text.slice(i * 1900, i * 1900 + 1900).replace(/^\p{M}+/u, ''),
  )
  const pdf = await typeset('nd30', {
    ...aDecision(),
    blocks: inParts.flatMap((part) => [
      { kind: 'paragraph' as const, text: part },
      { kind: 'basis' as const, text: part },
      { kind: 'table' as const, rows: [{ label: 'Chữ', value: part, strong: true }] },
    ]),
  })
  expect(pdf.length).toBeGreaterThan(100_000)
})
