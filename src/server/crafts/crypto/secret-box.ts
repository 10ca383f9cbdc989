import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { writeOnce } from './write-once.ts'

const version = 1
const nonceLength = 12
const tagLength = 16

/** 32 secret bytes that protect small secrets at rest. */
export type BoxKey = Uint8Array

/**
 * Encrypts a small secret (a TOTP seed, a private key) with AES-256-GCM. `context` names its place, for
 * example `totp:<account id>`: a box moved to another place does not open.
 */
export function sealSecret(key: BoxKey, secret: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context, 'utf8'))
  const body = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body])
}

/** Opens what `sealSecret` closed; undefined when the key, the context or a single bit differs. */
export function openSecret(key: BoxKey, box: Uint8Array, context: string): Buffer | undefined {
  const start = 1 + nonceLength + tagLength
  if (box.length < start || box[0] !== version) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(1, 1 + nonceLength), {
    authTagLength: tagLength,
  })
    .setAAD(Buffer.from(context, 'utf8'))
    .setAuthTag(box.subarray(1 + nonceLength, start))
  try {
    return Buffer.concat([decipher.update(box.subarray(start)), decipher.final()])
  } catch {
    return undefined
  }
}

/** A key for one purpose, derived from a main key so that boxes of different purposes share no key. */
export function deriveBoxKey(key: BoxKey, purpose: string): BoxKey {
  return createHash('sha256')
    .update('nhip/box-key/1\0')
    .update(purpose, 'utf8')
    .update('\0')
    .update(key)
    .digest()
}

/** Reads a key file, or makes one that only its owner can read. Two processes starting together share one. */
export async function openKeyFile(path: string): Promise<BoxKey> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) {
    const key = randomBytes(32)
    const written = await writeOnce(path, Buffer.from(`${key.toString('base64')}\n`), 0o600)
    return written ? key : openKeyFile(path)
  }
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32) throw new Error(`${path} is not a key file: expected 32 bytes in base64`)
  return key
}
