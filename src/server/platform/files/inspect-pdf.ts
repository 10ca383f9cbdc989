import type { FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { constants, inflate } from 'node:zlib'
import { readAt } from './read-at.ts'
import { activePdfRefused, encryptedRefused, fileUnreadable, unpacksTooLarge } from './refusals.ts'

const inflateAsync = promisify(inflate)

const windowSize = 256 * 1024
/** As long as the longest name, or a dictionary before its stream. */
const overlap = 8 * 1024
const maxObjectStream = 32 * 1024 * 1024
const maxUnpacked = 256 * 1024 * 1024
const maxObjectStreams = 20_000

/**
 * Actions that start something outside the page or run a program (ISO 32000-1, 12.6.4), files inside the file, and
 * forms that carry scripts. None is needed in a paper handed in; printing to PDF again removes them all.
 */
const active = namePattern([
  'JavaScript',
  'Launch',
  'GoToE',
  'ImportData',
  'Rendition',
  'RichMedia',
  'EmbeddedFile',
  'EmbeddedFiles',
  'XFA',
])
const encrypted = new RegExp(`${namePattern(['Encrypt']).source}[\\s\\0]*(?:\\d+[\\s\\0]+\\d+[\\s\\0]+R|<<)`)
const objectStream = namePattern(['ObjStm'], 'g')
const otherFilters = namePattern([
  'ASCIIHexDecode',
  'AHx',
  'ASCII85Decode',
  'A85',
  'LZWDecode',
  'LZW',
  'RunLengthDecode',
  'RL',
  'Crypt',
])

/** Refuses a PDF that does something when opened, is locked, or breaks off. Reads the file window by window. */
export async function inspectPdf(file: FileHandle, size: number): Promise<void> {
  // A ZIP archive is read from its end, which may be followed by 64 KB of comment: here it would hide behind the pages.
  const tail = (await readAt(file, Math.max(0, size - 66_000), 66_000)).toString('latin1')
  if (!tail.slice(-4096).includes('%%EOF') || tail.includes('PK\x05\x06'))
    throw fileUnreadable({ kind: 'pdf' })

  const found = new Set<number>()
  for (let start = 0; start < size; start += windowSize) {
    const text = (await readAt(file, start, windowSize + overlap)).toString('latin1')
    if (encrypted.test(text)) throw encryptedRefused()
    if (active.test(text)) throw activePdfRefused()
    for (const { index } of text.matchAll(objectStream)) found.add(start + index)
    if (found.size > maxObjectStreams) throw fileUnreadable({ kind: 'pdf' })
  }
  await inspectObjectStreams(file, size, found)
}

/** Objects may lie packed in object streams (ISO 32000-1, 7.5.7), where the plain bytes do not show them. */
async function inspectObjectStreams(
  file: FileHandle,
  size: number,
  places: ReadonlySet<number>,
): Promise<void> {
  let unpacked = 0
  for (const place of places) {
    const content = await unpackObjectStream(file, size, place)
    unpacked += content.length
    if (unpacked > maxUnpacked) throw unpacksTooLarge()
    if (active.test(content.toString('latin1'))) throw activePdfRefused()
  }
}

/**
 * The objects of one object stream. Packed in any way but the usual one, it is refused rather than trusted: what a
 * reader of PDF would make of it cannot be seen.
 */
async function unpackObjectStream(file: FileHandle, size: number, place: number): Promise<Buffer> {
  const from = Math.max(0, place - overlap)
  const around = (await readAt(file, from, 2 * overlap)).toString('latin1')
  const keyword = /stream(?:\r\n|\n|\r)/.exec(around.slice(place - from))
  if (!keyword || otherFilters.test(around.slice(0, place - from + keyword.index))) {
    throw fileUnreadable({ kind: 'pdf' })
  }
  const data = await readUntilEnd(file, size, place + keyword.index + keyword[0].length)
  const objects = isDeflated(data) ? await unpack(data) : data
  // It begins with pairs of numbers: which object lies where.
  if (!/^[\s\0]*\d+[\s\0]+\d+/.test(objects.toString('latin1', 0, 64))) throw fileUnreadable({ kind: 'pdf' })
  return objects
}

function isDeflated(data: Buffer): boolean {
  return data.length > 2 && ((data[0] ?? 0) & 0x0f) === 8 && data.readUInt16BE(0) % 31 === 0
}

async function unpack(data: Buffer): Promise<Buffer> {
  try {
    return await inflateAsync(data, { maxOutputLength: maxObjectStream, finishFlush: constants.Z_SYNC_FLUSH })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw unpacksTooLarge()
    throw fileUnreadable({ kind: 'pdf' })
  }
}

async function readUntilEnd(file: FileHandle, size: number, start: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for (let position = start; position < size && length < maxObjectStream; position += windowSize) {
    const part = await readAt(file, position, Math.min(windowSize, size - position))
    const seam = parts.at(-1)?.subarray(-8) ?? Buffer.alloc(0)
    const end = Buffer.concat([seam, part]).indexOf('endstream')
    parts.push(part)
    length += part.length
    if (end >= 0) return Buffer.concat(parts).subarray(0, length - part.length - seam.length + end)
  }
  throw fileUnreadable({ kind: 'pdf' })
}

/** Matches a name however it is written: any character of it may stand as `#` and its code (ISO 32000-1, 7.3.5). */
function namePattern(names: readonly string[], flags = ''): RegExp {
  const spelled = names.map((name) =>
    Array.from(name, (letter) => {
      const code = letter.charCodeAt(0).toString(16)
      const digits = Array.from(code, (digit) =>
        /\d/.test(digit) ? digit : `[${digit}${digit.toUpperCase()}]`,
      )
      return `(?:${letter}|#${digits.join('')})`
    }).join(''),
  )
  return new RegExp(`/(?:${spelled.join('|')})(?![A-Za-z0-9_#.-])`, flags)
}
