/** What is said between whoever reads a sound and the process that takes it apart. */
import type { SoundFacts, SoundProblem } from './model.ts'

export type SoundQuestion = { open: string; mostSeconds: number } | { next: true }

export type SoundReply =
  | { facts: SoundFacts }
  | { samples: Float32Array }
  | { isOver: true }
  /** `second`: what was given until there is good. */
  | { problem: SoundProblem; second?: number }
