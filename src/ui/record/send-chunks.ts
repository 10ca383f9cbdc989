/** Sends what waits, the oldest first, until the server has confirmed it; a line that is gone is tried again. */
import { chunksOf, dropChunk, type KeptChunk, refuseChunk } from './chunk-store.ts'

const retryMs = 5_000
const timeLimitMs = 30_000

export interface Sending {
  waiting: number
  isOffline: boolean
  refused: { number: number; why: string }[]
}

/** Stays at it until the returned function is called; `nudge` looks at once. */
export function sendChunks(meeting: string, tell: (state: Sending) => void) {
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let isRunning = false
  let isOffline = false

  async function report(): Promise<KeptChunk[]> {
    const all = await chunksOf(meeting)
    const open = all.filter(({ refused }) => refused === undefined)
    const refused = all.flatMap(({ number, refused: why }) => (why === undefined ? [] : [{ number, why }]))
    tell({ waiting: open.length, isOffline, refused })
    return open
  }

  async function run(): Promise<void> {
    for (;;) {
      const [next] = await report()
      if (!next || isStopped) break
      const answer = await sendOne(meeting, next)
      isOffline = answer === 'later'
      if (answer === 'later') break
      if (answer === 'taken') await dropChunk(next)
      else await refuseChunk(next, answer.why)
    }
    await report()
  }

  function nudge(): void {
    clearTimeout(timer)
    if (isRunning) return
    isRunning = true
    run()
      .catch(() => {
        isOffline = true
      })
      .finally(() => {
        isRunning = false
        if (!isStopped) timer = setTimeout(nudge, retryMs)
      })
  }

  nudge()
  addEventListener('online', nudge)
  return {
    nudge,
    stop() {
      isStopped = true
      clearTimeout(timer)
      removeEventListener('online', nudge)
    },
  }
}

async function sendOne(
  meeting: string,
  { recording, number, startsMs, sha256, bytes }: KeptChunk,
): Promise<'taken' | 'later' | { why: string }> {
  const response = await fetch(`/hop/${meeting}/ghi-am/${recording}/${number}`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      'x-chunk-sha256': sha256,
      'x-chunk-starts': String(startsMs),
    },
    body: bytes,
    signal: AbortSignal.timeout(timeLimitMs),
  }).catch(() => undefined)
  if (!response) return 'later'
  if (response.ok) return 'taken'
  const { code, message } = (await response.json().catch(() => ({}))) as { code?: string; message?: string }
  // Signed out, busy, out of order, broken on the way: all that passes.
  const passes = [401, 408, 413, 429].includes(response.status) || response.status >= 500
  return passes || !message || code === 'meetings.chunk_broken' ? 'later' : { why: message }
}
