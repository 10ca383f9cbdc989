/** What becomes of sound before and after an engine hears it; an engine of ours that says what it was told stands in only where weights would. */
import { describe, expect, test } from 'vitest'
import { framesOf } from './engine/align.ts'
import { loopingToken } from './engine/loops.ts'
import { bands, melOf } from './engine/mel.ts'
import { wordsOf } from './engine/words.ts'
import { type HearingOptions, type SpeechEngine, sampleRate } from './model.ts'
import { segmentsOf } from './segments.ts'
import { isInvented } from './text/invented.ts'
import { transcribe } from './transcribe.ts'
import { frameSize, PieceFinder } from './voice/pieces.ts'

const word = (text: string, start: number, end = start + 0.2, probability = 0.9) => ({
  text,
  start,
  end,
  probability,
})
const frames = (...parts: [count: number, probability: number][]) =>
  Float32Array.from(parts.flatMap(([count, probability]) => new Array<number>(count).fill(probability)))

describe('pieces of speech', () => {
  const all = (probabilities: Float32Array) => {
    const finder = new PieceFinder()
    return [...finder.add(probabilities), ...finder.end()].map(({ from, to }) => [
      from / frameSize,
      to / frameSize,
    ])
  }

  test('have air around them, and a short pause within', () => {
    expect(all(frames([20, 0], [30, 0.9], [10, 0.1], [30, 0.9], [40, 0]))).toEqual([[8, 98]])
  })

  test('are not made of knocks, nor of what is never clear', () => {
    expect(all(frames([20, 0], [3, 0.99], [40, 0], [50, 0.6], [40, 0]))).toEqual([])
  })

  test('never overlap, fit a window and leave nothing out, however long somebody speaks', () => {
    const long = all(frames([3000, 0.9]))
    expect(long.length).toBeGreaterThan(3)
    for (const [index, [from = 0, to = 0]] of long.entries()) {
      expect((to - from) * frameSize).toBeLessThanOrEqual(28.2 * sampleRate)
      if (index > 0) expect(from).toBe(long[index - 1]?.[1])
    }
    expect(long.at(-1)?.[1]).toBeGreaterThanOrEqual(3000)
  })

  test('are cut where speech is least likely', () => {
    const probabilities = frames([700, 0.95], [1, 0.4], [600, 0.95])
    expect(all(probabilities)[0]).toEqual([0, 700])
  })
})

/** Speaks where the sound is loud, and says each loud stretch's number. */
class Listener implements SpeechEngine {
  readonly asked: number[] = []
  #said = 0

  async voice(samples: Float32Array) {
    const probabilities = Float32Array.from({ length: samples.length / frameSize }, (_, frame) =>
      samples.subarray(frame * frameSize, (frame + 1) * frameSize).some((one) => one > 0.5) ? 0.95 : 0.01,
    )
    return { probabilities, state: { memory: new Float32Array(), context: new Float32Array() } }
  }

  async hear(samples: Float32Array, _options?: HearingOptions) {
    this.asked.push(samples.length / sampleRate)
    const words: ReturnType<typeof word>[] = []
    let from = -1
    for (let at = 0; at <= samples.length; at += 160) {
      const isLoud = samples.subarray(at, at + 160).some((one) => one > 0.5)
      if (isLoud && from < 0) from = at
      if (isLoud || from < 0) continue
      words.push(word(`số${this.#said++}.`, from / sampleRate, at / sampleRate))
      from = -1
    }
    return { words, silence: 0.01, certainty: -0.1 }
  }
}

