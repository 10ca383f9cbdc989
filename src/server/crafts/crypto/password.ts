import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. */
const current = { memory: 19_456, passes: 2, parallelism: 1 } as const
const hashLength = 32
const maximumLength = 1024
const pattern =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/

interface Parameters {
  memory: number
  passes: number
  parallelism: number
}

/** Hashes a password into a PHC string (`$argon2id$v=19$m=…`). */
export async function hashPassword(password: string): Promise<string> {
  if (password.length > maximumLength) throw new RangeError('password too long')
  const salt = randomBytes(16)
  const hash = await derive(password, salt, current, hashLength)
  const { memory, passes, parallelism } = current
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(salt)}$${encode(hash)}`
}

/**
 * Whether the password fits the stored hash. Without a stored hash (no such account) it works as long and
 * says no, so that the time taken does not tell which accounts exist.
 */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  if (password.length > maximumLength) return false
  const match = stored === undefined ? null : pattern.exec(stored)
  const parameters = match
    ? { memory: Number(match[1]), passes: Number(match[2]), parallelism: Number(match[3]) }
    : current
  // A bound on what a stored string may ask of this machine.
  if (parameters.memory > 1 << 20 || parameters.passes > 16 || parameters.parallelism > 8) return false
  const salt = match?.[4] ? Buffer.from(match[4], 'base64') : Buffer.alloc(16)
  const expected = match?.[5] ? Buffer.from(match[5], 'base64') : Buffer.alloc(hashLength)
  const actual = await derive(password, salt, parameters, expected.length)
  return timingSafeEqual(actual, expected) && match !== null
}

/** Whether a hash was made with weaker parameters than today's and should be renewed at the next sign-in. */
export function needsRehash(stored: string): boolean {
  const match = pattern.exec(stored)
  return !match || Number(match[1]) < current.memory || Number(match[2]) < current.passes
}

function derive(password: string, nonce: Buffer, parameters: Parameters, tagLength: number): Promise<Buffer> {
  // The same password typed on macOS (decomposed) and on Windows (composed) must be the same password.
  const message = Buffer.from(password.normalize('NFC'), 'utf8')
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, tagLength, ...parameters }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    )
  })
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
