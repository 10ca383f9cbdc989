import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from 'fast-png'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type CertificateAuthority,
  openCertificateAuthority,
} from '#server/crafts/crypto/certificate-authority.ts'
import { aDecision, aReceipt } from '#server/crafts/typeset/fixtures.ts'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { PdfDocument } from './document.ts'
import { drawPersonalSignature, drawSeal } from './drawn-signatures.ts'
import type { PdfDict } from './objects.ts'
import { PdfError } from './parser.ts'
import { signPdf } from './sign-pdf.ts'
import { PdfUpdate } from './update.ts'

/** Independent tools these tests check against; where one is missing they are reported as skipped. */
const lacks = (...tools: string[]) => tools.some((tool) => spawnSync(tool, ['--version']).error !== undefined)

const folder = mkdtempSync(join(tmpdir(), 'nhip-sign-'))
let authority: CertificateAuthority

beforeAll(async () => {
  authority = await openCertificateAuthority({
    folder: join(folder, 'ca'),
    keyFile: join(folder, 'box.key'),
    validFrom: new Date('2026-01-01T00:00:00+07:00'),
  })
})
afterAll(stopTypesetting)

const at = new Date('2026-11-23T09:00:00+07:00')

async function signTwice(pdf: Uint8Array): Promise<[Buffer, Buffer]> {
  const leader = 'Trần Thị Quỳnh Như'
  const agency = 'Ủy ban nhân dân xã Phú Lộc'
  const first = await signPdf(pdf, {
    signer: await authority.person('1', { name: leader, position: 'Phó Chủ tịch', organisation: agency }),
    fieldName: 'leader',
    role: 'leader',
    name: leader,
    reason: 'Ký ban hành',
    at,
    appearance: drawPersonalSignature({ name: leader }),
  })
  const second = await signPdf(first, {
    signer: await authority.seal('1', { name: agency, code: 'H57.16' }),
    fieldName: 'agency',
    role: 'agency',
    name: agency,
    reason: 'Phát hành (văn bản số)',
    at,
    appearance: drawSeal({
      agency,
      superior: 'Thành phố Huế',
      demo: true,
    }),
  })
  return [first, second]
}

function pdfsig(pdf: Uint8Array): string {
  writeFileSync(join(folder, 'signed.pdf'), pdf)
  return execFileSync('pdfsig', ['-nocert', 'signed.pdf'], { cwd: folder, encoding: 'utf8' })
}

test.skipIf(lacks('pdfsig'))(
  'two signatures in a row are valid for another reader, and each covers what was there',
  async () => {
    const original = await typeset('nd30', aDecision())
    const [first, second] = await signTwice(original)
    expect(Buffer.compare(first.subarray(0, original.length), original)).toBe(0)
    expect(Buffer.compare(second.subarray(0, first.length), first)).toBe(0)

    expect(pdfsig(first)).toContain('Total document signed')
    const report = pdfsig(second)
    expect(report.match(/Signature is Valid/g)).toHaveLength(2)
    expect(report).toContain('CN=Trần Thị Quỳnh Như')
    expect(report.match(/ETSI\.CAdES\.detached/g)).toHaveLength(2)
    expect(report).toContain('Total document signed')
  },
)

test('before anybody signs a document is one clean revision; each signature adds exactly one', async () => {
  const revisions = (pdf: Uint8Array) => new PdfDocument(pdf).sections.length
  const receipt = await typeset('receipt', aReceipt())
  const decision = await typeset('nd30', aDecision())
  const whole = Buffer.from(decision).toString('latin1')
  for (const pdf of [receipt, decision]) expect(revisions(pdf)).toBe(1)
  expect(whole.match(/startxref/g)).toHaveLength(1)
  // No object is there twice: nothing of an earlier state is left in the file.
  const objects = whole.match(/^\d+ 0 obj$/gm) ?? []
  expect(new Set(objects).size).toBe(objects.length)
  expect(whole).toContain('/AcroForm')

  const [first, second] = await signTwice(decision)
  expect([revisions(first), revisions(second)]).toEqual([2, 3])
  // A file with an earlier state, or somebody's signature, is never written anew.
  expect(() => new PdfUpdate(first).writeWhole()).toThrow(PdfError)
})

