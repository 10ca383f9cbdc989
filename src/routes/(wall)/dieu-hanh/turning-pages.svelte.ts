const everyMs = 15_000

/**
 * Turns the pages of a list by itself, for nobody scrolls a wall. Whoever points at the list, is in it by keyboard, or
 * says so, holds it.
 */
export class TurningPages {
  /** From 0. */
  page = $state(0)
  isHeld = $state(false)
  private isUsed = false
  private count: () => number

  constructor(count: () => number) {
    this.count = count
  }

  start(): () => void {
    // Who asked for little movement turns by hand.
    this.isHeld = matchMedia('(prefers-reduced-motion: reduce)').matches
    const timer = setInterval(() => {
      if (!this.isHeld && !this.isUsed) this.turn(1)
    }, everyMs)
    return () => clearInterval(timer)
  }

  /** To the next page, or with -1 to the one before; after the last comes the first. */
  turn(by: 1 | -1): void {
    const count = Math.max(1, this.count())
    this.page = (Math.min(this.page, count - 1) + by + count) % count
  }

  /** For the element that holds the list. */
  readonly watched = {
    onpointerenter: () => {
      this.isUsed = true
    },
    onpointerleave: () => {
      this.isUsed = false
    },
    onfocusin: () => {
      this.isUsed = true
    },
    onfocusout: () => {
      this.isUsed = false
    },
  }
}
