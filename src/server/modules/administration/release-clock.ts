import { randomUUID } from 'node:crypto'
import type { Officer } from '#server/platform/actor.ts'
import { releaseHeld, startHeld } from '#server/platform/watch/clock-watch.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { clockReleased } from './events.ts'

/** A person has looked at the clocks: what ends dossiers by them goes on, beginning with what it missed. Whether anything was held: twice is once. */
export async function releaseClock(officer: Officer): Promise<boolean> {
  requireRole(officer, 'administrator')
  const wasHeld = await perform(officer, async (work) => {
    const released = await releaseHeld(work)
    if (released) await work.record(clockReleased(randomUUID(), released))
    return released !== undefined
  })
  if (wasHeld) await startHeld()
  return wasHeld
}
