/** Files made to keep their reader busy, small as they are: each by one idea. */
import { deflateSync } from 'node:zlib'
import { sequence, tlv } from '#server/crafts/crypto/der.ts'
import { anOfficeFile, aPdf, aPng, aZip } from '../files/fixtures.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const times = (count: number, text: string | ((index: number) => string)) =>
  Array.from({ length: count }, (_, index) => (typeof text === 'string' ? text : text(index))).join('')

interface PackedObject {
  number: number
  source: string
}

type Row = [number, number, number]
const unused: Row = [0, 0, 0]

interface PackOptions {
  /** Further keys of the object stream's dictionary. */
  dictionary?: string
  /** Offsets to claim instead of the right ones. */
  at?: (index: number) => number
}

/** A PDF 1.5 with a cross-reference stream whose objects from 5 on lie in the object stream 4. */
export function aPackedPdf(
  packed: readonly PackedObject[],
  { dictionary = '/Type /ObjStm', at }: PackOptions = {},
  further: readonly string[] = [],
): Buffer {
  let body = ''
  const header = packed.map(({ number, source }, index) => {
    const place = at ? at(index) : body.length
    body += `${source} `
    return `${number} ${place} `
  })
  const first = header.join('')
  const data = deflateSync(latin1(first + body)).toString('latin1')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /OpenAction 5 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    `<< ${dictionary} /N ${packed.length} /First ${first.length} /Filter /FlateDecode /Length ${data.length} >>\nstream\n${data}\nendstream`,
  ]
  const rows: Row[] = [unused]
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const add = (number: number, source: string) => {
    rows[number] = [1, text.length, 0]
    text += `${number} 0 obj\n${source}\nendobj\n`
  }
  objects.forEach((source, index) => {
    add(index + 1, source)
  })
  packed.forEach(({ number }, index) => {
    rows[number] = [2, 4, index]
  })
  const next = Math.max(4, ...packed.map(({ number }) => number)) + 1
  further.forEach((source, index) => {
    add(next + index, source)
  })
  const own = next + further.length
  rows[own] = [1, text.length, 0]
  const table = deflateSync(
    Buffer.concat(
      Array.from(rows, (row: Row | undefined) => {
        const [type, second, third] = row ?? unused
        const line = Buffer.alloc(7)
        line.writeUInt8(type, 0)
        line.writeUInt32BE(second, 1)
        line.writeUInt16BE(third, 5)
        return line
      }),
    ),
  ).toString('latin1')
  const start = text.length
  text += `${own} 0 obj\n<< /Type /XRef /Size ${own + 1} /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /Length ${table.length} >>\nstream\n${table}\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`
  return latin1(text)
}

/** A PDF with nothing but this behind its header; its `startxref` leads to the place of `^`, which is taken out. */
function aPdfOf(body: string): Buffer {
  const head = '%PDF-1.7\n'
  const start = Math.max(0, body.indexOf('^'))
  return latin1(`${head}${body.replace('^', '')}\nstartxref\n${head.length + start}\n%%EOF\n`)
}

function aStream(dictionary: string, data: Buffer): string {
  return `<< ${dictionary} /Length ${data.length} >>\nstream\n${data.toString('latin1')}\nendstream`
}

/** A signed form whose only field holds this as its signature. */
function aSignedPdf(contents: Buffer, further: readonly string[] = [], fields = '[5 0 R]'): Buffer {
  const value = `<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 000000 000000 000000] /Contents <${contents.toString('hex')}> >>`
  const pdf = aPdf(
    [
      `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields ${fields} >> >>`,
      '<< /FT /Sig /T (a) /V 6 0 R >>',
      value,
      ...further,
    ],
    '',
  )
    .toString('latin1')
    .replace('/Root 1 0 R', '/Root 4 0 R')
  const gap = pdf.indexOf('/Contents <') + '/Contents '.length
  const end = gap + contents.length * 2 + 2
  const pad = (value: number) => String(value).padStart(6, '0').slice(-6)
  return latin1(pdf.replace('000000 000000 000000', `${pad(gap)} ${pad(end)} ${pad(pdf.length - end)}`))
}

