/** Tells watchers in this process of committed facts, reading the feed only while somebody watches. */
import { system } from '#server/platform/actor.ts'
import { type Cursor, feedEnd, readFeed } from '#server/platform/log/feed.ts'
import { whileWatched } from '#server/platform/log/live/while-watched.ts'
import { type FeedEvent, type On, takeFacts } from '#server/platform/log/on.ts'
import { perform } from '#server/platform/work.ts'

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
    if (!last) return
    cursor = { tx: last.tx, id: last.id }
    for (const tell of watchers) tell(events)
  },
})

/** Calls `tell` with what `ons` make of each batch of new facts, if anything, until the returned function is called. */
export function watchFeed<Taken>(
  ons: readonly On<Taken>[],
  tell: (taken: readonly Taken[]) => void,
): () => void {
  return feed.watch((events) => {
    const taken = takeFacts(events, ons)
    if (taken.length > 0) tell(taken)
  })
}
