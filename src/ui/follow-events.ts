/** Stays with a stream of events: a short break is nobody's concern, a long one is, and a refusal is told apart. */

interface Watcher {
  /** The event waited for. */
  event: string
  take(): void
  /** Connected anew: what happened meanwhile was sent to nobody. */
  reopened(): void
  /** Broken off for longer than it takes to come back. */
  lost(): void
  /** Signed out, or no longer entitled; it is not tried again. */
  refused(): void
}

const lostAfterMs = 4_000
const reopenAfterMs = 3_000

/** Follows until the returned function is called. The server ends a stream from time to time; it is opened anew. */
export function followEvents(address: string, watcher: Watcher): () => void {
  let source: EventSource
  let losing: ReturnType<typeof setTimeout> | undefined
  let reopening: ReturnType<typeof setTimeout> | undefined
  let hasOpened = false
  let isStopped = false

  function open(): void {
    source = new EventSource(address)
    source.addEventListener(watcher.event, () => watcher.take())
    source.addEventListener('open', () => {
      clearTimeout(losing)
      losing = undefined
      if (hasOpened) watcher.reopened()
      hasOpened = true
    })
    source.addEventListener('error', () => {
      losing ??= setTimeout(() => watcher.lost(), lostAfterMs)
      // A stream that ended is opened anew by the browser; after any other answer it gives up.
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(reopen, reopenAfterMs)
    })
  }

  async function reopen(): Promise<void> {
    const status = await fetch(address, { method: 'HEAD', redirect: 'manual' }).then(
      (answer) => answer.status,
      () => 0,
    )
    if (isStopped) return
    if (status !== 401 && status !== 403) return open()
    clearTimeout(losing)
    watcher.refused()
  }

  open()
  return () => {
    isStopped = true
    clearTimeout(losing)
    clearTimeout(reopening)
    source.close()
  }
}
