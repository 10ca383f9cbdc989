import { EncryptedPdf, type HistoryEntry, PdfDocument } from '#server/crafts/pdf/document.ts'
import { InflatesTooLarge } from '#server/crafts/pdf/filters.ts'
import { isKind, isName, type PdfDict } from '#server/crafts/pdf/objects.ts'
import { PdfError } from '#server/crafts/pdf/parser.ts'
import type { Budget } from '#server/crafts/reading-budget.ts'
import { hasArchiveBehind } from './archive-behind.ts'
import { refuseActiveObject, refuseOpening } from './pdf-actions.ts'
import { type FoundNames, findNames } from './pdf-names.ts'
import { activePdfRefused, encryptedRefused, fileUnreadable, unpacksTooLarge } from './refusals.ts'

/**
 * Refuses a PDF that does something when opened, is locked, or breaks off.
 *
 * Plain bytes show every name that stands in them. Only object streams hide names, and which streams hold objects is
 * said by the cross-references, not by a type: so they are followed, in every section, as readers follow them, and
 * every stream that may hold objects is looked into. Where they are damaged each reader repairs in its own way; such a
 * file is taken only if nothing in it could be an object stream to any of them.
 */
export function inspectPdf(bytes: Buffer, budget: Budget): void {
  if (!bytes.subarray(-4096).includes('%%EOF') || hasArchiveBehind(bytes))
    throw fileUnreadable({ kind: 'pdf' })

  const plain = findNames(bytes, budget)
  refuseActive(plain)
  const followed = followReferences(bytes, budget)
  if (!followed) {
    const isPlain = plain.objectStreams + plain.referenceStreams === 0 && !hidesObjects(bytes, budget)
    if (!isPlain) throw fileUnreadable({ kind: 'pdf' })
    return
  }
  // What is not reached by following would come to light when a reader repairs.
  if (plain.referenceStreams > followed.referenceStreams || plain.objectStreams > followed.objectStreams)
    throw fileUnreadable({ kind: 'pdf' })
}

function refuseActive({ isActive, isEncrypted }: FoundNames): void {
  if (isEncrypted) throw encryptedRefused()
  if (isActive) throw activePdfRefused()
}

interface Followed {
  referenceStreams: number
  objectStreams: number
}

/** Follows every cross-reference and looks into every object stream; undefined when a reader would have to repair. */
function followReferences(bytes: Buffer, budget: Budget): Followed | undefined {
  try {
    const document = new PdfDocument(bytes, { budget, withHistory: true, startsAt: otherStart(bytes) })
    document.pages()
    refuseOpening(document, document.catalog)
    return { referenceStreams: document.sectionStreams.size, objectStreams: inspectObjectStreams(document) }
  } catch (error) {
    if (error instanceof EncryptedPdf) throw encryptedRefused()
    if (error instanceof PdfError) return undefined
    throw error
  }
}

/** Whether something in a damaged file could be an object stream, or references to one, to some reader. */
function hidesObjects(bytes: Buffer, budget: Budget): boolean {
  try {
    const document = new PdfDocument(bytes, { budget, rebuilt: true, withHistory: true })
    return (document.history ?? []).some(({ location }) => {
      if (!('offset' in location)) return true
      const { object, dataStart } = document.readAt(location.offset)
      refuseActiveObject(document, object, dataStart !== undefined)
      if (!isKind(object, 'dict') || dataStart === undefined) return false
      const { entries } = object
      return entries.has('W') || (entries.has('First') && entries.has('N'))
    })
  } catch (error) {
    if (error instanceof PdfError) return true
    throw error
  }
}

/** A linearized file is read from its first section by some: it stands behind the first object. */
function otherStart(bytes: Buffer): number | undefined {
  const head = bytes.subarray(0, 2048)
  const end = head.indexOf('endobj')
  return end >= 0 && head.subarray(0, end).includes('/Linearized') ? end + 6 : undefined
}

/** Looks into each stream some reader may take objects from; how many of them say that they are object streams. */
function inspectObjectStreams(document: PdfDocument): number {
  const history = document.history ?? []
  const holders = new Set<number>()
  for (const { location } of history) if ('stream' in location) holders.add(location.stream)
  const seen = new Set<number>()
  const typed = new Set<number>()
  for (const { number, location } of history) {
    // Some programs write an unused object as one at the beginning of the file.
    if (!('offset' in location) || location.offset === 0 || seen.has(location.offset)) continue
    seen.add(location.offset)
    const { object, dataStart } = document.readAt(location.offset, number)
    refuseActiveObject(document, object, dataStart !== undefined)
    if (!isKind(object, 'dict') || dataStart === undefined) continue
    if (!holders.has(number) && !looksLikeHolder(document, object)) continue
    if (isName(object.entries.get('Type'), 'ObjStm')) typed.add(dataStart)
    inspectObjectStream(document, object, dataStart)
  }
  requireHolders(holders, history)
  return typed.size
}

function requireHolders(holders: ReadonlySet<number>, history: readonly HistoryEntry[]): void {
  const placed = new Set(history.flatMap(({ number, location }) => ('offset' in location ? [number] : [])))
  for (const holder of holders) if (!placed.has(holder)) throw new PdfError('no such object stream')
}

function looksLikeHolder(document: PdfDocument, { entries }: PdfDict): boolean {
  if (isName(document.resolve(entries.get('Type')), 'ObjStm')) return true
  return entries.has('First') && entries.has('N')
}

/**
 * The names in an object stream. Packed in any way but the usual one, it is refused rather than trusted: what a reader
 * of PDF would make of it cannot be seen.
 */
function inspectObjectStream(document: PdfDocument, dictionary: PdfDict, dataStart: number): void {
  let content: Buffer
  try {
    if (dictionary.entries.has('F')) throw new PdfError('a stream outside the file')
    const data = document.streamData(dictionary, dataStart)
    const after = document.bytes.toString('latin1', dataStart + data.length, dataStart + data.length + 20)
    if (!/^[\s\0]{0,8}endstream/.test(after)) throw new PdfError('a stream is longer than it says')
    content = document.decode(dictionary, data)
  } catch (error) {
    if (error instanceof InflatesTooLarge) throw unpacksTooLarge()
    if (error instanceof PdfError) throw fileUnreadable({ kind: 'pdf' })
    throw error
  }
  refuseActive(findNames(content, document.budget))
}
