import { isRegular, isWhiteSpace } from '#server/crafts/pdf/parser.ts'
import type { Budget } from '#server/crafts/reading-budget.ts'

/**
 * Actions that start something outside the page, run a program or play (ISO 32000-1, 12.6.4 and 13), and files inside the
 * file. None is needed in a paper handed in; printing to PDF again removes them all.
 */
const active = new Set([
  'JavaScript',
  'Launch',
  'GoToE',
  'GoToR',
  'ImportData',
  'Rendition',
  'Movie',
  'Sound',
  'U3D',
  'PRC',
  'RichMedia',
  'EmbeddedFile',
  'EmbeddedFiles',
  'FileAttachment',
  'OnInstantiate',
  'SubmitForm',
])
const longestName = 16
const farthestValue = 1000

export interface FoundNames {
  isActive: boolean
  isEncrypted: boolean
  /** How often the type of an object stream, and of a cross-reference stream, is named. */
  objectStreams: number
  referenceStreams: number
}

/**
 * The names that decide whether a PDF may be taken, wherever they stand in these bytes and however they are spelled:
 * any character of a name may stand as `#` and its code (ISO 32000-1, 7.3.5). Looks at each byte once.
 */
export function findNames(bytes: Buffer, budget: Budget): FoundNames {
  budget.takeBytes(bytes.length)
  const found: FoundNames = { isActive: false, isEncrypted: false, objectStreams: 0, referenceStreams: 0 }
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at++] !== 0x2f) continue
    const start = at
    while (isRegular(bytes[at])) at++
    // Each character takes three bytes at most; behind a zero any number may follow.
    const end = Math.min(at, start + 3 * longestName)
    if (end < at && !bytes.toString('latin1', start, end).includes('#00')) continue
    const name = nameAt(bytes, start, end)
    if (active.has(name)) found.isActive = true
    // A form that carries scripts, a file that brings another, what happens by itself; few letters alone come up by chance.
    else if (name === 'XFA') found.isActive ||= bytes[skipNothing(bytes, at)] === 0x5b || hasValue(bytes, at)
    else if (name === 'EF' || name === 'AA') found.isActive ||= hasValue(bytes, at)
    else if (name === 'Encrypt') found.isEncrypted ||= hasValue(bytes, at)
    else if (name === 'ObjStm') found.objectStreams += 1
    else if (name === 'XRef') found.referenceStreams += 1
  }
  return found
}

function nameAt(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('latin1', start, end)
  if (!text.includes('#')) return text
  const name = text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  // To a reader written in C a name ends at a zero.
  return name.split('\0', 1)[0] ?? name
}

/** Whether a dictionary or a reference follows, behind white space and comments. */
function hasValue(bytes: Buffer, from: number): boolean {
  const at = skipNothing(bytes, from)
  const byte = bytes[at]
  // No honest program writes so much nothing.
  if (at >= from + farthestValue) return true
  if (byte === 0x3c) return bytes[at + 1] === 0x3c
  // Some readers take a number with its sign.
  return byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || byte === 0x2b)
}

/** Behind the white space and the comments that begin here. */
function skipNothing(bytes: Buffer, from: number): number {
  const end = from + farthestValue
  let isComment = false
  let at = from
  for (; at < end; at++) {
    const byte = bytes[at]
    if (byte === undefined) break
    if (isComment) isComment = byte !== 0x0a && byte !== 0x0d
    else if (byte === 0x25) isComment = true
    else if (!isWhiteSpace(byte)) break
  }
  return at
}
