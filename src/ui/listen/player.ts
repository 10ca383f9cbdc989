/**
 * Plays the chunks of a recording one after the other by two players in turn: while one is heard the other has the next chunk loaded, and begins
 * where that one begins. Chunks overlap by a moment, so that no word falls between.
 */
import { gapBehind, type Place, placeAt, placeBefore } from './places.ts'

/** What is asked of an `<audio>`. */
export type Voice = Pick<
  HTMLAudioElement,
  | 'src'
  | 'preload'
  | 'currentTime'
  | 'playbackRate'
  | 'defaultPlaybackRate'
  | 'load'
  | 'play'
  | 'pause'
  | 'onended'
  | 'onerror'
>

export type Said =
  | { kind: 'gap'; fromMs: number; toMs: number }
  /** One chunk could not be heard, and the next is. */
  | { kind: 'failed'; atMs: number }
  /** Several in a row: it is the line, and nothing is left out. */
  | { kind: 'stopped' }
  | { kind: 'over' }

export interface Heard {
  isPlaying: boolean
  /** Milliseconds after the beginning of the recording. */
  ms: number
  said: Said | undefined
}

const mostFailures = 3

interface Options {
  places: readonly Place[]
  addressOf(number: number): string
  voices: [Voice, Voice]
  tell(heard: Heard): void
}

export function createPlayer({ places, addressOf, voices, tell }: Options) {
  /** Which of the two is heard. */
  let turn = 0
  let at = 0
  /** What each of the two holds. */
  const loaded: (number | undefined)[] = [undefined, undefined]
  let isPlaying = false
  let failures = 0
  let said: Said | undefined

  const voiceOf = (which: number) => voices[which === 0 ? 0 : 1]
  const current = () => voiceOf(turn)
  const positionMs = () => {
    const place = places[at]
    if (!place) return 0
    const gone = loaded[turn] === at ? current().currentTime * 1000 : 0
    return place.startsMs + Math.min(gone, place.lengthMs)
  }
  const report = () => tell({ isPlaying, ms: positionMs(), said })

  for (const which of [0, 1]) {
    voiceOf(which).preload = 'auto'
    voiceOf(which).onended = () => {
      if (which === turn && isPlaying) goOn()
    }
    voiceOf(which).onerror = () => {
      // What is only loaded ahead says so once its turn has come.
      if (which !== turn) loaded[which] = undefined
      else if (isPlaying) fail()
    }
  }

  function load(which: number, index: number): void {
    const place = places[index]
    if (!place) return
    loaded[which] = index
    voiceOf(which).src = addressOf(place.number)
    voiceOf(which).load()
  }

  function begin(index: number, isNew: boolean): void {
    if (loaded[1 - turn] === index) {
      // Loaded ahead by the other one; this one may still be heard for a moment.
      loaded[turn] = undefined
      turn = 1 - turn
    } else if (isNew || loaded[turn] !== index) load(turn, index)
    at = index
    isPlaying = true
    const [which, voice] = [turn, current()]
    const isNow = () => isPlaying && which === turn && at === index
    voice.play().then(
      () => {
        if (!isNow()) return
        voiceOf(1 - which).pause()
        failures = 0
        if (loaded[1 - which] !== index + 1) load(1 - which, index + 1)
        report()
      },
      () => {
        if (isNow()) fail()
      },
    )
    report()
  }

  function stop(): void {
    isPlaying = false
    for (const voice of voices) voice.pause()
  }

  /** The chunk is over: on to the next, and over what is not there. */
  function goOn(): void {
    const gap = gapBehind(places, at)
    said = gap && { kind: 'gap', ...gap }
    if (at + 1 < places.length) {
      begin(at + 1, true)
      return
    }
    stop()
    said = { kind: 'over' }
    report()
  }

  function fail(): void {
    loaded[turn] = undefined
    failures += 1
    const place = places[at]
    if (failures >= mostFailures || at + 1 >= places.length || !place) {
      // Nothing was heard of those: where it is pressed again, the first of them is tried again.
      at = Math.max(0, at - failures + 1)
      failures = 0
      stop()
      said = { kind: 'stopped' }
      report()
      return
    }
    said = { kind: 'failed', atMs: place.startsMs }
    begin(at + 1, true)
  }

  function goTo(index: number): void {
    const wanted = Math.max(0, Math.min(index, places.length - 1))
    said = undefined
    failures = 0
    if (isPlaying) {
      begin(wanted, true)
      return
    }
    at = wanted
    load(turn, wanted)
    report()
  }

  return {
    play(): void {
      if (places.length === 0 || isPlaying) return
      const isOver = said?.kind === 'over'
      said = undefined
      begin(isOver ? 0 : at, isOver)
    },
    pause(): void {
      stop()
      report()
    },
    /** To the chunk that is heard at this moment, from its beginning: some seconds before rather than after. */
    seek(ms: number): void {
      if (places.length > 0) goTo(placeAt(places, ms))
    },
    back(ms: number): void {
      if (places.length > 0) goTo(Math.min(at, placeBefore(places, positionMs() - ms)))
    },
    forward(ms: number): void {
      if (places.length > 0) goTo(Math.max(at + 1, placeAt(places, positionMs() + ms)))
    },
    setSpeed(speed: number): void {
      // Loading sets the one back to the other.
      for (const voice of voices) voice.defaultPlaybackRate = voice.playbackRate = speed
    },
    /** Called many times a second while it plays: the next chunk begins where it begins, though this one goes on a moment longer. */
    look(): void {
      if (!isPlaying) return
      const next = places[at + 1]
      const isDue = next && loaded[turn] === at && positionMs() >= next.startsMs
      if (isDue && gapBehind(places, at) === undefined) goOn()
      else report()
    },
    close: stop,
  }
}

export type Player = ReturnType<typeof createPlayer>
