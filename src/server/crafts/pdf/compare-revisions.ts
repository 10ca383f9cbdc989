import type { Budget } from '#server/crafts/reading-budget.ts'
import type { PdfDocument } from './document.ts'
import { type FormNode, listFormNodes, type Permissions, readPermissions } from './fields.ts'
import { isKind, isName, type PdfDict, type PdfObject } from './objects.ts'
import { PdfError } from './parser.ts'

/** Lawful extensions of a signed document. */
export type Extension = 'signature' | 'timestamp' | 'validation-data' | 'form-fill' | 'metadata'

export interface Comparison {
  extensions: Set<Extension>
  /** What was done that no signer allowed; undefined when all of it is lawful. */
  violation?: string
}

class Violation extends Error {}

/** What one pair of objects costs to compare. */
const pairSteps = 8

/**
 * What happened to a document between a signed revision and now. The rule: every page and everything a
 * reader can reach is as it was, except for further signatures, validation data, metadata and filled
 * fields, as far as the signatures there were allow them. Anything else is a violation.
 */
export function compareRevisions(older: PdfDocument, newer: PdfDocument): Comparison {
  const extensions = new Set<Extension>()
  try {
    new RevisionComparison(older, newer, extensions).run()
    return { extensions }
  } catch (error) {
    if (error instanceof Violation || error instanceof PdfError)
      return { extensions, violation: error.message }
    throw error
  }
}

class RevisionComparison {
  readonly older: PdfDocument
  readonly newer: PdfDocument
  readonly extensions: Set<Extension>
  readonly budget: Budget
  readonly olderForm: Map<number, FormNode>
  readonly newerForm: Map<number, FormNode>
  readonly olderNames: ReadonlySet<string>
  readonly permissions: Permissions
  /** Objects with a rule of their own: met elsewhere, they only need to be the same object. */
  readonly separate = new Set<number>()
  readonly proven = new Set<string>()

  constructor(older: PdfDocument, newer: PdfDocument, extensions: Set<Extension>) {
    this.budget = newer.budget
    this.older = older
    this.newer = newer
    this.extensions = extensions
    this.olderForm = listFormNodes(older)
    this.newerForm = listFormNodes(newer)
    this.olderNames = new Set([...this.olderForm.values()].map(({ name }) => name))
    this.permissions = readPermissions(older, this.olderForm)
  }

  run(): void {
    const { older, newer } = this
    // In a rebuilt document the bytes themselves are the order of revisions.
    if (!newer.rebuilt && !newer.sections.some(({ offset }) => offset === older.sections[0]?.offset)) {
      throw new Violation('the signed revision is no longer part of the document')
    }
    const root = older.trailer.entries.get('Root')
    const newRoot = newer.trailer.entries.get('Root')
    if (!isKind(root, 'reference') || !isKind(newRoot, 'reference') || root.number !== newRoot.number) {
      throw new Violation('another catalog')
    }
    const pages = older.pages()
    const newPages = newer.pages()
    if (pages.length !== newPages.length || pages.some(({ number }, i) => number !== newPages[i]?.number)) {
      throw new Violation('pages added, removed or moved')
    }
    this.separate.add(root.number)
    for (const { number } of pages) this.separate.add(number)
    for (const number of this.olderForm.keys()) this.separate.add(number)

    this.#compareCatalog()
    for (const page of pages) this.#comparePage(page.number, asDict(older, page), asDict(newer, page))
    for (const [number, node] of this.olderForm) this.#compareNode(node, this.newerForm.get(number))
    for (const [number, node] of this.newerForm)
      if (!this.olderForm.has(number)) this.#requireNewSignature(node)
    if (!this.#equal(older.trailer.entries.get('Info'), newer.trailer.entries.get('Info'))) {
      this.extensions.add('metadata')
    }
  }

