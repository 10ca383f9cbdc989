import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import type { MediaType } from './media-type.ts'
import {
  archiveRefused,
  encryptedRefused,
  fileUnreadable,
  macrosRefused,
  unpacksTooLarge,
} from './refusals.ts'

const maxEntries = 2_000
const maxUnpacked = 200 * 1024 * 1024
/** Text in office files shrinks to a tenth, tables of zeros to a fiftieth; bombs to a thousandth. */
const maxRatio = 150
const smallEnough = 1024 * 1024

/**
 * DOCX or XLSX by what the archive holds. Every entry is unpacked once, to nowhere, so that a size that lies or
 * entries that share their bytes are found here and not by whoever opens the file.
 */
export async function inspectOffice(path: string, size: number): Promise<MediaType> {
  const zip = await yauzl
    .openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true })
    .catch(() => Promise.reject(fileUnreadable({ kind: 'office' })))
  try {
    if (zip.entryCount > maxEntries) throw unpacksTooLarge()
    const entries = await listEntries(zip)
    const type = officeType(entries)
    checkDeclaredSizes(entries, size)
    await unpackToNowhere(zip, entries)
    return type
  } finally {
    zip.close()
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch {
    throw fileUnreadable({ kind: 'office' })
  }
  return entries
}

function officeType(entries: readonly Entry[]): MediaType {
  const names = new Set(entries.map(({ fileName }) => fileName))
  if (entries.some((entry) => entry.isEncrypted())) throw encryptedRefused()
  if (!names.has('[Content_Types].xml')) throw archiveRefused()
  if (entries.some(({ fileName }) => /(?:^|\/)(?:vbaProject|vbaData)/i.test(fileName))) throw macrosRefused()
  if (
    entries.some(({ fileName }) =>
      /\.(?:exe|dll|scr|com|bat|cmd|ps1|vbs|js|jar|msi|lnk|hta)$/i.test(fileName),
    )
  ) {
    throw macrosRefused()
  }
  if (names.has('word/document.xml')) {
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  }
  if (names.has('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  throw archiveRefused()
}

function checkDeclaredSizes(entries: readonly Entry[], size: number): void {
  let packed = 0
  let unpacked = 0
  for (const { compressedSize, uncompressedSize } of entries) {
    packed += compressedSize
    unpacked += uncompressedSize
    if (uncompressedSize > smallEnough && uncompressedSize > compressedSize * maxRatio)
      throw unpacksTooLarge()
  }
  // More packed bytes than the file has: entries lie over each other.
  if (unpacked > maxUnpacked || packed > size) throw unpacksTooLarge()
}

async function unpackToNowhere(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  let unpacked = 0
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    try {
      const stream = await zip.openReadStreamPromise(entry)
      for await (const chunk of stream) {
        unpacked += (chunk as Buffer).length
        if (unpacked > maxUnpacked) throw unpacksTooLarge()
      }
    } catch (error) {
      throw unpacked > maxUnpacked ? error : fileUnreadable({ kind: 'office' })
    }
  }
}
