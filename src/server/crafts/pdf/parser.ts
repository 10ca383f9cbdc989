import type { Budget } from '#server/crafts/reading-budget.ts'
import { isKind, name, type PdfDict, type PdfObject, reference } from './objects.ts'

/** Thrown for anything that is not the PDF it should be; callers of this folder turn it into an answer. */
export class PdfError extends Error {}

const maximumDepth = 100
/** What making an object, and reading a word, costs beside its bytes: measured, about 25 ns a step. */
const objectSteps = 6
const wordSteps = 4
/** What a character of a name with escapes costs beside its byte. */
const escapeSteps = 10

const whitespace = [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]
const delimiters = Array.from('()<>[]{}/%', (character) => character.charCodeAt(0))
const isSpace = table(whitespace)
const isSpecial = table([...whitespace, ...delimiters])

/** Reads PDF objects from bytes, each byte once. Bounded in depth; every step moves on and is charged. */
export class PdfParser {
  readonly bytes: Buffer
  readonly budget: Budget
  position: number

  constructor(bytes: Buffer, position: number, budget: Budget) {
    this.bytes = bytes
    this.position = position
    this.budget = budget
  }

  skipSpace(): void {
    const start = this.position
    for (;;) {
      const byte = this.bytes[this.position]
      if (byte === undefined) break
      if (byte === 0x25) {
        while (this.position < this.bytes.length && !isLineEnd(this.bytes[this.position])) this.position++
      } else if (isSpace[byte]) this.position++
      else break
    }
    this.budget.step(this.position - start)
  }

  /** Whether nothing but white space lies between here and `offset`. */
  isAt(offset: number): boolean {
    this.skipSpace()
    return this.position === offset
  }

  /** The run of regular characters that starts here. */
  readWord(): string {
    this.skipSpace()
    return this.#readRegular()
  }

  expectWord(word: string): void {
    const found = this.readWord()
    if (found !== word) throw new PdfError(`expected ${word}`)
  }

  readInteger(): number {
    const word = this.readWord()
    if (!/^\d{1,15}$/.test(word)) throw new PdfError('expected a whole number')
    return Number(word)
  }

  readObject(depth = 0): PdfObject {
    if (depth > maximumDepth) throw new PdfError('nested too deep')
    this.budget.step(objectSteps)
    this.skipSpace()
    const byte = this.bytes[this.position]
    if (byte === undefined) throw new PdfError('cut short')
    switch (byte) {
      case 0x2f:
        this.position++
        return name(this.#nameText())
      case 0x28:
        return this.#literalString()
      case 0x5b:
        return this.#array(depth)
      case 0x3c:
        return this.bytes[this.position + 1] === 0x3c ? this.#dict(depth) : this.#hexString()
      default:
        return this.#wordObject()
    }
  }

  /** After a dictionary: where its stream data starts, if it has any. */
  findStreamStart(): number | undefined {
    const before = this.position
    this.skipSpace()
    if (this.bytes.toString('latin1', this.position, this.position + 6) !== 'stream') {
      this.position = before
      return undefined
    }
    let at = this.position + 6
    if (this.bytes[at] === 0x0d) at++
    if (this.bytes[at] === 0x0a) at++
    return at
  }

  #readRegular(): string {
    const start = this.position
    while (this.position < this.bytes.length && isRegular(this.bytes[this.position])) this.position++
    this.budget.step(this.position - start + wordSteps)
    return this.bytes.toString('latin1', start, this.position)
  }

