/**
 * Chỉ đạo: what was ordered, of whom, by when. What a figure ordered ends only when that figure has recovered; what an issued document
 * ordered, when whoever issued it accepts the report.
 */

export const taskStatuses = ['open', 'reported', 'closed', 'withdrawn'] as const
export type TaskStatus = (typeof taskStatuses)[number]

export const taskOrigins = ['figure', 'document'] as const

/** Who takes part in a task beside whoever leads. */
export interface TakesPart {
  name: string
  agencyId?: string | undefined
}

export const verdicts = ['accepted', 'returned'] as const
export type Verdict = (typeof verdicts)[number]
