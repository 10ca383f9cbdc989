import type { PdfDocument } from './document.ts'
import { isKind, isName, type PdfDict, type PdfReference, textOf } from './objects.ts'
import { PdfError } from './parser.ts'

/** A node of the form: a field, or one of the widgets it is shown by. */
export interface FormNode {
  reference: PdfReference
  dict: PdfDict
  /** Names from the root of the form, joined by dots. */
  name: string
  /** Field type, inherited: Sig, Tx, Btn, Ch. */
  type: string | undefined
  /** Whether it, or a field above it, has a value. */
  hasValue: boolean
}

const maximumFields = 20_000
const maximumDepth = 50

/** Every node of the form by object number. A form that runs in a circle or shares nodes is refused. */
export function listFormNodes(document: PdfDocument): Map<number, FormNode> {
  const nodes = new Map<number, FormNode>()
  const acroForm = document.resolveDict(document.catalog.entries.get('AcroForm'))
  const pending = document
    .resolveArray(acroForm?.entries.get('Fields'))
    .map((item) => ({ item, parent: undefined as FormNode | undefined, depth: 0 }))
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { item, parent, depth } = next
    if (!isKind(item, 'reference')) throw new PdfError('a field is not an indirect object')
    if (nodes.has(item.number)) throw new PdfError('a field stands in the form twice')
    if (nodes.size >= maximumFields || depth > maximumDepth) throw new PdfError('the form is too large')
    const dict = document.resolveDict(item)
    if (!dict) continue
    const own = textOf(dict.entries.get('T'))
    const type = document.resolve(dict.entries.get('FT'))
    const node: FormNode = {
      reference: item,
      dict,
      // Long names, each with those above it, add up.
      name: own === undefined ? (parent?.name ?? '') : parent?.name ? `${parent.name}.${own}` : own,
      type: isKind(type, 'name') ? type.value : parent?.type,
      hasValue: (parent?.hasValue ?? false) || document.resolve(dict.entries.get('V')) !== null,
    }
    document.budget.step(node.name.length)
    nodes.set(item.number, node)
    const kids = document.resolveArray(dict.entries.get('Kids'))
    document.budget.step(4 * kids.length)
    for (const kid of kids) pending.push({ item: kid, parent: node, depth: depth + 1 })
  }
  return nodes
}

/** What the signatures of a revision allow to happen after them (ISO 32000-1 §12.8.2.2 and §12.8.2.4). */
export interface Permissions {
  /** 1: nothing but validation data; 2: filling and signing; 3: comments too. */
  level: number
  locks(fieldName: string): boolean
}

export function readPermissions(document: PdfDocument, nodes: Map<number, FormNode>): Permissions {
  let level = 3
  const locks: ((fieldName: string) => boolean)[] = []
  for (const node of nodes.values()) {
    const value = node.type === 'Sig' ? document.resolveDict(node.dict.entries.get('V')) : undefined
    for (const item of document.resolveArray(value?.entries.get('Reference'))) {
      document.budget.step(4)
      const entry = document.resolveDict(item)
      const parameters = document.resolveDict(entry?.entries.get('TransformParams'))
      const method = entry?.entries.get('TransformMethod')
      if (isName(method, 'DocMDP')) {
        const p = document.resolve(parameters?.entries.get('P'))
        level = Math.min(level, typeof p === 'number' ? p : 2)
      }
      if (isName(method, 'FieldMDP') && parameters) locks.push(readLock(document, parameters))
    }
  }
  return { level, locks: (fieldName) => locks.some((lock) => lock(fieldName)) }
}

function readLock(document: PdfDocument, parameters: PdfDict): (fieldName: string) => boolean {
  const names = new Set<string>()
  for (const item of document.resolveArray(parameters.entries.get('Fields'))) {
    const text = textOf(document.resolve(item))
    document.budget.step(4 + (text?.length ?? 0))
    if (text) names.add(text)
  }
  /** By its own name or by that of a field above it. */
  const listed = (fieldName: string) => {
    for (let dot = fieldName.indexOf('.'); dot >= 0; dot = fieldName.indexOf('.', dot + 1)) {
      document.budget.step(dot)
      if (names.has(fieldName.slice(0, dot))) return true
    }
    return names.has(fieldName)
  }
  const action = parameters.entries.get('Action')
  if (isName(action, 'Include')) return listed
  if (isName(action, 'Exclude')) return (fieldName) => !listed(fieldName)
  return () => true
}
