/**
 * Turns of the head asked for by chance. Of a picture that is held up and turned the nose stays between the cheeks, but for perspective and the
 * errors of who finds it; where it seems to move as far, the whole face has grown narrow, as that of a head does not.
 */
import { randomInt } from 'node:crypto'

export type Side = 'left' | 'right'

export interface Challenge {
  /** How wide the face was when it looked ahead first. */
  wide: number
  steps: readonly Side[]
  done: number
  /** Has looked straight ahead since the last step. */
  isAhead: boolean
}

/** Of a face in one picture, by `turnOf` and `wideOf`. */
export interface Pose {
  turn: number
  wide: number
}

/** As far as `turnOf` goes from 0 straight ahead to about 1 in profile: some 20 degrees of a head. */
export const turnedFrom = 0.35
const aheadUntil = 0.2
/** So much of its width a head keeps while it turns that far; what is narrower says nothing. */
export const leastWide = 0.85

/** Two turns, each to either side. */
export function newChallenge(wide: number): Challenge {
  return { wide, steps: [sideByChance(), sideByChance()], done: 0, isAhead: true }
}

const sideByChance = (): Side => (randomInt(2) === 0 ? 'left' : 'right')

/** Which way a face looks; undefined in between, which says nothing. */
export function wayOf(turn: number): Side | 'ahead' | undefined {
  if (Math.abs(turn) <= aheadUntil) return 'ahead'
  if (turn >= turnedFrom) return 'left'
  return turn <= -turnedFrom ? 'right' : undefined
}

/** What one more frame makes of it. A turn to the other side than was asked fails; between turns one looks ahead. */
export function takeFrame(challenge: Challenge, { turn, wide }: Pose): Challenge | 'failed' | 'passed' {
  const { steps, done, isAhead } = challenge
  const isNarrow = wide < challenge.wide * leastWide
  const way = wayOf(turn)
  if (way === 'ahead') {
    if (done === steps.length) return 'passed'
    return { ...challenge, isAhead: true }
  }
  if (way === undefined || isNarrow || !isAhead || done === steps.length) return challenge
  return way === steps[done] ? { ...challenge, done: done + 1, isAhead: false } : 'failed'
}

/** What is to be done now. */
export function askedOf({ steps, done, isAhead }: Challenge): Side | 'ahead' {
  return isAhead ? (steps[done] ?? 'ahead') : 'ahead'
}
