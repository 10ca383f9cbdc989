import { type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'

/**
 * Whoever can sign with a certificate: a software key here; a token over PKCS#11 or a remote signing
 * service elsewhere. Those are asked over a network, so `sign` is not called inside a transaction.
 */
export interface Signer {
  /** The signer's certificate first, then its issuers, each in DER. */
  certificateChain: Buffer[]
  algorithm: 'rsa-sha256' | 'ecdsa-sha256'
  /** Signs the bytes: hashes them with SHA-256 and returns PKCS#1 v1.5, or ECDSA in DER. */
  sign(bytes: Uint8Array): Promise<Buffer>
}

const signBytes = promisify<string, Uint8Array, KeyObject, Buffer>(sign)

/** A signer whose private key lies in this process. */
export function createSoftwareSigner(key: KeyObject, certificateChain: Buffer[]): Signer {
  return {
    certificateChain,
    algorithm: key.asymmetricKeyType === 'ec' ? 'ecdsa-sha256' : 'rsa-sha256',
    sign: (bytes) => signBytes('sha256', bytes, key),
  }
}
