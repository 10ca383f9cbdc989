/**
 * Frames of FLAC (RFC 9639), one at a time. Our own, because the library there is for it brings a parser under the LGPL. Whole
 * numbers are kept in doubles, which hold every sum exactly, also of 32-bit samples.
 */
import { FlacBits } from './flac-bits.ts'

export interface FlacStream {
  rate: number
  channels: number
  bits: number
  /** Samples of one channel in the whole file; 0 where the file does not say. */
  total: number
}

/** Thrown where a frame is not what was written. */
export class DamagedFrame extends Error {}

/** What STREAMINFO says; `description` is `fLaC`, a block header and its 34 bytes. */
export function readStreamInfo(description: Uint8Array): FlacStream {
  if (description.length < 42) throw new DamagedFrame('no stream info')
  const bits = new FlacBits(description.subarray(8 + 10))
  const rate = bits.read(20)
  const channels = bits.read(3) + 1
  const depth = bits.read(5) + 1
  const total = bits.read(4) * 2 ** 32 + bits.read(32)
  return { rate, channels, bits: depth, total }
}

/**
 * The channels of the frames of a packet, as whole numbers. It should hold one, but whoever takes files apart by looking for where frames
 * begin may take two for one. Throws `DamagedFrame`, also where a checksum is another.
 */
export function* decodeFlacFrames(packet: Uint8Array, stream: FlacStream): Generator<Float64Array[]> {
  for (let from = 0; from === 0 || beginsFrame(packet, from); ) {
    const { samples, length } = decodeFrame(packet.subarray(from), stream)
    yield samples
    from += length
  }
}

function beginsFrame(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xfe) === 0xf8
}

function decodeFrame(frame: Uint8Array, stream: FlacStream): { samples: Float64Array[]; length: number } {
  const bits = new FlacBits(frame)
  if (bits.read(14) !== 0b11111111111110) throw new DamagedFrame('no frame')
  bits.read(2)
  const sizeCode = bits.read(4)
  const rateCode = bits.read(4)
  const assignment = bits.read(4)
  const depth = depths[bits.read(3)] || stream.bits
  bits.read(1)
  // The number of the frame, as UTF-8 writes numbers: its first byte says how many follow.
  const following = Math.max(0, Math.clz32(~(bits.read(8) << 24)) - 1)
  for (let byte = 0; byte < Math.min(6, following); byte++) bits.read(8)
  const size = sizeOf(sizeCode, bits)
  if (rateCode === 12) bits.read(8)
  else if (rateCode === 13 || rateCode === 14) bits.read(16)
  bits.read(8)
  if (assignment > 10) throw new DamagedFrame('reserved channels')
  const channels = assignment < 8 ? assignment + 1 : 2
  // 8: the second is the difference, 9: the first is, 10: the second is, beside the mean.
  const difference = assignment === 9 ? 0 : assignment > 7 ? 1 : -1
  const samples: Float64Array[] = []
  for (let channel = 0; channel < channels; channel++)
    samples.push(readSubframe(bits, size, depth + (channel === difference ? 1 : 0)))
  bits.skipToByte()
  const end = bits.byteAt
  const checksum = bits.read(16)
  if (bits.isOver || checksum !== checksumOf(frame, end)) throw new DamagedFrame('another checksum')
  joinStereo(assignment, samples)
  return { samples, length: end + 2 }
}

const depths = [0, 8, 12, 0, 16, 20, 24, 32]

function sizeOf(code: number, bits: FlacBits): number {
  if (code === 0) throw new DamagedFrame('reserved size')
  if (code === 1) return 192
  if (code < 6) return 144 << code
  if (code === 6) return bits.read(8) + 1
  if (code === 7) return bits.read(16) + 1
  return 1 << code
}

