/** What is walked through: drafts of an agency, letters that came with work files, and drafts that several write. */
export const walkKinds = ['drafts', 'letters', 'writing'] as const
export type WalkKind = (typeof walkKinds)[number]

export interface Walks {
  runs: number
  seed: number
  milliseconds: number
}

/** How many were gone, what they came to, and in words what did not hold: the walk beside it. */
export interface Walked {
  walks: number
  reached: Record<string, number>
  find: string | undefined
}
