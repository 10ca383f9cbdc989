/** What is looked at in turns for as long as somebody watches, and not at all otherwise. */
import { log, stackOf } from '../../log.ts'

interface Looking<Watcher> {
  name: string
  /** How long to rest between two looks, in milliseconds. */
  restMs: number
  /** Before the first look after nobody watched. */
  begin(): void
  /** One look, which tells the watchers what it found. One that fails is logged, and the next comes in its turn. */
  look(watchers: ReadonlySet<Watcher>): Promise<void>
}

interface Watched<Watcher> {
  /** Tells `watcher` until the returned function is called. */
  watch(watcher: Watcher): () => void
  isWatched(): boolean
}

export function whileWatched<Watcher>({ name, restMs, begin, look }: Looking<Watcher>): Watched<Watcher> {
  const watchers = new Set<Watcher>()
  let isLooking = false

  async function turn(): Promise<void> {
    if (watchers.size === 0) {
      isLooking = false
      return
    }
    try {
      await look(watchers)
    } catch (error) {
      log.error({ live: name, error: stackOf(error) }, 'look failed')
    }
    setTimeout(turn, restMs)
  }

  return {
    watch(watcher) {
      watchers.add(watcher)
      if (!isLooking) {
        isLooking = true
        begin()
        setTimeout(turn, 0)
      }
      return () => {
        watchers.delete(watcher)
      }
    },
    isWatched: () => watchers.size > 0,
  }
}
