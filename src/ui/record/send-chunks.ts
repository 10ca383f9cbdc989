/** Sends what waits, the oldest first, until the server has confirmed it; a line that is gone is tried again, and what cannot pass holds up no other. */
import { type KeptChunk, keyOf } from './kept.ts'

const retryMs = 5_000
/** So often one is tried before it is set aside, where others pass and where it is alone. */
const mostTries = { besideOthers: 3, alone: 12 }
/** So many in a row that the server cannot take are the server's trouble, not theirs. */
const mostInARow = 3

/** `isOver`: the recording has ended, whoever said so; `later`: nothing passes now; `notNow`: this one did not, for a reason that may pass. */
export type SendOutcome =
  | { taken: true; isOver: boolean }
  | { later: 'line' | 'full' | 'signed out' }
  | { notNow: string }
  | { refused: string }

export type Line = 'fine' | 'line' | 'full' | 'signed out' | 'trouble'

export interface Sending {
  waiting: number
  line: Line
  /** Set aside: kept here, to be sent again or saved as files. */
  aside: KeptChunk[]
}

interface Places {
  chunksOf(meeting: string): Promise<KeptChunk[]>
  markChunk(chunk: KeptChunk, refused: string | undefined): Promise<void>
  dropChunk(chunk: KeptChunk): Promise<void>
}

interface SenderOptions {
  meeting: string
  places: Places
  send(chunk: KeptChunk): Promise<SendOutcome>
  tell(sending: Sending): void
  /** A recording has ended elsewhere. */
  over(recording: string): void
}

export interface Sender {
  /** Once through everything that waits, with what was set aside once more where that is asked. Never throws. */
  round(withAside?: boolean): Promise<void>
}

export function createSender({ meeting, places, send, tell, over }: SenderOptions): Sender {
  const tries = new Map<string, number>()
  const triesOf = (chunk: KeptChunk) => tries.get(keyOf(chunk)) ?? 0
  let line: Line = 'fine'

  /** What waits, those that failed before behind the others. */
  async function look(): Promise<KeptChunk[]> {
    const all = await places.chunksOf(meeting)
    const waiting = all.filter(({ refused }) => refused === undefined)
    tell({ waiting: waiting.length, line, aside: all.filter(({ refused }) => refused !== undefined) })
    return waiting.toSorted((a, b) => triesOf(a) - triesOf(b))
  }

  async function settle(
    chunk: KeptChunk,
    outcome: { taken: true; isOver: boolean } | { refused: string },
  ): Promise<void> {
    if ('refused' in outcome) return places.markChunk(chunk, outcome.refused)
    await places.dropChunk(chunk)
    if (outcome.isOver) over(chunk.recording)
  }

  async function sendAll(queue: KeptChunk[]): Promise<void> {
    const failed: { chunk: KeptChunk; why: string }[] = []
    let [hasPassed, inARow] = [false, 0]
    for (const chunk of queue) {
      const outcome = await send(chunk)
      if ('later' in outcome) {
        line = outcome.later
        break
      }
      if ('notNow' in outcome) {
        failed.push({ chunk, why: outcome.notNow })
        inARow += 1
        if (inARow < mostInARow) continue
        line = 'trouble'
        break
      }
      await settle(chunk, outcome)
      line = 'fine'
      ;[hasPassed, inARow] = [true, 0]
    }
    if (line === 'trouble') return
    for (const { chunk, why } of failed) {
      tries.set(keyOf(chunk), triesOf(chunk) + 1)
      if (triesOf(chunk) < (hasPassed ? mostTries.besideOthers : mostTries.alone)) continue
      tries.delete(keyOf(chunk))
      await places.markChunk(chunk, why)
    }
  }

  return {
    async round(withAside = false) {
      try {
        if (withAside)
          for (const chunk of await places.chunksOf(meeting))
            if (chunk.refused !== undefined) await places.markChunk(chunk, undefined)
        await sendAll(await look())
        await look()
      } catch {
        // What waits is still where it is; the next round looks again.
      }
    },
  }
}

/** Goes round until it is stopped; `nudge` goes round at once. */
export function keepSending(sender: Sender) {
  let isStopped = false
  let isRunning = false
  let isWanted = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function go(withAside = false): Promise<void> {
    clearTimeout(timer)
    isWanted = true
    if (isRunning) return
    isRunning = true
    while (isWanted && !isStopped) {
      isWanted = false
      await sender.round(withAside)
      withAside = false
    }
    isRunning = false
    if (!isStopped) timer = setTimeout(nudge, retryMs)
  }
  function nudge(): void {
    void go()
  }

  void go(true)
  addEventListener('online', nudge)
  return {
    nudge,
    again: () => go(true),
    stop() {
      isStopped = true
      clearTimeout(timer)
      removeEventListener('online', nudge)
    },
  }
}
