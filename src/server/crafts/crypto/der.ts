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
  /** Of indefinite length, which BER allows and DER does not. */
  indefinite: boolean
  /** Charged for what is read inside. */
  meter: Meter
}

/** What reading may still cost; reading what we made ourselves costs nothing worth counting. */
interface Meter {
  step(count?: number): void
}

const unmetered: Meter = { step: () => {} }
const maximumDepth = 40
const maximumOctetsDepth = 8
/** What an element costs beside its bytes. */
const elementSteps = 8

/** Reads one element that starts at `offset`, DER or BER; throws on anything else. Every element is charged. */
export function readDer(bytes: Uint8Array, offset = 0, meter: Meter = unmetered, depth = 0): DerNode {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  meter.step(elementSteps)
  const tag = buffer[offset]
  const first = buffer[offset + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || depth > maximumDepth) {
    throw new RangeError('not DER')
  }
  let start = offset + 2
  if (first === 0x80) {
    // Up to the two zero bytes after the last element inside.
    let end = start
    while (buffer[end] !== 0 || buffer[end + 1] !== 0)
      end += readDer(buffer, end, meter, depth + 1).raw.length
    return {
      tag,
      raw: buffer.subarray(offset, end + 2),
      content: buffer.subarray(start, end),
      indefinite: true,
      meter,
    }
  }
  let length = first
  if (first > 0x80) {
    const size = first & 0x7f
    if (size > 4 || start + size > buffer.length) throw new RangeError('not DER')
    length = buffer.readUIntBE(start, size)
    start += size
  }
  const end = start + length
  if (end > buffer.length) throw new RangeError('not DER: cut short')
  return {
    tag,
    raw: buffer.subarray(offset, end),
    content: buffer.subarray(start, end),
    indefinite: false,
    meter,
  }
}

/** The elements inside a constructed one. */
export function readDerChildren(node: DerNode): DerNode[] {
  const children: DerNode[] = []
  for (let offset = 0; offset < node.content.length; ) {
    const child = readDer(node.content, offset, node.meter)
    children.push(child)
    offset += child.raw.length
  }
  return children
}

/** The dotted form of an object identifier. */
export function readOid(node: DerNode | undefined): string {
  // No identifier in use is longer; arcs beyond 2^53 would read as others.
  if (node?.tag !== 0x06 || node.content.length > 64) return ''
  const arcs: number[] = []
  let value = 0
  for (const byte of node.content) {
    value = value * 128 + (byte & 0x7f)
    if (!(byte & 0x80)) {
      arcs.push(value)
      value = 0
    }
  }
  const [first = 0, ...rest] = arcs
  const root = Math.min(2, Math.floor(first / 40))
  return [root, first - root * 40, ...rest].join('.')
}

/** The bytes of an octet string, put together when BER cut it into pieces. */
export function readOctets(node: DerNode, depth = 0): Buffer {
  if (node.tag === 0x04) return node.content
  if (node.tag !== 0x24 || depth > maximumOctetsDepth) throw new RangeError('not an octet string')
  node.meter.step(node.content.length)
  return Buffer.concat(readDerChildren(node).map((piece) => readOctets(piece, depth + 1)))
}
