/**
 * Turns of the head asked for by chance. A picture that is held up, tilted or bent shows its nose where it was between the cheeks; a head that
 * turns does not.
 */
import { randomInt } from 'node:crypto'

export type Side = 'left' | 'right'

export interface Challenge {
  steps: readonly Side[]
  done: number
  /** Has looked straight ahead since the last step. */
  isAhead: boolean
}

/**
 * As far as `turnOf` goes from 0 straight ahead to about 1 in profile: some 20 degrees of a head. A picture of natural size, 30 cm before the
 * camera and turned by 60 degrees, reaches 0.23.
 */
export const turnedFrom = 0.35
export const aheadUntil = 0.2

/** Two turns, each to either side. */
export function newChallenge(): Challenge {
  return { steps: [sideByChance(), sideByChance()], done: 0, isAhead: true }
}

const sideByChance = (): Side => (randomInt(2) === 0 ? 'left' : 'right')

/** Which way a face looks; undefined in between, which says nothing. */
export function wayOf(turn: number): Side | 'ahead' | undefined {
  if (Math.abs(turn) <= aheadUntil) return 'ahead'
  if (turn >= turnedFrom) return 'left'
  return turn <= -turnedFrom ? 'right' : undefined
}

/** What one more frame makes of it. A turn to the other side than was asked fails; between turns one looks ahead. */
export function takeFrame(challenge: Challenge, turn: number): Challenge | 'failed' | 'passed' {
  const { steps, done, isAhead } = challenge
  const way = wayOf(turn)
  if (way === 'ahead') {
    if (done === steps.length) return 'passed'
    return { ...challenge, isAhead: true }
  }
  if (way === undefined || !isAhead || done === steps.length) return challenge
  return way === steps[done] ? { steps, done: done + 1, isAhead: false } : 'failed'
}

/** What is to be done now. */
export function askedOf({ steps, done, isAhead }: Challenge): Side | 'ahead' {
  return isAhead ? (steps[done] ?? 'ahead') : 'ahead'
}