function readSubframe(bits: FlacBits, size: number, wholeDepth: number): Float64Array {
  bits.read(1)
  const kind = bits.read(6)
  const wasted = bits.read(1) ? bits.readUnary() + 1 : 0
  const depth = wholeDepth - wasted
  if (depth < 1) throw new DamagedFrame('no bits left')
  const samples = new Float64Array(size)
  if (kind === 0) samples.fill(bits.readSigned(depth))
  else if (kind === 1) for (let at = 0; at < size; at++) samples[at] = bits.readSigned(depth)
  else if (kind >= 8 && kind <= 12) readPredicted(bits, samples, depth, kind - 8)
  else if (kind >= 32) readPredicted(bits, samples, depth, kind - 31, true)
  else throw new DamagedFrame('reserved subframe')
  if (wasted > 0) for (let at = 0; at < size; at++) samples[at] = (samples[at] ?? 0) * 2 ** wasted
  return samples
}

/** Whole predictors of the orders 0 to 4, the newest sample first. */
const fixedCoefficients = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]]

function readPredicted(
  bits: FlacBits,
  samples: Float64Array,
  depth: number,
  order: number,
  isLinear = false,
): void {
  if (order > samples.length) throw new DamagedFrame('more warm-up than samples')
  for (let at = 0; at < order; at++) samples[at] = bits.readSigned(depth)
  let coefficients = fixedCoefficients[order] ?? []
  let divisor = 1
  if (isLinear) {
    const precision = bits.read(4) + 1
    const shift = bits.readSigned(5)
    if (precision === 16 || shift < 0) throw new DamagedFrame('reserved precision')
    coefficients = Array.from({ length: order }, () => bits.readSigned(precision))
    divisor = 2 ** shift
  }
  readResidual(bits, samples, order)
  for (let at = order; at < samples.length; at++) {
    let sum = 0
    for (let tap = 0; tap < order; tap++) sum += (coefficients[tap] ?? 0) * (samples[at - 1 - tap] ?? 0)
    samples[at] = (samples[at] ?? 0) + Math.floor(sum / divisor)
  }
}

/** What prediction misses, in the place of the samples. */
function readResidual(bits: FlacBits, samples: Float64Array, order: number): void {
  const method = bits.read(2)
  if (method > 1) throw new DamagedFrame('reserved coding')
  const parameterBits = method === 0 ? 4 : 5
  const escaped = method === 0 ? 15 : 31
  const partitions = 1 << bits.read(4)
  const each = samples.length / partitions
  if (!Number.isInteger(each) || each < order) throw new DamagedFrame('partitions do not fit')
  let at = order
  for (let partition = 1; partition <= partitions; partition++) {
    const end = each * partition
    const parameter = bits.read(parameterBits)
    if (parameter === escaped) {
      const width = bits.read(5)
      for (; at < end; at++) samples[at] = bits.readSigned(width)
      continue
    }
    for (; at < end; at++) {
      const high = bits.readUnary()
      if (bits.isOver) throw new DamagedFrame('ends too soon')
      const folded = high * 2 ** parameter + bits.read(parameter)
      samples[at] = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2
    }
  }
}

function joinStereo(assignment: number, [first, second]: Float64Array[]): void {
  if (assignment < 8 || !first || !second) return
  for (let at = 0; at < first.length; at++) {
    const [a, b] = [first[at] ?? 0, second[at] ?? 0]
    if (assignment === 8) second[at] = a - b
    else if (assignment === 9) first[at] = a + b
    else {
      const middle = a * 2 + (b & 1)
      first[at] = (middle + b) / 2
      second[at] = (middle - b) / 2
    }
  }
}

const checksumTable = Uint16Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 8
  for (let bit = 0; bit < 8; bit++) value = value & 0x8000 ? (value << 1) ^ 0x8005 : value << 1
  return value & 0xffff
})

function checksumOf(bytes: Uint8Array, end: number): number {
  let value = 0
  for (let at = 0; at < end; at++)
    value = ((value << 8) & 0xffff) ^ (checksumTable[(value >> 8) ^ (bytes[at] ?? 0)] ?? 0)
  return value
}
