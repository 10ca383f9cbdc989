/** The anchor in one place: a file of lines that only grows. A line torn by a crash counts as not written. */
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type AnchorLine, hashLine, longestLine, readAnchorLine } from './anchor-line.ts'

export interface AnchorPlace {
  /** `keys`, or the folder itself. */
  name: string
  folder: string
}

/** The last line of a file, and where it ends. */
export interface AnchorEnd {
  line: AnchorLine
  text: string
  /** Bytes of whole lines. */
  end: number
}

export interface PlaceReading {
  place: AnchorPlace
  /** `missing`: the folder is there and holds no line. */
  status: 'held' | 'missing' | 'unreachable' | 'unreadable'
  /** Of a held file. */
  last?: AnchorEnd
}

const patienceMs = 5_000
const fileName = 'seal-anchor.log'
/** Places whose disk has not answered yet: they are left alone until it does. */
const waiting = new Map<string, Promise<unknown>>()

/** The end of the anchor in this place. A disk that does not answer within five seconds is unreachable. */
export async function readPlace(place: AnchorPlace): Promise<PlaceReading> {
  try {
    return await patiently(place, () => readEnd(place))
  } catch {
    return { place, status: 'unreachable' }
  }
}

async function readEnd(place: AnchorPlace): Promise<PlaceReading> {
  if (!(await stat(place.folder)).isDirectory()) return { place, status: 'unreachable' }
  const file = await open(pathIn(place), 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!file) return { place, status: 'missing' }
  try {
    const { size } = await file.stat()
    const from = Math.max(0, size - 2 * longestLine)
    const bytes = await readBytes(file, from, size)
    const end = bytes.lastIndexOf(10)
    if (end < 0) return { place, status: size > longestLine ? 'unreadable' : 'missing' }
    const text = bytes.toString('utf8', bytes.lastIndexOf(10, end - 1) + 1, end)
    const line = readAnchorLine(text)
    return line
      ? { place, status: 'held', last: { line, text, end: from + end + 1 } }
      : { place, status: 'unreadable' }
  } finally {
    await file.close()
  }
}

/** The last whole line of the first `end` bytes in this place; undefined where they do not end with a line. */
export async function lineEndingAt(place: AnchorPlace, end: number): Promise<string | undefined> {
  return patiently(place, async () => {
    const file = await open(pathIn(place), 'r')
    try {
      const bytes = await readBytes(file, Math.max(0, end - longestLine), end)
      if (bytes.at(-1) !== 10) return undefined
      return bytes.toString('utf8', bytes.lastIndexOf(10, bytes.length - 2) + 1, bytes.length - 1)
    } finally {
      await file.close()
    }
  })
}

/**
 * Writes `text` as the line that follows `end` bytes, through to the disk. Refuses where the file has grown meanwhile:
 * somebody else went on. What a crash left of a line is cut off first.
 */
export async function appendLine(place: AnchorPlace, end: number, text: string): Promise<void> {
  await writeAfter(place, end, [Buffer.from(`${text}\n`)])
}

/** Gives `place` the bytes of `source` that it lacks. */
export async function copyLines(
  source: AnchorPlace,
  sourceEnd: number,
  place: AnchorPlace,
  end: number,
): Promise<void> {
  await writeAfter(place, end, createReadStream(pathIn(source), { start: end, end: sourceEnd - 1 }))
}

function writeAfter(
  place: AnchorPlace,
  end: number,
  pieces: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<void> {
  return patiently(place, async () => {
    if (end === 0) await (await open(pathIn(place), 'a', 0o644)).close()
    const file = await open(pathIn(place), 'r+')
    try {
      const { size } = await file.stat()
      if (size < end) throw new Error('the anchor has become shorter')
      if (size > end) {
        const rest = await readBytes(file, end, Math.min(size, end + longestLine))
        if (rest.includes(10)) throw new Error('another process writes the anchor')
        await file.truncate(end)
      }
      let at = end
      for await (const piece of pieces) {
        at = await writeWhole(file, piece, at)
      }
      await file.datasync()
    } finally {
      await file.close()
    }
    if (end === 0) await syncFolder(place.folder)
  })
}

/** Puts the file aside under a name of this moment: what is wrong with it stays to be looked at. */
export async function putAside(place: AnchorPlace): Promise<void> {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  await patiently(place, async () => {
    await rename(pathIn(place), join(place.folder, `seal-anchor.${stamp}.log`)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      },
    )
    await syncFolder(place.folder)
  })
}

/**
 * Every line after `from` bytes, in order. `isChained` is false for the first line that does not follow from the one
 * before it, and nothing comes after.
 */
export async function* walkLines(
  place: AnchorPlace,
  { from = 0, before = '' }: { from?: number; before?: string } = {},
): AsyncGenerator<{ line: AnchorLine | undefined; text: string; isChained: boolean }> {
  let previous = before
  let count = 0
  let rest = ''
  const stream = createReadStream(pathIn(place), { start: from, encoding: 'utf8' })
  for await (const chunk of stream as AsyncIterable<string>) {
    const texts = (rest + chunk).split('\n')
    rest = texts.pop() ?? ''
    if (rest.length > longestLine) texts.push(rest)
    for (const text of texts) {
      const line = readAnchorLine(text)
      count += 1
      const isNumbered = from > 0 || line?.line === count
      const isChained = line !== undefined && isNumbered && line.previous === hashLine(previous)
      yield { line, text, isChained }
      if (!isChained) return
      previous = text
    }
  }
}

async function readBytes(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from)
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
  return bytes.subarray(0, bytesRead)
}

/** Where the bytes end. A disk that fills up takes a part and says so at the next attempt. */
async function writeWhole(file: FileHandle, bytes: Buffer, start: number): Promise<number> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, start + done)).bytesWritten
  }
  return start + bytes.length
}

/** A new name in a folder is on the disk only when the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function pathIn({ folder }: AnchorPlace): string {
  return join(folder, fileName)
}

async function patiently<T>(place: AnchorPlace, task: () => Promise<T>): Promise<T> {
  if (waiting.has(place.folder)) throw new Error('the disk has not answered yet')
  const running = task()
  const { promise: impatience, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    waiting.set(
      place.folder,
      running.catch(() => {}).finally(() => waiting.delete(place.folder)),
    )
    reject(new Error('the disk does not answer'))
  }, patienceMs)
  try {
    return await Promise.race([running, impatience])
  } finally {
    clearTimeout(timer)
  }
}
