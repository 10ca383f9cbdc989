import { randomInt } from 'node:crypto'

/** Crockford's 32 digits: without I, L and O, which read as 1 and 0, and without U. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Every reference has a number, from 0 to below this. */
export const referenceCount = 22 * 32 ** 5

/** A mark for each place, so that two wrong characters cannot make up for each other: powers of 2 in the field of 32 elements. */
const weights = [1, 2, 4, 8, 16, 5, 10, 20] as const

/** What all characters, and all characters by their weights, must add up to; not 0, so that no repeated character passes. */
const sums = { plain: 19, weighted: 7 } as const

/**
 * Mã tham chiếu: what stands in a payer's memo. The first of eight characters is a letter, since banks' own numbers are
 * full of digits; the last two are a check. It finds every one or two wrong characters, and so every swap of any two
 * (a Reed-Solomon code of distance 3).
 */
export function referenceOf(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0 || number >= referenceCount) {
    throw new RangeError(`No reference has the number ${number}`)
  }
  const data = Array.from({ length: 6 }, (_, place) => Math.floor(number / 32 ** (5 - place)) % 32)
  data[0] = (data[0] ?? 0) + 10
  const values = Array.from({ length: 32 }, (_, last) => [...data, plainSum(data) ^ sums.plain ^ last, last])
  const whole = values.find((candidate) => weightedSum(candidate) === sums.weighted) ?? []
  return whole.map((value) => digits.charAt(value)).join('')
}

/** One that nobody can guess. It may have been given before: whoever keeps references has them unique. */
export function newReference(): string {
  return referenceOf(randomInt(referenceCount))
}

/** Whether the text, in upper case, is a whole reference. */
export function isReference(text: string): boolean {
  if (text.length !== 8 || text < 'A') return false
  const values = Array.from(text, (character) => digits.indexOf(character))
  return !values.includes(-1) && plainSum(values) === sums.plain && weightedSum(values) === sums.weighted
}

/**
 * The references in a bank's memo, those written in one piece first. Dots, spaces and line ends may part one, case does not
 * matter, other text may touch it; I and L count as 1, O as 0. One in about a thousand pieces of other text looks like a
 * reference: what is found is a question to the orders there are. Only the first 4096 characters are read, each once.
 */
export function findReferences(memo: string): string[] {
  const text = memo.slice(0, 4096).toUpperCase()
  const whole = new Set<string>()
  const pieced = new Set<string>()
  let last = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (isSeparator(character)) continue
    const digit = asTyped[character] ?? character
    last = digits.includes(digit) ? (last + digit).slice(-8) : ''
    if (!isReference(last)) continue
    if (text.endsWith(last, at + 1)) whole.add(last)
    else pieced.add(last)
  }
  return [...new Set([...whole, ...pieced])]
}

/** What Crockford reads beside his digits. */
const asTyped: Record<string, string> = { I: '1', L: '1', O: '0' }

function isSeparator(character: string): boolean {
  return /[^\p{L}\p{M}\p{N}]/u.test(character)
}

function plainSum(values: readonly number[]): number {
  return values.reduce((sum, value) => sum ^ value, 0)
}

function weightedSum(values: readonly number[]): number {
  return values.reduce((sum, value, place) => sum ^ times(value, weights[place] ?? 0), 0)
}

/** In the field of 32 elements, by x⁵ + x² + 1. */
function times(left: number, right: number): number {
  let product = 0
  for (let bit = 4; bit >= 0; bit--) {
    product = (product << 1) ^ (product & 16 ? 37 : 0)
    if ((right >> bit) & 1) product ^= left
  }
  return product
}
