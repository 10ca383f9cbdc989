/** Bản ghi âm: what one microphone heard, as numbered chunks. */
import { z } from 'zod'

/** A microphone for the room, or somebody's own: then the track bears one name. */
export const tracks = ['room', 'person'] as const
export type Track = (typeof tracks)[number]

export const BeginRecording = z.strictObject({
  track: z.enum(tracks),
  /** Browser and system, for whoever looks for the machine that still holds something. */
  machine: z.string().trim().max(80).default(''),
})
export type BeginRecording = z.infer<typeof BeginRecording>

/** So many tracks of their own one account begins in one meeting: whoever lost what their machine kept begins another, nobody needs hundreds. */
export const mostTracks = 20
export const mostChunks = 20_000
/** A chunk is ten seconds; where the browser was kept from cutting it, it is longer and taken all the same. */
export const mostChunkSeconds = 120
export const mostChunkBytes = 900_000
/** So many chunks are the minute whose hash is a fact. */
export const chunksAMinute = 6
/** What was kept on a machine that was off comes so long after the recording began. */
export const lateDays = 30
/** What was begun so long after the end still belongs to it: a machine is told of the end by its next chunk. */
export const graceMs = 60_000

export const ChunkHead = z.strictObject({
  number: z.coerce
    .number()
    .int()
    .min(0)
    .max(mostChunks - 1),
  /** As it was recorded: what arrives otherwise is asked for again. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Milliseconds after the beginning of the recording. */
  startsMs: z.coerce.number().int().min(0).max(2_000_000_000),
  /** How many the machine has recorded so far. */
  recorded: z.coerce.number().int().min(0).max(mostChunks).default(0),
})
export type ChunkHead = z.output<typeof ChunkHead>

/** The machine that records says how many chunks there are; nobody else knows. */
export const EndRecording = z.strictObject({
  chunks: z.coerce.number().int().min(0).max(mostChunks).optional(),
})
export type EndRecording = z.infer<typeof EndRecording>

export const GiveUpRecording = z.strictObject({ reason: z.string().trim().min(1).max(500) })
export type GiveUpRecording = z.infer<typeof GiveUpRecording>

interface Extent {
  begunAt: Date
  endedAt: Date | null
  chunks: number | null
}

/** Whether a recording has such a chunk: as many as its machine said, none begun after its end, and until that is said at most one a second. */
export function hasRoomFor(
  { begunAt, endedAt, chunks }: Extent,
  { number, startsMs }: Pick<ChunkHead, 'number' | 'startsMs'>,
): boolean {
  if (chunks !== null && number >= chunks) return false
  if (!endedAt) return true
  const lastMs = endedAt.getTime() - begunAt.getTime() + graceMs
  return startsMs <= lastMs && number * 1000 <= lastMs
}

/** How many of a recording are not here, as far as its machine has told. */
export function missingOf({
  chunks,
  announced,
  taken,
  lastNumber,
}: {
  chunks: number | null
  announced: number
  taken: number
  lastNumber: number | null
}): number {
  return Math.max(chunks ?? announced, (lastNumber ?? -1) + 1) - taken
}

/** Which numbers a minute has: the last one fewer, where it is known how many there are. */
export function numbersOf(minute: number, chunks: number | null): number[] {
  const from = minute * chunksAMinute
  const to = Math.min(from + chunksAMinute, chunks ?? Number.POSITIVE_INFINITY)
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)
}