  #wordObject(): PdfObject {
    const word = this.readWord()
    if (word === 'null') return null
    if (word === 'true') return true
    if (word === 'false') return false
    if (/^\d{1,10}$/.test(word)) {
      // `12 0 R` is a reference; `12 0` are two numbers.
      const before = this.position
      const generation = this.readWord()
      if (/^\d{1,5}$/.test(generation) && this.readWord() === 'R')
        return reference(Number(word), Number(generation))
      this.position = before
      return Number(word)
    }
    if (isNumber(word)) return Number.parseFloat(word) || 0
    throw new PdfError('expected an object')
  }

  #nameText(): string {
    const text = this.#readRegular()
    if (!text.includes('#')) return text
    this.budget.step(escapeSteps * text.length)
    return text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  }

  #array(depth: number): PdfObject[] {
    this.position++
    const items: PdfObject[] = []
    for (;;) {
      this.skipSpace()
      if (this.bytes[this.position] === 0x5d) {
        this.position++
        return items
      }
      items.push(this.readObject(depth + 1))
    }
  }

  #dict(depth: number): PdfDict {
    this.position += 2
    const entries = new Map<string, PdfObject>()
    for (;;) {
      this.skipSpace()
      if (this.bytes[this.position] === 0x3e && this.bytes[this.position + 1] === 0x3e) {
        this.position += 2
        return { kind: 'dict', entries }
      }
      if (this.bytes[this.position] !== 0x2f) throw new PdfError('expected a key')
      this.position++
      const key = this.#nameText()
      // Readers disagree on which of two equal keys counts, so none of them can be trusted.
      if (entries.has(key)) throw new PdfError(`two values for ${key}`)
      entries.set(key, this.readObject(depth + 1))
    }
  }

  #hexString(): PdfObject {
    const start = this.position
    const close = this.bytes.indexOf(0x3e, start)
    this.budget.step((close < 0 ? this.bytes.length : close) - start)
    if (close < 0) throw new PdfError('a string does not end')
    const digits = this.bytes.toString('latin1', start + 1, close).replace(/[\0\t\n\f\r ]/g, '')
    if (!/^[0-9A-Fa-f]*$/.test(digits)) throw new PdfError('not a hexadecimal string')
    this.position = close + 1
    const bytes = Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex')
    return { kind: 'string', bytes, hex: true, start, end: close + 1 }
  }

  #literalString(): PdfObject {
    const start = this.position
    const end = this.#literalEnd()
    // What stands for a character is never shorter than it.
    const out = Buffer.alloc(end - start)
    let length = 0
    this.position = start + 1
    while (this.position < end - 1) {
      const byte = this.bytes[this.position++]
      if (byte === 0x5c) {
        const meant = this.#escape()
        if (meant !== undefined) out[length++] = meant
      } else if (byte === 0x0d) {
        if (this.bytes[this.position] === 0x0a) this.position++
        out[length++] = 0x0a
      } else out[length++] = byte ?? 0
    }
    this.position = end
    return { kind: 'string', bytes: out.subarray(0, length), hex: false, start, end }
  }

  /** Behind the parenthesis that closes the string opened here. */
  #literalEnd(): number {
    let at = this.position + 1
    for (let open = 1; open > 0; at++) {
      const byte = this.bytes[at]
      if (byte === undefined) {
        this.budget.step(at - this.position)
        throw new PdfError('a string does not end')
      }
      if (byte === 0x5c) at++
      else if (byte === 0x28) open++
      else if (byte === 0x29) open--
    }
    this.budget.step(at - this.position)
    return at
  }

  /** The character an escape stands for; none for a line that is continued. */
  #escape(): number | undefined {
    const byte = this.bytes[this.position++] ?? 0
    const simple = escapes[byte]
    if (simple !== undefined) return simple
    if (byte === 0x0d) {
      if (this.bytes[this.position] === 0x0a) this.position++
      return undefined
    }
    if (byte === 0x0a) return undefined
    if (!isOctal(byte)) return byte
    let value = byte - 0x30
    for (let i = 0; i < 2; i++) {
      const digit = this.bytes[this.position]
      if (digit === undefined || !isOctal(digit)) break
      value = value * 8 + digit - 0x30
      this.position++
    }
    return value & 0xff
  }
}

/** `\n`, `\r`, `\t`, `\b`, `\f` */
const escapes: Record<number, number> = { 110: 0x0a, 114: 0x0d, 116: 0x09, 98: 0x08, 102: 0x0c }

function table(bytes: readonly number[]): Uint8Array {
  const marks = new Uint8Array(256)
  for (const byte of bytes) marks[byte] = 1
  return marks
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d
}

function isOctal(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x37
}

/** Whether a byte belongs to a name, a number or a keyword. */
export function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && isSpecial[byte] === 0
}

/** Whether a byte is white space to PDF. */
export function isWhiteSpace(byte: number | undefined): boolean {
  return byte !== undefined && isSpace[byte] === 1
}

/** Signs, digits, a point, digits; and a minus inside, which some programs write and readers pass over. */
function isNumber(word: string): boolean {
  let at = 0
  let digits = 0
  const skipDigits = () => {
    for (let code = word.charCodeAt(at); code >= 0x30 && code <= 0x39; code = word.charCodeAt(++at)) digits++
  }
  while (word[at] === '+' || word[at] === '-') at++
  skipDigits()
  if (word[at] === '.') at++
  skipDigits()
  if (word[at] === '-') at++
  skipDigits()
  return at === word.length && digits > 0
}

/** The value of a direct number, for places where the format wants one. */
export function numberIn(dictionary: PdfDict, key: string): number {
  const value = dictionary.entries.get(key)
  if (typeof value !== 'number') throw new PdfError(`${key} is not a number`)
  return value
}

/** A direct dictionary, for places where the format wants one. */
export function asDict(object: PdfObject | undefined): PdfDict {
  if (!isKind(object, 'dict')) throw new PdfError('expected a dictionary')
  return object
}
