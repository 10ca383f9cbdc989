import type { SignatureReport } from '#server/crafts/pdf/read-signatures.ts'
import { type Asker, ReadingFailed, readOutside } from '#server/platform/reading/read-outside.ts'
import { type FoundSignature, readCheckCode, type Verdict } from '../model.ts'
import { fileEncrypted, notJudged, notPdf, readersBusy } from '../refusals.ts'
import { demoAuthority } from '../sign/signers.ts'
import { findPublicRecord } from './public-record.ts'

/** What stands before the check code in the address under a QR. */
const mentioned = '/kiem-tra/'
const code = /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/

/**
 * Whether this file is, byte for byte, a document that was issued and still stands; else what is known of it:
 * changed, signed by others, or nothing at all. The file, in the pieces it came in, is read in memory, by a process of its
 * own, and kept nowhere. What cannot be read within the limits is not judged.
 */
export async function checkFile(parts: readonly Uint8Array[], asker: Asker): Promise<Verdict> {
  if (!beginsAsPdf(parts)) throw notPdf()
  const root = (await demoAuthority())?.certificate
  const trustAnchors = root ? [root] : []
  const reading = await readOutside({ kind: 'read-pdf', parts, trustAnchors, mentioned }, asker).catch(refuse)
  if (reading.state === 'beyond-limits') throw notJudged()
  const signatures = reading.signatures.filter(({ kind }) => kind === 'signature').map(describe)

  const issued = await findPublicRecord({ sha256: reading.sha256 })
  if (issued?.status === 'revoked') return { verdict: 'revoked', document: issued.document, by: 'file' }
  if (issued) return { verdict: 'genuine', document: issued.document, by: 'file', signatures }

  const claimedCode = reading.mentions.map(claimedIn).find((found) => found !== undefined)
  const claimed = claimedCode === undefined ? undefined : await findPublicRecord({ code: claimedCode })
  if (claimed) return judgeClaim(claimed, signatures)
  const isIntact = signatures.every(({ intact }) => intact)
  if (!isIntact && reading.bringsAnchor) return { verdict: 'changed', document: null, signatures }
  if (reading.state === 'encrypted') throw fileEncrypted()
  if (signatures.length === 0) return { verdict: 'unknown', by: 'file' }
  return { verdict: 'foreign', integrity: isIntact ? 'intact' : 'broken', signatures }
}

function refuse(error: unknown): never {
  if (!(error instanceof ReadingFailed)) throw error
  throw error.why === 'busy' || error.why === 'gone' ? readersBusy({ seconds: 30 }) : notJudged()
}

/** The check code a PDF links to under its QR, also after another program has written the file anew. */
function claimedIn(mention: string): string | undefined {
  return readCheckCode(code.exec(mention)?.[0] ?? '')
}

/** The file says which document it is, but it is not the file of that document. */
function judgeClaim(
  { document, status }: NonNullable<Awaited<ReturnType<typeof findPublicRecord>>>,
  signatures: FoundSignature[],
): Verdict {
  if (document.hasFile) return { verdict: 'changed', document, signatures }
  // Of an older paper only the record is held: there is nothing to compare a file with.
  return status === 'revoked'
    ? { verdict: 'revoked', document, by: 'code' }
    : { verdict: 'unjudged', document }
}

function describe({ signer, at, integrity, trusted }: SignatureReport): FoundSignature {
  return {
    signer: signer?.commonName || '––',
    organisation: signer?.organisation || null,
    signedAt: at?.toISOString() ?? null,
    intact: integrity === 'intact',
    trusted,
  }
}

function beginsAsPdf(parts: readonly Uint8Array[]): boolean {
  const head: number[] = []
  for (const part of parts) {
    head.push(...part.subarray(0, 5 - head.length))
    if (head.length === 5) break
  }
  return String.fromCharCode(...head) === '%PDF-'
}
