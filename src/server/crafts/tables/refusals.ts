/** Why a source is not loaded at all: nothing of it is kept, and the next delivery is read anew. */
export const stopCodes = [
  'empty',
  'unknown-format',
  'encoding-changes',
  'unreadable',
  'too-large',
  'unpacks-too-far',
  'too-costly',
  'busy',
  'no-table',
  'unclear-number',
  'unclear-day',
  'mixed-column',
  'column-missing',
  'column-new',
  'table-missing',
  'table-new',
  'nothing-right',
  'expectation-failed',
  'expectation-unusable',
] as const

export type StopCode = (typeof stopCodes)[number]

/** Where in the source it was seen, for whoever must mend it there. */
export interface StopPlace {
  table?: string
  column?: string
  /** Line of the file or row of the sheet, from 1. */
  row?: number
  /** What stood there, shortened. */
  value?: string
  /** What was found instead, or what makes it doubtful. */
  found?: string
}

export class SourceStopped extends Error {
  readonly code: StopCode
  readonly place: StopPlace

  constructor(code: StopCode, place: StopPlace = {}) {
    super(code)
    this.code = code
    this.place = place
  }
}
