/** What somebody decides a sentence of the chair to be. */
import { z } from 'zod'
import { Day } from '#shared/day.ts'
import { line } from '../model.ts'

export const SentenceTask = z.strictObject({
  /** Chủ trì, phối hợp: as they were called. */
  lead: line(300).min(1),
  others: z.array(line(300).min(1)).max(30),
  term: line(200),
  dueOn: Day.nullable(),
  reportTo: line(300),
  condition: line(500),
})
export type SentenceTask = z.infer<typeof SentenceTask>

/** `wording` is of one sentence. */
export const most = { letters: 40_000, sentences: 400, wording: 4000, tasks: 20 } as const

export const TypeConclusions = z.strictObject({
  /** The point of the agenda; none of what concerns the whole. */
  itemId: z.union([z.literal('').transform(() => undefined), z.uuid()]).optional(),
  text: z.string().max(most.letters).normalize(),
  /** `seenOf` what stood where it was typed; without it whatever stands is replaced. */
  seen: z.string().max(64).optional(),
})
export type TypeConclusions = z.input<typeof TypeConclusions>

export const DecideSentence = z.strictObject({
  sentenceId: z.uuid(),
  treatment: z.enum(['decision', 'task', 'none', 'open']),
  /** As the notice is to have it; empty as it stands, which is as it was said until somebody words it otherwise. */
  wording: line(most.wording).default(''),
  tasks: z.array(SentenceTask).max(most.tasks).default([]),
  reason: line(500).default(''),
})
export type DecideSentence = z.input<typeof DecideSentence>
