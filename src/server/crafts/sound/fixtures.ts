/** Sound whose every part is known, for tests: two seconds of tones and a pause. */
import { readFileSync } from 'node:fs'

/** Hz in each half second; 0 is silence. */
export const knownTones = [440, 0, 1000, 3000] as const
const halfSecond = 0.5

/** Two seconds at any rate, half as loud as possible. */
export function knownSound(rate: number, seconds = knownTones.length * halfSecond): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, at) => {
    const tone = knownTones[Math.floor(at / rate / halfSecond) % knownTones.length] ?? 0
    return 0.5 * Math.sin((2 * Math.PI * tone * at) / rate)
  })
}

/** How loud a tone is within a stretch of sound at 16 kHz: 0.5 for ours. */
export function loudnessOf(tone: number, samples: Float32Array, from: number, to: number): number {
  let [real, imaginary] = [0, 0]
  const [first, last] = [Math.round(from * 16_000), Math.round(to * 16_000)]
  for (let at = first; at < last; at++) {
    const angle = (2 * Math.PI * tone * at) / 16_000
    real += (samples[at] ?? 0) * Math.cos(angle)
    imaginary += (samples[at] ?? 0) * Math.sin(angle)
  }
  return (2 * Math.hypot(real, imaginary)) / (last - first)
}

export type WaveKind = 's16' | 's24' | 'f32' | 'u8'

/** A RIFF file of these channels. */
export function asWave(channels: Float32Array[], rate: number, kind: WaveKind = 's16'): Buffer {
  const bytes = { s16: 2, s24: 3, f32: 4, u8: 1 }[kind]
  const frames = channels[0]?.length ?? 0
  const data = Buffer.alloc(frames * channels.length * bytes)
  let at = 0
  for (let frame = 0; frame < frames; frame++)
    for (const channel of channels) {
      const value = channel[frame] ?? 0
      if (kind === 'f32') data.writeFloatLE(value, at)
      else if (kind === 'u8') data.writeUInt8(Math.round(value * 127) + 128, at)
      else data.writeIntLE(Math.round(value * (2 ** (bytes * 8 - 1) - 1)), at, bytes)
      at += bytes
    }
  const head = Buffer.alloc(44)
  head.write('RIFF')
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(kind === 'f32' ? 3 : 1, 20)
  head.writeUInt16LE(channels.length, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * channels.length * bytes, 28)
  head.writeUInt16LE(channels.length * bytes, 32)
  head.writeUInt16LE(bytes * 8, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

/** Our known sound as an encoder elsewhere wrote it, by the ending of its name. */
export type KnownFile =
  | 'opus.webm'
  | 'opus-stereo.mp4'
  | 'opus.ogg'
  | 'tones.mp3'
  | 'tones.flac'
  | 'stereo-24.flac'
  | 'aac.m4a'

/** Where it lies, below the folder the tests run from. */
export function knownFile(name: KnownFile): string {
  return `tests/sound/${name}`
}

export function knownBytes(name: KnownFile): Buffer {
  return readFileSync(knownFile(name))
}
