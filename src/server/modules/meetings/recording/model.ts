/** Bản ghi âm: what one microphone heard, as numbered chunks. */
import { z } from 'zod'

/** A microphone for the room, or somebody's own: then the track bears one name. */
export const tracks = ['room', 'person'] as const
export type Track = (typeof tracks)[number]

export const BeginRecording = z.strictObject({ track: z.enum(tracks) })
export type BeginRecording = z.infer<typeof BeginRecording>

export const mostChunks = 20_000
/** A chunk is ten seconds; what stops late is a little longer. */
export const mostChunkSeconds = 12
export const mostChunkBytes = 900_000
/** So many chunks are the minute whose hash is a fact. */
export const chunksAMinute = 6
/** What was kept on a machine that was off comes so long after the recording began. */
export const lateDays = 30

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
})
export type ChunkHead = z.infer<typeof ChunkHead>

export const EndRecording = z.strictObject({ chunks: z.coerce.number().int().min(0).max(mostChunks) })

/** Which numbers a minute has: the last one fewer, where it is known how many there are. */
export function numbersOf(minute: number, chunks: number | null): number[] {
  const from = minute * chunksAMinute
  const to = Math.min(from + chunksAMinute, chunks ?? Number.POSITIVE_INFINITY)
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)
}
