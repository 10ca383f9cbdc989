/** Signatures within an XML document: XAdES baseline B (ETSI EN 319 132-1) over all of it, made as our PDFs are signed. */
import { createHash } from 'node:crypto'
import { readDer, readDerChildren } from '#server/crafts/crypto/der.ts'
import type { Signer } from '#server/crafts/crypto/signer.ts'
import { element, inNamespace, writeXml, type XmlElement } from './element.ts'

const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const xades = 'http://uri.etsi.org/01903/v1.3.2#'
const canonical = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const enveloped = `${dsig}enveloped-signature`
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const algorithms = {
  'rsa-sha256': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'ecdsa-sha256': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
} as const

/**
 * The document in UTF-8 with the signature as the last child of its root: over the whole document, the time the signer claims
 * and the certificate. Anything changed anywhere breaks it.
 */
export async function signXml(
  document: XmlElement,
  { signer, at }: { signer: Signer; at: Date },
): Promise<Buffer> {
  if (typeof document.content === 'string') throw new RangeError('a root of text has no room for a signature')
  const [certificate] = signer.certificateChain
  if (!certificate) throw new RangeError('the signer has no certificate')
  const properties = signedProperties(certificate, at)
  const signedInfo = inNamespace(
    dsig,
    element('SignedInfo', [
      method('CanonicalizationMethod', canonical),
      method('SignatureMethod', algorithms[signer.algorithm]),
      reference(writeXml(document), [enveloped, canonical], { Id: 'document', URI: '' }),
      reference(writeXml(properties), [canonical], {
        Type: 'http://uri.etsi.org/01903#SignedProperties',
        URI: '#properties',
      }),
    ]),
  )
  const signature = await signer.sign(Buffer.from(writeXml(signedInfo), 'utf8'))
  const value = signer.algorithm === 'ecdsa-sha256' ? plainPair(signature) : signature
  const certificates = signer.certificateChain.map((der) =>
    element('X509Certificate', der.toString('base64')),
  )
  const signed = element(
    'Signature',
    [
      signedInfo,
      element('SignatureValue', value.toString('base64')),
      element('KeyInfo', [element('X509Data', certificates)]),
      element('Object', [
        inNamespace(xades, element('QualifyingProperties', [properties], { Target: '#signature' })),
      ]),
    ],
    { Id: 'signature' },
  )
  const whole = { ...document, content: [...document.content, inNamespace(dsig, signed)] }
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(whole)}\n`, 'utf8')
}

function signedProperties(certificate: Buffer, at: Date): XmlElement {
  const digest = [method('DigestMethod', sha256), element('DigestValue', digestOf(certificate))]
  return inNamespace(
    xades,
    element(
      'SignedProperties',
      [
        element('SignedSignatureProperties', [
          element('SigningTime', localTime(at)),
          element('SigningCertificateV2', [
            element('Cert', [
              element(
                'CertDigest',
                digest.map((part) => inNamespace(dsig, part)),
              ),
            ]),
          ]),
        ]),
        element('SignedDataObjectProperties', [
          element('DataObjectFormat', [element('MimeType', 'text/xml')], { ObjectReference: '#document' }),
        ]),
      ],
      { Id: 'properties' },
    ),
  )
}

function reference(
  content: string,
  transforms: readonly string[],
  attributes: Record<string, string>,
): XmlElement {
  return element(
    'Reference',
    [
      element(
        'Transforms',
        transforms.map((algorithm) => method('Transform', algorithm)),
      ),
      method('DigestMethod', sha256),
      element('DigestValue', digestOf(content)),
    ],
    attributes,
  )
}

function method(name: string, algorithm: string): XmlElement {
  return element(name, '', { Algorithm: algorithm })
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64')
}

/** XML signatures hold r and s side by side (RFC 4050 §3.3), where keys answer in DER. */
function plainPair(der: Uint8Array): Buffer {
  const numbers = readDerChildren(readDer(der)).map(({ content }) => {
    const bytes = content.subarray(Math.max(0, content.length - 32))
    return Buffer.concat([Buffer.alloc(32 - bytes.length), bytes])
  })
  return Buffer.concat(numbers)
}

/** A moment on the clocks of Vietnam. */
function localTime(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3600 * 1000)
  return `${local.toISOString().slice(0, 19)}+07:00`
}
