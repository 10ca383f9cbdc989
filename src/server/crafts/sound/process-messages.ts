/** What is said between whoever reads a sound and the process that takes it apart. */
import type { HeardSound, SoundFacts, SoundProblem } from './model.ts'

export type SoundQuestion =
  | { open: string; mostSeconds: number }
  | { next: true }
  | { hear: Uint8Array; mostSeconds: number }

export type SoundReply =
  | { facts: SoundFacts }
  | { samples: Float32Array }
  | { isOver: true }
  | { heard: HeardSound }
  /** `second`: what was given until there is good. */
  | { problem: SoundProblem; second?: number }
