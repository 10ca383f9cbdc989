import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import { openCertificateAuthority } from '#server/crafts/crypto/certificate-authority.ts'
import { signPdf } from '#server/crafts/pdf/sign-pdf.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { aPackedPdf, hostilePdfs } from '#server/platform/reading/fixtures.ts'
import { mutateBytes } from './mutate-bytes.ts'
import type { Chance } from './random.ts'

const largestSeed = 60_000

/** Documents as libraries write them, plain and packed, signed here once and twice; and those that once were slow. */
export async function pdfSeeds(): Promise<Buffer[]> {
  const document = await PDFDocument.create()
  document.addPage().drawText('Giay khai sinh')
  document.getForm().createTextField('ten').addToPage(document.getPage(0))
  const saved: Buffer[] = []
  for (const useObjectStreams of [true, false])
    saved.push(Buffer.from(await document.save({ useObjectStreams })))
  const signed = await Promise.all(saved.map(signTwice))
  const small = Object.values(hostilePdfs)
    .map((make) => make())
    .filter(({ length }) => length < largestSeed)
  return [
    aPdf([]),
    aPackedPdf([
      { number: 5, source: '<< /Fields [6 0 R] >>' },
      { number: 6, source: '<< /FT /Tx /T (a) >>' },
    ]),
    ...saved,
    ...signed.flat(),
    ...small,
  ]
}

async function signTwice(pdf: Buffer): Promise<Buffer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-fuzz-'))
  try {
    const authority = await openCertificateAuthority({
      folder: join(folder, 'ca'),
      keyFile: join(folder, 'key'),
    })
    const signer = await authority.seal('1', { name: 'Xã Thử', code: 'H57.16' })
    const terms = { signer, role: 'agency', name: 'Xã Thử', reason: 'Thử', at: new Date(0) } as const
    const once = await signPdf(pdf, { ...terms, fieldName: 'a' })
    return [once, await signPdf(once, { ...terms, fieldName: 'b' })]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const words =
  '/Type /XRef /ObjStm /Prev /XRefStm /Size /Index /W /Root /Length /Filter /FlateDecode /DecodeParms /Predictor /Columns /First /N /Extends /Kids /Pages /AcroForm /Fields /FT /Sig /V /ByteRange /Contents /SubFilter /JavaScript /Encrypt /XFA /Annots /Parent /P obj endobj stream endstream trailer startxref xref %%EOF R << >> [ ] ( ) < > null true'.split(
    ' ',
  )
const numbers = [0, 1, -1, 2, 9, 65_535, 499_999, 500_001, 2 ** 31, 2 ** 53, 1e15]

/** Changes a PDF by what it is made of: objects, numbers, names, packed streams; often with references put right. */
export function mutatePdf(seed: Buffer, others: readonly Buffer[], chance: Chance): Buffer {
  let text = seed.toString('latin1')
  for (let rounds = 1 + chance.below(5); rounds > 0; rounds--) text = mutateText(text, others, chance)
  if (chance.is(0.5)) text = withRightReferences(text)
  const bytes = Buffer.from(text.slice(0, 1 << 20), 'latin1')
  return chance.is(0.2) ? mutateBytes(bytes, chance) : bytes
}

function mutateText(text: string, others: readonly Buffer[], chance: Chance): string {
  switch (chance.below(9)) {
    case 0:
      return replaceOne(text, /\d+/g, chance, () => String(chance.pick(numbers)))
    case 1:
      return replaceOne(text, /\d+/g, chance, () => String(chance.below(40)))
    case 2:
      return replaceOne(text, /\/[A-Za-z]+/g, chance, () => chance.pick(words))
    case 3:
      return replaceOne(text, /\d+ \d+ obj[\s\S]*?endobj/g, chance, (object) =>
        object.repeat(chance.is(0.1) ? 500 : 2),
      )
    case 4:
      return replaceOne(text, /\d+ \d+ obj[\s\S]*?endobj/g, chance, () => '')
    case 5:
      return replaceOne(text, /<<|>>|\[|\]|\d+ 0 R/g, chance, (found) =>
        found.repeat(chance.is(0.2) ? 3000 : 1 + chance.below(5)),
      )
    case 6:
      return replaceOne(text, /stream\r?\n([\s\S]*?)\r?\nendstream/g, chance, (found) =>
        repack(found, chance),
      )
    case 7: {
      const at = chance.below(text.length + 1)
      return `${text.slice(0, at)} ${chance.pick(words)} ${text.slice(at)}`
    }
    default: {
      const other = chance.pick(others).toString('latin1')
      const at = chance.below(other.length)
      return text + other.slice(at, at + 5000)
    }
  }
}

function replaceOne(text: string, what: RegExp, chance: Chance, by: (found: string) => string): string {
  const found = [...text.matchAll(what)]
  if (found.length === 0) return text
  const one = chance.pick(found)
  return text.slice(0, one.index) + by(one[0]) + text.slice(one.index + one[0].length)
}

/** What is packed in a stream, changed and packed again; without its new length, which is put right afterwards. */
function repack(found: string, chance: Chance): string {
  const data = Buffer.from(found.replace(/^stream\r?\n/, '').replace(/\r?\nendstream$/, ''), 'latin1')
  try {
    const plain = inflateSync(data, { maxOutputLength: 1 << 20 })
    const changed = chance.is(0.1) ? Buffer.alloc(8 << 20, plain.subarray(0, 64)) : mutateBytes(plain, chance)
    return `stream\n${deflateSync(changed).toString('latin1')}\nendstream`
  } catch {
    return `stream\n${mutateBytes(data, chance).toString('latin1')}\nendstream`
  }
}

/** Lengths of streams and a table of where objects stand, as they are now. */
function withRightReferences(text: string): string {
  const body = text.replace(
    /\/Length \d+([^>]{0,200}>>\s*stream\r?\n)([\s\S]*?)(?=\r?\nendstream)/g,
    (_, between: string, data: string) => `/Length ${data.length}${between}${data}`,
  )
  const rows = new Map<number, number>()
  for (const { 1: number, index } of body.matchAll(/(\d{1,4}) \d+ obj/g)) rows.set(Number(number), index)
  const sections = [...rows].map(
    ([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`,
  )
  const root = [...body.matchAll(/\/Root (\d+) 0 R/g)].at(-1)?.[1] ?? '1'
  return `${body}\nxref\n${sections.join('')}trailer\n<< /Size 9999 /Root ${root} 0 R >>\nstartxref\n${body.length + 1}\n%%EOF\n`
}
