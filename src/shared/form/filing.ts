import type { Answers } from './answers.ts'

export const filingChannels = ['online', 'counter', 'post'] as const
export type FilingChannel = (typeof filingChannels)[number]

/** How and when a dossier is handed in: what fees, limits and papers may hang on beside the answers. */
export interface Filing {
  channel: FilingChannel
  /** The day of filing in Vietnam; today for what is not filed yet. */
  on: string
}

/** Answers together with how they are filed, so that no rule is evaluated without it. */
export interface FiledAnswers extends Answers {
  filing: Answers & { channel: FilingChannel; on: string; year: string }
}

/** Puts the facts of filing beside the answers, in place of anything under these names. `year`: four digits, as a form asks it. */
export function withFiling(answers: Answers, { channel, on }: Filing): FiledAnswers {
  const { filing } = answers
  const asked = typeof filing === 'object' && !Array.isArray(filing) ? filing : {}
  return { ...answers, filing: { ...asked, channel, on, year: on.slice(0, 4) } }
}