describe('a recording', () => {
  /** Ten seconds spoken in each minute. */
  const recording = (minutes: number) => {
    const samples = new Float32Array(minutes * 60 * sampleRate)
    for (let minute = 0; minute < minutes; minute++)
      samples.fill(0.9, (minute * 60 + 30) * sampleRate, (minute * 60 + 40) * sampleRate)
    return samples
  }

  test('is packed, and each word comes back in the second it was said', async () => {
    const engine = new Listener()
    const told: string[] = []
    const { words, text } = await transcribe(recording(5), {
      engine,
      onSegment: ({ text }) => void told.push(text),
    })
    expect(words).toHaveLength(5)
    for (const [minute, { start, end }] of words.entries()) {
      expect(start).toBeCloseTo(minute * 60 + 30, 1)
      expect(end).toBeCloseTo(minute * 60 + 40, 1)
    }
    expect(engine.asked).toHaveLength(3)
    expect(Math.max(...engine.asked)).toBeLessThan(28.2)
    expect(told.join(' ')).toBe(text)
  })

  test('may come in parts of any size', async () => {
    const whole = recording(3)
    async function* parts() {
      for (let at = 0; at < whole.length; at += 7777) yield whole.subarray(at, at + 7777)
    }
    const told = await transcribe(parts(), { engine: new Listener() })
    expect(told).toEqual(await transcribe(whole, { engine: new Listener() }))
  })

  test('of silence is not even heard', async () => {
    const engine = new Listener()
    expect(await transcribe(new Float32Array(sampleRate * 100), { engine })).toEqual({
      text: '',
      words: [],
      segments: [],
    })
    expect(engine.asked).toEqual([])
    expect((await transcribe(new Float32Array(), { engine })).words).toEqual([])
  })
})

test('a picture of sound is loudest where its tone is', () => {
  const tone = Float32Array.from({ length: sampleRate }, (_, i) =>
    Math.sin((2 * Math.PI * 1000 * i) / sampleRate),
  )
  const picture = melOf(tone, 200)
  const column = (at: number) => Array.from({ length: bands }, (_, band) => picture[band * 200 + at] ?? 0)
  const heard = column(50)
  const loudest = heard.indexOf(Math.max(...heard))
  expect(loudest).toBeGreaterThanOrEqual(25)
  expect(loudest).toBeLessThanOrEqual(28)
  expect(new Set(column(150)).size).toBe(1)
})

test('tokens follow the sound one after the other', () => {
  const looks = [3, 8, 8, 20].map((at) => [
    Float32Array.from({ length: 30 }, (_, i) => (Math.abs(i - at) < 3 ? 1 : 0)),
  ])
  const found = framesOf(looks, 30)
  expect(found).toEqual(found.toSorted((a, b) => a - b))
  expect(found[0]).toBe(0)
  expect(Math.abs((found[3] ?? 0) - 18)).toBeLessThanOrEqual(3)
})

test('what is said three times over is a loop, what is said twice is not', () => {
  expect(loopingToken([1, 2, 3, 1, 2, 3])).toBeUndefined()
  expect(loopingToken([9, 1, 2, 3, 1, 2, 3, 1, 2, 3])).toBe(1)
  expect(loopingToken([5, 5, 5])).toBeUndefined()
  expect(loopingToken([5, 5, 5, 5])).toBe(5)
})

test('words are made of the bytes of tokens, which may divide a letter', () => {
  const bytes = [
    Buffer.from(' đ'),
    Buffer.from('ường').subarray(0, 1),
    Buffer.from('ường').subarray(1),
    Buffer.from(' xa'),
  ]
  const words = wordsOf([0, 1, 2, 3], [0, 1, 2, 3, 4], [-0.1, -1, -0.2, -0.3], {
    bytesOf: (token) => bytes[token] ?? Buffer.alloc(0),
  })
  expect(words.map(({ text, start, end }) => [text, start, end])).toEqual([
    ['đường', 0, 3],
    ['xa', 3, 4],
  ])
  expect(words[0]?.probability).toBeCloseTo(Math.exp(-1))
})

test('a segment ends with its sentence or in a pause', () => {
  const words = [word('Vâng.', 0), word('Ngày', 0.3), word('5.', 0.6), word('tháng', 0.9), word('này', 3)]
  expect(segmentsOf(words).map(({ text }) => text)).toEqual(['Vâng.', 'Ngày 5. tháng', 'này'])
})

test('what films say is not taken for speech, thanks that were heard are', () => {
  const said = (text: string, probability: number) =>
    text.split(' ').map((one, i) => word(one, i, i + 1, probability))
  expect(isInvented(said('Hãy subscribe cho kênh Ghiền Mì Gõ', 0.9), 0)).toBe(true)
  expect(isInvented(said('Cảm ơn các bạn', 0.4), 0)).toBe(true)
  expect(isInvented(said('Cảm ơn các đồng chí', 0.9), 0.1)).toBe(false)
  expect(isInvented(said('Giao Sở Y tế', 0.5), 0.9)).toBe(true)
  expect(isInvented(said('Giao Sở Y tế', 0.5), 0.1)).toBe(false)
})
