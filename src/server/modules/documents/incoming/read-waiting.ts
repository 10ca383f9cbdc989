/** What waits to be read is read by turns: who brought a hundred scans, or a mailbox full of them, holds up nobody's one letter. */
import { system } from '#server/platform/actor.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { perform } from '#server/platform/work.ts'
import { listFirstUnread } from './arrival-queries.ts'
import { readArrival } from './read-arrival.ts'

/** Gives what came before a moment and waits, one after another, each once: everyone who brought something has a turn before anyone has a second. */
export function createReadingTurns(until: Date): { next(): Promise<string | undefined> } {
  /** By whoever brought something: at which turn they had their last, and what that was. */
  const served = new Map<string, number>()
  const had = new Map<string, string>()
  let turn = 0
  return {
    async next() {
      const firsts = await perform(system, ({ tx }) => listFirstUnread(tx, until, had))
      const turnOf = (from: string) => served.get(from) ?? -1
      const [next] = firsts.toSorted(
        (one, other) => turnOf(one.from) - turnOf(other.from) || (one.id < other.id ? -1 : 1),
      )
      if (!next) return undefined
      served.set(next.from, turn++)
      had.set(next.from, next.id)
      return next.id
    },
  }
}

let reading: Promise<void> | undefined
/** What came before is still to be looked for. */
let wanted: Date | undefined
const ever = new Date('9999-01-01T00:00:00Z')

/**
 * Reads until nothing waits that came before a moment, or nothing at all. Who calls while this process is at it waits for the same:
 * what came meanwhile is read too. Each for itself: one that fails stops no other; the first failure is thrown in the end.
 */
export function readWaiting(until: Date = ever): Promise<void> {
  wanted = wanted && wanted > until ? wanted : until
  reading ??= readAll()
  return reading
}

async function readAll(): Promise<void> {
  const failures: unknown[] = []
  try {
    while (wanted) {
      const turns = createReadingTurns(wanted)
      wanted = undefined
      for (let id = await turns.next(); id; id = await turns.next()) {
        await readArrival(id).catch((failure) => failures.push(failure))
      }
    }
  } finally {
    reading = undefined
  }
  if (failures.length > 0) throw failures[0]
}

/** Begins with it and does not wait: how long it takes is the sum of all that waits. `goOnWithIncoming` comes back to what failed. */
export function beginReading(): void {
  readWaiting().catch((failure) => log.error({ error: stackOf(failure) }, 'a letter that waits was not read'))
}
