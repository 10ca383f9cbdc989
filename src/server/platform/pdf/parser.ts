import { isKind, name, type PdfDict, type PdfObject, reference } from './objects.ts'

/** Thrown for anything that is not the PDF it should be; callers of this folder turn it into an answer. */
export class PdfError extends Error {}

const maximumDepth = 100

const whitespace = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20])
const delimiters = new Set(['(', ')', '<', '>', '[', ']', '{', '}', '/', '%'].map((c) => c.charCodeAt(0)))

/** Reads PDF objects from bytes. Bounded in depth; every step moves on, so it ends. */
export class PdfParser {
  readonly bytes: Buffer
  position: number

  constructor(bytes: Buffer, position = 0) {
    this.bytes = bytes
    this.position = position
  }

  skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.position]
      if (byte === undefined) return
      if (byte === 0x25) {
        while (this.position < this.bytes.length && !isLineEnd(this.bytes[this.position])) this.position++
      } else if (whitespace.has(byte)) this.position++
      else return
    }
  }

  /** Whether nothing but white space lies between here and `offset`. */
  isAt(offset: number): boolean {
    this.skipSpace()
    return this.position === offset
  }

  /** The run of regular characters that starts here. */
  readWord(): string {
    this.skipSpace()
    const start = this.position
    while (this.position < this.bytes.length && isRegular(this.bytes[this.position])) this.position++
    return this.bytes.toString('latin1', start, this.position)
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
    if (/^[+-]*\d*\.?\d*-?\d*$/.test(word) && /\d/.test(word)) return Number.parseFloat(word) || 0
    throw new PdfError('expected an object')
  }

  #nameText(): string {
    const start = this.position
    while (this.position < this.bytes.length && isRegular(this.bytes[this.position])) this.position++
    return this.bytes
      .toString('latin1', start, this.position)
      .replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
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
    if (close < 0) throw new PdfError('a string does not end')
    const digits = this.bytes.toString('latin1', start + 1, close).replace(/[\0\t\n\f\r ]/g, '')
    if (!/^[0-9A-Fa-f]*$/.test(digits)) throw new PdfError('not a hexadecimal string')
    this.position = close + 1
    const bytes = Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex')
    return { kind: 'string', bytes, hex: true, start, end: close + 1 }
  }

  #literalString(): PdfObject {
    const start = this.position++
    const bytes: number[] = []
    for (let open = 1; ; ) {
      const byte = this.bytes[this.position++]
      if (byte === undefined) throw new PdfError('a string does not end')
      if (byte === 0x5c) this.#escape(bytes)
      else if (byte === 0x0d) {
        if (this.bytes[this.position] === 0x0a) this.position++
        bytes.push(0x0a)
      } else {
        if (byte === 0x28) open++
        if (byte === 0x29) open--
        if (open === 0) break
        bytes.push(byte)
      }
    }
    return { kind: 'string', bytes: Buffer.from(bytes), hex: false, start, end: this.position }
  }

  #escape(bytes: number[]): void {
    const byte = this.bytes[this.position++]
    if (byte === undefined) throw new PdfError('a string does not end')
    const simple = { n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c }[String.fromCharCode(byte)]
    if (simple !== undefined) bytes.push(simple)
    else if (byte === 0x0d) {
      if (this.bytes[this.position] === 0x0a) this.position++
    } else if (byte >= 0x30 && byte <= 0x37) {
      let value = byte - 0x30
      for (let i = 0; i < 2; i++) {
        const digit = this.bytes[this.position]
        if (digit === undefined || digit < 0x30 || digit > 0x37) break
        value = value * 8 + digit - 0x30
        this.position++
      }
      bytes.push(value & 0xff)
    } else if (byte !== 0x0a) bytes.push(byte)
  }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d
}

function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && !whitespace.has(byte) && !delimiters.has(byte)
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
