/** Tells within ten seconds of a microphone that hears nothing, or too much. */

export type Loudness = 'fine' | 'silent' | 'clipping'

const silentAfterMs = 8_000
/** Beneath it a microphone hears nothing, not even a room. */
const silentBelow = 0.003
const clippedFrom = 0.99
const clippedWithinMs = 5_000
/** So many distorted looks are no single knock on the table. */
const clippedLooks = 4

export function createEar(begunMs: number) {
  let lastSound = begunMs
  let clipped: number[] = []
  return {
    /** The loudest sample since the last look, from 0 to 1. */
    take(peak: number, nowMs: number): Loudness {
      if (peak > silentBelow) lastSound = nowMs
      clipped = clipped.filter((at) => nowMs - at < clippedWithinMs)
      if (peak >= clippedFrom) clipped.push(nowMs)
      if (nowMs - lastSound > silentAfterMs) return 'silent'
      return clipped.length >= clippedLooks ? 'clipping' : 'fine'
    },
  }
}
