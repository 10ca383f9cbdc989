/** What a file is, by what it contains: its name and what the browser says of it are not evidence. */
import { open } from 'node:fs/promises'
import { inspectJpeg, inspectPng } from './inspect-image.ts'
import { inspectOffice } from './inspect-office.ts'
import { inspectPdf } from './inspect-pdf.ts'
import type { MediaType } from './media-type.ts'
import { readAt } from './read-at.ts'
import {
  archiveRefused,
  fileEmpty,
  heicNotAccepted,
  oldOfficeRefused,
  programRefused,
  typeNotAccepted,
  webPageRefused,
} from './refusals.ts'

/** The media type of a file that may be handed in; refuses, with what to do instead, everything else. */
export async function inspectFile(path: string, size: number): Promise<MediaType> {
  if (size === 0) throw fileEmpty()
  const file = await open(path, 'r')
  try {
    const head = await readAt(file, 0, 4096)
    if (startsWith(head, '%PDF-')) {
      await inspectPdf(file, size)
      return 'application/pdf'
    }
    if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) {
      await inspectJpeg(file, size)
      return 'image/jpeg'
    }
    if (startsWith(head, '\x89PNG\r\n\x1a\n')) {
      await inspectPng(file, size)
      return 'image/png'
    }
    if (startsWith(head, 'PK\x03\x04')) return await inspectOffice(path, size)
    throw refusalFor(head)
  } finally {
    await file.close()
  }
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
const heicBrands = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1', 'heif', 'avif', 'avis']

function refusalFor(head: Buffer) {
  const text = head.toString('latin1')
  if (programs.some((mark) => text.startsWith(mark))) return programRefused()
  if (text.slice(4, 8) === 'ftyp' && heicBrands.includes(text.slice(8, 12))) return heicNotAccepted()
  if (text.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return oldOfficeRefused()
  if (archives.some((mark) => text.startsWith(mark)) || text.slice(257, 262) === 'ustar')
    return archiveRefused()
  // Text in any encoding a browser might guess: drop the zero bytes of UTF-16.
  if (/<(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php)/i.test(text.replaceAll('\0', ''))) {
    return webPageRefused()
  }
  return typeNotAccepted()
}

function startsWith(head: Buffer, mark: string): boolean {
  return head.subarray(0, mark.length).equals(Buffer.from(mark, 'latin1'))
}
