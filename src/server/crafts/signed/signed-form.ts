/** Parameters as a browser carries them between two systems: sorted, with an HMAC-SHA512 over all of them. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** The parameter the HMAC stands in; it is not part of what is signed. */
const macName = 'secure_hash'

/** More than any payment has. */
const mostParameters = 40
const mostCharacters = 8_192

export type FormDoubt = 'unsigned' | 'wrong_signature' | 'too_long' | 'repeated_key'

/** `a=1&b=2&secure_hash=…`: sorted by name, encoded as forms are. */
export function signForm(parameters: Readonly<Record<string, string>>, key: Uint8Array): string {
  const text = sortedText(Object.entries(parameters))
  return `${text}&${macName}=${macOf(text, key).toString('hex')}`
}

/**
 * The parameters and which of the keys signed them, by its place; or what speaks against them. None may stand twice. The order they
 * came in and the case of the HMAC do not matter: browsers and gateways change both.
 */
export function readSignedForm(
  text: string,
  keys: readonly Uint8Array[],
): { parameters: ReadonlyMap<string, string>; key: number } | { doubt: FormDoubt } {
  if (text.length > mostCharacters) return { doubt: 'too_long' }
  const entries = [...new URLSearchParams(text)]
  if (entries.length > mostParameters) return { doubt: 'too_long' }
  const parameters = new Map(entries)
  if (parameters.size < entries.length) return { doubt: 'repeated_key' }
  const mac = parameters.get(macName)?.toLowerCase() ?? ''
  if (!/^[\da-f]{128}$/.test(mac)) return { doubt: 'unsigned' }
  parameters.delete(macName)
  const given = Buffer.from(mac, 'hex')
  const signed = sortedText([...parameters])
  const key = keys.map((candidate) => timingSafeEqual(macOf(signed, candidate), given)).indexOf(true)
  return key === -1 ? { doubt: 'wrong_signature' } : { parameters, key }
}

function sortedText(entries: readonly (readonly [string, string])[]): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
  return new URLSearchParams(sorted.map(([name, value]) => [name, value])).toString()
}

function macOf(text: string, key: Uint8Array): Buffer {
  return createHmac('sha512', key).update(text).digest()
}
