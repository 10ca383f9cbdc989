import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { openKeyFile, openSecret, sealSecret } from './secret-box.ts'
import { writeOnce } from './write-once.ts'

const context = 'nhip/seal-key/1'

export interface SealKey {
  /** First 16 hex digits of the SHA-256 of the public key: names the key beside its signatures. */
  id: string
  /** Ed25519 public key, SPKI in DER. Publish it: whoever verifies needs nothing else. */
  publicKey: Buffer
  sign(bytes: Uint8Array): Buffer
}

/** Opens the Ed25519 key that seals the event log, creating it (mode 0600, encrypted under `keyFile`) at first. */
export async function openSealKey(options: { file: string; keyFile: string }): Promise<SealKey> {
  const boxKey = await openKeyFile(options.keyFile)
  const box = await readFile(options.file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (box) {
    const pkcs8 = openSecret(boxKey, box, context)
    if (!pkcs8) throw new Error(`${options.file} does not open with the key in ${options.keyFile}`)
    return toSealKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }))
  }
  const { privateKey } = generateKeyPairSync('ed25519')
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
  const written = await writeOnce(options.file, sealSecret(boxKey, pkcs8, context), 0o600)
  return written ? toSealKey(privateKey) : openSealKey(options)
}

function toSealKey(privateKey: KeyObject): SealKey {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return { id: sealKeyId(publicKey), publicKey, sign: (bytes) => sign(null, bytes, privateKey) }
}

/** The name of a public seal key. */
export function sealKeyId(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16)
}

/** Whether `signature` over `bytes` was made with this seal key. Malformed input is simply not valid. */
export function verifySeal(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, signature)
  } catch {
    return false
  }
}

/** What the first batch is chained to. */
export const chainStart: Buffer = Buffer.alloc(32)

/**
 * Links a batch to the one before: neither its root, its size, the numbers of its first and last row nor
 * its place in the chain can change without changing every later link. This is what a seal key signs.
 */
export function chainHash(
  previous: Uint8Array,
  root: Uint8Array,
  count: number,
  bounds: { first: bigint; last: bigint },
): Buffer {
  if (previous.length !== 32 || root.length !== 32) throw new RangeError('expected hashes of 32 bytes')
  const numbers = Buffer.alloc(24)
  numbers.writeBigUInt64BE(BigInt(count), 0)
  numbers.writeBigUInt64BE(bounds.first, 8)
  numbers.writeBigUInt64BE(bounds.last, 16)
  return createHash('sha256')
    .update('nhip/seal-chain/1\0')
    .update(previous)
    .update(root)
    .update(numbers)
    .digest()
}
