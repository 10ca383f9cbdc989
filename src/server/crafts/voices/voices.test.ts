import { expect, test } from 'vitest'
import { featureCount, voiceFeatures } from './features.ts'
import { pitchOf } from './pitch.ts'
import table from './table.json' with { type: 'json' }
import { likeness, meanPrint, voicePrint, whoSpoke } from './voice-print.ts'

const rate = 16_000

/** Hz of the first three formants of a few vowels, of a throat of usual length. */
const vowels = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [570, 840, 2410],
] as const

interface Throat {
  pitch: number
  /** How long it is: formants lie lower by as much. */
  length: number
  /** How much the pitch moves. */
  lively: number
}

/** Vowels in an order of their own for each `text`, as a throat would say them. */
function speak({ pitch, length, lively }: Throat, text: number, seconds = 3): Float32Array {
  let state = text * 7919 + 17
  const chance = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state / 2 ** 32
  }
  const samples = new Float32Array(seconds * rate)
  let phase = 0
  const memory = [0, 0, 0, 0, 0, 0]
  for (let at = 0; at < samples.length; at++) {
    if (at % 4000 === 0) memory.fill(0)
    const syllable = Math.floor(at / 4000)
    const place = (at % 4000) / 4000
    const vowel = vowels[(syllable * (text + 2) + text) % vowels.length] ?? vowels[0]
    phase += (pitch * (1 + lively * Math.sin(2 * Math.PI * place + text))) / rate
    let value = phase >= 1 ? 1 : 0.003 * (chance() - 0.5)
    if (phase >= 1) phase -= 1
    for (const [index, formant] of vowel.entries()) {
      const radius = Math.exp((-Math.PI * (60 + 40 * index)) / rate)
      const angle = (2 * Math.PI * formant) / length / rate
      const [first, second] = [memory[2 * index] ?? 0, memory[2 * index + 1] ?? 0]
      const next = value * (1 - radius) + 2 * radius * Math.cos(angle) * first - radius * radius * second
      memory[2 * index + 1] = first
      memory[2 * index] = next
      value = next
    }
    samples[at] = 20 * value * Math.sin(Math.PI * place) ** 0.5
  }
  return samples
}

const throats: Record<string, Throat> = {
  An: { pitch: 110, length: 1.05, lively: 0.1 },
  Bình: { pitch: 150, length: 0.95, lively: 0.2 },
  Chi: { pitch: 230, length: 0.85, lively: 0.15 },
}
const printOf = (throat: Throat, text: number) => voicePrint(speak(throat, text)) ?? new Float32Array()

test('a voice is told from others whatever it says, and nobody is an answer', () => {
  const enrolled = Object.entries(throats).map(([name, throat]) => ({
    name,
    print: meanPrint([1, 2, 3].map((text) => printOf(throat, text))),
  }))
  for (const [name, throat] of Object.entries(throats)) {
    const turn = printOf(throat, 4)
    const scores = enrolled.map(({ name: other, print }) => [other, likeness(turn, print)] as const)
    expect(scores.toSorted((a, b) => b[1] - a[1])[0]?.[0]).toBe(name)
    // Bounds for voices that are none: only the order counts.
    expect(whoSpoke(turn, enrolled, { least: Number.NEGATIVE_INFINITY, leastLead: 0 }).name).toBe(name)
    expect(whoSpoke(turn, enrolled, { least: Number.POSITIVE_INFINITY, leastLead: 0 }).name).toBeUndefined()
    expect(
      whoSpoke(turn, enrolled, { least: Number.NEGATIVE_INFINITY, leastLead: 1000 }).name,
    ).toBeUndefined()
  }
  expect(whoSpoke(printOf({ pitch: 110, length: 1, lively: 0 }, 1), []).name).toBeUndefined()
})

test('likeness is the same both ways, does not hear loudness, and is highest with oneself', () => {
  const [one, other] = [
    speak({ pitch: 120, length: 1, lively: 0.1 }, 1),
    speak({ pitch: 200, length: 0.9, lively: 0.1 }, 2),
  ]
  const [a, b] = [voicePrint(one), voicePrint(other)]
  const quiet = voicePrint(one.map((value) => value / 8))
  if (!a || !b || !quiet) throw new Error('no voice')
  expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 6)
  expect(likeness(a, a)).toBeGreaterThan(likeness(a, b))
  expect(likeness(a, quiet)).toBeGreaterThan(likeness(a, b))
  expect(Math.hypot(...a)).toBeCloseTo(1, 5)
})

test('silence and what is too short have no voice', () => {
  expect(voicePrint(new Float32Array(48_000))).toBeUndefined()
  expect(voicePrint(speak({ pitch: 120, length: 1, lively: 0 }, 1).subarray(0, 6000))).toBeUndefined()
  expect(voicePrint(new Float32Array(0))).toBeUndefined()
})

test('pitch is heard, and the table fits the features', () => {
  for (const pitch of [80, 123, 210, 330]) {
    const [median] = pitchOf(speak({ pitch, length: 1, lively: 0 }, 1))
    expect(Math.abs(Math.exp(median) / pitch - 1), `${pitch} Hz`).toBeLessThan(0.06)
  }
  expect(voiceFeatures(speak({ pitch: 120, length: 1, lively: 0.1 }, 1))?.length).toBe(featureCount)
  expect([table.mean.length, table.scale.length, table.projection.length]).toEqual([
    featureCount,
    featureCount,
    featureCount,
  ])
  expect(table.projection.every(({ length }) => length === table.together.length)).toBe(true)
})
