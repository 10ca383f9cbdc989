import { Budget } from '#server/crafts/reading-budget.ts'
import {
  type Entry,
  type Location,
  maximumObjects,
  readStreamEntries,
  readTableEntries,
} from './cross-reference.ts'
import { inflate, undoPredictor } from './filters.ts'
import { findObjects, findTrailers, readTrailer } from './find-objects.ts'
import { type ObjectStream, readPlaces } from './object-stream.ts'
import { isKind, isName, type PdfDict, type PdfObject, type PdfReference } from './objects.ts'
import { asDict, numberIn, PdfError, PdfParser } from './parser.ts'

/** One cross-reference section: what one saving of the file added. */
export interface Section {
  /** Offset of `xref`, or of the cross-reference stream. */
  offset: number
  trailer: PdfDict
}

/** An entry of a cross-reference section, whether or not a newer one replaces it. */
export interface HistoryEntry {
  number: number
  location: Location
}

/** Thrown for a document whose trailer says that it is encrypted. */
export class EncryptedPdf extends PdfError {}

const maximumSections = 500
/** A stream's length in an object of its own, and its length in another: no honest file goes deeper. */
const maximumReading = 30
interface Options {
  rebuilt?: boolean
  /** What reading may cost; without one, what a file of this size may. */
  budget?: Budget
  /** Keeps the entries of every section in `history`. */
  withHistory?: boolean
  /** Another section some readers begin with: it is read beside those the end of the file leads to. */
  startsAt?: number | undefined
}

/**
 * A PDF as its cross-reference sections describe it; or, `rebuilt`, as readers see a file whose sections are
 * damaged: the last object of each number counts. Anything else that is wrong throws `PdfError`; more work
 * than the budget allows, `BudgetSpent`.
 */
export class PdfDocument {
  readonly bytes: Buffer
  /** The newest first. */
  readonly sections: Section[] = []
  readonly locations = new Map<number, Location>()
  /** Whether the newest section is a cross-reference stream. */
  readonly usesStreams: boolean
  readonly rebuilt: boolean
  readonly #cache = new Map<number, PdfObject>()
  readonly budget: Budget
  readonly history: HistoryEntry[] | undefined
  /** Where the data of each cross-reference stream stand that was read and says what it is. */
  readonly sectionStreams = new Set<number>()
  readonly #objectStreams = new Map<number, ObjectStream>()
  readonly #freed = new Set<number>()
  readonly #reading = new Set<number>()

