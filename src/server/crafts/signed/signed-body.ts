/** A message whose sender proves by an HMAC-SHA256 over `timestamp.body` that it has the key both agreed on, and when it was sent. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Clocks may differ by so much, either way, in seconds. */
export const clockToleranceSeconds = 300

export interface Signature {
  /** Seconds since 1970, as written. */
  timestamp: string
  /** 64 hexadecimal digits in lower case. */
  mac: string
}

export type BodyDoubt = 'unsigned' | 'wrong_signature' | 'too_old' | 'from_the_future'

export function signBody(body: Uint8Array, key: Uint8Array, now: Date): Signature {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return { timestamp, mac: macOf(timestamp, body, key).toString('hex') }
}

/**
 * Which of the keys signed it, by its place, or what speaks against it. Each key is tried in full, in constant time. The moment of
 * sending is judged only once the signature is right, so that nobody without a key learns of our clock.
 */
export function checkBody(
  body: Uint8Array,
  signature: Partial<Signature>,
  keys: readonly Uint8Array[],
  now: Date,
): { key: number } | { doubt: BodyDoubt } {
  const { timestamp = '', mac = '' } = signature
  if (!/^\d{1,12}$/.test(timestamp) || !/^[\da-f]{64}$/.test(mac)) return { doubt: 'unsigned' }
  const given = Buffer.from(mac, 'hex')
  const fits = keys.map((key) => timingSafeEqual(macOf(timestamp, body, key), given))
  const key = fits.indexOf(true)
  if (key === -1) return { doubt: 'wrong_signature' }
  const ahead = Number(timestamp) - now.getTime() / 1000
  if (ahead > clockToleranceSeconds) return { doubt: 'from_the_future' }
  // A second is what a sender that cuts its clock to seconds may be off by itself.
  if (ahead < -clockToleranceSeconds - 1) return { doubt: 'too_old' }
  return { key }
}

function macOf(timestamp: string, body: Uint8Array, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${timestamp}.`).update(body).digest()
}