const nested = (depth: number): Buffer => {
  let der = tlv(0x04, Buffer.of(1))
  for (let i = 0; i < depth; i++) der = tlv(0x24, der)
  return der
}

/** By name: PDF files that are slow to read for a reader that does not count. */
export const hostilePdfs: Record<string, () => Buffer> = {
  'a number of 3,500 digits and a letter': () => aPdf([], `/A ${'1'.repeat(3500)}x`),
  'numbers of signs and points': () =>
    aPdf([], `/A [${times(200, `${'-'.repeat(500)}${'1'.repeat(500)}.. `)}]`),
  '3,000 packed objects that begin at one place': () => allAtOnePlace(),
  'an object stream that begins at one place in a damaged file': () =>
    latin1(allAtOnePlace().toString('latin1').replace('startxref\n', 'startxref\n9')),
  'trailer( 5,000 times': () => aPdfOf(times(5000, 'trailer(')),
  'trailer<<( 5,000 times': () => aPdfOf(times(5000, 'trailer<<(')),
  'trailer<</A[ 5,000 times': () => aPdfOf(times(5000, 'trailer<</A[')),
  '/Type /XRef 100,000 times': () => aPdfOf(times(100_000, '/Type /XRef ')),
  '/ObjStm for 2 MB': () => aPdf([`<< /A [${times(250_000, '/ObjStm ')}] >>`]),
  '/ObjStm for 2 MB, outside of every object': () => aPdfOf(times(250_000, '/ObjStm ')),
  '1 0 obj <</Type/ObjStm 50,000 times': () => aPdfOf(times(50_000, '1 0 obj<</Type/ObjStm>>stream\n')),
  'obj 500,000 times': () => aPdfOf(times(500_000, '1 0 obj ')),
  '/XFA with a comment 50,000 times': () => aPdf([`<< /B [${times(50_000, '/XFA%')}\n] >>`]),
  'a name of two million escapes': () => aPdf([`/${'#4a'.repeat(2_000_000)}`]),
  'names of escapes': () => aPdf([`<< /B [${times(100_000, '/#4a#61#76')}] >>`]),
  'a section that leads to itself': () => aPdfOf('^xref\n0 0\ntrailer\n<< /Size 1 /Prev 9 /Root 1 0 R >>'),
  'a cross-reference stream of empty columns': () =>
    aPdfOf(
      `^1 0 obj\n${aStream(`/Type /XRef /Size 9 /W [0 0 0] /Index [${times(20_000, '0 499999 ')}] /Root 1 0 R`, Buffer.alloc(0))}\nendobj`,
    ),
  'a cross-reference stream that inflates without end': () =>
    aPdfOf(
      `^1 0 obj\n${aStream('/Type /XRef /Size 9 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode', deflateSync(Buffer.alloc(200 << 20)))}\nendobj`,
    ),
  'a bomb in a bomb': () =>
    aPdfOf(
      `^1 0 obj\n${aStream('/Type /XRef /Size 9 /W [1 4 2] /Root 1 0 R /Filter [/FlateDecode /FlateDecode]', deflateSync(deflateSync(Buffer.alloc(200 << 20))))}\nendobj`,
    ),
  'a predictor with one column': () =>
    aPdfOf(
      `^1 0 obj\n${aStream('/Type /XRef /Size 9 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 1 >>', deflateSync(Buffer.alloc(30 << 20, 4)))}\nendobj`,
    ),
  'a predictor with a column of a billion': () =>
    aPdfOf(
      `^1 0 obj\n${aStream('/Type /XRef /Size 9 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 999999999999 /Colors 999999 >>', deflateSync(Buffer.alloc(1 << 20, 4)))}\nendobj`,
    ),
  'a length in an object in an object, 10,000 times': () =>
    aPdf(
      Array.from({ length: 10_000 }, (_, i) => `<< /Length ${i + 5} 0 R >>\nstream\n\nendstream`),
      '/Info 4 0 R',
    ),
  'a million brackets': () => aPdf(['['.repeat(1_000_000)]),
  'a million dictionaries in each other': () => aPdf(['<</A'.repeat(250_000)]),
  'an array of a million numbers': () => aPdf([`[${times(1_000_000, '1 ')}]`], '/Info 4 0 R'),
  'a string that never ends, 20,000 times': () => aPdfOf(times(20_000, '1 0 obj(\\\\(')),
  'a hexadecimal string that never ends': () => aPdfOf(times(200_000, '<1')),
  'a size of a billion': () => latin1(aPdf([]).toString('latin1').replace('0 4\n', '0 999999999\n')),
  'a thousand lists of pages that are one': () =>
    aPdf([`[${times(100_000, '9999 0 R ')}]`, ...Array.from({ length: 1000 }, () => '<< /Kids 4 0 R >>')]),
  'a form whose fields share their parts': () => {
    const list = `[${times(1000, (i) => `${8 + i} 0 R `)}]`
    return aSignedPdf(
      Buffer.of(0x30, 0),
      [list, ...Array.from({ length: 1000 }, () => '<< /T (a) /Kids 7 0 R >>')],
      '7 0 R',
    )
  },
  'a form of long names in each other': () =>
    aSignedPdf(
      Buffer.of(0x30, 0),
      Array.from({ length: 45 }, (_, i) => `<< /T (${'a.'.repeat(10_000)}) /Kids [${8 + i} 0 R] >>`),
      '[7 0 R]',
    ),
  'a signature of a million empty elements': () =>
    aSignedPdf(sequence(Buffer.alloc(1_000_000, Buffer.of(5, 0)))),
  'a signature nested without end': () => aSignedPdf(Buffer.alloc(400_000, Buffer.of(0x30, 0x80))),
  'a signature of octets in octets': () => aSignedPdf(nested(3000)),
  'a signature with an endless identifier': () =>
    aSignedPdf(sequence(tlv(0x06, Buffer.alloc(1_000_000, 0xff)))),
  '%%EOF and a megabyte of nothing': () => Buffer.concat([aPdf([]), Buffer.alloc(1_000_000, 0x20)]),
  'comments without end': () => aPdf([times(200_000, '%a\n')]),
}

