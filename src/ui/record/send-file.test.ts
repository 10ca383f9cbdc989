import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendFile } from './send-file.ts'

/** What has come of each piece, and how often the line breaks before the next one comes. */
const kept = new Map<number, string>()
let breaks = 0
/** What is answered instead of what is here. */
let refusal: number | undefined
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const bytes = Buffer.concat(parts)
    const answer = (status: number, what: object) => response.writeHead(status).end(JSON.stringify(what))
    const [, number] = /\/tep\/(\d+)$/.exec(request.url ?? '') ?? []
    if (number === undefined)
      return refusal
        ? answer(refusal, { message: 'Tệp lớn quá.' })
        : answer(200, { pieceBytes: 10, pieces: 3, here: [...kept.keys()] })
    if (breaks-- > 0) return void request.socket.destroy()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    if (request.headers['x-chunk-sha256'] !== sha256) return answer(422, { message: 'Hỏng trên đường.' })
    kept.set(Number(number), String(bytes))
    answer(200, { isWhole: kept.size === 3 })
  })
})
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
afterAll(() => void server.close())

const told: number[] = []
const file = new File(['0123456789abcdefghijXYZ'], 'họp.wav')

function send(signal = new AbortController().signal) {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tep`
  const wait = async () => undefined
  return sendFile({ address, file, clock: '8:05' }, { signal, told: (share) => told.push(share), wait })
}

test('a file is sent piece by piece; a broken line is tried again, and what is there is not sent again', async () => {
  refusal = 413
  expect(await send()).toEqual({ refused: 'Tệp lớn quá.' })
  refusal = 401
  expect(await send()).toBe('signed out')
  refusal = undefined
  expect(await send(AbortSignal.abort())).toBe('stopped')
  // The line is gone for longer than it is tried; what came before stays.
  kept.set(1, 'there before')
  breaks = 100
  expect(await send()).toBe('broken')
  breaks = 2
  told.length = 0
  expect(await send()).toBe('sent')
  expect(kept).toEqual(
    new Map([
      [1, 'there before'],
      [0, '0123456789'],
      [2, 'XYZ'],
    ]),
  )
  expect(told).toEqual([1 / 3, 2 / 3, 1])
})
