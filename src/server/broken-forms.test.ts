/** A form that breaks off inside its file, is too large there, or falls silent: an answer or a closed line, never the end of the process. */
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import { getRequest } from '@sveltejs/kit/node'
import { afterEach, describe, expect, test } from 'vitest'
import { readUpload } from '#server/modules/documents/check/read-upload.ts'
import { readPost, readUploads } from '#server/platform/forms/read-post.ts'
import { boundBody } from './body-limit.ts'

let server: Server | undefined
const uncaught: unknown[] = []
process.on('uncaughtException', (error) => uncaught.push(error))

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

const head =
  '--x\r\nContent-Disposition: form-data; name="tep"; filename="a"\r\nContent-Type: application/pdf\r\n\r\n%PDF-'

async function send(
  read: (request: Request) => Promise<unknown>,
  write: (send: (text: string) => void) => Promise<void>,
  pace?: { least: number; everyMs: number },
) {
  let outcome: unknown = 'none'
  const listener: RequestListener = async (request, response) => {
    boundBody(request, response, 300_000, pace)
    outcome = await read(getRequest({ request, base: 'http://localhost' })).then(
      () => 'read',
      (error: { code?: string }) => error.code ?? String(error),
    )
    response.end()
  }
  server = createServer(listener)
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
  const socket = connect((server.address() as AddressInfo).port)
  socket.on('error', () => {})
  socket.write(
    'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: multipart/form-data; boundary=x\r\ntransfer-encoding: chunked\r\n\r\n',
  )
  await write((text) => void (socket.destroyed || socket.write(`${text.length.toString(16)}\r\n${text}\r\n`)))
  for (let tries = 0; outcome === 'none' && tries < 1_000; tries++) await rest(20)
  socket.destroy()
  await rest(50)
  return outcome
}

const readers: [string, (request: Request) => Promise<unknown>][] = [
  ['the public check', readUpload],
  ['a form without files', readPost],
  [
    'a form with files',
    async (request) => {
      const { refused } = await readUploads(request, async ({ source }) => void (await source.toArray()))
      if (refused) throw refused
    },
  ],
]

describe.each(readers)('%s', (_, read) => {
  test.each<[string, (send: (text: string) => void) => Promise<void>]>([
    [
      'too much',
      async (say) => {
        say(head)
        for (let n = 0; n < 40; n++) {
          say('a'.repeat(10_000))
          await rest(2)
        }
      },
    ],
    [
      'silence',
      async (say) => {
        say(head)
        await rest(500)
      },
    ],
  ])('%s is refused', async (_, write) => {
    expect(await send(read, write, { least: 100, everyMs: 200 })).toMatch(/\./)
    expect(uncaught).toEqual([])
  })

  test('a line that breaks is said to be that, and is no fault of ours', async () => {
    const outcome = await send(read, async (say) => {
      const arrived = once(server as Server, 'request')
      say(head)
      await arrived
      await rest(50)
      server?.closeAllConnections()
      await rest(100)
    })
    expect(outcome).toBe('platform.request_broken_off')
    expect(uncaught).toEqual([])
  })
})

test('a whole file where none was asked for is read past', async () => {
  const outcome = await send(readPost, async (say) => {
    say(head)
    say('a'.repeat(100_000))
    say('\r\n--x--\r\n')
    say('')
  })
  expect(outcome).toBe('read')
})
