import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  bits,
  boolean,
  context,
  integer,
  nothing,
  octets,
  oid,
  printable,
  sequence,
  setOf,
  time,
  tlv,
  utf8,
} from './der.ts'

const attributes = {
  commonName: '2.5.4.3',
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  unit: '2.5.4.11',
  title: '2.5.4.12',
  identifier: '2.5.4.97',
} as const

export type DistinguishedName = Partial<Record<keyof typeof attributes, string>>

const order = ['country', 'organisation', 'unit', 'identifier', 'title', 'commonName'] as const

/** A distinguished name in DER, from the country down to the person. */
export function encodeName(name: DistinguishedName): Buffer {
  const parts = order.flatMap((kind) => {
    const value = name[kind]
    if (!value) return []
    return [setOf(sequence(oid(attributes[kind]), kind === 'country' ? printable(value) : utf8(value)))]
  })
  return sequence(...parts)
}

export interface CertificateRequest {
  subject: Buffer
  subjectKey: KeyObject
  issuer: Buffer
  issuerKey: KeyObject
  issuerPublicKey: KeyObject
  from: Date
  until: Date
  use: 'authority' | 'signing'
}

/** Signs an X.509 v3 certificate (RFC 5280): an authority of one level, or a document signer. */
export function createCertificate(request: CertificateRequest): Buffer {
  const algorithm = signatureAlgorithm(request.issuerKey)
  const authority = request.use === 'authority'
  const body = sequence(
    context(0, integer(2)),
    integer(Buffer.concat([Buffer.of(0x40), randomBytes(15)])),
    algorithm,
    request.issuer,
    sequence(time(request.from), time(request.until)),
    request.subject,
    spki(request.subjectKey),
    context(
      3,
      sequence(
        extension('2.5.29.14', octets(keyIdentifier(request.subjectKey))),
        extension('2.5.29.35', sequence(tlv(0x80, keyIdentifier(request.issuerPublicKey)))),
        extension('2.5.29.19', authority ? sequence(boolean(true), integer(0)) : sequence(), true),
        // keyCertSign + cRLSign, or digitalSignature + nonRepudiation.
        extension('2.5.29.15', authority ? bits(Buffer.of(0x06), 1) : bits(Buffer.of(0xc0), 6), true),
        ...(authority
          ? []
          : [extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.36'), oid('1.3.6.1.5.5.7.3.4')))]),
      ),
    ),
  )
  return sequence(body, algorithm, bits(sign('sha256', body, request.issuerKey)))
}

function signatureAlgorithm(key: KeyObject): Buffer {
  return key.asymmetricKeyType === 'ec'
    ? sequence(oid('1.2.840.10045.4.3.2'))
    : sequence(oid('1.2.840.113549.1.1.11'), nothing)
}

function spki(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' })
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha256').update(spki(key)).digest().subarray(0, 20)
}

function extension(id: string, value: Uint8Array, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value))
}
