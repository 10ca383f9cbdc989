/** The wall's stream: always the newest message, so a slow reader skips some but never falls behind. */
import { watchWall } from '#server/modules/indicators/index.ts'
import { requireRole } from '#server/platform/guards.ts'
import type { RequestHandler } from './$types'

const heartbeatMs = 10_000
/** Then the watcher comes back by itself, and whether it still may watch is asked anew. */
const longestMs = 5 * 60_000

const encoder = new TextEncoder()
/** Every watcher gets the same bytes. */
let encoded: { json: string; bytes: Uint8Array } | undefined

/** Whether one may still watch, for a stream that was cut. */
export const HEAD: RequestHandler = ({ locals }) => {
  requireRole(locals.actor, 'monitor', 'commander')
  return new Response(null, { headers: { 'cache-control': 'no-store' } })
}

export const GET: RequestHandler = ({ locals, request }) => {
  requireRole(locals.actor, 'monitor', 'commander')
  let end = () => {}
  let pull = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let waiting: Uint8Array | undefined
      const flush = () => {
        if (!waiting || (controller.desiredSize ?? 0) <= 0) return
        controller.enqueue(waiting)
        waiting = undefined
      }
      pull = flush
      controller.enqueue(encoder.encode('retry: 1000\n\n'))
      const stop = watchWall(({ id }, json) => {
        waiting = encode(id, json)
        flush()
      })
      const heartbeat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': \n\n'))
      }, heartbeatMs)
      const longest = setTimeout(() => end(), longestMs)
      end = () => {
        end = () => {}
        clearInterval(heartbeat)
        clearTimeout(longest)
        stop()
        try {
          controller.close()
        } catch {
          // Already closed by the reader.
        }
      }
      request.signal.addEventListener('abort', () => end())
    },
    pull: () => pull(),
    cancel: () => end(),
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}

function encode(id: number, json: string): Uint8Array {
  if (encoded?.json !== json) {
    encoded = { json, bytes: encoder.encode(`event: wall\nid: ${id}\ndata: ${json}\n\n`) }
  }
  return encoded.bytes
}
