/** Tells listeners in this process of committed facts, reading the feed only while somebody listens. */
import { system } from '#server/platform/actor.ts'
import { type Cursor, feedEnd, readFeed } from '#server/platform/log/feed.ts'
import { type FeedEvent, type On, takeFacts } from '#server/platform/log/on.ts'
import { log } from '#server/platform/log.ts'
import { perform } from '#server/platform/work.ts'

type Listener = (events: readonly FeedEvent[]) => void

const tickMs = 300
const listeners = new Set<Listener>()
let isReading = false
let cursor: Cursor | undefined

/** Calls `tell` with what `ons` make of each batch of new facts, if anything, until the returned function is called. */
export function watchFeed<Taken>(
  ons: readonly On<Taken>[],
  tell: (taken: readonly Taken[]) => void,
): () => void {
  const listener: Listener = (events) => {
    const taken = takeFacts(events, ons)
    if (taken.length > 0) tell(taken)
  }
  listeners.add(listener)
  if (!isReading) setTimeout(tick, tickMs)
  isReading = true
  return () => {
    listeners.delete(listener)
  }
}

async function tick(): Promise<void> {
  if (listeners.size === 0) {
    isReading = false
    cursor = undefined
    return
  }
  try {
    const events = await perform(system, async (work) => {
      cursor ??= await feedEnd(work)
      return readFeed(work, cursor, 1000)
    })
    const last = events.at(-1)
    if (last) {
      cursor = { tx: last.tx, id: last.id }
      for (const listener of listeners) listener(events)
    }
  } catch (error) {
    log.error({ error: error instanceof Error ? error.stack : '' }, 'feed watch failed')
  }
  setTimeout(tick, tickMs)
}
