import { constants, createHash, type KeyObject, verify, X509Certificate } from 'node:crypto'
import { type Budget, BudgetSpent } from '#server/crafts/reading-budget.ts'
import { issuerAndSerialOf } from './certificate-authority.ts'
import { type DerNode, readDer, readDerChildren, readOctets, readOid } from './der.ts'

const digests: Record<string, string> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
/** Signature algorithms that name their own digest. */
const signatureDigests: Record<string, string> = {
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.113549.1.1.14': 'sha224',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.1': 'sha224',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
}
const attributeTypes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
} as const
const single: Set<string> = new Set(Object.values(attributeTypes))
const rsaPss = '1.2.840.113549.1.1.10'
const timestampInfo = '1.2.840.113549.1.9.16.1.4'

export interface CmsVerdict {
  /** Whether the signature is mathematically right and over this content. */
  valid: boolean
  /** Made with SHA-1: nobody else could change the content, but its author may have prepared two. */
  weak: boolean
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

/** Detached: over the content. `sha1`: over its SHA-1, as adbe.pkcs7.sha1 does. Timestamp: RFC 3161. */
export type CmsKind = 'detached' | 'sha1' | 'timestamp'

/** A signature by people brings a handful: their own, those above it, those of a timestamp. */
const maximumCertificates = 50
/** What one public-key operation costs, as steps of reading. */
const operationSteps = 30_000

/**
 * Verifies a CMS SignedData over content that stands outside it. Exactly one signer is accepted. What cannot be read
 * is not valid; only a spent budget throws.
 */
export function verifyCms(cms: DerNode, content: Uint8Array, kind: CmsKind, budget: Budget): CmsVerdict {
  try {
    return verifySignedData(readSignedData(cms), content, kind, budget)
  } catch (error) {
    if (error instanceof BudgetSpent) throw error
    return { valid: false, weak: false, problem: 'malformed', certificates: [] }
  }
}

interface SignedData {
  contentType: string
  content: Buffer | undefined
  certificates: DerNode[]
  signers: DerNode[]
  meter: DerNode['meter']
}

function readSignedData(cms: DerNode): SignedData {
  const [type, wrapped] = readDerChildren(cms)
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
      ? readDerChildren(certificates)
          .filter(({ tag }) => tag === 0x30)
          .slice(0, maximumCertificates)
      : [],
    signers: readDerChildren(signers),
    meter: cms.meter,
  }
}

function verifySignedData(
  signed: SignedData,
  content: Uint8Array,
  kind: CmsKind,
  budget: Budget,
): CmsVerdict {
  const certificates = signed.certificates.map(({ raw }) => {
    budget.step(operationSteps / 10 + raw.length)
    return new X509Certificate(raw)
  })
  let weak = kind === 'sha1'
  const no = (problem: NonNullable<CmsVerdict['problem']>, signer?: X509Certificate): CmsVerdict => ({
    valid: false,
    weak,
    problem,
    certificates,
    ...(signer ? { signer } : {}),
  })
  const [signerInfo, ...others] = signed.signers
  if (!signerInfo || others.length > 0) return no('several-signers')
  const parts = readDerChildren(signerInfo)
  const [, signerId, digestAlgorithm] = parts
  const signedAttributes = parts[3]?.tag === 0xa0 ? parts[3] : undefined
  const [signatureAlgorithm, signatureValue] = parts.slice(signedAttributes ? 4 : 3)
  const position = signed.certificates.findIndex((der) => identifies(required(signerId), der))
  const certificate = signed.certificates[position]?.raw
  const signer = certificates[position]
  if (!certificate || !signer || signedAttributes?.indefinite) return no('malformed')
  const digest = digests[algorithmOf(digestAlgorithm)]
  if (!digest) return no('weak-algorithm', signer)
  weak ||= digest === 'sha1'

  budget.takeBytes(content.length)
  // What the CMS itself signs: the content, or a structure inside that names the content's hash.
  const stamped = kind === 'timestamp' ? readTimestamp(signed) : undefined
  if (stamped && !stamped.covers(content)) return no('other-content', signer)
  if (kind === 'detached' && signed.content !== undefined) return no('malformed', signer)
  if (kind === 'sha1' && !signed.content?.equals(createHash('sha1').update(content).digest())) {
    return no('other-content', signer)
  }
  const message = signed.content ?? content

  let signedBytes = message
  if (signedAttributes) {
    const attributes = readAttributes(signedAttributes)
    if (readOid(attributes?.get(attributeTypes.contentType)) !== signed.contentType)
      return no('malformed', signer)
    const claimed = attributes?.get(attributeTypes.messageDigest)
    const hash = createHash(digest).update(message).digest()
    if (!claimed || !readOctets(claimed).equals(hash)) return no('other-content', signer)
    const binding = attributes?.get(attributeTypes.signingCertificate)
    if (binding && !bindsCertificate(binding, certificate)) return no('other-certificate', signer)
    signedBytes = Buffer.concat([Buffer.of(0x31), signedAttributes.raw.subarray(1)])
  }
  const signature = readOctets(required(signatureValue))
  budget.step(operationSteps)
  if (!checkSignature(required(signatureAlgorithm), digest, signedBytes, signer, signature)) {
    return no('wrong-signature', signer)
  }
  return { valid: true, weak, signer, certificates, ...(stamped ? { timestamp: stamped.at } : {}) }
}

