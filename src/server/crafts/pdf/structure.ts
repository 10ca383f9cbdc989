import { dict, isKind, name, type PdfDict, type PdfObject, type PdfReference } from './objects.ts'
import { numberIn } from './parser.ts'
import type { PdfUpdate } from './update.ts'

interface Tree {
  at: PdfReference
  root: PdfDict
  /** The element of the whole document. */
  whole: PdfReference
  kids: PdfObject[]
  numbers: PdfObject[]
  next: number
}

const trees = new WeakMap<PdfUpdate, Tree | null>()

/**
 * Gives a field that is seen its place at the end of the structure (ISO 32000-1, 14.7.4.3, 14.8.4.5; ISO 19005-2, 6.7.3.3), so that
 * who hears the document hears of the signature too. Returns its number there; undefined where there is no structure, or where
 * somebody has signed it: what is signed is not put in another order.
 */
export function addToStructure(
  update: PdfUpdate,
  field: PdfReference,
  page: PdfReference,
): number | undefined {
  let tree = trees.get(update)
  if (tree === undefined) {
    tree = readTree(update)
    trees.set(update, tree)
  }
  if (!tree) return undefined
  const own = tree.next
  const element = update.add(
    dict({
      Type: name('StructElem'),
      S: name('Form'),
      P: tree.whole,
      K: dict({ Type: name('OBJR'), Obj: field, Pg: page }),
    }),
  )
  tree.next += 1
  tree.kids.push(element)
  tree.numbers.push(own, element)
  write(update, tree)
  return own
}

function readTree(update: PdfUpdate): Tree | null {
  const { document } = update
  const at = document.catalog.entries.get('StructTreeRoot')
  const root = document.resolveDict(at)
  const kid = document.resolve(root?.entries.get('K'))
  const whole = Array.isArray(kid) ? kid[0] : root?.entries.get('K')
  const parents = document.resolveDict(root?.entries.get('ParentTree'))
  const element = document.resolveDict(whole)
  // A tree in several leaves is of a document far larger than any that is signed here.
  const isKnown = isKind(at, 'reference') && isKind(whole, 'reference') && parents?.entries.has('Nums')
  if (!root || !element || !parents || !isKnown || hasSignature(update)) return null
  const numbers = document.resolveArray(parents.entries.get('Nums'))
  const kids = document.resolve(element.entries.get('K'))
  const last = Number(numbers.at(-2) ?? -1)
  const next = root.entries.has('ParentTreeNextKey') ? numberIn(root, 'ParentTreeNextKey') : 0
  return {
    at,
    root,
    whole,
    kids: Array.isArray(kids) ? [...kids] : [element.entries.get('K') ?? null].filter((one) => one !== null),
    numbers: [...numbers],
    next: Math.max(next, last + 1),
  }
}

function hasSignature({ document }: PdfUpdate): boolean {
  const form = document.resolveDict(document.catalog.entries.get('AcroForm'))
  return document
    .resolveArray(form?.entries.get('Fields'))
    .some((field) => document.resolveDict(field)?.entries.has('V'))
}

function write(update: PdfUpdate, { at, root, whole, kids, numbers, next }: Tree): void {
  const { document } = update
  const parents = document.resolveDict(root.entries.get('ParentTree'))?.entries
  const entries = new Map(root.entries)
  entries.set('ParentTree', { kind: 'dict', entries: new Map(parents).set('Nums', numbers) })
  entries.set('ParentTreeNextKey', next)
  update.set(at, { kind: 'dict', entries })
  const element = document.resolveDict(whole)?.entries
  update.set(whole, { kind: 'dict', entries: new Map(element).set('K', kids) })
}
