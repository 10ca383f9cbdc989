/** What a file is, by what it contains: its name and what the browser says of it are not evidence. */
import { readFile } from 'node:fs/promises'
import { Budget } from '#server/crafts/reading-budget.ts'
import { inspectJpeg, inspectPng } from './inspect-image.ts'
import { inspectOffice } from './inspect-office.ts'
import { inspectPdf } from './inspect-pdf.ts'
import type { MediaType } from './media-type.ts'
import {
  archiveRefused,
  fileEmpty,
  filmOrSound,
  heicNotAccepted,
  oldOfficeRefused,
  otherPicture,
  programRefused,
  typeNotAccepted,
  webPageRefused,
} from './refusals.ts'

/**
 * The media type of a file that may be handed in; refuses, with what to do instead, everything else. The file is read
 * once; throws `BudgetSpent` when that costs more than any honest file of its size.
 */
export async function inspectFile({ path, size }: { path: string; size: number }): Promise<MediaType> {
  if (size === 0) throw fileEmpty()
  return inspectBytes(await readFile(path), Budget.forFile(size))
}

/** As `inspectFile`, for a file in memory. */
export async function inspectBytes(bytes: Buffer, budget = Budget.forFile(bytes.length)): Promise<MediaType> {
  if (startsWith(bytes, '%PDF-')) {
    inspectPdf(bytes, budget)
    return 'application/pdf'
  }
  if (startsWith(bytes, '\xff\xd8\xff')) {
    inspectJpeg(bytes, budget)
    return 'image/jpeg'
  }
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) {
    inspectPng(bytes, budget)
    return 'image/png'
  }
  if (startsWith(bytes, 'PK\x03\x04')) return inspectOffice(bytes, budget)
  throw refusalFor(bytes.subarray(0, 4096))
}

const programs = [
  'MZ',
  '\x7fELF',
  '\xca\xfe\xba\xbe',
  '\xcf\xfa\xed\xfe',
  '\xfe\xed\xfa',
  '#!',
  'dex\n',
  '\x00asm',
]
const archives = ['PK', 'Rar!', '7z\xbc\xaf\x27\x1c', '\x1f\x8b', 'BZh', '\xfd7zXZ']
const heicBrands = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1', 'heif']
/** WebP, GIF, TIFF, AVIF, JPEG 2000: often under a name that ends in `.jpg` or `.png`. A `?` stands for any byte. */
const otherPictures = [
  'RIFF????WEBP',
  'GIF8',
  'II*\0',
  'MM\0*',
  'BM????\0\0\0\0',
  '????ftypavif',
  '????ftypavis',
  '\0\0\0\x0cjP',
]
const filmsAndSounds = [
  '????ftyp',
  'ID3',
  'OggS',
  '\x1aE\xdf\xa3',
  'RIFF????AVI ',
  'RIFF????WAVE',
  '#!AMR',
  'fLaC',
]

function refusalFor(head: Buffer) {
  const text = head.toString('latin1')
  if (text.slice(4, 8) === 'ftyp' && heicBrands.includes(text.slice(8, 12))) return heicNotAccepted()
  if (otherPictures.some((mark) => hasMark(text, mark))) return otherPicture()
  if (filmsAndSounds.some((mark) => hasMark(text, mark))) return filmOrSound()
  if (programs.some((mark) => text.startsWith(mark))) return programRefused()
  if (text.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return oldOfficeRefused()
  if (archives.some((mark) => text.startsWith(mark)) || text.slice(257, 262) === 'ustar')
    return archiveRefused()
  // Text in any encoding a browser might guess: drop the zero bytes of UTF-16.
  if (/<(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php)/i.test(text.replaceAll('\0', ''))) {
    return webPageRefused()
  }
  return typeNotAccepted()
}

function hasMark(text: string, mark: string): boolean {
  return text.length >= mark.length && [...mark].every((byte, at) => byte === '?' || byte === text[at])
}

function startsWith(bytes: Buffer, mark: string): boolean {
  return bytes.subarray(0, mark.length).equals(Buffer.from(mark, 'latin1'))
}
