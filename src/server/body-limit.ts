/**
 * How much a request may send, and how slowly. Counted as it arrives, before anybody reads it: an announced length may
 * be wrong or missing.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { formTooLarge } from '#server/platform/forms/refusals.ts'
import { defineRefusal, Refusal } from '#shared/refusal.ts'

const bodyTooLarge = defineRefusal('platform.body_too_large', 413)
const bodyTooSlow = defineRefusal('platform.request_too_slow', 408)
const bodyBrokenOff = defineRefusal('platform.request_broken_off', 400)

const kB = 1024
const MB = 1024 * kB

/**
 * The most bytes of a body, by what is posted. The reader of forms has limits of its own beneath these; a browser that is cut off in the middle shows no answer, so that texts are read past those by a good piece.
 */
const limits: [path: RegExp, most: number][] = [
  [/^\/api\/v1\/(files|uploads\/[^/]+)$/, 50 * MB + kB],
  [/^\/api\/v1\/documents\/check$/, 20 * MB + 64 * kB],
  [/^\/api\/v1\/payments\/notices\//, 64 * kB],
  [/^\/api\//, MB],
  [/^\/vneid-thu/, 64 * kB],
  [/^\/thu\/ngan-hang\/doc$/, 6 * MB],
  [/^\/tep$/, 4 * kB],
  [/^\/tep\//, 50 * MB + kB],
  [/^\/kiem-tra$/, 20 * MB + 64 * kB],
  // Up to ten papers at once, from a browser without script.
  [/^\/(nop\/[^/]+\/giay-to|ho-so\/[^/]+\/bo-sung)$/, 520 * MB],
  [/^\/mot-cua\/(nop\/[^/]+|[^/]+\/viec-truoc)$/, 520 * MB],
  // Up to five pictures of a face.
  [/^\/(tai-khoan\/khuon-mat|quan-tri\/tai-khoan\/[^/]+\/khuon-mat)$/, 41 * MB],
  // One frame of a camera.
  [/^\/hop\/[^/]+\/cua\/khung$/, 520 * kB],
  // The text of a draft: half a million letters, as JSON.
  [/^\/van-ban\/[^/]+\/soan\/viec$/, 8 * MB],
  [/^\/van-ban\/[^/]+\/soan\/word$/, 20 * MB + 64 * kB],
  [/^\/van-ban\/kiem-tra$/, 20 * MB + 64 * kB],
  // A scan of a letter, a paper put into a work file.
  [/^\/van-ban\/(den\/nhan|ho-so\/[^/]+)$/, 50 * MB + 64 * kB],
  [/^\/(nop|ho-so)(\/|$)/, 8 * MB],
]
const usual = 2 * MB

/** A line over which less than this comes in half a minute is a trick, or useless. */
const leastBytes = 4 * kB
const leastEveryMs = 30_000

export function bodyLimit(path: string): number {
  return limits.find(([pattern]) => pattern.test(path))?.[1] ?? usual
}

/**
 * Ends the body of this request with a refusal once more than `most` bytes have come, or fewer than they should: whoever
 * reads the body meets it as the error of the stream. Nothing more is taken from that connection.
 */
export function boundBody(
  request: IncomingMessage,
  response: ServerResponse,
  most: number,
  { least = leastBytes, everyMs = leastEveryMs } = {},
): void {
  const push = request.push.bind(request)
  const destroy = request.destroy.bind(request)
  let taken = 0
  let takenBefore = 0
  let isOver = false

  const refuse = (refusal: Refusal) => {
    isOver = true
    clearInterval(watch)
    request.socket.pause()
    if (!response.headersSent) response.setHeader('connection', 'close')
    response.once('finish', () => request.socket.destroySoon())
    if (response.writableFinished) request.socket.destroySoon()
    request.emit('error', refusal)
  }
  response.once('finish', () => leaveBehind(request))
  // Without a reader an error would end the process; the reader's own answer is the one that counts.
  request.on('error', () => {})
  request.push = (chunk, encoding) => {
    if (isOver) return false
    if (chunk === null) clearInterval(watch)
    else {
      taken += (chunk as Buffer).length
      if (taken > most) {
        refuse(tooLarge(request.url ?? '', most))
        return false
      }
    }
    return push(chunk, encoding)
  }
  // A sender who goes away is no fault of ours: whoever reads the rest is told in words; what has come whole is still read.
  request.destroy = (error) => {
    if (error === undefined || error instanceof Refusal) return destroy(error)
    return request.complete ? request : destroy(bodyBrokenOff())
  }
  const watch = setInterval(() => {
    // What waits for us to read it is not late.
    const isOurs = request.isPaused() || request.readableLength > 0 || !request.readableFlowing
    if (!isOurs && taken - takenBefore < least) refuse(bodyTooSlow())
    takenBefore = taken
  }, everyMs).unref()
  response.once('close', () => clearInterval(watch))
}

/** In the words of the door it came to. */
function tooLarge(url: string, most: number): Refusal {
  return url.startsWith('/api/') ? bodyTooLarge({ most }) : formTooLarge()
}

/** What still comes after the answer is read past for a little, so that the answer is not lost with the connection. */
function leaveBehind(request: IncomingMessage): void {
  const { socket } = request
  const before = socket.bytesRead
  let looks = 0
  const watch = setInterval(() => {
    if (request.complete || socket.destroyed) return clearInterval(watch)
    if (socket.bytesRead - before < 64 * kB && ++looks < 200) return
    clearInterval(watch)
    socket.destroySoon()
  }, 10).unref()
}
