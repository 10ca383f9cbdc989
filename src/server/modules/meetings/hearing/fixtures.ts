/** Sound with something said in it, and an engine that hears it, for tests. */
import type { Heard, SpeechEngine } from '#server/crafts/speech/model.ts'
import { sampleRate } from '#server/crafts/speech/model.ts'
import { frameSize } from '#server/crafts/speech/voice/pieces.ts'

/** Seconds of silence in which something is said in each second given: half a second at a level that is its number. */
export function spoken(seconds: number, said: readonly number[]): Float32Array {
  const samples = new Float32Array(seconds * sampleRate)
  for (const number of said)
    samples.fill(levelOf(number), (number + 0.25) * sampleRate, (number + 0.75) * sampleRate)
  return samples
}

const levelOf = (number: number) => 0.1 + (number % 400) * 0.002

/** Hears each stretch that is loud as a word that names its level. */
export class StandIn implements SpeechEngine {
  readonly name = 'thử'

  async voice(samples: Float32Array) {
    const probabilities = Float32Array.from({ length: samples.length / frameSize }, (_, frame) =>
      samples.subarray(frame * frameSize, (frame + 1) * frameSize).some((one) => one > 0.05) ? 0.95 : 0.01,
    )
    return { probabilities, state: { memory: new Float32Array(), context: new Float32Array() } }
  }

  async hear(samples: Float32Array): Promise<Heard> {
    const words: Heard['words'] = []
    let from = -1
    for (let at = 0; at <= samples.length; at += 160) {
      const isLoud = (samples[at] ?? 0) > 0.05
      if (isLoud && from < 0) from = at
      if (isLoud || from < 0) continue
      const level = samples[Math.floor((from + at) / 2)] ?? 0
      const text = `từ${Math.round((level - 0.1) / 0.002)}`
      words.push({ text, start: from / sampleRate, end: at / sampleRate, probability: 0.9 })
      from = -1
    }
    return { words, silence: 0.01, certainty: -0.1 }
  }

  close(): void {}
}
