/** What is found of one subject: printed for people, or as JSON. */
export interface Evaluation {
  /** On which set, of how much. */
  set: string
  figures: { name: string; value: string; bound?: string; isMet?: boolean }[]
}
