/** Whisper's alphabet: pieces of bytes, each with a number, and the marks that say what is wanted. */
import { readFileSync } from 'node:fs'

interface TokenizerFile {
  model: { vocab: Record<string, number>; merges: (string | [string, string])[] }
  added_tokens: { id: number; content: string }[]
}

export interface Tokens {
  start: number
  end: number
  vietnamese: number
  transcribe: number
  withoutTimes: number
  noSpeech: number
  /** Numbers from here on are marks or times, never text. */
  firstMark: number
  /** The bytes a number stands for. */
  bytesOf(token: number): Uint8Array
  /** The numbers of a text, as the model would write it; a leading space belongs to the first word. */
  encode(text: string): number[]
}

/** Letters that stand for the 256 bytes in the file, where each byte must be seen. */
const letterOfByte = lettersOfBytes()
const byteOfLetter = new Map(letterOfByte.map((letter, byte) => [letter, byte]))

/** Reads `tokenizer.json`. */
export function readTokens(path: string): Tokens {
  const { model, added_tokens } = JSON.parse(readFileSync(path, 'utf8')) as TokenizerFile
  const marks = new Map(added_tokens.map(({ content, id }) => [content, id]))
  const texts = new Map(Object.entries(model.vocab).map(([text, id]) => [id, text]))
  const ranks = new Map(
    model.merges.map((merge, rank) => [typeof merge === 'string' ? merge : merge.join(' '), rank]),
  )
  const mark = (...names: string[]) => {
    const found = names.map((name) => marks.get(name) ?? model.vocab[name]).find((id) => id !== undefined)
    if (found === undefined) throw new Error(`tokenizer.json knows no ${names.join(', ')}`)
    return found
  }
  const end = mark('<|endoftext|>')
  return {
    start: mark('<|startoftranscript|>'),
    end,
    vietnamese: mark('<|vi|>'),
    transcribe: mark('<|transcribe|>'),
    withoutTimes: mark('<|notimestamps|>'),
    noSpeech: mark('<|nospeech|>', '<|nocaptions|>'),
    firstMark: end,
    bytesOf: (token) =>
      token >= end
        ? new Uint8Array()
        : Uint8Array.from([...(texts.get(token) ?? '')], (letter) => byteOfLetter.get(letter) ?? 0x3f),
    encode: (text) =>
      (text.match(/ ?[\p{L}\p{M}]+| ?\p{N}+| ?[^\s\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((part) =>
        merged(part, ranks).map((piece) => model.vocab[piece] ?? end),
      ),
  }
}

/** Joins the bytes of one word pair by pair, the most usual pair first. */
function merged(word: string, ranks: ReadonlyMap<string, number>): string[] {
  const parts = [...Buffer.from(word, 'utf8')].map((byte) => letterOfByte[byte] as string)
  for (;;) {
    let [best, at] = [Number.POSITIVE_INFINITY, -1]
    for (let i = 0; i + 1 < parts.length; i++) {
      const rank = ranks.get(`${parts[i]} ${parts[i + 1]}`) ?? Number.POSITIVE_INFINITY
      if (rank < best) [best, at] = [rank, i]
    }
    if (at < 0) return parts
    parts.splice(at, 2, `${parts[at]}${parts[at + 1]}`)
  }
}

function lettersOfBytes(): string[] {
  let next = 256
  return Array.from({ length: 256 }, (_, byte) => {
    const isSeen = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174
    return String.fromCodePoint(isSeen ? byte : next++)
  })
}
