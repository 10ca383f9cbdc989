import { createHash } from 'node:crypto'
import { issuerAndSerialOf } from './certificate-authority.ts'
import { context, integer, nothing, octets, oid, readDer, sequence, setOf } from './der.ts'
import type { Signer } from './signer.ts'

const data = '1.2.840.113549.1.7.1'
const signedData = '1.2.840.113549.1.7.2'
const sha256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nothing)

/**
 * Signs a SHA-256 digest into a detached CMS SignedData with the attributes of PAdES baseline B
 * (ETSI EN 319 142-1 §6): content type, message digest, signing certificate v2, and no signing time, which
 * a PDF claims in its signature dictionary.
 */
export async function signCms(digest: Uint8Array, signer: Signer): Promise<Buffer> {
  const [certificate] = signer.certificateChain
  if (!certificate) throw new RangeError('the signer has no certificate')
  const { issuer, serial } = issuerAndSerialOf(certificate)
  const certificateHash = createHash('sha256').update(certificate).digest()

  const signedAttributes = setOf(
    attribute('1.2.840.113549.1.9.3', oid(data)),
    attribute('1.2.840.113549.1.9.4', octets(digest)),
    // ESSCertIDv2: SHA-256 is the default and DER leaves defaults out; [4] is directoryName.
    attribute(
      '1.2.840.113549.1.9.16.2.47',
      sequence(sequence(sequence(octets(certificateHash), sequence(sequence(context(4, issuer)), serial)))),
    ),
  )
  const signature = await signer.sign(signedAttributes)

  const signerInfo = sequence(
    integer(1),
    sequence(issuer, serial),
    sha256,
    context(0, readDer(signedAttributes).content),
    signer.algorithm === 'rsa-sha256'
      ? sequence(oid('1.2.840.113549.1.1.1'), nothing)
      : sequence(oid('1.2.840.10045.4.3.2')),
    octets(signature),
  )
  return sequence(
    oid(signedData),
    context(
      0,
      sequence(
        integer(1),
        setOf(sha256),
        sequence(oid(data)),
        context(0, readDer(setOf(...signer.certificateChain)).content),
        setOf(signerInfo),
      ),
    ),
  )
}

/** An upper bound of what `signCms` returns, for the room a PDF must set aside before signing. */
export function maximumCmsLength(signer: Signer): number {
  const certificates = signer.certificateChain.reduce((sum, certificate) => sum + certificate.length, 0)
  const issuer = signer.certificateChain[0] ? issuerAndSerialOf(signer.certificateChain[0]).issuer.length : 0
  // Two mentions of the issuer, up to 512 bytes of signature (RSA 4096), and fixed parts of about 400 bytes.
  return certificates + 2 * issuer + 512 + 640
}

function attribute(type: string, value: Uint8Array): Buffer {
  return sequence(oid(type), setOf(value))
}