  #compareCatalog(): void {
    const { older, newer } = this
    const [before, after] = [older.catalog.entries, newer.catalog.entries]
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const unchanged = () => this.#equal(before.get(key), after.get(key))
      if (key === 'AcroForm') this.#compareForm()
      else if (key === 'DSS') {
        if (!unchanged()) this.extensions.add('validation-data')
      } else if (key === 'Metadata') {
        if (!unchanged()) this.extensions.add('metadata')
      } else if (key !== 'Extensions' && key !== 'Version' && !unchanged()) {
        throw new Violation(`the catalog's ${key} changed`)
      }
    }
  }

  #compareForm(): void {
    const { older, newer } = this
    const before = older.resolveDict(older.catalog.entries.get('AcroForm'))?.entries ?? new Map()
    const after = newer.resolveDict(newer.catalog.entries.get('AcroForm'))?.entries
    if (!after) throw new Violation('the form was removed')
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      // Fields are compared one by one.
      if (key === 'Fields' || key === 'SigFlags') continue
      // Asking readers to draw appearances anew may be taken back, not asked for.
      if (key === 'NeedAppearances' && newer.resolve(after.get(key)) !== true) continue
      if ((key === 'DR' || key === 'DA') && !before.has(key)) continue
      if (key === 'DR') this.#compareDefaultResources(before.get(key), after.get(key))
      else if (!this.#equal(before.get(key), after.get(key))) throw new Violation(`the form's ${key} changed`)
    }
  }

  /**
   * Resources for appearances yet to be made: signing tools add to them. Existing appearances bring their
   * own, and what the fonts of a field to be filled look like must stay.
   */
  #compareDefaultResources(first: PdfObject | undefined, second: PdfObject | undefined): void {
    const before = this.older.resolveDict(first)?.entries ?? new Map<string, PdfObject>()
    const after = this.newer.resolveDict(second)?.entries
    for (const [key, value] of before) {
      if (key === 'XObject' || key === 'ProcSet') continue
      const old = this.older.resolveDict(value)?.entries ?? new Map<string, PdfObject>()
      const now = this.newer.resolveDict(after?.get(key))?.entries
      for (const [resource, definition] of old) {
        if (!this.#equal(definition, now?.get(resource))) throw new Violation(`the form's ${key} changed`)
      }
    }
  }

  #comparePage(number: number, before: PdfDict, after: PdfDict): void {
    for (const key of new Set([...before.entries.keys(), ...after.entries.keys()])) {
      if (key === 'Annots') this.#compareAnnotations(number, before, after)
      // The order in which the Tab key visits fields: tools set it with the first one.
      else if (key === 'Tabs' && !before.entries.has(key)) continue
      else if (!this.#equal(before.entries.get(key), after.entries.get(key))) {
        throw new Violation(`a page's ${key} changed`)
      }
    }
  }

  /** The annotations there were, in their order; new ones only as the face of a new signature. */
  #compareAnnotations(page: number, before: PdfDict, after: PdfDict): void {
    const old = this.older.resolveArray(before.entries.get('Annots'))
    let matched = 0
    for (const item of this.newer.resolveArray(after.entries.get('Annots'))) {
      const expected = old[matched]
      if (expected !== undefined && this.#equal(expected, item)) {
        matched++
        continue
      }
      const added =
        isKind(item, 'reference') && !this.olderForm.has(item.number) && this.newerForm.get(item.number)
      if (!added) throw new Violation('an annotation was added or changed')
      const home = added.dict.entries.get('P')
      if (home !== undefined && !(isKind(home, 'reference') && home.number === page)) {
        throw new Violation('a signature stands on two pages')
      }
    }
    if (matched < old.length) throw new Violation('an annotation was removed or changed')
  }

  #compareNode(before: FormNode, after: FormNode | undefined): void {
    if (!after || before.name !== after.name || before.type !== after.type)
      throw new Violation('a field was removed')
    const changed = [...new Set([...before.dict.entries.keys(), ...after.dict.entries.keys()])].filter(
      (key) => key !== 'Kids' && !this.#equal(before.dict.entries.get(key), after.dict.entries.get(key)),
    )
    this.#compareKids(before, after)
    if (changed.length === 0) return
    const signing = before.type === 'Sig'
    if (signing && before.hasValue) throw new Violation('a signed field was changed')
    if (signing && !after.hasValue) throw new Violation('a signature field changed without being signed')
    const allowed = signing ? signingKeys : fillingKeys
    const wrong = changed.find((key) => !allowed.has(key))
    if (wrong) throw new Violation(`the field's ${wrong} changed`)
    if (!signing && changed.every((key) => key === 'M')) return
    const extension = signing ? this.#signatureKind(after) : 'form-fill'
    if (this.permissions.level < 2 && extension !== 'timestamp')
      throw new Violation('the author allowed no change')
    if (this.permissions.locks(before.name)) throw new Violation('a locked field was changed')
    this.extensions.add(extension)
  }

  #compareKids(before: FormNode, after: FormNode): void {
    const numbers = (document: PdfDocument, node: FormNode) => {
      const kids = document.resolveArray(node.dict.entries.get('Kids'))
      this.budget.step(kids.length)
      return kids.map((kid) => (isKind(kid, 'reference') ? kid.number : -1))
    }
    const old = numbers(this.older, before)
    const kept = numbers(this.newer, after).filter((number) => this.olderForm.has(number))
    if (old.length !== kept.length || old.some((number, i) => number !== kept[i])) {
      throw new Violation('the parts of a field changed')
    }
  }

  #signatureKind(node: FormNode): Extension {
    const value = this.newer.resolveDict(node.dict.entries.get('V'))
    return isName(value?.entries.get('SubFilter'), 'ETSI.RFC3161') ? 'timestamp' : 'signature'
  }

  #requireNewSignature(node: FormNode): void {
    const { number } = node.reference
    if (this.older.locations.has(number)) throw new Violation('an object became a field')
    if (node.type !== 'Sig' || !node.hasValue) throw new Violation('a field that is no signature was added')
    if (this.olderNames.has(node.name)) {
      throw new Violation('two fields of one name')
    }
    if (node.dict.entries.has('A') || node.dict.entries.has('AA'))
      throw new Violation('a signature with an action')
    const extension = this.#signatureKind(node)
    if (this.permissions.level < 2 && extension !== 'timestamp')
      throw new Violation('the author allowed no change')
    this.extensions.add(extension)
  }

  /** Whether two objects, each in its revision, are the same all the way down. */
  #equal(first: PdfObject | undefined, second: PdfObject | undefined): boolean {
    const pending: [PdfObject, PdfObject][] = [[first ?? null, second ?? null]]
    // Pairs count as proven only when the whole comparison ends well.
    const assumed = new Set<string>()
    for (let pair = pending.pop(); pair; pair = pending.pop()) {
      this.budget.step(pairSteps)
      let [a, b] = pair
      if (isKind(a, 'reference') && isKind(b, 'reference')) {
        if (this.separate.has(a.number) || this.separate.has(b.number)) {
          if (a.number !== b.number) return false
          continue
        }
        const key = `${a.number} ${b.number}`
        if (this.proven.has(key) || assumed.has(key)) continue
        assumed.add(key)
      }
      a = this.older.resolve(a)
      b = this.newer.resolve(b)
      if (!this.#pushParts(a, b, pending)) return false
    }
    for (const key of assumed) this.proven.add(key)
    return true
  }

  #pushParts(a: PdfObject, b: PdfObject, pending: [PdfObject, PdfObject][]): boolean {
    if (Array.isArray(a)) {
      if (!Array.isArray(b) || a.length !== b.length) return false
      const other = b
      this.budget.step(a.length)
      a.forEach((item, i) => {
        pending.push([item, other[i] ?? null])
      })
      return true
    }
    if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null || Array.isArray(b))
      return a === b
    if (a.kind === 'name') return b.kind === 'name' && a.value === b.value
    if (a.kind === 'string' || a.kind === 'stream')
      this.budget.takeBytes((a.kind === 'string' ? a.bytes : a.data).length)
    if (a.kind === 'string') return b.kind === 'string' && a.bytes.equals(b.bytes)
    if (a.kind === 'stream') {
      if (b.kind !== 'stream' || !a.data.equals(b.data)) return false
      return this.#pushEntries(a.dict, b.dict, pending)
    }
    return a.kind === 'dict' && b.kind === 'dict' && this.#pushEntries(a, b, pending)
  }

  #pushEntries(a: PdfDict, b: PdfDict, pending: [PdfObject, PdfObject][]): boolean {
    if (a.entries.size !== b.entries.size) return false
    this.budget.step(a.entries.size)
    for (const [key, value] of a.entries) {
      const other = b.entries.get(key)
      if (other === undefined) return false
      pending.push([value, other])
    }
    return true
  }
}

const signingKeys = new Set(['V', 'AP', 'M', 'TU', 'F'])
const fillingKeys = new Set(['V', 'AP', 'AS', 'M', 'I', 'RV', 'F', 'Ff', 'DA', 'Q', 'MK'])

function asDict(document: PdfDocument, reference: PdfObject): PdfDict {
  const dict = document.resolveDict(reference)
  if (!dict) throw new PdfError('a page is not a dictionary')
  return dict
}
