/** Server-sent events: one open answer per watcher, a heartbeat so that a dead line is noticed, an end when it leaves. */

type Send = (event: string, id: string, data: string) => void

const heartbeatMs = 10_000
/** A watcher that does not read is let go; it comes back by itself and gets the newest state. */
const mostWaiting = 256

/** `watch` starts to send and returns what stops it. */
export function streamEvents(signal: AbortSignal, watch: (send: Send) => () => void): Response {
  const encoder = new TextEncoder()
  let end = () => {}
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOpen = true
        const write = (text: string) => {
          if (!isOpen) return
          if ((controller.desiredSize ?? 0) <= 0) return end()
          controller.enqueue(encoder.encode(text))
        }
        write('retry: 1000\n\n')
        const heartbeat = setInterval(() => write(': \n\n'), heartbeatMs)
        const stop = watch((event, id, data) => write(`event: ${event}\nid: ${id}\ndata: ${data}\n\n`))
        end = () => {
          if (!isOpen) return
          isOpen = false
          clearInterval(heartbeat)
          stop()
          try {
            controller.close()
          } catch {
            // Already closed by the reader.
          }
        }
        signal.addEventListener('abort', end)
      },
      cancel: () => end(),
    },
    { highWaterMark: mostWaiting },
  )
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  })
}
