import type { Work } from '#server/platform/work.ts'
import { minuteRecorded } from '../events.ts'
import { hashOfMinute } from './hash-minute.ts'
import { chunksAMinute, numbersOf } from './model.ts'
import { listChunks } from './queries.ts'

interface MinuteOf {
  meetingId: string
  agencyId: string
  id: string
  minute: number
  chunks: number | null
}

/** Makes the hash of a minute a fact once all of it is here; `evenPartly` where the rest was given up. */
export async function sayMinute(
  work: Work,
  { meetingId, agencyId, id, minute, chunks }: MinuteOf,
  evenPartly = false,
): Promise<void> {
  const wanted = numbersOf(minute, chunks)
  const from = wanted[0]
  if (from === undefined) return
  const taken = (await listChunks(work.tx, id, { from, most: wanted.length })).filter(({ number }) =>
    wanted.includes(number),
  )
  if (taken.length === 0 || (taken.length < wanted.length && !evenPartly)) return
  await work.record(
    minuteRecorded(meetingId, {
      agencyId,
      recordingId: id,
      minute,
      chunks: taken.length,
      sha256: hashOfMinute(taken),
    }),
  )
}

/** The minutes of which something is here and something is not, among these numbers. */
export function partMinutes(numbers: readonly number[], chunks: number | null): number[] {
  const counts = new Map<number, number>()
  for (const number of numbers) {
    const minute = Math.floor(number / chunksAMinute)
    counts.set(minute, (counts.get(minute) ?? 0) + 1)
  }
  return [...counts].flatMap(([minute, count]) => (count < numbersOf(minute, chunks).length ? [minute] : []))
}
