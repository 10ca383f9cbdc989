import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  X509Certificate,
} from 'node:crypto'
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createCertificate, type DistinguishedName, encodeName } from './certificate.ts'
import { type DerNode, readDer, readDerChildren } from './der.ts'
import { type BoxKey, openKeyFile, openSecret, sealSecret } from './secret-box.ts'
import { createSoftwareSigner, type Signer } from './signer.ts'
import { writeOnce } from './write-once.ts'

/** Stands in every certificate of the demo authority, so that nobody takes one for a real one. */
export const demoMark = 'CHỨNG THƯ THỬ NGHIỆM'

const year = 365 * 24 * 3600 * 1000
const generateKeys = promisify(generateKeyPair)

export interface Person {
  name: string
  position: string
  organisation: string
}

export interface Agency {
  name: string
  /** Electronic identification code of QĐ 20/2020/QĐ-TTg, for example H57.16. */
  code: string
}

export interface CertificateAuthority {
  /** The root certificate in DER: the trust anchor of everything issued here. */
  certificate: Buffer
  /** The person's signer; issued at first use, renewed when name, position or organisation changed. */
  person(id: string, person: Person): Promise<Signer>
  /** The agency's seal; issued at first use, renewed when its name or code changed. */
  seal(id: string, agency: Agency): Promise<Signer>
}

interface Identity {
  key: KeyObject
  certificate: Buffer
}

/**
 * Opens the demo certificate authority in `folder`, creating it at first use. Each identity is one file of
 * mode 0600: its certificate, and its PKCS#8 key encrypted with AES-256-GCM under `keyFile`. RSA 2048 with
 * SHA-256, as official-use certificates have. Real agencies bring certificates of the Government's own
 * authority behind `Signer` instead (Nghị định 68/2024/NĐ-CP).
 */
export async function openCertificateAuthority(options: {
  folder: string
  keyFile: string
  now?: () => Date
  /** From when certificates hold; a demo with a simulated past needs them to be older than it. */
  validFrom?: Date
}): Promise<CertificateAuthority> {
  const { folder } = options
  const now = options.now ?? (() => new Date())
  // A day back, so that a machine whose clock is behind accepts them too.
  const from = () => options.validFrom ?? new Date(now().getTime() - 24 * 3600 * 1000)
  const boxKey = await openKeyFile(options.keyFile)
  const rootName = encodeName({
    country: 'VN',
    organisation: 'Nhịp',
    unit: demoMark,
    commonName: 'Nhịp – gốc tin cậy thử nghiệm',
  })
  const root = await openIdentity({ folder, boxKey, id: 'root', subject: rootName, now: now(), from: from() })

  const issued = new Map<string, Promise<Signer>>()
  function issue(id: string, name: DistinguishedName): Promise<Signer> {
    const subject = encodeName({ country: 'VN', unit: demoMark, ...name })
    const cacheKey = `${id} ${subject.toString('base64')}`
    const known = issued.get(cacheKey)
    if (known) return known
    const signer = openIdentity({ folder, boxKey, id, subject, now: now(), from: from(), root }).then(
      ({ key, certificate }) => createSoftwareSigner(key, [certificate, root.certificate]),
    )
    issued.set(cacheKey, signer)
    signer.catch(() => issued.delete(cacheKey))
    return signer
  }

  return {
    certificate: root.certificate,
    person: (id, { name, position, organisation }) =>
      issue(`person-${id}`, { organisation, title: position, commonName: name }),
    seal: (id, { name, code }) =>
      issue(`seal-${id}`, { organisation: name, identifier: code, commonName: name }),
  }
}

interface IdentityRequest {
  folder: string
  boxKey: BoxKey
  id: string
  subject: Buffer
  now: Date
  from: Date
  /** Absent for the root itself. */
  root?: Identity
}

async function openIdentity(request: IdentityRequest): Promise<Identity> {
  if (!/^[a-z0-9][a-z0-9_.-]{0,99}$/i.test(request.id))
    throw new RangeError(`not an identity name: ${request.id}`)
  const path = join(request.folder, `${request.id}.json`)
  const stored = await readIdentity(path, request)
  if (stored && isCurrent(stored.certificate, request)) return stored

  const identity = await createIdentity(request)
  const file = Buffer.from(
    JSON.stringify({
      certificate: identity.certificate.toString('base64'),
      key: sealSecret(
        request.boxKey,
        identity.key.export({ format: 'der', type: 'pkcs8' }),
        `signing-key:${request.id}`,
      ).toString('base64'),
    }),
  )
  if (!stored) return (await writeOnce(path, file, 0o600)) ? identity : openIdentity(request)
  // A renewal replaces the file in one step: a reader sees the old identity or the new one.
  const draft = `${path}.${process.pid}.${identity.certificate.subarray(-8).toString('hex')}`
  await writeOnce(draft, file, 0o600)
  await rename(draft, path)
  return identity
}

async function readIdentity(path: string, { boxKey, id }: IdentityRequest): Promise<Identity | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const { certificate, key } = JSON.parse(text) as { certificate: string; key: string }
  const pkcs8 = openSecret(boxKey, Buffer.from(key, 'base64'), `signing-key:${id}`)
  if (!pkcs8) throw new Error(`${path} does not open with this key file`)
  return {
    key: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
    certificate: Buffer.from(certificate, 'base64'),
  }
}

function isCurrent(certificate: Buffer, { subject, now, root }: IdentityRequest): boolean {
  // The root outlives a change of wording: everything issued hangs on it.
  if (!root) return true
  const parsed = new X509Certificate(certificate)
  const endsSoon = parsed.validToDate.getTime() - now.getTime() < 30 * 24 * 3600 * 1000
  return !endsSoon && subjectOf(certificate).equals(subject) && parsed.verify(createPublicKey(root.key))
}

async function createIdentity({ subject, now, from, root }: IdentityRequest): Promise<Identity> {
  const { privateKey, publicKey } = await generateKeys('rsa', { modulusLength: 2048 })
  const issuerKey = root?.key ?? privateKey
  const certificate = createCertificate({
    subject,
    subjectKey: publicKey,
    issuer: root ? subjectOf(root.certificate) : subject,
    issuerKey,
    issuerPublicKey: createPublicKey(issuerKey),
    from,
    until: new Date(now.getTime() + (root ? 5 : 20) * year),
    use: root ? 'signing' : 'authority',
  })
  return { key: privateKey, certificate }
}

/** The subject's distinguished name of a certificate, in DER. */
export function subjectOf(certificate: Uint8Array): Buffer {
  const name = certificateFields(certificate)[5]
  if (!name) throw new RangeError('not a certificate')
  return name.raw
}

/** Issuer name and serial number of a certificate, in DER: how CMS points at the signer. */
export function issuerAndSerialOf(certificate: Uint8Array | DerNode): { issuer: Buffer; serial: Buffer } {
  const [, serial, , issuer] = certificateFields(certificate)
  if (!serial || !issuer) throw new RangeError('not a certificate')
  return { issuer: issuer.raw, serial: serial.raw }
}

function certificateFields(certificate: Uint8Array | DerNode) {
  const [body] = readDerChildren('raw' in certificate ? certificate : readDer(certificate))
  return body ? readDerChildren(body) : []
}
