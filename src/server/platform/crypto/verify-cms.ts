import { constants, createHash, verify, X509Certificate } from 'node:crypto'
import { issuerAndSerialOf } from './certificate-authority.ts'
import { type DerNode, readDer, readDerChildren, readOctets, readOid } from './der.ts'

const digests: Record<string, string> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const attributeTypes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
} as const
const rsaPss = '1.2.840.113549.1.1.10'
const timestampInfo = '1.2.840.113549.1.9.16.1.4'

export interface CmsVerdict {
  /** Whether the signature is mathematically right and over this content. */
  valid: boolean
  /** Why not, in a word. */
  problem?:
    | 'malformed'
    | 'several-signers'
    | 'weak-algorithm'
    | 'other-content'
    | 'wrong-signature'
    | 'other-certificate'
  signer?: X509Certificate
  /** Every certificate that came with it. */
  certificates: X509Certificate[]
  /** For a timestamp: the time it certifies. */
  timestamp?: Date
}

/**
 * Verifies a CMS SignedData over detached content, or an RFC 3161 timestamp token over it. Only SHA-2 and
 * exactly one signer are accepted. Never throws: what cannot be read is not valid.
 */
export function verifyCms(cms: Uint8Array, content: Uint8Array, kind: 'detached' | 'timestamp'): CmsVerdict {
  try {
    return verifySignedData(readSignedData(cms), content, kind)
  } catch {
    return { valid: false, problem: 'malformed', certificates: [] }
  }
}

interface SignedData {
  contentType: string
  content: Buffer | undefined
  certificates: Buffer[]
  signers: DerNode[]
}

function readSignedData(cms: Uint8Array): SignedData {
  const [type, wrapped] = readDerChildren(readDer(cms))
  if (readOid(type) !== '1.2.840.113549.1.7.2' || !wrapped) throw new RangeError('not signed data')
  const [body] = readDerChildren(wrapped)
  const parts = readDerChildren(required(body))
  const [contentType, encapsulated] = readDerChildren(required(parts[2]))
  const [octets] = encapsulated ? readDerChildren(encapsulated) : []
  const certificates = parts.find((part) => part.tag === 0xa0)
  const signers = parts.at(-1)
  if (signers?.tag !== 0x31) throw new RangeError('no signers')
  return {
    contentType: readOid(contentType),
    content: octets ? readOctets(octets) : undefined,
    certificates: certificates
      ? readDerChildren(certificates).flatMap((node) => (node.tag === 0x30 ? [node.raw] : []))
      : [],
    signers: readDerChildren(signers),
  }
}

function verifySignedData(
  signed: SignedData,
  content: Uint8Array,
  kind: 'detached' | 'timestamp',
): CmsVerdict {
  const certificates = signed.certificates.slice(0, 50).map((der) => new X509Certificate(der))
  const no = (problem: NonNullable<CmsVerdict['problem']>, signer?: X509Certificate): CmsVerdict => ({
    valid: false,
    problem,
    certificates,
    ...(signer ? { signer } : {}),
  })
  const [signerInfo, ...others] = signed.signers
  if (!signerInfo || others.length > 0) return no('several-signers')
  const [, signerId, digestAlgorithm, signedAttributes, signatureAlgorithm, signatureValue] =
    readDerChildren(signerInfo)
  // Without signed attributes nothing binds the signer's certificate: PAdES forbids it.
  if (signedAttributes?.tag !== 0xa0 || signedAttributes.indefinite) return no('malformed')
  const certificate = signed.certificates.find((der) => identifies(required(signerId), der))
  if (!certificate) return no('malformed')
  const signer = new X509Certificate(certificate)
  const digest = digests[algorithmOf(digestAlgorithm)]
  if (!digest) return no('weak-algorithm', signer)

  const attributes = new Map<string, DerNode>()
  for (const node of readDerChildren(signedAttributes)) {
    const [type, values] = readDerChildren(node)
    const all = values ? readDerChildren(values) : []
    if (attributes.has(readOid(type)) || all.length !== 1 || !all[0]) return no('malformed', signer)
    attributes.set(readOid(type), all[0])
  }
  if (readOid(attributes.get(attributeTypes.contentType)) !== signed.contentType)
    return no('malformed', signer)

  const stamped = kind === 'timestamp' ? readTimestamp(signed) : undefined
  if (stamped && !stamped.covers(content)) return no('other-content', signer)
  if (kind === 'detached' && signed.content !== undefined) return no('malformed', signer)
  const hash = createHash(digest)
    .update(stamped ? stamped.raw : content)
    .digest()
  const claimed = attributes.get(attributeTypes.messageDigest)
  if (!claimed || !readOctets(claimed).equals(hash)) return no('other-content', signer)

  const binding = attributes.get(attributeTypes.signingCertificate)
  if (binding && !bindsCertificate(binding, certificate)) return no('other-certificate', signer)

  const signedBytes = Buffer.concat([Buffer.of(0x31), signedAttributes.raw.subarray(1)])
  if (
    !checkSignature(
      algorithmOf(signatureAlgorithm),
      digest,
      signedBytes,
      signer,
      readOctets(required(signatureValue)),
    )
  ) {
    return no('wrong-signature', signer)
  }
  return { valid: true, signer, certificates, ...(stamped ? { timestamp: stamped.at } : {}) }
}

