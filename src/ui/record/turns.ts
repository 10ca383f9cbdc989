/** When one chunk ends and the next begins, whenever it is asked: the next one begins first, so that no word falls between. */

/** With a look every fifth of a second a chunk stays within ten seconds. */
const [turnMs, overlapMs] = [9_400, 150]

export type Turn = 'none' | 'begin' | 'stop former'

export function createTurns(begunMs: number) {
  let latest = begunMs
  let hasFormer = false
  return {
    look(nowMs: number): Turn {
      if (hasFormer && nowMs - latest >= overlapMs) {
        hasFormer = false
        return 'stop former'
      }
      if (hasFormer || nowMs - latest < turnMs) return 'none'
      latest = nowMs
      hasFormer = true
      return 'begin'
    },
  }
}
