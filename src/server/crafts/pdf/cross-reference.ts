/** What cross-reference tables and streams say of where objects stand (ISO 32000-1, 7.5.4 and 7.5.8). */
import type { Budget } from '#server/crafts/reading-budget.ts'
import type { PdfDict } from './objects.ts'
import { numberIn, PdfError, type PdfParser } from './parser.ts'

/** Where an object stands: at an offset of the file, or in an object stream. */
export type Location = { offset: number; generation: number } | { stream: number; index: number }

export const maximumObjects = 500_000
/** Beside its bytes, what an entry costs to keep. */
const entrySteps = 12

/** Without a location, the number is free. */
export interface Entry {
  number: number
  location?: Location
}

/** The entries after `xref`, up to `trailer`, which is read too. Throws `PdfError` for words that are not a table's. */
export function* readTableEntries(parser: PdfParser, budget: Budget): Generator<Entry> {
  for (let word = parser.readWord(); word !== 'trailer'; word = parser.readWord()) {
    if (!/^\d{1,10}$/.test(word)) throw new PdfError('not a cross-reference table')
    const first = Number(word)
    const count = parser.readInteger()
    if (first + count > maximumObjects) throw new PdfError('too many objects')
    for (let number = first; number < first + count; number++) {
      const offset = parser.readInteger()
      const generation = parser.readInteger()
      const use = parser.readWord()
      budget.step(entrySteps)
      if (use === 'n') yield { number, location: { offset, generation } }
      else if (use === 'f') yield { number }
      else throw new PdfError('not a cross-reference entry')
    }
  }
}

/** The entries of a cross-reference stream. Throws `PdfError` for data that are not what they should be. */
export function* readStreamEntries(dictionary: PdfDict, data: Buffer, budget: Budget): Generator<Entry> {
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
    budget.step(count * entrySteps + 1)
    for (let number = first; number < first + count; number++) {
      const type = field(w0, 1)
      const second = field(w1, 0)
      const third = field(w2, 0)
      if (type === 0) yield { number }
      else if (type === 1) yield { number, location: { offset: second, generation: third } }
      else if (type === 2) yield { number, location: { stream: second, index: third } }
    }
  }
}
