import { Budget } from '../reading-budget.ts'
import { inflate, undoPredictor } from './filters.ts'
import { isKind, isName, type PdfDict, type PdfObject, type PdfReference } from './objects.ts'
import { asDict, isWhiteSpace, numberIn, PdfError, PdfParser } from './parser.ts'

/** Where an object stands: at an offset of the file, or in an object stream. */
export type Location = { offset: number; generation: number } | { stream: number; index: number }

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

interface ObjectStream {
  data: Buffer
  /** Which object stands where in the data. */
  places: { number: number; at: number }[]
}

/** Thrown for a document whose trailer says that it is encrypted. */
export class EncryptedPdf extends PdfError {}

const maximumSections = 500
const maximumObjects = 500_000
/** A stream's length in an object of its own, and its length in another: no honest file goes deeper. */
const maximumReading = 30
/** Beside its bytes, what an entry costs to keep. */
const entrySteps = 12
const maximumTrailers = 1000
/** How far before `/Type /XRef` its object may begin. */
const trailerReach = 8192

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
    for (const { number, generation, offset } of this.#findObjects().toReversed()) {
      if (this.locations.size > maximumObjects) throw new PdfError('too many objects')
      this.budget.step(300)
      if (/\/Type\s*\/ObjStm/.test(this.bytes.toString('latin1', offset, offset + 300)))
        this.#addContained(offset, number)
      this.#add(number, { offset, generation })
    }
    for (const place of this.#findTrailers().toReversed()) {
      const trailer = this.#readTrailer(place)
      if (!trailer?.entries.has('Root')) continue
      if (trailer.entries.has('Encrypt')) throw new EncryptedPdf('the document is encrypted')
      this.sections.push({ offset: place.offset, trailer })
      return
    }
  }

  /** Everything that reads `12 0 obj`, wherever it stands. */
  #findObjects(): { number: number; generation: number; offset: number }[] {
    const { bytes } = this
    const found: { number: number; generation: number; offset: number }[] = []
    for (let at = bytes.indexOf('obj'); at >= 0; at = bytes.indexOf('obj', at + 3)) {
      this.budget.step(4)
      if (isWordCharacter(bytes[at + 3])) continue
      const generation = this.#numberBefore(at, 5)
      const number = generation && this.#numberBefore(generation.start, 7)
      const before = number && bytes[number.start - 1]
      if (!number || isWordCharacter(before) || before === 0x2e) continue
      found.push({ number: number.value, generation: generation.value, offset: number.start })
    }
    return found
  }

  /** The number of at most so many digits that ends, with up to four spaces, at `end`. */
  #numberBefore(end: number, digits: number): { start: number; value: number } | undefined {
    let at = end
    while (end - at < 5 && isBlank(this.bytes[at - 1])) at--
    const last = at
    while (last - at <= digits && isDigit(this.bytes[at - 1])) at--
    const isRight = end - last >= 1 && end - last <= 4 && last - at >= 1 && last - at <= digits
    return isRight ? { start: at, value: Number(this.bytes.toString('latin1', at, last)) } : undefined
  }

  #findTrailers(): { offset: number; isTable: boolean }[] {
    const found: { offset: number; isTable: boolean }[] = []
    for (const { index, 0: word } of this.bytes
      .toString('latin1')
      .matchAll(/\btrailer\b|\/Type\s*\/XRef\b/g)) {
      this.budget.step(4)
      found.push({ offset: index, isTable: word === 'trailer' })
    }
    return found.slice(-maximumTrailers)
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

  #readTrailer({ offset, isTable }: { offset: number; isTable: boolean }): PdfDict | undefined {
    let start = offset + 'trailer'.length
    if (!isTable) {
      const from = Math.max(0, offset - trailerReach)
      this.budget.step(offset - from)
      const found = this.bytes.subarray(from, offset + 4).lastIndexOf(' obj')
      if (found < 0) return undefined
      start = from + found + 4
    }
    try {
      const parser = new PdfParser(this.bytes, start, this.budget)
      parser.skipSpace()
      return this.bytes[parser.position] === 0x3c ? asDict(parser.readObject()) : undefined
    } catch (error) {
      if (!(error instanceof PdfError)) throw error
      return undefined
    }
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
    for (;;) {
      const word = parser.readWord()
      if (word === 'trailer') break
      if (!/^\d{1,10}$/.test(word)) throw new PdfError('not a cross-reference table')
      const first = Number(word)
      const count = parser.readInteger()
      if (first + count > maximumObjects) throw new PdfError('too many objects')
      for (let number = first; number < first + count; number++) {
        const at = parser.readInteger()
        const generation = parser.readInteger()
        const use = parser.readWord()
        this.budget.step(entrySteps)
        if (use === 'n') this.#add(number, { offset: at, generation })
        else if (use === 'f') this.#free(number)
        else throw new PdfError('not a cross-reference entry')
      }
    }
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
    const widths = dictionary.entries.get('W')
    if (!Array.isArray(widths) || widths.length < 3) throw new PdfError('not a cross-reference stream')
    const [w0, w1, w2] = widths.map((width) => {
      if (typeof width !== 'number' || width < 0 || width > 6)
        throw new PdfError('not a cross-reference stream')
      return width
    }) as [number, number, number]
    const index = dictionary.entries.get('Index') ?? [0, numberIn(dictionary, 'Size')]
    if (!Array.isArray(index)) throw new PdfError('not a cross-reference stream')
    let at = 0
    const field = (width: number, otherwise: number) => {
      if (at + width > data.length) throw new PdfError('a cross-reference stream is cut short')
      const value = width === 0 ? otherwise : data.readUIntBE(at, width)
      at += width
      return value
    }
    for (let i = 0; i + 1 < index.length; i += 2) {
      const [first, count] = [Number(index[i]), Number(index[i + 1])]
      if (!(first >= 0) || !(count >= 0) || first + count > maximumObjects)
        throw new PdfError('too many objects')
      this.budget.step(count * entrySteps + 1)
      for (let number = first; number < first + count; number++) {
        const type = field(w0, 1)
        const second = field(w1, 0)
        const third = field(w2, 0)
        if (type === 0) this.#free(number)
        else if (type === 1) this.#add(number, { offset: second, generation: third })
        else if (type === 2) this.#add(number, { stream: second, index: third })
      }
    }
    return dictionary
  }

  #add(number: number, location: Location): void {
    this.history?.push({ number, location })
    if (!this.locations.has(number) && !this.#freed.has(number)) this.locations.set(number, location)
  }

  #free(number: number): void {
    if (!this.locations.has(number)) this.#freed.add(number)
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
    const count = numberIn(dictionary, 'N')
    const first = numberIn(dictionary, 'First')
    if (count > maximumObjects) throw new PdfError('too many objects')
    const header = new PdfParser(data, 0, this.budget)
    const places: ObjectStream['places'] = []
    for (let i = 0; i < count; i++) {
      places.push({ number: header.readInteger(), at: first + header.readInteger() })
    }
    return { data, places }
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

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

/** White space of PDF but NUL, which separates nothing for readers that search. */
function isBlank(byte: number | undefined): boolean {
  return byte !== 0 && isWhiteSpace(byte)
}

function isWordCharacter(byte: number | undefined): boolean {
  if (byte === undefined) return false
  const letter = byte | 0x20
  return isDigit(byte) || (letter >= 0x61 && letter <= 0x7a) || byte === 0x5f
}
