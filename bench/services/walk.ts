/** What a walk is: who applies for a service and says what, who decides it at which desk, and what they decide. */
import type { LocalDay } from '#shared/dates.ts'
import type { AnswerValue } from '#shared/form/answers.ts'

export interface Office {
  oneStop: string
  specialist: string
  signer: string
  /** Where the specialist sits, when that is not the agency that received the dossier. */
  division?: string
}

export interface Walk {
  code: string
  /** The identity number of the citizen with the phone. */
  by: string
  /** By path, in place of what somebody could have answered. */
  answers: Record<string, AnswerValue>
  /** By key, what the specialist decides beside what was requested. */
  decision?: Record<string, AnswerValue>
  office: Office
  /** By key, papers handed in that need not be. */
  papers?: string[]
  /** Citizens who are asked to confirm, on their own phones. */
  agree?: string[]
  /** Officers of the agencies asked for an opinion, by the key of the prerequisite. */
  asked?: Record<string, string>
}

export interface Days {
  today: LocalDay
  /** So many days ago, or to come when negative. */
  ago(count: number): LocalDay
}
