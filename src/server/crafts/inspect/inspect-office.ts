import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import type { Budget } from '#server/crafts/reading-budget.ts'
import { checkOfficeText, isOfficeText } from './inspect-office-text.ts'
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

const contentTypes = '[Content_Types].xml'
/** What one text may unpack to: a sheet of some hundred thousand rows. */
const maxText = 64 * 1024 * 1024

/** What a letter or a table is made of (ECMA-376): text, pictures, fonts, and how a printer was set. Nothing that runs. */
const ordinary =
  /^(?:\[Content_Types\]\.xml|(?:_rels|docProps|customXml|word|xl)\/[^\0]*\.(?:xml|rels|vml|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|odttf)|xl\/printerSettings\/[^/]*\.bin)$/i
/** Parts that run, or bring what runs from elsewhere. */
const running =
  /(?:^|\/)(?:vbaProject|vbaData|macrosheets|dialogsheets|activeX|embeddings|externalLinks|connections|queryTables)/i

/**
 * DOCX or XLSX by what the archive holds. Every entry is unpacked once, to nowhere, so that a size that lies, entries
 * that share their bytes or a text that runs something are found here and not by whoever opens the file.
 */
export async function inspectOffice(bytes: Buffer, budget: Budget): Promise<MediaType> {
  const zip = await yauzl
    .fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true })
    .catch(() => Promise.reject(fileUnreadable({ kind: 'office' })))
  if (zip.entryCount > maxEntries) throw unpacksTooLarge()
  const entries = await listEntries(zip)
  const type = officeType(entries)
  checkDeclaredSizes(entries, bytes.length)
  await unpackToNowhere(zip, entries, budget)
  return type
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
  const folded = new Set(entries.map(({ fileName }) => fileName.toLowerCase()))
  if (entries.some((entry) => entry.isEncrypted())) throw encryptedRefused()
  if (!names.has(contentTypes)) throw archiveRefused()
  // Of two entries of one name, capitals or not, readers take either.
  if (folded.size < entries.length) throw fileUnreadable({ kind: 'office' })
  const parts = entries.map(({ fileName }) => fileName).filter((name) => !name.endsWith('/'))
  if (parts.some((name) => running.test(name) || !ordinary.test(name))) throw macrosRefused()
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

async function unpackToNowhere(zip: ZipFile, entries: readonly Entry[], budget: Budget): Promise<void> {
  let unpacked = 0
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    const isText = isOfficeText(entry.fileName)
    if (isText && entry.uncompressedSize > maxText) throw unpacksTooLarge()
    const text: Buffer[] = []
    try {
      const stream = await zip.openReadStreamPromise(entry)
      for await (const chunk of stream) {
        const part: Buffer = chunk
        unpacked += part.length
        if (unpacked > maxUnpacked) throw unpacksTooLarge()
        budget.takeBytes(part.length)
        if (isText) text.push(part)
      }
    } catch (error) {
      throw unpacked > maxUnpacked || budget.isSpent ? error : fileUnreadable({ kind: 'office' })
    }
    if (text.length > 0) checkOfficeText(entry.fileName, Buffer.concat(text), budget)
  }
}
