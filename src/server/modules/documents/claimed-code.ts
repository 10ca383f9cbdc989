import { PdfDocument } from '#server/platform/pdf/document.ts'
import { isKind, type PdfObject, textOf } from '#server/platform/pdf/objects.ts'
import { PdfError } from '#server/platform/pdf/parser.ts'
import { readCheckCode } from './model.ts'

const address = /\/kiem-tra\/([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})/
const maximumObjects = 20_000

/** The check code a PDF links to under its QR, also after another program has written the file anew. */
export function findClaimedCode(pdf: Uint8Array): string | undefined {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const plain = address.exec(bytes.toString('latin1'))?.[1]
  return readCheckCode(plain ?? linkedAddress(bytes) ?? '')
}

function linkedAddress(bytes: Buffer): string | undefined {
  try {
    const document = new PdfDocument(bytes)
    let left = maximumObjects
    for (const number of document.locations.keys()) {
      if (left-- === 0) return undefined
      const found = addressIn(document, document.object({ kind: 'reference', number, generation: 0 }))
      if (found) return found
    }
  } catch (error) {
    if (!(error instanceof PdfError)) throw error
  }
  return undefined
}

/** A link is an annotation with an action, `/A << /URI (…) >>`; the action may be an object of its own. */
function addressIn(document: PdfDocument, object: PdfObject): string | undefined {
  if (!isKind(object, 'dict')) return undefined
  const action = document.resolveDict(object.entries.get('A')) ?? object
  return address.exec(textOf(document.resolve(action.entries.get('URI'))) ?? '')?.[1]
}
