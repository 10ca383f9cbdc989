import type { Paragraph } from '../model.ts'

/** What is written otherwise, and where. */
export interface Problem {
  paragraph?: Paragraph | undefined
  found: string
}
