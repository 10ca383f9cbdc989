import { createHash } from 'node:crypto'
import type { PdfDocument } from './document.ts'
import { listFormNodes, readPermissions } from './fields.ts'
import { isKind, type PdfObject, textOf } from './objects.ts'
import { readSignedDocument, type SignatureReading } from './read-signatures.ts'

/** Everything the program wants to know of a PDF somebody brings, found while reading it once. */
export interface PdfReading extends SignatureReading {
  sha256: string
  /** What follows the words asked for, in the bytes and then in the addresses of links; 32 characters each. */
  mentions: string[]
  /**
   * Whether one of the trust anchors is in it, written in hexadecimal as signatures bring their certificates: a broken one
   * still shows whose seal it was.
   */
  bringsAnchor: boolean
  /** Whether its signers let others sign after them: a certification may forbid it, or a signature lock every field. */
  mayBeSigned: boolean
}

export interface PdfQuestion {
  trustAnchors: readonly Uint8Array[]
  /** For example the part of an address before a check code. */
  mentioned: string
}

const maximumMentions = 50
const mentionLength = 32
const maximumObjects = 20_000

/** Reads a PDF once: its hash, its signatures, what it mentions. Never throws, whatever the input. */
export function readPdf(pdf: Uint8Array, { trustAnchors, mentioned }: PdfQuestion): PdfReading {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const { document, ...reading } = readSignedDocument(pdf, trustAnchors)
  const mentions = mentionsIn(bytes, mentioned)
  if (document) mentions.push(...mentionsInLinks(document, mentioned))
  const isWhole = !document?.budget.isSpent
  return {
    state: isWhole ? reading.state : 'beyond-limits',
    signatures: isWhole ? reading.signatures : [],
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mentions,
    mayBeSigned: document !== undefined && isWhole && allowsSigning(document),
    bringsAnchor: trustAnchors.some((anchor) => bytes.includes(Buffer.from(anchor).toString('hex'))),
  }
}

function allowsSigning(document: PdfDocument): boolean {
  try {
    const { level, locks } = readPermissions(document, listFormNodes(document))
    // A name no field has yet: it is locked only where every field is.
    return level >= 2 && !locks('den')
  } catch {
    return false
  }
}

function mentionsIn(bytes: Buffer, words: string): string[] {
  const found: string[] = []
  for (let at = bytes.indexOf(words); at >= 0 && found.length < maximumMentions; ) {
    const from = at + words.length
    found.push(bytes.toString('latin1', from, from + mentionLength))
    at = bytes.indexOf(words, from)
  }
  return found
}

/** A link is an annotation with an action, `/A << /URI (…) >>`; the action may be an object of its own. */
function mentionsInLinks(document: PdfDocument, words: string): string[] {
  const found: string[] = []
  let left = maximumObjects
  try {
    for (const number of document.locations.keys()) {
      if (left-- === 0 || found.length >= maximumMentions) break
      const address = addressIn(document, document.object({ kind: 'reference', number, generation: 0 }))
      if (address) found.push(...mentionsIn(Buffer.from(address, 'latin1'), words))
    }
  } catch {
    // A part that cannot be read mentions nothing; whether too much was spent is asked of the budget.
  }
  return found
}

function addressIn(document: PdfDocument, object: PdfObject): string | undefined {
  if (!isKind(object, 'dict')) return undefined
  const action = document.resolveDict(object.entries.get('A')) ?? object
  const address = textOf(document.resolve(action.entries.get('URI')))
  document.budget.step(address?.length ?? 0)
  return address
}
