/** Bản ghi lời as its forms have it. */
import { z } from 'zod'
import { line } from '../model.ts'

/** `page` is how many are shown at once, `parts` into how many one is split at once. */
export const most = { letters: 4000, speaker: 200, parts: 20, page: 200 } as const

/** What somebody looked at when they acted: which segment, and how often it had changed. */
const seen = { segmentId: z.uuid(), version: z.coerce.number().int().min(1) }

export const WriteSegment = z.strictObject({
  ...seen,
  /** A line each of what it is split into. */
  words: z.string().trim().min(1).max(most.letters).normalize(),
  /** Of those invited; empty where it is not known, or is none of them. */
  personId: z.union([z.literal('').transform(() => null), z.uuid(), z.null()]).default(null),
  /** Who it was, where they are none of those invited. */
  speaker: line(most.speaker).default(''),
})
export type WriteSegment = z.input<typeof WriteSegment>

/** A segment and the one that follows it, each as it was seen. */
export const JoinSegments = z.strictObject({
  ...seen,
  nextId: z.uuid(),
  nextVersion: z.coerce.number().int().min(1),
})
export type JoinSegments = z.input<typeof JoinSegments>

export const OneSegment = z.strictObject(seen)
export type OneSegment = z.input<typeof OneSegment>

export const TakeSpoken = z.strictObject({ segments: z.array(z.uuid()).max(most.page).default([]) })
export type TakeSpoken = z.input<typeof TakeSpoken>
