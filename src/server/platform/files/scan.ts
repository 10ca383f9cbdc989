/** A virus scanner where a province has one, asked by the protocol of clamd: `INSTREAM`. */
import { createReadStream } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { config } from '../config.ts'
import { log, stackOf } from '../log.ts'
import { infected, scannerSilent } from './refusals.ts'

/** Milliseconds without a sign of life, and in all. */
const silence = 15_000
const timeLimit = 60_000
const longestAnswer = 4096
const chunkSize = 64 * 1024

/**
 * Lets the scanner look at a file: refuses an infected one, and holds every file back while the scanner does not answer
 * as it should. Without a scanner, nothing is asked.
 */
export async function scanFile(
  path: string,
  signal?: AbortSignal,
  scanner: string | undefined = config.SCANNER_URL,
): Promise<void> {
  if (scanner === undefined) return
  const limit = AbortSignal.any([AbortSignal.timeout(timeLimit), ...(signal ? [signal] : [])])
  const answer = await ask(connect(scanner), path, limit).catch((error: unknown) => {
    log.error({ problem: stackOf(error) }, 'virus scanner silent')
    throw scannerSilent({ seconds: 60 })
  })
  if (/^stream: OK$/.test(answer)) return
  if (/^stream: .* FOUND$/.test(answer)) {
    log.warn({ answer }, 'infected file refused')
    throw infected()
  }
  log.error({ problem: answer }, 'virus scanner silent')
  throw scannerSilent({ seconds: 60 })
}

function connect(scanner: string): Socket {
  const url = new URL(scanner)
  if (url.protocol === 'unix:') return createConnection({ path: decodeURIComponent(url.pathname) })
  return createConnection({ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 3310) })
}

/** What it says of a file. A scanner that has seen enough answers and closes before the end of the file. */
async function ask(socket: Socket, path: string, signal: AbortSignal): Promise<string> {
  const stop = () => socket.destroy(new Error('no answer in time'))
  signal.addEventListener('abort', stop)
  socket.setTimeout(silence, stop)
  const answered = read(socket)
  try {
    await Promise.race([answered, send(socket, path)])
    return await answered
  } finally {
    signal.removeEventListener('abort', stop)
    socket.destroy()
  }
}

function read(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => {
      text += part
      const end = text.indexOf('\0')
      if (end >= 0) resolve(text.slice(0, end).trim())
      else if (text.length > longestAnswer) reject(new Error('an endless answer'))
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('closed without an answer')))
  })
}

/** Each part with its length before it; an empty one at the end. */
async function send(socket: Socket, path: string): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'))
  for await (const part of createReadStream(path, { highWaterMark: chunkSize })) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE((part as Buffer).length)
    await write(socket, Buffer.concat([length, part as Buffer]))
  }
  await write(socket, Buffer.alloc(4))
}

/** Resolves also when the scanner has closed: what it said decides. */
function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => void socket.write(bytes, () => resolve()))
}
