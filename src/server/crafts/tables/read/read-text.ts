/** Bytes of a text file as letters: what it is written in is found, and a file that changes it midway is not read. */
import { SourceStopped } from '../refusals.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'bytes'

export interface ReadText {
  text: string
  /** `bytes`: no Unicode; each letter stands for one byte, and every column is judged for itself. */
  encoding: Encoding
}

export function readText(bytes: Uint8Array): ReadText {
  if (bytes.length === 0) throw new SourceStopped('empty')
  const marked = markOf(bytes)
  if (marked) return { text: strictly(bytes, marked), encoding: marked }
  const wide = looksWide(bytes)
  if (wide) return { text: strictly(bytes, wide), encoding: wide }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    requireNoUtf8(bytes)
    return {
      text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
      encoding: 'bytes',
    }
  }
}

function markOf([one, two, three]: Uint8Array): Encoding | undefined {
  if (one === 0xef && two === 0xbb && three === 0xbf) return 'utf-8'
  if (one === 0xff && two === 0xfe) return 'utf-16le'
  return one === 0xfe && two === 0xff ? 'utf-16be' : undefined
}

/** UTF-16 without a mark: every other byte of digits, separators and plain letters is nought. */
function looksWide(bytes: Uint8Array): Encoding | undefined {
  const looked = bytes.subarray(0, 4096)
  let [even, odd] = [0, 0]
  looked.forEach((byte, at) => {
    if (byte !== 0) return
    if (at % 2 === 0) even += 1
    else odd += 1
  })
  const enough = looked.length / 8
  if (odd > enough && odd > 8 * even) return 'utf-16le'
  return even > enough && even > 8 * odd ? 'utf-16be' : undefined
}

function strictly(bytes: Uint8Array, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    if (encoding === 'utf-8')
      throw new SourceStopped('encoding-changes', { row: lineOf(bytes, firstBroken(bytes)) })
    throw new SourceStopped('unreadable')
  }
}

/**
 * Bytes that are no UTF-8: an older encoding, unless letters of several bytes are right in them as well. Then the file changes its encoding:
 * whichever were chosen, the other part would be read wrong.
 */
function requireNoUtf8(bytes: Uint8Array): void {
  let [right, wrong] = [0, 0]
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at)
    if (length === 0) wrong += 1
    else if (length > 1) right += 1
    at += Math.max(1, length)
  }
  // In old letters two marks side by side look like one of UTF-8 now and then.
  if (right > 2 && right * 4 > wrong)
    throw new SourceStopped('encoding-changes', { row: lineOf(bytes, firstBroken(bytes)) })
}

function firstBroken(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at)
    if (length === 0) return at
    at += length
  }
  return bytes.length
}

/** Bytes of the letter of UTF-8 that begins here; 0 where none does. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length =
    first >= 0xf0 && first < 0xf5
      ? 4
      : first >= 0xe0 && first < 0xf0
        ? 3
        : first >= 0xc2 && first < 0xe0
          ? 2
          : 0
  for (let more = 1; more < length; more++) if (((bytes[at + more] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}

function lineOf(bytes: Uint8Array, end: number): number {
  let line = 1
  for (let at = 0; at < end; at++) if (bytes[at] === 0x0a) line += 1
  return line
}
