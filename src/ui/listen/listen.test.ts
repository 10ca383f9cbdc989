import { beforeEach, expect, test } from 'vitest'
import { type Place, placeAt, unpack } from './places.ts'
import { createPlayer, type Heard, type Player, type Voice } from './player.ts'

/** Chunks as a browser records them: each begins a moment before the last one ends; one is missing; behind it nobody recorded for a minute. */
const places: Place[] = [
  { number: 0, startsMs: 0, lengthMs: 9_600 },
  { number: 1, startsMs: 9_400, lengthMs: 9_600 },
  { number: 2, startsMs: 18_800, lengthMs: 9_600 },
  { number: 4, startsMs: 37_600, lengthMs: 9_600 },
  { number: 5, startsMs: 110_000, lengthMs: 5_000 },
]

class FakeVoice {
  src = ''
  preload = '' as Voice['preload']
  currentTime = 0
  playbackRate = 1
  defaultPlaybackRate = 1
  isPlaying = false
  onended: Voice['onended'] = null
  onerror: Voice['onerror'] = null
  load() {
    this.isPlaying = false
    this.currentTime = 0
    this.playbackRate = this.defaultPlaybackRate
  }
  async play() {
    if (broken.has(this.src)) throw new DOMException('cannot be read', 'NotSupportedError')
    this.isPlaying = true
  }
  pause() {
    this.isPlaying = false
  }
}

const broken = new Set<string>()
let voices: [FakeVoice, FakeVoice]
let player: Player
let heard: Heard

beforeEach(() => {
  broken.clear()
  voices = [new FakeVoice(), new FakeVoice()]
  player = createPlayer({
    places,
    addressOf: String,
    voices: voices as unknown as [Voice, Voice],
    tell(told) {
      heard = told
    },
  })
})

const settled = () => new Promise((resolve) => setTimeout(resolve))
const sounding = () => voices.filter(({ isPlaying }) => isPlaying).map(({ src }) => src)
const speaking = () => voices.find(({ isPlaying }) => isPlaying) ?? voices[0]

/** So far into what is heard. */
async function reach(seconds: number): Promise<void> {
  speaking().currentTime = seconds
  player.look()
  await settled()
}

async function end(): Promise<void> {
  const voice = speaking()
  voice.isPlaying = false
  voice.onended?.call(voice as unknown as HTMLAudioElement, new Event('ended'))
  await settled()
}

test('each chunk begins where it begins, loaded beforehand, and nothing is heard twice', async () => {
  player.play()
  await settled()
  expect(sounding()).toEqual(['0'])
  expect(voices.map(({ src }) => src).toSorted()).toEqual(['0', '1'])
  await reach(9.3)
  expect([sounding(), heard.ms]).toEqual([['0'], 9_300])
  // The second began at 9.4 s; the first would go on until 9.6 s.
  await reach(9.41)
  expect(sounding()).toEqual(['1'])
  expect(heard).toMatchObject({ isPlaying: true, ms: 9_400, said: undefined })
  expect(voices.map(({ src }) => src)).toContain('2')
  player.setSpeed(1.5)
  await reach(9.41)
  expect([sounding(), speaking().playbackRate]).toEqual([['2'], 1.5])
})

test('what is not there is skipped and told, from when to when', async () => {
  player.seek(20_000)
  player.play()
  await settled()
  await end()
  expect(sounding()).toEqual(['4'])
  expect(heard.said).toEqual({ kind: 'gap', fromMs: 28_400, toMs: 37_600 })
  await end()
  expect([sounding(), heard.said]).toEqual([['5'], { kind: 'gap', fromMs: 47_200, toMs: 110_000 }])
  await end()
  expect([sounding(), heard.isPlaying, heard.said]).toEqual([[], false, { kind: 'over' }])
  player.play()
  await settled()
  expect(sounding()).toEqual(['0'])
})

test('it stops where it is stopped, goes on there, and goes back and forth', async () => {
  player.play()
  await settled()
  await reach(4)
  player.pause()
  expect([sounding(), heard.isPlaying, heard.ms]).toEqual([[], false, 4_000])
  player.play()
  await settled()
  expect([sounding(), speaking().currentTime]).toEqual([['0'], 4])
  player.forward(9_000)
  await settled()
  expect(sounding()).toEqual(['1'])
  player.back(9_000)
  await settled()
  expect([sounding(), heard.ms]).toEqual([['0'], 0])
  player.seek(60_000)
  await settled()
  expect(sounding()).toEqual(['5'])
  // Pressed fast, over what is not there as well: only the last one is heard.
  player.back(9_000)
  player.back(9_000)
  player.back(9_000)
  await settled()
  expect(sounding()).toEqual(['1'])
})

test('a chunk that cannot be read is told and left out; where none can be read it stops there and leaves nothing out', async () => {
  broken.add('1')
  player.play()
  await settled()
  await end()
  await settled()
  expect([sounding(), heard.said]).toEqual([['2'], { kind: 'failed', atMs: 9_400 }])
  for (const { number } of places) broken.add(String(number))
  player.seek(0)
  await settled()
  await settled()
  expect([sounding(), heard]).toMatchObject([[], { isPlaying: false, ms: 0, said: { kind: 'stopped' } }])
  broken.clear()
  player.play()
  await settled()
  expect(sounding()).toEqual(['0'])
})

test('a moment without sound is the next that is heard', () => {
  expect([0, 9_500, 30_000, 50_000, 999_999].map((ms) => placeAt(places, ms))).toEqual([0, 0, 3, 4, 4])
  expect(placeAt([], 0)).toBe(-1)
  expect(unpack(places.flatMap(({ number, startsMs, lengthMs }) => [number, startsMs, lengthMs]))).toEqual(
    places,
  )
})
