import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import { getRequest } from '@sveltejs/kit/node'
import { afterEach, expect, test, vi } from 'vitest'
import { bodyLimit, boundBody } from './body-limit.ts'

const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** As pages read a body: whole, as a form; what the stream fails with is the answer. */
const readForm: RequestListener = async (request, response) => {
  try {
    const form = await getRequest({ request, base: 'http://localhost' }).formData()
    response.end(`${[...form.values()].join().length} letters`)
  } catch (error) {
    const { status = 500, code } = error as { status?: number; code?: string }
    response.writeHead(status).end(code)
  }
}

/**
 * Sends a chunked body to a server that takes `most`; the answer, how much of the body the server let in, and whether it
 * closed the connection instead of answering one more question on it.
 */
async function send(
  pieces: AsyncIterable<string> | Iterable<string>,
  options: {
    most?: number
    least?: number
    everyMs?: number
    listener?: RequestListener
    /** Goes on sending whatever is answered. */
    isDeaf?: boolean
    /** Called when another piece has arrived. */
    onArrival?(): void
  },
) {
  const { most = 10_000, listener = readForm, isDeaf = false, onArrival, ...pace } = options
  let taken: Socket | undefined
  const server = createServer((request, response) => {
    taken = request.socket
    if (request.method === 'GET') return response.end('still here')
    boundBody(request, response, most, pace)
    listener(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const socket = connect((server.address() as AddressInfo).port)
  let answer = ''
  socket.on('data', (data) => (answer += data))
  socket.on('error', () => {})
  const closed = new Promise((done) => socket.once('close', done))
  socket.write(
    'POST /x HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n',
  )
  for await (const piece of pieces) {
    if (socket.destroyed || (answer && !isDeaf)) break
    const isTaken = socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`)
    if (!isTaken) await Promise.race([new Promise((done) => socket.once('drain', done)), closed])
    if (!onArrival) continue
    while (!socket.destroyed && (taken?.bytesRead ?? 0) < socket.bytesWritten) await rest(1)
    onArrival()
  }
  if (!socket.destroyed) socket.write('0\r\n\r\n')
  while (!answer && !socket.destroyed) await rest(1)
  const head = answer.split('\r\n', 1)[0]
  if (!socket.destroyed) socket.write('GET /x HTTP/1.1\r\nhost: localhost\r\n\r\n')
  while (!answer.includes('still here') && !socket.destroyed) await rest(1)
  return { head, answer, bytesRead: taken?.bytesRead ?? 0, isClosed: socket.destroyed }
}

const flood = () => Array.from({ length: 3_000 }, () => 'a'.repeat(10_000))

test('a body within its bound passes untouched', async () => {
  const { head, answer, isClosed } = await send(['name=', 'a'.repeat(5_000)], {})
  expect(head).toBe('HTTP/1.1 200 OK')
  expect(answer).toContain('5000 letters')
  expect(isClosed).toBe(false)
})

test('a chunked body that announces no length is cut where its bound is, and answered in words', async () => {
  const { head, answer, bytesRead, isClosed } = await send(flood(), {})
  expect(head).toBe('HTTP/1.1 413 Payload Too Large')
  expect(answer).toContain('ui.form_too_large')
  expect(bytesRead).toBeLessThan(200_000)
  expect(isClosed).toBe(true)
})

test('a body nobody reads is not swallowed after the answer either', async () => {
  const listener: RequestListener = (_, response) => response.writeHead(405).end()
  const { head, bytesRead, isClosed } = await send(flood(), { listener, isDeaf: true })
  expect(head).toBe('HTTP/1.1 405 Method Not Allowed')
  expect(bytesRead).toBeLessThan(10_000_000)
  expect(isClosed).toBe(true)
})

test('a body that trickles is given up; one that comes steadily is not', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const everyMs = 30_000
    const passing = { least: 100, everyMs, onArrival: () => void vi.advanceTimersByTime(everyMs / 2) }
    const pieces = (piece: string) => Array.from({ length: 40 }, () => piece)
    expect((await send(pieces('a'), passing)).head).toBe('HTTP/1.1 408 Request Timeout')
    expect((await send(pieces('a'.repeat(60)), passing)).head).toBe('HTTP/1.1 200 OK')
  } finally {
    vi.useRealTimers()
  }
})

test.each([
  ['/can-bo/dang-nhap', 2 * 1024 * 1024],
  ['/api/v1/dossiers', 1024 * 1024],
  ['/tep', 4 * 1024],
])('what may be posted to %s', (path, most) => {
  expect(bodyLimit(path)).toBe(most)
})

test('papers and files have room where they are handed in, and only there', () => {
  for (const path of [
    '/api/v1/files',
    '/tep/1',
    '/nop/1.001193/giay-to',
    '/ho-so/H57.80-261127-0002/bo-sung',
    // Pages whose form takes a file, also without script.
    '/mot-cua/nop/1.001193',
    '/mot-cua/H57.80-261127-0002/viec-truoc',
    '/van-ban/den/nhan',
    '/van-ban/ho-so/0199b1d0-0000-7000-8000-000000000000',
  ]) {
    expect(bodyLimit(path)).toBeGreaterThan(50 * 1024 * 1024)
  }
  for (const path of ['/van-ban/kiem-tra', '/van-ban/1/soan/word'])
    expect(bodyLimit(path)).toBeGreaterThan(5 * 1024 * 1024)
  for (const path of ['/api/v1/filesx', '/nop/1.001193/1', '/mot-cua/H57.80-261127-0002', '/']) {
    expect(bodyLimit(path)).toBeLessThan(10 * 1024 * 1024)
  }
})