function checkSignature(
  algorithm: string,
  digest: string,
  bytes: Buffer,
  signer: X509Certificate,
  signature: Buffer,
): boolean {
  const key = signer.publicKey
  if (key.asymmetricKeyType === 'ed25519') return verify(null, bytes, key, signature)
  if (algorithm !== rsaPss) return verify(digest, bytes, key, signature)
  const padding = constants.RSA_PKCS1_PSS_PADDING
  return verify(digest, bytes, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }, signature)
}

/** Whether a SignerIdentifier (issuer and serial number, or subject key identifier) means this certificate. */
function identifies(signerId: DerNode, certificate: Buffer): boolean {
  if (signerId.tag === 0x80) {
    return certificate.includes(Buffer.concat([Buffer.of(0x04, signerId.content.length), signerId.content]))
  }
  const [issuer, serial] = readDerChildren(signerId)
  const own = issuerAndSerialOf(certificate)
  return !!issuer && !!serial && issuer.raw.equals(own.issuer) && serial.raw.equals(own.serial)
}

/** ESSCertIDv2 of RFC 5035: the hash of the certificate the signer meant. */
function bindsCertificate(attribute: DerNode, certificate: Buffer): boolean {
  const [list] = readDerChildren(attribute)
  const [first] = readDerChildren(required(list))
  const [algorithmOrHash, hash] = readDerChildren(required(first))
  const explicit = algorithmOrHash?.tag === 0x30
  const digest = explicit ? digests[algorithmOf(algorithmOrHash)] : 'sha256'
  const claimed = explicit ? hash : algorithmOrHash
  if (!digest || !claimed) return false
  return readOctets(claimed).equals(createHash(digest).update(certificate).digest())
}

function readTimestamp(signed: SignedData) {
  if (signed.contentType !== timestampInfo || !signed.content) throw new RangeError('not a timestamp')
  const raw = signed.content
  const [, , imprint, , time] = readDerChildren(readDer(raw))
  const [algorithm, hashed] = readDerChildren(required(imprint))
  const digest = digests[algorithmOf(algorithm)]
  const expected = readOctets(required(hashed))
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(
    required(time).content.toString('latin1'),
  )
  if (!match) throw new RangeError('a timestamp without time')
  const [, year, month, day, hour, minute, second] = match
  return {
    raw,
    at: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`),
    covers: (content: Uint8Array) =>
      digest !== undefined && createHash(digest).update(content).digest().equals(expected),
  }
}

function algorithmOf(node: DerNode | undefined): string {
  return node ? readOid(readDerChildren(node)[0]) : ''
}

function required(node: DerNode | undefined): DerNode {
  if (!node) throw new RangeError('a part is missing')
  return node
}

/** Whether a chain of the certificates at hand leads from the signer to an anchor, all valid at that time. */
export function isTrusted(
  signer: X509Certificate,
  certificates: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  at: Date,
): boolean {
  let current = signer
  for (let depth = 0; depth < 8; depth++) {
    if (at < current.validFromDate || at > current.validToDate) return false
    if (anchors.some((anchor) => anchor.raw.equals(current.raw))) return true
    const issuer = [...anchors, ...certificates].find(
      (candidate) =>
        candidate.ca &&
        !candidate.raw.equals(current.raw) &&
        current.checkIssued(candidate) &&
        current.verify(candidate.publicKey),
    )
    if (!issuer) return false
    current = issuer
  }
  return false
}
