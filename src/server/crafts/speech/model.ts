/** What speech is to the rest of the house: sound in, words with their times out. Sound is mono, 16,000 samples a second, from −1 to 1. */

export const sampleRate = 16_000

export interface Word {
  text: string
  /** Seconds from the first sample. */
  start: number
  end: number
  /** From 0 to 1: how sure the engine was of its least sure part. */
  probability: number
}

/** What was said in one go: words up to the end of a sentence or a pause. */
export interface Segment {
  text: string
  start: number
  end: number
  words: Word[]
}

export interface Transcript {
  text: string
  words: Word[]
  segments: Segment[]
}

/** Where an engine finds what it is made of: files of packages that are installed beside the program. */
export interface SpeechFiles {
  /** The module of onnxruntime-node. */
  runtime: string
  /** The folder of Whisper's weights: `config.json`, `tokenizer.json`, `onnx/`. */
  whisper: string
  /** Silero's weights, which tell speech from anything else. */
  voice: string
}

/** What voice activity remembers between two blocks of one recording. */
export interface VoiceState {
  /** Silero's own. */
  memory: Float32Array
  /** The last samples of the block before. */
  context: Float32Array
}

/** A word of one window, in seconds of the window. */
export type HeardWord = Word

export interface Heard {
  words: HeardWord[]
  /** From 0 to 1: how sure the engine is that nobody speaks in the window. */
  silence: number
  /** Mean logarithm of the probability of each token. */
  certainty: number
}

export interface HearingOptions {
  /** `caption`: quick, for one utterance of at most eight seconds. */
  mode?: 'whole' | 'caption'
  /** Nothing suppressed and no term: what evaluations compare with. */
  isBare?: boolean
}

/** Whatever turns a window of sound into words. Implementations hold no recording and may be asked again for the same window. */
export interface SpeechEngine {
  /** How likely somebody speaks, for each whole frame of 512 samples, and what to hand in with the next block. */
  voice(
    samples: Float32Array,
    state?: VoiceState,
  ): Promise<{ probabilities: Float32Array; state: VoiceState }>
  /** The words of at most 30 seconds of sound. */
  hear(samples: Float32Array, options?: HearingOptions): Promise<Heard>
}
