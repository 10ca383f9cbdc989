/** What is said between whoever has a letter read and the process that reads it. */
import type { LetterReading } from './model.ts'

export type LetterType = 'application/pdf' | 'image/jpeg' | 'image/png'

export interface LetterQuestion {
  bytes: Uint8Array
  mediaType: LetterType
  /** Pages read at most, from the first; those behind are counted. */
  mostPages: number
  /** Milliseconds after which no further page is begun. */
  mostTime: number
}

export type LetterReply = { reading: LetterReading } | { unreadable: string } | { page: number }
