/** What stands in a file whose cross-references are damaged, found by looking for it. */
import type { Budget } from '#server/crafts/reading-budget.ts'
import type { PdfDict } from './objects.ts'
import { asDict, isWhiteSpace, PdfError, PdfParser } from './parser.ts'

const maximumTrailers = 1000
/** How far before `/Type /XRef` its object may begin. */
const trailerReach = 8192

interface FoundObject {
  number: number
  generation: number
  offset: number
}

interface FoundTrailer {
  offset: number
  /** Its word stands there; otherwise the `/Type /XRef` of a stream, whose object begins before. */
  isTable: boolean
}

/** Everything that reads `12 0 obj`, wherever it stands. */
export function findObjects(bytes: Buffer, budget: Budget): FoundObject[] {
  const found: FoundObject[] = []
  for (let at = bytes.indexOf('obj'); at >= 0; at = bytes.indexOf('obj', at + 3)) {
    budget.step(4)
    if (isWordCharacter(bytes[at + 3])) continue
    const generation = numberBefore(bytes, at, 5)
    const number = generation && numberBefore(bytes, generation.start, 7)
    const before = number && bytes[number.start - 1]
    if (!number || isWordCharacter(before) || before === 0x2e) continue
    found.push({ number: number.value, generation: generation.value, offset: number.start })
  }
  return found
}

/** Where a trailer may stand: after its word, or as the dictionary of a cross-reference stream. The last thousand of them. */
export function findTrailers(bytes: Buffer, budget: Budget): FoundTrailer[] {
  const found: FoundTrailer[] = []
  for (const { index, 0: word } of bytes.toString('latin1').matchAll(/\btrailer\b|\/Type\s*\/XRef\b/g)) {
    budget.step(4)
    found.push({ offset: index, isTable: word === 'trailer' })
  }
  return found.slice(-maximumTrailers)
}

/** The trailer at such a place; undefined when none can be read there. */
export function readTrailer(
  bytes: Buffer,
  { offset, isTable }: FoundTrailer,
  budget: Budget,
): PdfDict | undefined {
  let start = offset + 'trailer'.length
  if (!isTable) {
    const from = Math.max(0, offset - trailerReach)
    budget.step(offset - from)
    const found = bytes.subarray(from, offset + 4).lastIndexOf(' obj')
    if (found < 0) return undefined
    start = from + found + 4
  }
  try {
    const parser = new PdfParser(bytes, start, budget)
    parser.skipSpace()
    return bytes[parser.position] === 0x3c ? asDict(parser.readObject()) : undefined
  } catch (error) {
    if (!(error instanceof PdfError)) throw error
    return undefined
  }
}

/** The number of at most so many digits that ends, with up to four spaces, at `end`. */
function numberBefore(
  bytes: Buffer,
  end: number,
  digits: number,
): { start: number; value: number } | undefined {
  let at = end
  while (end - at < 5 && isBlank(bytes[at - 1])) at--
  const last = at
  while (last - at <= digits && isDigit(bytes[at - 1])) at--
  const isRight = end - last >= 1 && end - last <= 4 && last - at >= 1 && last - at <= digits
  return isRight ? { start: at, value: Number(bytes.toString('latin1', at, last)) } : undefined
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