/** The signed attributes that decide: each has one value and stands once. Others may have several. */
function readAttributes(node: DerNode): Map<string, DerNode> | undefined {
  const attributes = new Map<string, DerNode>()
  for (const attribute of readDerChildren(node)) {
    const [type, values] = readDerChildren(attribute)
    const id = readOid(type)
    if (!single.has(id)) continue
    const [value, ...more] = values ? readDerChildren(values) : []
    if (attributes.has(id) || more.length > 0 || !value) return undefined
    attributes.set(id, value)
  }
  return attributes
}

function checkSignature(
  algorithm: DerNode,
  contentDigest: string,
  bytes: Uint8Array,
  signer: X509Certificate,
  signature: Buffer,
): boolean {
  const key = signer.publicKey
  const id = algorithmOf(algorithm)
  if (!isUsable(key)) return false
  if (key.asymmetricKeyType === 'ed25519') return verify(null, bytes, key, signature)
  if (id !== rsaPss) return verify(signatureDigests[id] ?? contentDigest, bytes, key, signature)
  const [, parameters] = readDerChildren(algorithm)
  const hash =
    parameters?.tag === 0x30 ? readDerChildren(parameters).find(({ tag }) => tag === 0xa0) : undefined
  const digest = hash ? digests[algorithmOf(readDerChildren(hash)[0])] : 'sha1'
  if (!digest) return false
  const padding = constants.RSA_PKCS1_PSS_PADDING
  return verify(digest, bytes, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }, signature)
}

/**
 * Keys of the kinds and sizes in use. A modulus, an exponent or a curve of the signer's own making can be chosen so that
 * one operation takes seconds.
 */
function isUsable({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (type === 'rsa' || type === 'rsa-pss') {
    return (details?.modulusLength ?? Infinity) <= 8192 && (details?.publicExponent ?? 0n) < 1n << 64n
  }
  return type === 'ed25519' || (type === 'ec' && details?.namedCurve !== undefined)
}

/** Whether a SignerIdentifier (issuer and serial number, or subject key identifier) means this certificate. */
function identifies(signerId: DerNode, certificate: DerNode): boolean {
  if (signerId.tag === 0x80) {
    if (signerId.content.length > 64) return false
    return certificate.raw.includes(
      Buffer.concat([Buffer.of(0x04, signerId.content.length), signerId.content]),
    )
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
  const [, , imprint, , time] = readDerChildren(readDer(raw, 0, signed.meter))
  const [algorithm, hashed] = readDerChildren(required(imprint))
  const digest = digests[algorithmOf(algorithm)]
  const expected = readOctets(required(hashed))
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(
    required(time).content.toString('latin1', 0, 64),
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
  budget: Budget,
): boolean {
  let current = signer
  for (let depth = 0; depth < 8; depth++) {
    if (at < current.validFromDate || at > current.validToDate) return false
    if (anchors.some((anchor) => anchor.raw.equals(current.raw))) return true
    const issuer = [...anchors, ...certificates].find((candidate) => {
      budget.step(operationSteps / 10)
      if (!candidate.ca || candidate.raw.equals(current.raw) || !current.checkIssued(candidate)) return false
      if (!isUsable(candidate.publicKey)) return false
      budget.step(operationSteps)
      return current.verify(candidate.publicKey)
    })
    if (!issuer) return false
    current = issuer
  }
  return false
}
