import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { scanFile } from './scan.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-scan-'))
const path = join(folder, 'file')
// More than one part, and not a whole number of them.
writeFileSync(path, Buffer.alloc(200_001, 'a'))

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A stand-in for clamd on a socket of its own: it takes `INSTREAM`, then says what it is told to. */
async function aScanner(answer: (received: Buffer, socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    const parts: Buffer[] = []
    socket.on('error', () => {})
    socket.on('data', (part: Buffer) => {
      parts.push(part)
      const received = readStream(Buffer.concat(parts))
      if (received) answer(received, socket)
    })
  })
  servers.push(server)
  const place = join(folder, `${randomUUID().slice(0, 8)}.sock`)
  await new Promise<void>((resolve) => server.listen(place, resolve))
  return `unix:${place}`
}

/** The bytes between `zINSTREAM` and the empty part, once all of them are there. */
function readStream(sent: Buffer): Buffer | undefined {
  expect(sent.toString('latin1', 0, 10)).toBe('zINSTREAM\0'.slice(0, sent.length))
  const parts: Buffer[] = []
  for (let at = 10; at + 4 <= sent.length; ) {
    const length = sent.readUInt32BE(at)
    if (length === 0) return Buffer.concat(parts)
    parts.push(sent.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

test('a clean file passes, every byte of it seen', async () => {
  let seen = 0
  const scanner = await aScanner((received, socket) => {
    seen = received.length
    socket.end('stream: OK\0')
  })
  await scanFile(path, undefined, scanner)
  expect(seen).toBe(200_001)
})

test('an infected file is refused', async () => {
  const scanner = await aScanner((_, socket) => socket.end('stream: Eicar-Test-Signature FOUND\0'))
  await expect(scanFile(path, undefined, scanner)).rejects.toMatchObject({
    code: 'files.infected',
    status: 422,
  })
})

test.each<[string, (received: Buffer, socket: Socket) => void]>([
  ['hangs up', (_, socket) => socket.destroy()],
  ['reports an error', (_, socket) => socket.end('INSTREAM size limit exceeded. ERROR\0')],
  ['says something else', (_, socket) => socket.end('stream: OK, perhaps\0')],
  ['never stops talking', (_, socket) => void socket.write('x'.repeat(10_000))],
])('a scanner that %s holds the file back', async (_, answer) => {
  const scanner = await aScanner(answer)
  await expect(scanFile(path, undefined, scanner)).rejects.toMatchObject({
    code: 'files.scanner_silent',
    status: 503,
  })
})

test('a scanner that is not there, or says nothing until nobody waits any more, holds the file back', async () => {
  await expect(scanFile(path, undefined, `unix:${folder}/none`)).rejects.toMatchObject({
    code: 'files.scanner_silent',
  })
  await expect(scanFile(path, undefined, 'tcp://127.0.0.1:1')).rejects.toMatchObject({
    code: 'files.scanner_silent',
  })
  const silent = await aScanner(() => {})
  await expect(scanFile(path, AbortSignal.timeout(200), silent)).rejects.toMatchObject({
    code: 'files.scanner_silent',
  })
})
