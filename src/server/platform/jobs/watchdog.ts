/** Sees that what should go round goes round: what no longer moves is started again, and at last the process itself. */

import { config } from '../config.ts'
import { log } from '../log.ts'

interface Watched {
  name: string
  /** The longest it may rest or be busy without moving. */
  withinMs: number
  movedAt: number
  restarts: number
  restart: (() => void) | undefined
}

export interface Watch {
  /** Called at each turn of the loop. */
  moved(): void
  /** It has ended as it should. */
  done(): void
}

const lookMs = 2_000
/** Two silent connections, one after the other: what takes longer than that stands still. */
export const longestTurnMs = 2 * (config.DATABASE_TIMEOUT + 5) * 1_000 + 10_000
const watched = new Set<Watched>()
let timer: NodeJS.Timeout | undefined
let lookedAt = 0

/**
 * Watches a loop that must move at least once in `withinMs`. Late, it is started again by `restart`; late once more, or
 * without one, the process ends and its keeper starts another.
 */
export function watch(name: string, withinMs: number, restart?: () => void): Watch {
  const one: Watched = { name, withinMs, movedAt: performance.now(), restarts: 0, restart }
  watched.add(one)
  timer ??= setInterval(look, lookMs).unref()
  lookedAt = performance.now()
  return {
    moved() {
      one.movedAt = performance.now()
      one.restarts = 0
    },
    done() {
      watched.delete(one)
      if (watched.size > 0) return
      clearInterval(timer)
      timer = undefined
    },
  }
}

function look(): void {
  const now = performance.now()
  // The whole process slept (stopped, suspended, or busy): nobody could move meanwhile, so nobody is late for it.
  const slept = now - lookedAt - lookMs
  lookedAt = now
  if (slept > lookMs) for (const one of watched) one.movedAt += slept
  for (const one of watched) {
    if (now - one.movedAt < one.withinMs) continue
    one.movedAt = now
    one.restarts += 1
    if (!one.restart || one.restarts > 1) {
      log.fatal({ part: one.name }, 'stands still; the process ends to be started again')
      process.exit(70)
    }
    log.error({ part: one.name, ms: one.withinMs }, 'stands still; started again')
    one.restart()
  }
}

/** The loops of this process: how many there are, and those that do not move. */
export function loopsNow(): { count: number; late: string[] } {
  const now = performance.now()
  const late = [...watched].filter((one) => one.restarts > 0 || now - one.movedAt > one.withinMs)
  return { count: watched.size, late: late.map(({ name }) => name) }
}
