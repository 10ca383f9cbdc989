/** After a power cut a large database on a slow disk takes its time: it is waited for as long as it says so. */
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitUntilReady } from './wait-until-ready.ts'

/** What a server says while it recovers, and once it is ready. */
const recovering = message('E', Buffer.from('SFATAL\0C57P03\0Mthe database system is starting up\0\0'))
const ready = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))])

let server: Server
let url = ''
let readyAt = 0
beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => (performance.now() < readyAt ? socket.end(recovering) : socket.write(ready)))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  url = `postgres://postgres:x@127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
})
afterAll(() => {
  server.close()
})

test('one that says it is recovering is waited for beyond the time a silent one has', async () => {
  readyAt = performance.now() + 1_500
  await waitUntilReady(url, { stopped: () => undefined, logFile: 'postgres.log', silentMs: 500 })
  expect(performance.now()).toBeGreaterThanOrEqual(readyAt)
})

test('one that is gone, or says nothing, is not', async () => {
  readyAt = Number.POSITIVE_INFINITY
  const gone = waitUntilReady(url, { stopped: () => 'ổ đĩa đã đầy', logFile: 'postgres.log' })
  await expect(gone).rejects.toThrow('PostgreSQL không khởi động được: ổ đĩa đã đầy')
  const nobody = 'postgres://postgres:x@127.0.0.1:1/'
  const silent = waitUntilReady(nobody, { stopped: () => undefined, logFile: 'postgres.log', silentMs: 300 })
  await expect(silent).rejects.toThrow('không trả lời')
})

function message(kind: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(kind), length, body])
}
