import { createHash } from 'node:crypto'
import { maximumCmsLength, signCms } from '#server/crafts/crypto/cms.ts'
import type { Signer } from '#server/crafts/crypto/signer.ts'
import type { Appearance } from './appearance.ts'
import type { PdfDocument } from './document.ts'
import {
  dict,
  isKind,
  isName,
  type PdfDict,
  type PdfReference,
  textOf,
  textString,
  writeObject,
} from './objects.ts'
import { PdfError } from './parser.ts'
import { addSignatureFields, appearanceForm, quartersOf, type SignatureRoom } from './signature-fields.ts'
import { PdfUpdate } from './update.ts'

export interface PdfSignature {
  signer: Signer
  /** The signature field: an empty one of the document, or else a new one at `room` (invisible without). */
  fieldName: string
  /** A person in office, or the agency's seal. */
  role: 'leader' | 'agency'
  /** Who signs, as readers show it. */
  name: string
  reason: string
  location?: string
  /** The time the signer claims. */
  at: Date
  appearance?: Appearance
  room?: Omit<SignatureRoom, 'field'>
  /** Sees the file as it will be, with zeros where the signature goes; what it throws keeps the key from being asked. */
  beforeSigning?: (prepared: Uint8Array) => Promise<void>
}

/**
 * Signs a PDF as PAdES baseline B (ETSI EN 319 142-1) by an incremental update: the bytes there were, and
 * earlier signatures over them, stay as they are. Fails when the field is already signed.
 */
export async function signPdf(pdf: Uint8Array, signature: PdfSignature): Promise<Buffer> {
  let update = new PdfUpdate(pdf)
  let field = findField(update.document, signature.fieldName)
  if (!field) {
    const room = signature.room ?? { page: 1, x: 0, y: 0, width: 0, height: 0 }
    update = new PdfUpdate(addSignatureFields(pdf, [{ ...room, field: signature.fieldName }]))
    field = findField(update.document, signature.fieldName)
    if (!field) throw new PdfError('the signature field was not added')
  }
  const entries = new Map(field.dict.entries)
  if (!isName(entries.get('FT'), 'Sig')) throw new PdfError(`${signature.fieldName} is not a signature field`)
  if (entries.has('V')) throw new PdfError(`${signature.fieldName} is already signed`)

  const value = update.reserve()
  const contentsLength = maximumCmsLength(signature.signer)
  const source = signatureSource(signature, contentsLength)
  update.setSource(value, source.bytes)
  entries.set('V', value)
  entries.set('TU', textString(`${roleNames[signature.role]}: ${signature.name}`))
  if (signature.appearance) {
    const page = update.document.resolveDict(entries.get('P'))
    const quarters = page ? quartersOf(update.document, page) : 0
    entries.set('AP', dict({ N: update.add(appearanceForm(signature.appearance, quarters)) }))
  }
  update.set(field.reference, { kind: 'dict', entries })

  const { pdf: signed, offsets } = update.write()
  const start = offsets.get(value.number)
  if (start === undefined) throw new PdfError('the signature was not written')
  const contentsStart = start + source.contentsAt
  const contentsEnd = contentsStart + contentsLength * 2 + 2
  const range = [0, contentsStart, contentsEnd, signed.length - contentsEnd]
  signed.write(`[${range.join(' ')}]`.padEnd(source.rangeLength), start + source.rangeAt, 'latin1')

  await signature.beforeSigning?.(signed)
  const digest = createHash('sha256')
    .update(signed.subarray(0, contentsStart))
    .update(signed.subarray(contentsEnd))
    .digest()
  const cms = await signCms(digest, signature.signer)
  if (cms.length > contentsLength) throw new PdfError('the signature is longer than the room for it')
  signed.write(cms.toString('hex'), contentsStart + 1, 'latin1')
  return signed
}

const roleNames = { leader: 'Chữ ký số của', agency: 'Con dấu số của' } as const

function signatureSource(signature: PdfSignature, contentsLength: number) {
  const rangeLength = 48
  const before = Buffer.from(
    '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange ',
    'latin1',
  )
  const between = Buffer.from('/Contents ', 'latin1')
  const contentsAt = before.length + rangeLength + between.length
  const bytes = Buffer.concat([
    before,
    Buffer.alloc(rangeLength, ' '),
    between,
    Buffer.from(`<${'0'.repeat(contentsLength * 2)}>`, 'latin1'),
    Buffer.from('/Name ', 'latin1'),
    writeObject(textString(signature.name)),
    Buffer.from('/Reason ', 'latin1'),
    writeObject(textString(signature.reason)),
    ...(signature.location
      ? [Buffer.from('/Location ', 'latin1'), writeObject(textString(signature.location))]
      : []),
    Buffer.from(`/M (${pdfDate(signature.at)})>>`, 'latin1'),
  ])
  return { bytes, rangeAt: before.length, rangeLength, contentsAt }
}

/** A moment on the clocks of Vietnam, as PDF writes it. */
function pdfDate(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3600 * 1000)
  return `D:${local.toISOString().replace(/\D/g, '').slice(0, 14)}+07'00'`
}

/** A field of the first level whose widget is itself: what Typst documents and most signing tools have. */
function findField(
  document: PdfDocument,
  fieldName: string,
): { reference: PdfReference; dict: PdfDict } | undefined {
  const acroForm = document.resolveDict(document.catalog.entries.get('AcroForm'))
  for (const item of document.resolveArray(acroForm?.entries.get('Fields'))) {
    const field = document.resolveDict(item)
    if (isKind(item, 'reference') && field && textOf(field.entries.get('T')) === fieldName) {
      return { reference: item, dict: field }
    }
  }
  return undefined
}