/** By name: pictures and office files of the same kind. */
export const hostileFiles: Record<string, () => Buffer> = {
  'a PNG of a million chunks': () => {
    const png = aPng()
    const chunk = Buffer.concat([Buffer.alloc(4), latin1('tEXt'), Buffer.alloc(4)])
    return Buffer.concat([png.subarray(0, 33), Buffer.alloc(12_000_000, chunk), png.subarray(33)])
  },
  'a JPEG of a million segments': () =>
    Buffer.concat([Buffer.of(0xff, 0xd8), Buffer.alloc(4_000_000, Buffer.of(0xff, 0xe1, 0, 2))]),
  'a JPEG of filling': () => Buffer.concat([Buffer.of(0xff, 0xd8), Buffer.alloc(4_000_000, 0xff)]),
  'an archive of a million entries': () => {
    const zip = aZip([{ name: '[Content_Types].xml', data: latin1('<Types/>') }])
    zip.writeUInt16LE(65535, zip.length - 12)
    return zip
  },
  'an office file of a million relationships': () =>
    anOfficeFile(
      'word/document.xml',
      Array.from({ length: 100 }, (_, i) => ({
        name: `word/_rels/${i}.xml.rels`,
        data: latin1(times(70_000, '<Relationship ')),
      })),
    ),
  'an office file of a million fields': () =>
    anOfficeFile('word/document.xml', [
      { name: 'word/a.xml', data: latin1(times(1_500_000, '<w:fldChar/><w:instrText>')) },
    ]),
  'a sheet of quotes that do not end': () =>
    anOfficeFile('xl/workbook.xml', [
      { name: 'xl/worksheets/a.xml', data: latin1(`<f>${times(2_000_000, '\'a"')}`) },
    ]),
  'an office file of bombs': () =>
    anOfficeFile(
      'word/document.xml',
      Array.from({ length: 100 }, (_, i) => ({ name: `word/${i}.xml`, data: Buffer.alloc(1 << 20) })),
    ),
}

function allAtOnePlace(): Buffer {
  const objects = Array.from({ length: 3000 }, (_, i) => ({
    number: 5 + i,
    source: i === 0 ? `[${times(60_000, '/a ')}]` : '',
  }))
  return aPackedPdf(objects, { at: () => 0 })
}
