/** Server-sent events: an open answer for one watcher, which ends with the watcher's right to it. */

import { defineRefusal } from '#shared/refusal.ts'
import type { Actor } from '../../actor.ts'
import { log } from '../../log.ts'

export interface Message {
  event: string
  id: number
  data: string
}

export interface EventStream {
  signal: AbortSignal
  /** As whom it was opened. */
  actor: Actor
  /** Who sends with the same session or token now; anonymous, or a refusal, when it opens nothing any more. */
  actorNow: () => Promise<Actor>
  /** Starts to send and returns what stops it. */
  watch: (send: (message: Message) => void) => () => void
}

const usual = { beatMs: 10_000, longestMs: 5 * 60_000 }

/** Of one account at one web process: a screen for each open page of a busy desk, and no more. */
const mostStreams = 20
const tooManyStreams = defineRefusal('platform.too_many_streams', 429)
const open = new Map<string, number>()

const encoder = new TextEncoder()
/** Every watcher of the same news gets the same bytes. */
let encoded: { message: Message; bytes: Uint8Array } | undefined

/**
 * Answers with a stream. Always the newest message: a slow reader skips some but never falls behind. At each beat, every
 * ten seconds, whoever watches must still be the same actor with the same rights; an ended session, a revoked token, an
 * expired role, a lock or another agency ends the stream within one. After five minutes it ends in any case: the
 * watcher comes back by itself and is asked everything anew. An account has at most twenty at once in each web process.
 */
export function streamEvents(
  { signal, actor, actorNow, watch }: EventStream,
  { beatMs, longestMs } = usual,
): Response {
  const leave = enter(actor)
  let end = () => {}
  let flush = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let waiting: Message | undefined
      flush = () => {
        if (!waiting || (controller.desiredSize ?? 0) <= 0) return
        controller.enqueue(encode(waiting))
        waiting = undefined
      }
      controller.enqueue(encoder.encode('retry: 1000\n\n'))
      const stop = watch((message) => {
        waiting = message
        flush()
      })
      const beat = setInterval(async () => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': \n\n'))
        if (!(await isStill(actor, actorNow))) end()
      }, beatMs)
      const longest = setTimeout(() => end(), longestMs)
      end = () => {
        end = () => {}
        flush = () => {}
        clearInterval(beat)
        clearTimeout(longest)
        leave()
        stop()
        try {
          controller.close()
        } catch {
          // Already closed by the reader.
        }
      }
      if (signal.aborted) end()
      else signal.addEventListener('abort', () => end())
    },
    pull: () => flush(),
    cancel: () => end(),
  })
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  })
}

/** Counts a stream of this account until what it returns is called. */
function enter(actor: Actor): () => void {
  if (actor.kind !== 'officer' && actor.kind !== 'citizen') return () => {}
  const count = open.get(actor.id) ?? 0
  if (count >= mostStreams) throw tooManyStreams({ most: mostStreams, seconds: 10 })
  open.set(actor.id, count + 1)
  return () => {
    const left = (open.get(actor.id) ?? 1) - 1
    if (left > 0) open.set(actor.id, left)
    else open.delete(actor.id)
  }
}

async function isStill(actor: Actor, actorNow: () => Promise<Actor>): Promise<boolean> {
  try {
    return rightsOf(await actorNow()) === rightsOf(actor)
  } catch (error) {
    // A right that cannot be shown is none; whoever still has it comes back.
    log.info({ name: error instanceof Error ? error.name : '' }, 'stream ended')
    return false
  }
}

/** Everything rights depend on, and nothing that changes from request to request. */
function rightsOf({ purpose, confirmedAt, ...rest }: Actor): string {
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function encode(message: Message): Uint8Array {
  const { event, id, data } = message
  if (encoded?.message.data !== data || encoded.message.id !== id || encoded.message.event !== event) {
    encoded = { message, bytes: encoder.encode(`event: ${event}\nid: ${id}\ndata: ${data}\n\n`) }
  }
  return encoded.bytes
}
