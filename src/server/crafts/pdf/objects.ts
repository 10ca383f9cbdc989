/** The object types of PDF (ISO 32000-1 §7.3). Arrays, numbers, booleans and null are JavaScript's own. */
export type PdfObject =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | PdfDict
  | PdfStream
  | PdfObject[]

export interface PdfName {
  kind: 'name'
  value: string
}

export interface PdfString {
  kind: 'string'
  bytes: Buffer
  hex: boolean
  /** Where its delimiters stand in the text it was read from; 0 for a string made here. */
  start: number
  end: number
}

export interface PdfReference {
  kind: 'reference'
  number: number
  generation: number
}

export interface PdfDict {
  kind: 'dict'
  entries: Map<string, PdfObject>
}

export interface PdfStream {
  kind: 'stream'
  dict: PdfDict
  /** Bytes as they stand in the file, filters not undone. */
  data: Buffer
}

export const name = (value: string): PdfName => ({ kind: 'name', value })
export const reference = (number: number, generation = 0): PdfReference => ({
  kind: 'reference',
  number,
  generation,
})
export const dict = (entries: Record<string, PdfObject>): PdfDict => ({
  kind: 'dict',
  entries: new Map(Object.entries(entries)),
})
export const stream = (entries: Record<string, PdfObject>, data: Buffer): PdfStream => ({
  kind: 'stream',
  dict: dict({ ...entries, Length: data.length }),
  data,
})
export const hexString = (bytes: Buffer): PdfString => ({
  kind: 'string',
  bytes,
  hex: true,
  start: 0,
  end: 0,
})

/** A text string: ASCII as it stands, anything else in UTF-16BE with its mark. */
export function textString(text: string): PdfString {
  const plain = text.normalize('NFC')
  const ascii = /^[\x20-\x7e]*$/.test(plain)
  const bytes = ascii
    ? Buffer.from(plain, 'latin1')
    : Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(plain, 'utf16le').swap16()])
  return { kind: 'string', bytes, hex: !ascii, start: 0, end: 0 }
}

/** The text of a text string. */
export function textOf(object: PdfObject | undefined): string | undefined {
  if (!isKind(object, 'string')) return undefined
  const { bytes } = object
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le')
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3)
  return bytes.toString('latin1')
}

type Kinds = PdfName | PdfString | PdfReference | PdfDict | PdfStream

export function isKind<K extends Kinds['kind']>(
  object: PdfObject | undefined,
  kind: K,
): object is Extract<Kinds, { kind: K }> {
  return typeof object === 'object' && object !== null && !Array.isArray(object) && object.kind === kind
}

/** Whether the object is this name. */
export function isName(object: PdfObject | undefined, value: string): boolean {
  return isKind(object, 'name') && object.value === value
}

/** Writes an object as PDF source. Streams are written whole. */
export function writeObject(object: PdfObject): Buffer {
  if (isKind(object, 'stream')) {
    return Buffer.concat([
      Buffer.from(`${writeText(object.dict)}\nstream\n`, 'latin1'),
      object.data,
      Buffer.from('\nendstream', 'latin1'),
    ])
  }
  return Buffer.from(writeText(object), 'latin1')
}

function writeText(object: PdfObject): string {
  if (object === null) return 'null'
  if (typeof object === 'boolean') return String(object)
  if (typeof object === 'number') return writeNumber(object)
  if (Array.isArray(object)) return `[${object.map(writeText).join(' ')}]`
  switch (object.kind) {
    case 'name':
      return writeName(object.value)
    case 'string':
      return object.hex ? `<${object.bytes.toString('hex')}>` : `(${escapeLiteral(object.bytes)})`
    case 'reference':
      return `${object.number} ${object.generation} R`
    case 'dict':
      return `<<${[...object.entries].map(([key, value]) => `${writeName(key)} ${writeText(value)}`).join(' ')}>>`
    case 'stream':
      throw new TypeError('a stream stands only at the top of an indirect object')
  }
}

/** PDF knows no exponents. */
export function writeNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(4).replace(/\.?0+$/, '')
}

function writeName(value: string): string {
  return `/${value.replace(/[^!"$&'*-.0-;=?-Z\\^-z|~]/g, (c) => `#${c.charCodeAt(0).toString(16).padStart(2, '0')}`)}`
}

function escapeLiteral(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\\()]/g, '\\$&')
    .replace(/\r/g, '\\r')
}
