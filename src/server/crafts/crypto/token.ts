import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A fresh opaque token of 256 random bits for links, sessions and personal access. Store only its hash. */
export function createToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token. A plain hash suffices: 256 random bits cannot be guessed. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest()
}

/** Compares a presented token with a stored hash without telling by its timing how far they agree. */
export function matchesToken(token: string, hash: Uint8Array): boolean {
  return hash.length === 32 && timingSafeEqual(hashToken(token), hash)
}
