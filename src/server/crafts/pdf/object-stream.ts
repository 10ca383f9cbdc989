/** Objects kept together in a stream (ISO 32000-1, 7.5.7). */
import type { Budget } from '#server/crafts/reading-budget.ts'
import { maximumObjects } from './cross-reference.ts'
import type { PdfDict } from './objects.ts'
import { numberIn, PdfError, PdfParser } from './parser.ts'

export interface ObjectStream {
  data: Buffer
  places: Place[]
}

/** Which object stands where in the data. */
interface Place {
  number: number
  at: number
}

/** The table at the head of such a stream's data. */
export function readPlaces(dictionary: PdfDict, data: Buffer, budget: Budget): Place[] {
  const count = numberIn(dictionary, 'N')
  const first = numberIn(dictionary, 'First')
  if (count > maximumObjects) throw new PdfError('too many objects')
  const header = new PdfParser(data, 0, budget)
  const places: Place[] = []
  for (let i = 0; i < count; i++) {
    places.push({ number: header.readInteger(), at: first + header.readInteger() })
  }
  return places
}