  constructor(bytes: Uint8Array, options: Options = {}) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.budget = options.budget ?? Budget.forFile(this.bytes.length)
    this.history = options.withHistory ? [] : undefined
    this.rebuilt = options.rebuilt ?? false
    if (this.rebuilt) this.#rebuild()
    else {
      this.#readSections(this.findStartXref())
      if (options.startsAt !== undefined) this.#readSections(options.startsAt)
    }
    const newest = this.sections[0]
    if (!newest) throw new PdfError('no cross-reference section')
    this.usesStreams = isName(newest.trailer.entries.get('Type'), 'XRef')
  }

  get trailer(): PdfDict {
    return (this.sections[0] as Section).trailer
  }

  /** The object a reference leads to; null when there is none. */
  resolve(object: PdfObject | undefined): PdfObject {
    let current = object ?? null
    for (let hops = 0; isKind(current, 'reference'); hops++) {
      if (hops > 32) throw new PdfError('references lead in a circle')
      current = this.object(current)
    }
    return current
  }

  resolveDict(object: PdfObject | undefined): PdfDict | undefined {
    const resolved = this.resolve(object)
    return isKind(resolved, 'dict') ? resolved : undefined
  }

  resolveArray(object: PdfObject | undefined): PdfObject[] {
    const resolved = this.resolve(object)
    return Array.isArray(resolved) ? resolved : []
  }

  get catalog(): PdfDict {
    return asDict(this.resolve(this.trailer.entries.get('Root')))
  }

  object({ number, generation }: PdfReference): PdfObject {
    const location = this.locations.get(number)
    if (!location) return null
    if ('offset' in location ? location.generation !== generation : generation !== 0) return null
    const cached = this.#cache.get(number)
    if (cached !== undefined) return cached
    // A stream whose length, or whose object stream, leads back to itself.
    if (this.#reading.has(number) || this.#reading.size > maximumReading)
      throw new PdfError('references lead in a circle')
    this.budget.step()
    this.#reading.add(number)
    try {
      const object =
        'offset' in location ? this.#objectAt(location.offset, number) : this.#compressed(location, number)
      this.#cache.set(number, object)
      return object
    } finally {
      this.#reading.delete(number)
    }
  }

  /** The pages in order. Bounded; a page tree that runs in a circle is refused. */
  pages(): PdfReference[] {
    const pages: PdfReference[] = []
    const seen = new Set<number>()
    const pending: PdfObject[] = [this.catalog.entries.get('Pages') ?? null]
    while (pending.length > 0) {
      const node = pending.pop()
      this.budget.step()
      if (!isKind(node, 'reference')) throw new PdfError('a page is not an indirect object')
      if (seen.has(node.number)) throw new PdfError('the page tree runs in a circle')
      seen.add(node.number)
      const entries = asDict(this.resolve(node)).entries
      const kids = this.resolveArray(entries.get('Kids'))
      this.budget.step(kids.length)
      if (!entries.has('Kids')) pages.push(node)
      else for (const kid of kids.toReversed()) pending.push(kid)
    }
    return pages
  }

  findStartXref(): number {
    const at = this.bytes.lastIndexOf('startxref')
    if (at < 0) throw new PdfError('no startxref')
    return new PdfParser(this.bytes, at + 9, this.budget).readInteger()
  }

  #rebuild(): void {
    this.budget.takeBytes(this.bytes.length)
    // The newest first, as sections are read: what was added already is not replaced.
    for (const { number, generation, offset } of findObjects(this.bytes, this.budget).toReversed()) {
      if (this.locations.size > maximumObjects) throw new PdfError('too many objects')
      this.budget.step(300)
      if (/\/Type\s*\/ObjStm/.test(this.bytes.toString('latin1', offset, offset + 300)))
        this.#addContained(offset, number)
      this.#add(number, { offset, generation })
    }
    for (const place of findTrailers(this.bytes, this.budget).toReversed()) {
      const trailer = readTrailer(this.bytes, place, this.budget)
      if (!trailer?.entries.has('Root')) continue
      if (trailer.entries.has('Encrypt')) throw new EncryptedPdf('the document is encrypted')
      this.sections.push({ offset: place.offset, trailer })
      return
    }
  }

  #addContained(offset: number, number: number): void {
    const container = this.#objectAt(offset)
    if (!isKind(container, 'stream')) return
    const objects = this.#openObjectStream(container.dict, container.data)
    if (!this.#objectStreams.has(number)) this.#objectStreams.set(number, objects)
    objects.places.forEach((object, index) => {
      this.#add(object.number, { stream: number, index })
    })
  }

  #readSections(start: number): void {
    const seen = new Set<number>()
    for (let next: number | undefined = start; next !== undefined; ) {
      if (seen.has(next)) throw new PdfError('cross-reference sections run in a circle')
      if (seen.size >= maximumSections) throw new PdfError('too many revisions')
      seen.add(next)
      const trailer = this.#readSection(next)
      if (trailer.entries.has('Encrypt')) throw new EncryptedPdf('the document is encrypted')
      this.sections.push({ offset: next, trailer })
      next = trailer.entries.has('Prev') ? numberIn(trailer, 'Prev') : undefined
    }
  }

  #readSection(offset: number): PdfDict {
    const parser = new PdfParser(this.bytes, offset, this.budget)
    parser.skipSpace()
    if (this.bytes.toString('latin1', parser.position, parser.position + 4) !== 'xref') {
      return this.#readStreamSection(offset)
    }
    parser.position += 4
    for (const entry of readTableEntries(parser, this.budget)) this.#enter(entry)
    const trailer = asDict(parser.readObject())
    // A hybrid file: what readers of cross-reference streams see besides.
    if (trailer.entries.has('XRefStm')) this.#readStreamSection(numberIn(trailer, 'XRefStm'))
    return trailer
  }

  #readStreamSection(offset: number): PdfDict {
    const { object: dictionary, dataStart } = this.readAt(offset)
    const hasType = isKind(dictionary, 'dict') && isName(dictionary.entries.get('Type'), 'XRef')
    // Some readers ask for no type: whoever looks for what they see asks for none either.
    if (dataStart === undefined || !isKind(dictionary, 'dict') || !(hasType || this.history)) {
      throw new PdfError('no cross-reference section where one should be')
    }
    if (hasType) this.sectionStreams.add(dataStart)
    const data = this.decode(dictionary, this.streamData(dictionary, dataStart))
    for (const entry of readStreamEntries(dictionary, data, this.budget)) this.#enter(entry)
    return dictionary
  }

  #enter({ number, location }: Entry): void {
    if (location) this.#add(number, location)
    // Freed by a newer section, an older one does not bring it back.
    else if (!this.locations.has(number)) this.#freed.add(number)
  }

  #add(number: number, location: Location): void {
    this.history?.push({ number, location })
    if (!this.locations.has(number) && !this.#freed.has(number)) this.locations.set(number, location)
  }

  /** The object that begins at an offset, and where its stream data starts if it has any. */
  readAt(offset: number, number?: number): { object: PdfObject; dataStart: number | undefined } {
    if (offset <= 0 || offset >= this.bytes.length) throw new PdfError('an object lies outside the file')
    const parser = new PdfParser(this.bytes, offset, this.budget)
    const found = parser.readInteger()
    if (number !== undefined && found !== number)
      throw new PdfError(`object ${number} is not where it should be`)
    parser.readInteger()
    parser.expectWord('obj')
    const object = parser.readObject()
    return { object, dataStart: isKind(object, 'dict') ? parser.findStreamStart() : undefined }
  }

  /** The bytes of a stream as its length says. */
  streamData(dictionary: PdfDict, dataStart: number): Buffer {
    const length = this.resolve(dictionary.entries.get('Length'))
    if (typeof length !== 'number' || length < 0 || dataStart + length > this.bytes.length) {
      throw new PdfError('a stream has no length')
    }
    return this.bytes.subarray(dataStart, dataStart + length)
  }

  #objectAt(offset: number, number?: number): PdfObject {
    const { object, dataStart } = this.readAt(offset, number)
    if (!isKind(object, 'dict') || dataStart === undefined) return object
    return { kind: 'stream', dict: object, data: this.streamData(object, dataStart) }
  }

  #compressed(location: { stream: number; index: number }, number: number): PdfObject {
    let objects = this.#objectStreams.get(location.stream)
    if (!objects) {
      const holder = this.locations.get(location.stream)
      if (!holder || !('offset' in holder)) throw new PdfError('no such object stream')
      const container = this.#objectAt(holder.offset, location.stream)
      if (!isKind(container, 'stream')) throw new PdfError('no such object stream')
      objects = this.#openObjectStream(container.dict, container.data)
      this.#objectStreams.set(location.stream, objects)
    }
    const place = objects.places[location.index]
    if (place?.number !== number) throw new PdfError(`object ${number} is not where it should be`)
    return new PdfParser(objects.data, place.at, this.budget).readObject()
  }

  #openObjectStream(dictionary: PdfDict, source: Buffer): ObjectStream {
    const data = this.decode(dictionary, source)
    return { data, places: readPlaces(dictionary, data, this.budget) }
  }

  /** Undoes Flate and its predictors: the only filters cross-references and object streams use. */
  decode(dictionary: PdfDict, data: Buffer): Buffer {
    const filters = [this.resolve(dictionary.entries.get('Filter'))].flat()
    const parameters = [this.resolve(dictionary.entries.get('DecodeParms'))].flat()
    return filters.reduce((bytes: Buffer, filter, i) => {
      if (filter === null) return bytes
      if (!isName(filter, 'FlateDecode')) throw new PdfError('a filter that is not supported here')
      const inflated = inflate(bytes, this.budget)
      const settings = this.resolveDict(parameters[i])
      return settings ? undoPredictor(inflated, settings, this.budget) : inflated
    }, data)
  }
}
