/** The few pieces of DER (X.690) that certificates and CMS signatures are written with. */

export function tlv(tag: number, ...content: Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0)
  const header = [tag]
  if (length < 0x80) header.push(length)
  else {
    const bytes: number[] = []
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
    header.push(0x80 | bytes.length, ...bytes)
  }
  return Buffer.concat([Buffer.from(header), ...content])
}

export const sequence = (...content: Uint8Array[]): Buffer => tlv(0x30, ...content)
/** SET OF: DER wants the elements sorted by their encoding. */
export const setOf = (...content: Uint8Array[]): Buffer => tlv(0x31, ...content.toSorted(Buffer.compare))
export const context = (number: number, ...content: Uint8Array[]): Buffer => tlv(0xa0 | number, ...content)
export const octets = (bytes: Uint8Array): Buffer => tlv(0x04, bytes)
export const bits = (bytes: Uint8Array, unused = 0): Buffer => tlv(0x03, Buffer.of(unused), bytes)
export const boolean = (value: boolean): Buffer => tlv(0x01, Buffer.of(value ? 0xff : 0))
export const nothing: Buffer = tlv(0x05)
export const utf8 = (text: string): Buffer => tlv(0x0c, Buffer.from(text.normalize('NFC'), 'utf8'))
export const printable = (text: string): Buffer => tlv(0x13, Buffer.from(text, 'latin1'))

/** A non-negative integer from its big-endian bytes. */
export function integer(value: number | Uint8Array): Buffer {
  let bytes = typeof value === 'number' ? Buffer.of(value) : Buffer.from(value)
  while (bytes.length > 1 && bytes[0] === 0) bytes = bytes.subarray(1)
  return tlv(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes)
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes: number[] = []
  for (const arc of [first * 40 + second, ...rest]) {
    const digits = [arc & 0x7f]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      digits.unshift((left & 0x7f) | 0x80)
    }
    bytes.push(...digits)
  }
  return tlv(0x06, Buffer.from(bytes))
}

/** UTCTime until 2049, GeneralizedTime after, as RFC 5280 §4.1.2.5 wants. */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '')
  return at.getUTCFullYear() < 2050
    ? tlv(0x17, Buffer.from(digits.slice(2), 'latin1'))
    : tlv(0x18, Buffer.from(digits, 'latin1'))
}

export interface DerNode {
  tag: number
  /** The whole element, header included. */
  raw: Buffer
  content: Buffer
}

/** Reads one element that starts at `offset`; throws on anything that is not definite-length DER. */
export function readDer(bytes: Uint8Array, offset = 0): DerNode {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tag = buffer[offset]
  const first = buffer[offset + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new RangeError('not DER')
  let length = first
  let start = offset + 2
  if (first >= 0x80) {
    const size = first & 0x7f
    if (size === 0 || size > 4 || start + size > buffer.length) throw new RangeError('not DER')
    length = buffer.readUIntBE(start, size)
    start += size
  }
  const end = start + length
  if (end > buffer.length) throw new RangeError('not DER: cut short')
  return { tag, raw: buffer.subarray(offset, end), content: buffer.subarray(start, end) }
}

/** The elements inside a constructed one. */
export function readDerChildren(node: DerNode): DerNode[] {
  const children: DerNode[] = []
  for (let offset = 0; offset < node.content.length; ) {
    const child = readDer(node.content, offset)
    children.push(child)
    offset += child.raw.length
  }
  return children
}
