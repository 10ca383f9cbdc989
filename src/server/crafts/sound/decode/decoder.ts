/** A packet of any codec as one channel of samples. */
import { MPEGDecoder } from 'mpg123-decoder'
import { OpusDecoder } from 'opus-decoder'
import { soundRate } from '../resample.ts'
import { decodeFlacFrames, readStreamInfo } from './flac.ts'
import { decodePcm, pcmFormat } from './pcm.ts'

export interface PacketDecoder {
  rate: number
  /** Samples at the beginning that are no sound but the decoder's run-up, at `rate`. */
  runUp: number
  /** Throws where the packet is damaged. */
  decode(packet: Uint8Array): Float32Array
}

export interface TrackFormat {
  /** As mediabunny names it. */
  codec: string
  rate: number
  channels: number
  description: Uint8Array | undefined
}

/** Undefined where the codec is none that is read here. */
export async function createDecoder(format: TrackFormat): Promise<PacketDecoder | undefined> {
  const { codec, rate, channels, description } = format
  if (codec === 'opus') return opusDecoder(channels, description)
  if (codec === 'mp3') return mp3Decoder(rate)
  if (codec === 'flac' && description) {
    const stream = readStreamInfo(description)
    const loudest = 2 ** (stream.bits - 1)
    return {
      rate,
      runUp: 0,
      decode: (packet) =>
        joined(Array.from(decodeFlacFrames(packet, stream), (channels) => mixed(channels, loudest))),
    }
  }
  const pcm = pcmFormat(codec)
  return pcm && { rate, runUp: 0, decode: (packet) => decodePcm(packet, pcm, channels) }
}

/** libopus gives 16 kHz itself, whatever was recorded. */
async function opusDecoder(channels: number, head: Uint8Array | undefined): Promise<PacketDecoder> {
  const view = head && new DataView(head.buffer, head.byteOffset, head.byteLength)
  const family = head && head.length > 18 ? head[18] : 0
  const mapping =
    family && head && head.length >= 21 + channels
      ? {
          streamCount: head[19] ?? 1,
          coupledStreamCount: head[20] ?? 0,
          channelMappingTable: [...head.subarray(21, 21 + channels)],
        }
      : {}
  const decoder = new OpusDecoder({ sampleRate: soundRate, channels, ...mapping })
  await decoder.ready
  return {
    rate: soundRate,
    runUp: view && view.byteLength >= 12 ? Math.round((view.getUint16(10, true) * soundRate) / 48_000) : 0,
    decode(packet) {
      const { channelData, errors } = decoder.decodeFrame(packet)
      if (errors.length > 0) throw new Error('a packet of Opus is damaged')
      return mixed(channelData, 1)
    },
  }
}

async function mp3Decoder(rate: number): Promise<PacketDecoder> {
  // Without its reckoning of pauses, which needs the whole file, every frame gives its samples.
  const decoder = new MPEGDecoder({ enableGapless: false })
  await decoder.ready
  return {
    rate,
    runUp: 0,
    decode(packet) {
      const { channelData, errors, sampleRate, samplesDecoded } = decoder.decodeFrame(packet)
      if (errors.length > 0 || (samplesDecoded > 0 && sampleRate !== rate))
        throw new Error('a frame of MP3 is damaged')
      return mixed(channelData, 1)
    },
  }
}

function joined(pieces: Float32Array[]): Float32Array {
  const [only] = pieces
  if (only && pieces.length === 1) return only
  const samples = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    samples.set(piece, at)
    at += piece.length
  }
  return samples
}

/** The mean of all channels, `loudest` becoming 1. */
function mixed(channels: readonly (Float32Array | Float64Array)[], loudest: number): Float32Array {
  const samples = new Float32Array(channels[0]?.length ?? 0)
  const share = 1 / (loudest * Math.max(1, channels.length))
  for (const channel of channels)
    for (let at = 0; at < samples.length; at++) samples[at] = (samples[at] ?? 0) + (channel[at] ?? 0) * share
  return samples
}
