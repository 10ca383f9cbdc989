import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { PdfDocument } from './document.ts'
import {
  hexString,
  isKind,
  name,
  type PdfObject,
  type PdfReference,
  reference,
  stream,
  writeObject,
} from './objects.ts'
import { numberIn, PdfError } from './parser.ts'

/**
 * Collects changed and new objects of a PDF. `write` appends them as one incremental update, so that every byte there was, and every
 * signature over it, stays as it is; `writeWhole` writes a file nobody has signed anew, as one revision.
 */
export class PdfUpdate {
  readonly document: PdfDocument
  readonly #changes = new Map<number, { generation: number; source: Buffer }>()
  #next: number

  constructor(pdf: Uint8Array) {
    this.document = new PdfDocument(pdf)
    this.#next = Math.max(
      numberIn(this.document.trailer, 'Size'),
      ...this.document.locations.keys().map((n) => n + 1),
    )
  }

  /** A number for an object to come. */
  reserve(): PdfReference {
    return reference(this.#next++)
  }

  add(object: PdfObject): PdfReference {
    const target = this.reserve()
    this.set(target, object)
    return target
  }

  set(target: PdfReference, object: PdfObject): void {
    this.#changes.set(target.number, { generation: target.generation, source: writeObject(object) })
  }

  /** Replaces an object by source that is already written. */
  setSource(target: PdfReference, source: Buffer): void {
    this.#changes.set(target.number, { generation: target.generation, source })
  }

  /** The file with the update at its end, and where each object's source stands in it. */
  write(): { pdf: Buffer; offsets: Map<number, number> } {
    const { bytes, trailer, usesStreams } = this.document
    const parts: Buffer[] = [bytes]
    let length = bytes.length
    const push = (part: Buffer) => {
      parts.push(part)
      length += part.length
    }
    const last = bytes[bytes.length - 1]
    if (last !== 0x0a && last !== 0x0d) push(Buffer.from('\n'))

    const offsets = new Map<number, number>()
    const entries: { number: number; offset: number; generation: number }[] = []
    const writeIndirect = (number: number, generation: number, source: Buffer) => {
      entries.push({ number, offset: length, generation })
      push(Buffer.from(`${number} ${generation} obj\n`))
      offsets.set(number, length)
      push(source)
      push(Buffer.from('\nendobj\n'))
    }
    for (const [number, { generation, source }] of [...this.#changes].sort(([a], [b]) => a - b)) {
      writeIndirect(number, generation, source)
    }

    const startXref = length
    const base = { ...this.#trailerEntries(trailer.entries), Prev: this.document.findStartXref() }
    if (usesStreams) {
      const own = this.#next
      entries.push({ number: own, offset: startXref, generation: 0 })
      const table = Buffer.concat(
        entries.map(({ offset, generation }) => {
          const row = Buffer.alloc(7)
          row.writeUInt8(1, 0)
          row.writeUInt32BE(offset, 1)
          row.writeUInt16BE(generation, 5)
          return row
        }),
      )
      const section = stream(
        {
          ...base,
          Type: name('XRef'),
          Size: own + 1,
          W: [1, 4, 2],
          Index: runs(entries).flatMap((run) => [run[0]?.number ?? 0, run.length]),
          Filter: name('FlateDecode'),
        },
        deflateSync(table),
      )
      push(Buffer.concat([Buffer.from(`${own} 0 obj\n`), writeObject(section), Buffer.from('\nendobj\n')]))
    } else {
      const rows = runs(entries).map(
        (run) =>
          `${run[0]?.number} ${run.length}\n${run
            .map(({ offset, generation }) => `${pad(offset, 10)} ${pad(generation, 5)} n\r\n`)
            .join('')}`,
      )
      const trailerSource = writeObject({
        kind: 'dict',
        entries: new Map(Object.entries({ ...base, Size: this.#next })),
      })
      push(Buffer.concat([Buffer.from(`xref\n${rows.join('')}trailer\n`), trailerSource, Buffer.from('\n')]))
    }
    push(Buffer.from(`startxref\n${startXref}\n%%EOF\n`))
    return { pdf: Buffer.concat(parts, length), offsets }
  }

  #trailerEntries(old: Map<string, PdfObject>): Record<string, PdfObject> {
    const kept: Record<string, PdfObject> = {}
    for (const key of ['Root', 'Info']) {
      const value = old.get(key)
      if (value !== undefined) kept[key] = value
    }
    // The first half of the identifier names the document, the second this state of it; derived from the
    // content, so that the same steps give the same file.
    const [first] = this.document.resolveArray(old.get('ID'))
    const state = createHash('sha256').update(this.document.bytes)
    for (const [number, { source }] of this.#changes) state.update(String(number)).update(source)
    const second = hexString(state.digest().subarray(0, 16))
    kept.ID = [isKind(first, 'string') ? first : second, second]
    return kept
  }

  /**
   * The file as one revision, the changes in it and one table of references at its end; what was not changed is copied byte for byte.
   * Of a file of one revision with a plain table, as the typesetter makes it; any other throws `PdfError`.
   */
  writeWhole(): Buffer {
    const { bytes, sections, usesStreams, trailer, locations } = this.document
    if (usesStreams || sections.length !== 1)
      throw new PdfError('not a file of one revision with a plain table')
    const old = [...locations].map(([number, location]) => {
      if (!('offset' in location)) throw new PdfError('an object lies in a stream')
      return { number, ...location }
    })
    old.sort((a, b) => a.offset - b.offset)
    const parts: Buffer[] = [bytes.subarray(0, old[0]?.offset)]
    let length = parts[0]?.length ?? 0
    const places = new Map<number, { offset: number; generation: number }>()
    const push = (number: number, generation: number, source: Buffer) => {
      places.set(number, { offset: length, generation })
      parts.push(source)
      length += source.length
    }
    const indirect = (number: number, change: { generation: number; source: Buffer }) =>
      Buffer.concat([
        Buffer.from(`${number} ${change.generation} obj\n`),
        change.source,
        Buffer.from('\nendobj\n'),
      ])
    for (const [index, { number, offset, generation }] of old.entries()) {
      const change = this.#changes.get(number)
      const end = old[index + 1]?.offset ?? this.document.findStartXref()
      push(number, generation, change ? indirect(number, change) : wholeObject(bytes.subarray(offset, end)))
    }
    for (const [number, change] of [...this.#changes].sort(([a], [b]) => a - b)) {
      if (!places.has(number)) push(number, change.generation, indirect(number, change))
    }
    const size = this.#next
    const rows = tableRows(places, size)
    const end = writeObject({
      kind: 'dict',
      entries: new Map(Object.entries({ ...this.#trailerEntries(trailer.entries), Size: size })),
    })
    const table = Buffer.from(`xref\n0 ${size}\n${rows.join('')}trailer\n`)
    return Buffer.concat([...parts, table, end, Buffer.from(`\nstartxref\n${length}\n%%EOF\n`)])
  }
}

/** Up to where the next one begins, and nothing but this one object: what else stands there is in no revision. */
function wholeObject(source: Buffer): Buffer {
  const end = source.lastIndexOf('endobj')
  if (end < 0) throw new PdfError('an object does not end')
  return Buffer.concat([source.subarray(0, end), Buffer.from('endobj\n')])
}

/** Every number from 0; those nobody uses are a chain that begins and ends at 0 (ISO 32000-1, 7.5.4). */
function tableRows(
  places: ReadonlyMap<number, { offset: number; generation: number }>,
  size: number,
): string[] {
  const rows: string[] = []
  let nextFree = 0
  for (let number = size - 1; number >= 0; number--) {
    const place = places.get(number)
    if (place) rows.push(`${pad(place.offset, 10)} ${pad(place.generation, 5)} n\r\n`)
    else {
      rows.push(`${pad(nextFree, 10)} ${number === 0 ? '65535' : '00000'} f\r\n`)
      nextFree = number
    }
  }
  return rows.reverse()
}

function runs<T extends { number: number }>(entries: T[]): T[][] {
  const result: T[][] = []
  for (const entry of entries) {
    const run = result.at(-1)
    if (run && run.at(-1)?.number === entry.number - 1) run.push(entry)
    else result.push([entry])
  }
  return result
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
