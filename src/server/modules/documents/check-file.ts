import { createHash } from 'node:crypto'
import { readSignatures, type SignatureReport } from '#server/platform/pdf/read-signatures.ts'
import { findClaimedCode } from './claimed-code.ts'
import type { FoundSignature, Verdict } from './model.ts'
import { findPublicRecord } from './public-record.ts'
import { notPdf } from './refusals.ts'
import { demoAuthority } from './signers.ts'

/**
 * Whether this file is, byte for byte, a document that was issued and still stands; else what is known of it:
 * changed, signed by others, or nothing at all. The file is read in memory and kept nowhere.
 */
export async function checkFile(bytes: Uint8Array): Promise<Verdict> {
  if (!asBuffer(bytes).subarray(0, 5).equals(Buffer.from('%PDF-'))) throw notPdf()
  const root = (await demoAuthority())?.certificate
  const reading = readSignatures(bytes, { trustAnchors: root ? [root] : [] })
  const signatures = reading.signatures.filter(({ kind }) => kind === 'signature').map(describe)

  const issued = await findPublicRecord({ sha256: createHash('sha256').update(bytes).digest('hex') })
  if (issued?.status === 'revoked') return { verdict: 'revoked', document: issued.document, by: 'file' }
  if (issued) return { verdict: 'genuine', document: issued.document, by: 'file', signatures }

  const code = findClaimedCode(bytes)
  const claimed = code === undefined ? undefined : await findPublicRecord({ code })
  if (claimed) return judgeClaim(claimed, signatures)
  const isIntact = signatures.every(({ intact }) => intact)
  if (!isIntact && root && carries(bytes, root)) return { verdict: 'changed', document: null, signatures }
  if (signatures.length === 0) return { verdict: 'unknown', by: 'file' }
  return { verdict: 'foreign', integrity: isIntact ? 'intact' : 'broken', signatures }
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
    : { verdict: 'genuine', document, by: 'code', signatures: [] }
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

/** Signatures bring their certificates, written in hexadecimal; a broken one still shows whose seal it was. */
function carries(bytes: Uint8Array, certificate: Buffer): boolean {
  return asBuffer(bytes).includes(certificate.toString('hex'))
}

/** The same bytes, not a copy. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
