import { inflate, maximumInflated, undoPredictor } from './filters.ts'
import { isKind, isName, type PdfDict, type PdfObject, type PdfReference } from './objects.ts'
import { asDict, numberIn, PdfError, PdfParser } from './parser.ts'

/** Where an object stands: at an offset of the file, or in an object stream. */
export type Location = { offset: number; generation: number } | { stream: number; index: number }

/** One cross-reference section: what one saving of the file added. */
export interface Section {
  /** Offset of `xref`, or of the cross-reference stream. */
  offset: number
  trailer: PdfDict
}

const maximumSections = 500
const maximumObjects = 500_000

/**
 * A PDF as its cross-reference sections describe it; or, `rebuilt`, as readers see a file whose sections are
 * damaged: the last object of each number counts. Anything else that is wrong throws `PdfError`.
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
  readonly #objectStreams = new Map<number, { number: number; object: PdfObject }[]>()
  readonly #freed = new Set<number>()
  readonly #reading = new Set<number>()
  #inflated = 0

  constructor(bytes: Uint8Array, options: { rebuilt?: boolean } = {}) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.rebuilt = options.rebuilt ?? false
    if (this.rebuilt) this.#rebuild()
    else this.#readSections(this.findStartXref())
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
    if (this.#reading.has(number)) throw new PdfError('references lead in a circle')
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
      if (!isKind(node, 'reference')) throw new PdfError('a page is not an indirect object')
      if (seen.has(node.number)) throw new PdfError('the page tree runs in a circle')
      seen.add(node.number)
      const entries = asDict(this.resolve(node)).entries
      if (entries.has('Kids')) pending.push(...this.resolveArray(entries.get('Kids')).toReversed())
      else pages.push(node)
    }
    return pages
  }

  findStartXref(): number {
    const at = this.bytes.lastIndexOf('startxref')
    if (at < 0) throw new PdfError('no startxref')
    return new PdfParser(this.bytes, at + 9).readInteger()
  }

  #rebuild(): void {
    const source = this.bytes.toString('latin1')
    // The newest first, as sections are read: what was added already is not replaced.
    for (const match of [
      ...source.matchAll(/(?<![\w.])(\d{1,7})\s{1,4}(\d{1,5})\s{1,4}obj(?!\w)/g),
    ].toReversed()) {
      const [, number, generation] = match
      if (this.locations.size > maximumObjects) throw new PdfError('too many objects')
      if (/\/Type\s*\/ObjStm/.test(source.slice(match.index, match.index + 300)))
        this.#addContained(match.index, Number(number))
      this.#add(Number(number), { offset: match.index, generation: Number(generation) })
    }
    for (const match of [...source.matchAll(/\btrailer\b|\/Type\s*\/XRef\b/g)].toReversed()) {
      const trailer = this.#readTrailer(match.index, match[0])
      if (!trailer?.entries.has('Root')) continue
      if (trailer.entries.has('Encrypt')) throw new PdfError('the document is encrypted')
      this.sections.push({ offset: match.index, trailer })
      return
    }
  }

  #addContained(offset: number, number: number): void {
    const container = this.#objectAt(offset)
    if (!isKind(container, 'stream')) return
    const objects = this.#readObjectStream(container.dict, this.decode(container.dict, container.data))
    if (!this.#objectStreams.has(number)) this.#objectStreams.set(number, objects)
    objects.forEach((object, index) => {
      this.#add(object.number, { stream: number, index })
    })
  }

  #readTrailer(offset: number, word: string): PdfDict | undefined {
    try {
      if (word === 'trailer') return asDict(new PdfParser(this.bytes, offset + word.length).readObject())
      const start = this.bytes.lastIndexOf(' obj', offset)
      return asDict(new PdfParser(this.bytes, start + 4).readObject())
    } catch {
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
      if (trailer.entries.has('Encrypt')) throw new PdfError('the document is encrypted')
      this.sections.push({ offset: next, trailer })
      next = trailer.entries.has('Prev') ? numberIn(trailer, 'Prev') : undefined
    }
  }

  #readSection(offset: number): PdfDict {
    const parser = new PdfParser(this.bytes, offset)
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
    const section = this.#objectAt(offset)
    if (!isKind(section, 'stream') || !isName(section.dict.entries.get('Type'), 'XRef')) {
      throw new PdfError('no cross-reference section where one should be')
    }
    const data = this.decode(section.dict, section.data)
    const widths = section.dict.entries.get('W')
    if (!Array.isArray(widths) || widths.length < 3) throw new PdfError('not a cross-reference stream')
    const [w0, w1, w2] = widths.map((width) => {
      if (typeof width !== 'number' || width < 0 || width > 6)
        throw new PdfError('not a cross-reference stream')
      return width
    }) as [number, number, number]
    const index = section.dict.entries.get('Index') ?? [0, numberIn(section.dict, 'Size')]
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
      for (let number = first; number < first + count; number++) {
        const type = field(w0, 1)
        const second = field(w1, 0)
        const third = field(w2, 0)
        if (type === 0) this.#free(number)
        else if (type === 1) this.#add(number, { offset: second, generation: third })
        else if (type === 2) this.#add(number, { stream: second, index: third })
      }
    }
    return section.dict
  }

  #add(number: number, location: Location): void {
    if (!this.locations.has(number) && !this.#freed.has(number)) this.locations.set(number, location)
  }

  #free(number: number): void {
    if (!this.locations.has(number)) this.#freed.add(number)
  }

  #objectAt(offset: number, number?: number): PdfObject {
    if (offset <= 0 || offset >= this.bytes.length) throw new PdfError('an object lies outside the file')
    const parser = new PdfParser(this.bytes, offset)
    const found = parser.readInteger()
    if (number !== undefined && found !== number)
      throw new PdfError(`object ${number} is not where it should be`)
    parser.readInteger()
    parser.expectWord('obj')
    const object = parser.readObject()
    if (!isKind(object, 'dict')) return object
    const dataStart = parser.findStreamStart()
    if (dataStart === undefined) return object
    const length = this.resolve(object.entries.get('Length'))
    if (typeof length !== 'number' || length < 0 || dataStart + length > this.bytes.length) {
      throw new PdfError('a stream has no length')
    }
    return { kind: 'stream', dict: object, data: this.bytes.subarray(dataStart, dataStart + length) }
  }

  #compressed(location: { stream: number; index: number }, number: number): PdfObject {
    let objects = this.#objectStreams.get(location.stream)
    if (!objects) {
      const holder = this.locations.get(location.stream)
      if (!holder || !('offset' in holder)) throw new PdfError('no such object stream')
      const container = this.#objectAt(holder.offset, location.stream)
      if (!isKind(container, 'stream')) throw new PdfError('no such object stream')
      objects = this.#readObjectStream(container.dict, this.decode(container.dict, container.data))
      this.#objectStreams.set(location.stream, objects)
    }
    const found = objects[location.index]
    if (found?.number !== number) throw new PdfError(`object ${number} is not where it should be`)
    return found.object
  }

  #readObjectStream(dictionary: PdfDict, data: Buffer): { number: number; object: PdfObject }[] {
    const count = numberIn(dictionary, 'N')
    const first = numberIn(dictionary, 'First')
    if (count > maximumObjects) throw new PdfError('too many objects')
    const header = new PdfParser(data)
    return Array.from({ length: count }, () => {
      const number = header.readInteger()
      return { number, object: new PdfParser(data, first + header.readInteger()).readObject() }
    })
  }

  /** Undoes Flate and its predictors: the only filters cross-references and object streams use. */
  decode(dictionary: PdfDict, data: Buffer): Buffer {
    const filters = [this.resolve(dictionary.entries.get('Filter'))].flat()
    const parameters = [this.resolve(dictionary.entries.get('DecodeParms'))].flat()
    return filters.reduce((bytes: Buffer, filter, i) => {
      if (filter === null) return bytes
      if (!isName(filter, 'FlateDecode')) throw new PdfError('a filter that is not supported here')
      const inflated = inflate(bytes)
      this.#inflated += inflated.length
      if (this.#inflated > maximumInflated) throw new PdfError('inflates to too much')
      const settings = this.resolveDict(parameters[i])
      return settings ? undoPredictor(inflated, settings) : inflated
    }, data)
  }
}
