/** Tells watchers in this process of committed facts, reading the feed only while somebody watches. */
import { system } from '../../actor.ts'
import { perform } from '../../work.ts'
import { type Cursor, feedEnd, readFeed } from '../feed.ts'
import { type FeedEvent, type On, takeFacts } from '../on.ts'
import { whileWatched } from './while-watched.ts'

let cursor: Cursor | undefined

const feed = whileWatched<(events: readonly FeedEvent[]) => void>({
  name: 'feed',
  restMs: 300,
  begin() {
    cursor = undefined
  },
  async look(watchers) {
    const events = await perform(system, async (work) => {
      cursor ??= await feedEnd(work)
      return readFeed(work, cursor, 1000)
    })
    const last = events.at(-1)
    if (last) cursor = { tx: last.tx, id: last.id }
    for (const tell of watchers) tell(events)
  },
})

/**
 * Calls `tell` with what `ons` make of each batch of new facts, if anything, until the returned function is called. `begun` is
 * called once, before the first: whatever is committed from then on is told, so that what was shown before can be compared.
 */
export function watchFeed<Taken>(
  ons: readonly On<Taken>[],
  tell: (taken: readonly Taken[]) => void,
  begun?: () => void,
): () => void {
  let hasBegun = false
  return feed.watch((events) => {
    if (!hasBegun) begun?.()
    hasBegun = true
    const taken = takeFacts(events, ons)
    if (taken.length > 0) tell(taken)
  })
}
