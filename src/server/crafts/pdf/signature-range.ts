import { type DerNode, readDer } from '#server/crafts/crypto/der.ts'
import type { Budget } from '#server/crafts/reading-budget.ts'
import type { FormNode } from './fields.ts'
import type { PdfDict, PdfObject, PdfString } from './objects.ts'
import { isWhiteSpace, PdfError } from './parser.ts'

const maximumContents = 2 << 20

/** A signature as it stands in its field. */
export interface FoundSignature {
  node: FormNode
  value: PdfDict
  contents: PdfString | undefined
  /** Where the signed bytes stop for the signature itself, go on after it, and end. */
  range: { gapStart: number; gapEnd: number; end: number } | undefined
}

/** The signed bytes: all up to the signature itself, and from behind it to the end. */
export function readRange(object: PdfObject): FoundSignature['range'] {
  if (!Array.isArray(object) || object.length !== 4) return undefined
  const [start, length, second, rest] = object
  const whole = (value: PdfObject | undefined): value is number =>
    Number.isSafeInteger(value) && Number(value) >= 0
  if (start !== 0 || !whole(length) || !whole(second) || !whole(rest) || second <= length) return undefined
  return { gapStart: length, gapEnd: second, end: second + rest }
}

/**
 * The only bytes not signed are those of the signature itself (ISO 32000-1 §12.8.1). Its delimiters may be
 * signed, and white space around it not.
 */
export function requireExactGap(
  bytes: Buffer,
  range: NonNullable<FoundSignature['range']>,
  contents: PdfString,
): void {
  const blank = (from: number, to: number) => /^[\s\0]*$/.test(bytes.toString('latin1', from, to))
  const fits =
    range.end <= bytes.length &&
    range.gapStart <= contents.start + 1 &&
    range.gapEnd >= contents.end - 1 &&
    contents.start - range.gapStart < 1000 &&
    range.gapEnd - contents.end < 1000 &&
    blank(range.gapStart, contents.start) &&
    blank(contents.end, range.gapEnd)
  if (!fits) throw new PdfError('the signed range leaves out more than the signature')
}

/** Of two signatures the later one covers all of the earlier one; one value serves one field. */
export function requireNested(one: FoundSignature, other: FoundSignature): void {
  if (one === other) return
  if (!one.range || !other.range) throw new PdfError('another signature of the document is malformed')
  if (one.value === other.value || one.range.gapStart === other.range.gapStart) {
    throw new PdfError('one signature serves two fields')
  }
  const [earlier, later] =
    one.range.end <= other.range.end ? [one.range, other.range] : [other.range, one.range]
  if (earlier.end > later.gapStart) throw new PdfError('signed ranges overlap')
}

/** The CMS at the beginning of the room set aside for it; behind it nothing but zeros. */
export function withoutPadding(contents: Buffer, budget: Budget): DerNode {
  if (contents.length === 0 || contents.length > maximumContents) throw new PdfError('the signature is empty')
  const node = readDer(contents, 0, budget)
  budget.step(contents.length - node.raw.length)
  if (contents.subarray(node.raw.length).some((byte) => byte !== 0))
    throw new PdfError('something follows the signature')
  return node
}

/** Whether the last `startxref`, its number and `%%EOF` are the last words: some readers see what follows. */
export function endsProperly(bytes: Buffer, budget: Budget): boolean {
  const start = bytes.lastIndexOf('startxref')
  if (start < 0) return false
  budget.step(bytes.length - start)
  let end = bytes.length
  while (isWhiteSpace(bytes[end - 1])) end--
  return end - start < 100 && /^startxref\s+\d+\s+%%EOF$/.test(bytes.toString('latin1', start, end))
}
