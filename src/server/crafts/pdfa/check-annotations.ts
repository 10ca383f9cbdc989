/** Annotations and fields: how they look, what they do, where they stand in the structure, and signatures in them. */
import type { PdfDocument } from '#server/crafts/pdf/document.ts'
import {
  isKind,
  isName,
  type PdfDict,
  type PdfObject,
  type PdfReference,
} from '#server/crafts/pdf/objects.ts'
import type { Tell } from './rules.ts'

/** Bits of an annotation's flags (ISO 32000-1, table 165). */
const flag = { invisible: 1, hidden: 2, print: 4, noView: 32, toggleNoView: 256 }
const forbiddenTypes = /^(?:3D|Sound|Screen|Movie)$/

export function checkAnnotations(document: PdfDocument, tell: Tell): void {
  const parents = readNumberTree(document)
  for (const page of document.pages()) {
    const entries = document.resolveDict(page)?.entries
    for (const item of document.resolveArray(entries?.get('Annots'))) {
      const annotation = document.resolveDict(item)
      if (!annotation) continue
      const number = isKind(item, 'reference') ? item.number : 0
      const told: Tell = (rule, found) => tell(rule, found, number)
      checkAnnotation(document, annotation, told)
      if (isKind(item, 'reference')) checkPlace(document, item, annotation, parents, told)
      checkSignature(document, annotation, told)
    }
  }
}

const nameOf = (document: PdfDocument, object: PdfObject | undefined) => {
  const name = document.resolve(object)
  return isKind(name, 'name') ? name.value : ''
}

function isUnseen(document: PdfDocument, { entries }: PdfDict): boolean {
  const [left = 0, bottom = 0, right = 0, top = 0] = document.resolveArray(entries.get('Rect')).map(Number)
  return left === right && bottom === top
}

function checkAnnotation(document: PdfDocument, annotation: PdfDict, tell: Tell): void {
  const { entries } = annotation
  const type = nameOf(document, entries.get('Subtype'))
  if (forbiddenTypes.test(type)) tell('annotation.type', type)
  if (type === 'Popup') return
  const flags = document.resolve(entries.get('F'))
  const bits = typeof flags === 'number' ? flags : 0
  const forbidden = flag.invisible | flag.hidden | flag.noView | flag.toggleNoView
  if ((bits & flag.print) === 0 || (bits & forbidden) !== 0) tell('annotation.flags', String(bits))
  const looks = document.resolveDict(entries.get('AP'))
  if (!looks && type !== 'Link' && !isUnseen(document, annotation)) tell('annotation.appearance', 'none')
  for (const key of looks?.entries.keys() ?? []) if (key !== 'N') tell('annotation.appearance', key)
  const normal = document.resolve(looks?.entries.get('N'))
  const isButton = nameOf(document, entries.get('FT')) === 'Btn'
  if (looks && !isButton && !isKind(normal, 'stream')) tell('annotation.appearance', 'no drawing')
  if (type === 'Widget' && (entries.has('A') || entries.has('AA'))) tell('field.action', 'A')
}

/** What each number of `StructParent` leads to. */
function readNumberTree(document: PdfDocument): Map<number, PdfObject> {
  const root = document.resolveDict(document.catalog.entries.get('StructTreeRoot'))
  const found = new Map<number, PdfObject>()
  const pending = [document.resolveDict(root?.entries.get('ParentTree'))]
  for (let seen = 0; pending.length > 0 && seen < 10_000; seen++) {
    const node = pending.pop()
    const numbers = document.resolveArray(node?.entries.get('Nums'))
    for (let at = 0; at + 1 < numbers.length; at += 2) found.set(Number(numbers[at]), numbers[at + 1] ?? null)
    for (const kid of document.resolveArray(node?.entries.get('Kids')))
      pending.push(document.resolveDict(kid))
  }
  return found
}

/** An annotation people see stands in the structure: by its number, and as the object of an element there (ISO 32000-1, 14.7.4). */
function checkPlace(
  document: PdfDocument,
  at: PdfReference,
  annotation: PdfDict,
  parents: Map<number, PdfObject>,
  tell: Tell,
): void {
  const type = nameOf(document, annotation.entries.get('Subtype'))
  if (type === 'Popup' || isUnseen(document, annotation)) return
  const number = document.resolve(annotation.entries.get('StructParent'))
  if (typeof number !== 'number') {
    tell('structure.annotation', 'no StructParent')
    return
  }
  const element = document.resolveDict(parents.get(number))
  const kids = document.resolve(element?.entries.get('K'))
  const isHeld = (Array.isArray(kids) ? kids : [kids]).some((kid) => {
    const held = document.resolveDict(kid)?.entries.get('Obj')
    return isKind(held, 'reference') && held.number === at.number
  })
  if (!isHeld) tell('structure.annotation', 'not in the structure')
}

/** It covers all of the file as it was when it was signed, but for the signature itself, and is DER. */
function checkSignature(document: PdfDocument, { entries }: PdfDict, tell: Tell): void {
  const value =
    nameOf(document, entries.get('FT')) === 'Sig' ? document.resolveDict(entries.get('V')) : undefined
  if (!value) return
  const range = document.resolveArray(value.entries.get('ByteRange')).map(Number)
  const [from = -1, length = 0, second = 0, rest = 0] = range
  const { bytes } = document
  const gap = bytes.toString('latin1', length, length + 1) + bytes.toString('latin1', second - 1, second)
  const end = bytes.toString('latin1', Math.max(0, second + rest - 8), second + rest)
  const isWhole = range.length === 4 && from === 0 && gap === '<>' && /%%EOF\s*$/.test(end)
  if (!isWhole) tell('signature.range', range.join(' '))
  const contents = document.resolve(value.entries.get('Contents'))
  const der = isKind(contents, 'string') ? contents.bytes : Buffer.alloc(0)
  if (der[0] !== 0x30 || !isName(value.entries.get('SubFilter'), 'ETSI.CAdES.detached')) {
    tell('signature.contents', nameOf(document, value.entries.get('SubFilter')))
  }
}
