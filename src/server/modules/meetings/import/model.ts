/** Tệp ghi âm đưa vào: a file recorded elsewhere, sent in pieces. */
import { z } from 'zod'

export const mostBytes = 1024 * 1024 * 1024
/** As `usualSoundLimits` of `crafts/sound` has it. */
export const mostHours = 12
export const pieceBytes = 4 * 1024 * 1024
/** So many of one meeting, whatever became of them. */
export const mostFiles = 20
/** A recorder was switched on before the meeting was opened here. */
export const earlyMs = 60 * 60_000
/** What was not sent to its end by then is forgotten. */
export const sendingDays = 7

export const BringFile = z.strictObject({
  name: z.string().trim().min(1).max(200).normalize(),
  size: z.number().int().min(1),
  /** `8:05`, `08:05:30`, on the day the meeting began. */
  clock: z.string().trim().max(20),
})
export type BringFile = z.input<typeof BringFile>

export const PieceHead = z.strictObject({
  number: z.coerce.number().int().min(0).max(255),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type PieceHead = z.infer<typeof PieceHead>

const fileStates = ['sending', 'waiting', 'taken', 'refused', 'dropped'] as const
export type FileState = (typeof fileStates)[number]

export function piecesOf(size: number): number {
  return Math.ceil(size / pieceBytes)
}

/** How large a piece is; none beyond the last. */
export function sizeOfPiece(size: number, number: number): number {
  return Math.max(0, Math.min(pieceBytes, size - number * pieceBytes))
}

/** Milliseconds of the day; undefined where it cannot be read. */
export function clockMs(text: string): number | undefined {
  const [, hours, minutes, seconds = '0'] = /^(\d{1,2})[:hg](\d{2})(?::(\d{2}))?$/.exec(text) ?? []
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59)
    return undefined
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}
