import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { openSecret, sealSecret } from '#server/crafts/crypto/secret-box.ts'
import { totpKey } from '../keys.ts'

const period = 30

/** 160 bits, as RFC 4226 §4 recommends. */
export function createTotpSecret(): Buffer {
  return randomBytes(20)
}

export function sealTotpSecret(accountId: string, secret: Uint8Array): Buffer {
  return sealSecret(totpKey, secret, `totp:${accountId}`)
}

export function openTotpSecret(accountId: string, box: Uint8Array): Buffer {
  const secret = openSecret(totpKey, box, `totp:${accountId}`)
  if (!secret) throw new Error(`The second factor of account ${accountId} does not open with this key`)
  return secret
}

/** The time step a code belongs to: this one or one beside it (RFC 6238 §5.2); undefined when it is wrong. */
export function totpStep(secret: Uint8Array, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window: 1 })
  return delta === null ? undefined : stepAt(now) + delta
}

export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / period)
}

export function totpCode(secret: Uint8Array, step: number): string {
  return totpOf(secret).generate({ timestamp: step * period * 1000 })
}

/** What an authenticator app reads from the QR code. */
export function totpUri(secret: Uint8Array, label: string): string {
  return totpOf(secret, label).toString()
}

/** The secret for typing in, in groups of four. */
export function totpText(secret: Uint8Array): string {
  return (totpOf(secret).secret.base32.match(/.{1,4}/g) ?? []).join(' ')
}

function totpOf(secret: Uint8Array, label = 'Nhịp'): TOTP {
  return new TOTP({
    issuer: 'Nhịp',
    label,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
    period,
  })
}
