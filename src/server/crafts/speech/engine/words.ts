/** Tokens with their times as words: a word begins where a token begins with a space. */
import type { HeardWord } from '../model.ts'
import type { Tokens } from './tokens.ts'

/** `begins` has a second for each token and one for the end of the text. */
export function wordsOf(
  written: readonly number[],
  begins: readonly number[],
  certainty: readonly number[],
  tokens: Pick<Tokens, 'bytesOf'>,
): HeardWord[] {
  const parts: { bytes: Uint8Array[]; start: number; end: number; least: number }[] = []
  for (const [index, token] of written.entries()) {
    const bytes = tokens.bytesOf(token)
    const [start, end] = [begins[index] ?? 0, begins[index + 1] ?? begins[index] ?? 0]
    const least = certainty[index] ?? 0
    const last = parts.at(-1)
    if (!last || bytes[0] === 0x20) parts.push({ bytes: [bytes], start, end, least })
    else {
      last.bytes.push(bytes)
      last.end = end
      // How sure it is of a comma says nothing of the word.
      if (!isPunctuation(bytes)) last.least = Math.min(last.least, least)
    }
  }
  return parts.flatMap(({ bytes, start, end, least }) => {
    const text = Buffer.concat(bytes).toString('utf8').replaceAll('\u{fffd}', '').trim().normalize('NFC')
    return text === '' ? [] : [{ text, start, end, probability: Math.exp(least) }]
  })
}

const isPunctuation = (bytes: Uint8Array) =>
  bytes.every((byte) => byte < 0x30 || (byte > 0x39 && byte < 0x41))
