/** Whisper, run token by token: what it hears in a window of at most thirty seconds. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Heard, type HearingOptions, type SpeechFiles, sampleRate } from '../model.ts'
import { framesOf } from './align.ts'
import { cutEncoder } from './cut-encoder.ts'
import { Decoder, type Place } from './decoder.ts'
import { loopingToken } from './loops.ts'
import { bands, melOf } from './mel.ts'
import type { Runtime, Session, SessionOptions, Tensor } from './runtime.ts'
import { readTokens, type Tokens } from './tokens.ts'
import { wordsOf } from './words.ts'

/** Frames of the encoder: fifty a second. */
const framesASecond = 50
const windowSeconds = 30
export const captionSeconds = 8
/** What the decoder can hold, less the marks before the text. */
const mostTokens = 440
/** Fast speech has seven syllables a second, of two tokens each at most; what is longer was not said. */
const tokensASecond = 14
const fewestTokens = 12

/** What was written for one window. */
interface Written {
  tokens: number[]
  /** The logarithm of the probability of each token. */
  certainty: number[]
  /** What each token and the end looked at. */
  looks: Float32Array[][]
  silence: number
}

export class Whisper {
  readonly #runtime: Runtime
  readonly #files: SpeechFiles
  readonly #options: SessionOptions
  readonly #tokens: Tokens
  readonly #never: readonly number[]
  readonly #notFirst: readonly number[]
  readonly #vocabulary: number
  #decoder: Decoder | undefined
  readonly #encoders = new Map<number, Session>()

  /** Reads what is small; the weights are loaded when they are first needed. */
  constructor(runtime: Runtime, files: SpeechFiles, options: SessionOptions) {
    this.#runtime = runtime
    this.#files = files
    this.#options = options
    this.#tokens = readTokens(join(files.whisper, 'tokenizer.json'))
    const generation = join(files.whisper, 'generation_config.json')
    const rules: { suppress_tokens?: number[]; begin_suppress_tokens?: number[] } = existsSync(generation)
      ? JSON.parse(readFileSync(generation, 'utf8'))
      : {}
    const config: { vocab_size: number } = JSON.parse(
      readFileSync(join(files.whisper, 'config.json'), 'utf8'),
    )
    this.#vocabulary = config.vocab_size
    this.#never = rules.suppress_tokens ?? []
    this.#notFirst = rules.begin_suppress_tokens ?? []
  }

  /** What is said in a window; the same for the same window. */
  async hear(samples: Float32Array, { mode, isBare = false }: HearingOptions): Promise<Heard> {
    const seconds = samples.length / sampleRate
    const length = mode === 'caption' && seconds <= captionSeconds ? captionSeconds : windowSeconds
    const heard = await this.#encode(samples, length)
    const written = await this.#write(heard, seconds, isBare)
    const frames = Math.min(Math.ceil(seconds * framesASecond), length * framesASecond)
    const begins = framesOf(
      written.looks.map((heads) => heads.map((look) => look.subarray(0, frames))),
      frames,
    ).map((frame) => frame / framesASecond)
    const { tokens, certainty, silence } = written
    const mean = certainty.length === 0 ? 0 : certainty.reduce((sum, one) => sum + one, 0) / certainty.length
    return { words: wordsOf(tokens, begins, certainty, this.#tokens), silence, certainty: mean }
  }

  async #encode(samples: Float32Array, seconds: number): Promise<Tensor> {
    const encoder = this.#encoders.get(seconds) ?? (await this.#openEncoder(seconds))
    const columns = seconds * 100
    const input = new this.#runtime.Tensor('float32', melOf(samples, columns), [1, bands, columns])
    const { last_hidden_state: heard } = await encoder.run({ input_features: input })
    if (!heard) throw new Error('the encoder gave nothing')
    return heard
  }

  async #openEncoder(seconds: number): Promise<Session> {
    const path = join(this.#files.whisper, 'onnx/encoder_model_quantized.onnx')
    const model = cutEncoder(readFileSync(path), seconds * framesASecond)
    const session = await this.#runtime.InferenceSession.create(model, this.#options)
    this.#encoders.set(seconds, session)
    return session
  }

  async #openDecoder(): Promise<Decoder> {
    const path = join(this.#files.whisper, 'onnx/decoder_model_merged_quantized.onnx')
    const session = await this.#runtime.InferenceSession.create(path, this.#options)
    return new Decoder(this.#runtime, session, this.#vocabulary)
  }

  async #write(heard: Tensor, seconds: number, isBare: boolean): Promise<Written> {
    this.#decoder ??= await this.#openDecoder()
    const { start, vietnamese, transcribe, withoutTimes, end, noSpeech } = this.#tokens
    const marks = [start, vietnamese, transcribe, withoutTimes]
    let place: Place = await this.#decoder.begin(marks, heard)
    const written: Written = {
      tokens: [],
      certainty: [],
      looks: [],
      silence: Math.exp(certaintyOf(place.logits.subarray(0, this.#vocabulary), noSpeech)),
    }
    const most = isBare ? mostTokens : Math.min(mostTokens, fewestTokens + Math.ceil(seconds * tokensASecond))
    for (;;) {
      const logits = place.logits.subarray(place.logits.length - this.#vocabulary)
      const token = this.#choose(logits, written.tokens, isBare)
      written.looks.push(place.looks)
      if (token === end || written.tokens.length >= most) return written
      written.tokens.push(token)
      written.certainty.push(certaintyOf(logits, token))
      place = await this.#decoder.next(place, token, heard)
    }
  }

  /** The likeliest token that may stand here. */
  #choose(logits: Float32Array, before: readonly number[], isBare: boolean): number {
    for (const token of this.#never) logits[token] = Number.NEGATIVE_INFINITY
    if (before.length === 0) for (const token of this.#notFirst) logits[token] = Number.NEGATIVE_INFINITY
    const loop = isBare ? undefined : loopingToken(before)
    if (loop !== undefined) logits[loop] = Number.NEGATIVE_INFINITY
    let best = this.#tokens.end
    for (let token = 0; token < this.#tokens.end; token++)
      if ((logits[token] as number) > (logits[best] as number)) best = token
    return best
  }
}

/** The logarithm of the probability of one token among all. */
function certaintyOf(logits: Float32Array, token: number): number {
  let most = Number.NEGATIVE_INFINITY
  for (const value of logits) if (value > most) most = value
  let sum = 0
  for (const value of logits) sum += Math.exp(value - most)
  return (logits[token] as number) - most - Math.log(sum)
}
