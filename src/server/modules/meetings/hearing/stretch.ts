/** The sound of chunks that follow each other, as one. */

import { openSound } from '#server/crafts/sound/open-sound.ts'
import { SoundRefused } from '#server/crafts/sound/refusals.ts'
import { sampleRate } from '#server/crafts/speech/model.ts'
import { openFile, stageAside } from '#server/platform/files/index.ts'
import type { Hearing, TakenChunk } from './queries.ts'

const samplesAMs = sampleRate / 1000
/** A longer pause between two chunks ends what is heard together. */
const mostPauseMs = 2_000
/** Of chunks heard a moment ago, which are often heard again with the next one; three minutes of sound. */
const mostKept = 20

const kept = new Map<string, Float32Array>()

/** What can be heard of a chunk; nothing of one that cannot be read at all. Throws `SoundRefused` (`overdue`) where the machine has no time for it. */
export async function soundOf({ sha256, size }: Pick<TakenChunk, 'sha256' | 'size'>): Promise<Float32Array> {
  const known = kept.get(sha256)
  if (known) return known
  const staged = await stageAside(size)
  try {
    for await (const part of await openFile(sha256)) await staged.write(part as Buffer)
    const sound = await samplesOf(staged.path)
    kept.set(sha256, sound)
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(oldest)
    return sound
  } finally {
    await staged.discard()
  }
}

async function samplesOf(path: string): Promise<Float32Array> {
  const parts: Float32Array[] = []
  try {
    const sound = await openSound(path)
    for await (const part of sound.samples()) parts.push(part)
  } catch (error) {
    // What was given of a damaged one is good.
    if (!(error instanceof SoundRefused) || error.problem === 'overdue') throw error
  }
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export interface Stretch {
  chunks: readonly TakenChunk[]
  /** Nothing that is still to come belongs to it. */
  isClosed: boolean
}

/** Those of the chunks that follow each other from the first on: what is missing is waited for, unless it will not come. */
export function stretchOf(chunks: readonly TakenChunk[], hearing: Hearing, most: number): Stretch {
  const { isSettled, isQuiet, nextChunk } = hearing
  const [first] = chunks
  if (!first || (!isSettled && first.number > nextChunk)) return { chunks: [], isClosed: false }
  const together = [first]
  for (const chunk of chunks.slice(1)) {
    const last = together.at(-1) as TakenChunk
    if (chunk.startsMs - endOf(last) > mostPauseMs && (isSettled || chunk.number === last.number + 1))
      return { chunks: together, isClosed: true }
    if (!isSettled && chunk.number !== last.number + 1) break
    together.push(chunk)
  }
  const last = together.at(-1) as TakenChunk
  const isAll = together.length < most
  return { chunks: together, isClosed: isAll && (isSettled || (isQuiet && last.number < nextChunk)) }
}

export const endOf = ({ startsMs, lengthMs }: Pick<TakenChunk, 'startsMs' | 'lengthMs'>) =>
  startsMs + lengthMs

/** From a millisecond on to the end of the last: the n-th sample is what was heard n / 16 ms after it. */
export async function* samplesFrom(
  chunks: readonly TakenChunk[],
  fromMs: number,
): AsyncGenerator<Float32Array> {
  let at = 0
  for (const chunk of chunks) {
    const from = (chunk.startsMs - fromMs) * samplesAMs
    const length = chunk.lengthMs * samplesAMs
    if (from > at) {
      yield new Float32Array(from - at)
      at = from
    }
    const sound = (await soundOf(chunk)).subarray(Math.max(0, at - from), length)
    if (sound.length > 0) yield sound
    at += sound.length
  }
}