test.skipIf(lacks('openssl'))('OpenSSL verifies each signature against the demo authority', async () => {
  const [, signed] = await signTwice(await typeset('nd30', aDecision()))
  writeFileSync(join(folder, 'root.pem'), new X509Certificate(authority.certificate).toString())
  const ranges = [...signed.toString('latin1').matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]/g)]
  expect(ranges).toHaveLength(2)
  for (const [, first, second, rest] of ranges) {
    const [a, b, c] = [Number(first), Number(second), Number(rest)]
    const contents = Buffer.from(signed.toString('latin1', a + 1, b - 1), 'hex')
    // The room is larger than the signature; DER says how long it is.
    const cms = contents.subarray(0, contents.readUInt16BE(2) + 4)
    writeFileSync(join(folder, 'cms.der'), cms)
    writeFileSync(join(folder, 'content'), Buffer.concat([signed.subarray(0, a), signed.subarray(b, b + c)]))
    const options =
      'cms -verify -cades -binary -inform DER -in cms.der -content content -CAfile root.pem -out verified'
    execFileSync('openssl', options.split(' '), { cwd: folder, stdio: 'pipe' })
  }
})

test.skipIf(lacks('pdftoppm')).each([90, 180, 270])(
  'on a page turned by %i degrees a mark stands upright where the page is shown',
  async (rotate) => {
    const plain = Buffer.from(await typeset('receipt', aReceipt()))
    // Turned, and cropped by ten points on each side: what is shown begins there.
    const update = new PdfUpdate(plain)
    const [page] = update.document.pages()
    const { entries } = update.document.resolveDict(page) as PdfDict
    const turned = new Map(entries).set('Rotate', rotate).set('CropBox', [10, 10, 585.28, 831.89])
    if (page) update.set(page, { kind: 'dict', entries: turned })
    const mark = { width: 100, height: 60, content: '1 0 0 rg 0 0 100 60 re f 0 0 1 rg 0 0 20 20 re f' }
    const signed = await signPdf(update.write().pdf, {
      signer: await authority.seal('2', { name: 'Trung tâm', code: 'H57' }),
      fieldName: 'den',
      role: 'agency',
      name: 'Trung tâm',
      reason: 'Văn bản đến',
      at: new Date('2026-11-23T09:00:00+07:00'),
      appearance: mark,
      room: { page: 1, x: 40, y: 50, width: 100, height: 60 },
    })
    writeFileSync(join(folder, 'turned.pdf'), signed)
    execFileSync('pdftoppm', ['-r', '72', '-cropbox', '-png', '-singlefile', 'turned.pdf', 'turned'], {
      cwd: folder,
    })
    const { width, data, channels } = decode(readFileSync(join(folder, 'turned.png')))
    const colour = (x: number, y: number) =>
      [0, 1, 2].map((part) => ((data[(y * width + x) * channels + part] ?? 0) > 128 ? 1 : 0)).join('')
    // Red; blue in its lower left corner.
    expect([colour(45, 55), colour(135, 55), colour(135, 105), colour(45, 105)]).toEqual([
      '100',
      '100',
      '100',
      '001',
    ])
    expect([colour(36, 55), colour(145, 80)]).not.toContain('100')
  },
)

test.skipIf(lacks('pdfsig'))('a changed byte is found by another reader', async () => {
  const [, signed] = await signTwice(await typeset('nd30', aDecision()))
  const at = signed.indexOf('stream') + 40
  signed[at] = (signed[at] as number) ^ 1
  expect(pdfsig(signed)).not.toContain('Signature is Valid')
})

test.skipIf(lacks('pdfsig'))('a field is signed once; a document without fields gets one', async () => {
  const [first] = await signTwice(await typeset('nd30', aDecision()))
  await expect(signTwice(first)).rejects.toThrow(/already signed/)

  const receipt = aReceipt()
  const bare = await typeset('receipt', { ...receipt, signature: { ...receipt.signature, fields: [] } })
  expect(Buffer.from(bare).includes('/FT/Sig')).toBe(false)
  const signed = await signPdf(bare, {
    signer: await authority.seal('1', { name: 'Trung tâm', code: 'H57' }),
    fieldName: 'seal',
    role: 'agency',
    name: 'Trung tâm',
    reason: 'Tiếp nhận',
    at,
  })
  expect(pdfsig(signed)).toContain('Signature is Valid')
})

test.skipIf(lacks('pdfsig', 'gs'))(
  'a document with cross-reference streams is signed in its own way',
  async () => {
    const plain = await typeset('nd30', aDecision())
    writeFileSync(join(folder, 'plain.pdf'), plain)
    // Ghostscript 10 writes object and cross-reference streams.
    execFileSync(
      'gs',
      [
        '-q',
        '-o',
        'streams.pdf',
        '-sDEVICE=pdfwrite',
        '-dWriteXRefStm=true',
        '-dWriteObjStms=true',
        'plain.pdf',
      ],
      { cwd: folder, stdio: 'pipe' },
    )
    const streams = readFileSync(join(folder, 'streams.pdf'))
    const [, signed] = await signTwice(streams)
    expect(pdfsig(signed).match(/Signature is Valid/g)).toHaveLength(2)
  },
)
