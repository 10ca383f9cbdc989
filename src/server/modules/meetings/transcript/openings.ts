/** That an officer was handed what was said in a meeting is a line of the log. */
import type { Work } from '#server/platform/work.ts'
import { transcriptRead } from '../events.ts'
import type { Meeting } from '../look/queries.ts'

/** By who read which meeting: when that was last written down. */
const lately = new Map<string, number>()
const anewAfterMs = 10 * 60_000
const mostKept = 10_000

/**
 * Writes that whoever acts read what was said, or took it along. What is looked at again within ten minutes, as captions come, is one reading;
 * each file taken along is one.
 */
export async function recordReading(
  work: Work,
  { id, agencyId }: Pick<Meeting, 'id' | 'agencyId'>,
  way: 'look' | 'take' | 'find' = 'look',
): Promise<void> {
  const { actor, now } = work
  if (actor.kind !== 'officer') return
  const key = `${actor.id} ${id} ${way}`
  const last = lately.get(key)
  if (way !== 'take' && last !== undefined && Math.abs(now.getTime() - last) < anewAfterMs) return
  await work.record(transcriptRead(id, { agencyId, way }))
  // A work that fails has shown nothing and written nothing.
  work.onceDone(() => {
    if (lately.size >= mostKept) lately.clear()
    lately.set(key, now.getTime())
  })
}
