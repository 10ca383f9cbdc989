/** Samples as they are, in any of the ways WAV, MP4 and Matroska write them. */

export interface PcmFormat {
  kind: 'unsigned' | 'signed' | 'float' | 'mu' | 'a'
  bytes: number
  isBigEndian: boolean
}

/** By the names mediabunny gives, `pcm-s16be`. */
export function pcmFormat(codec: string): PcmFormat | undefined {
  if (codec === 'ulaw') return { kind: 'mu', bytes: 1, isBigEndian: false }
  if (codec === 'alaw') return { kind: 'a', bytes: 1, isBigEndian: false }
  const [, kind, bits, end] = /^pcm-([usf])(8|16|24|32|64)(be)?$/.exec(codec) ?? []
  if (!kind) return undefined
  const kinds = { u: 'unsigned', s: 'signed', f: 'float' } as const
  return { kind: kinds[kind as keyof typeof kinds], bytes: Number(bits) / 8, isBigEndian: end === 'be' }
}

/** The mean of all channels; what is left of the last sample is dropped. A float that is no number or louder than loud is bounded. */
export function decodePcm(bytes: Uint8Array, format: PcmFormat, channels: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const samples = new Float32Array(Math.floor(bytes.length / (format.bytes * channels)))
  const read = reader(view, format)
  for (let at = 0; at < samples.length; at++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += read((at * channels + channel) * format.bytes)
    samples[at] = sum / channels
  }
  return samples
}

function reader(view: DataView, { kind, bytes, isBigEndian }: PcmFormat): (at: number) => number {
  const little = !isBigEndian
  if (kind === 'mu') return (at) => muLaw(view.getUint8(at))
  if (kind === 'a') return (at) => aLaw(view.getUint8(at))
  if (kind === 'float')
    return (at) => bounded(bytes === 4 ? view.getFloat32(at, little) : view.getFloat64(at, little))
  if (bytes === 1)
    return (at) => (kind === 'unsigned' ? (view.getUint8(at) - 128) / 128 : view.getInt8(at) / 128)
  if (bytes === 2) return (at) => view.getInt16(at, little) / 32_768
  if (bytes === 3)
    return (at) =>
      little
        ? ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 8_388_608
        : ((view.getInt8(at) << 16) | view.getUint16(at + 1)) / 8_388_608
  return (at) => view.getInt32(at, little) / 2_147_483_648
}

const bounded = (value: number) => (value >= -1 && value <= 1 ? value : value > 1 ? 1 : value < -1 ? -1 : 0)

/** ITU-T G.711. */
function muLaw(byte: number): number {
  const code = ~byte & 0xff
  const size = (((code & 0x0f) << 3) + 0x84) << ((code & 0x70) >> 4)
  return (code & 0x80 ? 0x84 - size : size - 0x84) / 32_768
}

/** ITU-T G.711. */
function aLaw(byte: number): number {
  const code = byte ^ 0x55
  const segment = (code & 0x70) >> 4
  const base = (code & 0x0f) << 4
  const size = segment === 0 ? base + 8 : (base + 0x108) << (segment - 1)
  return (code & 0x80 ? size : -size) / 32_768
}
