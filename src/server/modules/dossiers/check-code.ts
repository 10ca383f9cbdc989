/**
 * Mã kiểm tra of a dossier: printed beside its code, which anyone can guess, and carried by its QR. Made from the code under a
 * key of the program, so that nothing is stored and a dossier of any age has one.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { loadKey } from '#server/platform/keys.ts'

const key = loadKey('dossier-check')
/** Without letters and digits that are taken for each other. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const length = 8

/** `K7MQ-2RXD`: 39 bits, enough where guesses are counted. */
export function dossierCheckCode(code: string): string {
  let rest = createHmac('sha256', key).update(code).digest().readBigUInt64BE()
  let characters = ''
  while (characters.length < length) {
    characters += alphabet[Number(rest % BigInt(alphabet.length))]
    rest /= BigInt(alphabet.length)
  }
  return `${characters.slice(0, 4)}-${characters.slice(4)}`
}

/** The page that shows where the dossier stands, opened by its check code. */
export function followPath(code: string): string {
  return `/tra-cuu/${code}?kiem-tra=${dossierCheckCode(code)}`
}

/** Whether this is the check code of the dossier, however it was typed: small letters, spaces, other dashes. */
export function isCheckCodeOf(code: string, typed: string): boolean {
  const characters = typed.normalize('NFKC').toUpperCase().slice(0, 40)
  const given = createHmac('sha256', key)
    .update(characters.replace(/[^A-Z0-9]/g, ''))
    .digest()
  const right = createHmac('sha256', key).update(dossierCheckCode(code).replace('-', '')).digest()
  return timingSafeEqual(given, right)
}
