/** Trạng thái: what each state of a dossier means, said once. A new one is a line here, its words in the messages and its moves in `model.ts`. */

interface Meaning {
  /** TrangThaiHoSo of the national portal; `duty` waits for money owed to the State. */
  national: number
  /** `decided`: the result is there and waits for its owner. */
  phase: 'in_process' | 'decided' | 'ended'
  /** Which moment binds the office. While the applicant is asked to complete it, none does. */
  binds?: 'accept_by' | 'due_at'
  /** How it came out, once it has. */
  outcome?: 'result' | 'none' | 'taken_back'
}

const meanings = {
  submitted: { national: 1, phase: 'in_process', binds: 'accept_by' },
  accepted: { national: 2, phase: 'in_process', binds: 'due_at' },
  refused: { national: 3, phase: 'ended', outcome: 'none' },
  processing: { national: 4, phase: 'in_process', binds: 'due_at' },
  supplement: { national: 5, phase: 'in_process' },
  duty: { national: 6, phase: 'in_process' },
  withdrawn: { national: 7, phase: 'ended', outcome: 'taken_back' },
  stopped: { national: 8, phase: 'ended', outcome: 'none' },
  decided: { national: 9, phase: 'decided', outcome: 'result' },
  returned: { national: 10, phase: 'ended', outcome: 'result' },
} as const satisfies Record<string, Meaning>

export type Status = keyof typeof meanings
export const statuses = Object.keys(meanings) as [Status, ...Status[]]

const meaningOf = (status: Status): Meaning => meanings[status]

export const nationalStatus = (status: Status): number => meaningOf(status).national
/** Which moment binds the office; none while the applicant is asked, or nothing is left to do. */
export const bindingOf = (status: Status): 'accept_by' | 'due_at' | undefined => meaningOf(status).binds
/** The office's time is running. */
export const isRunning = (status: Status): boolean => bindingOf(status) !== undefined
/** Neither handed over nor ended, whoever has to do the next step. */
export const isInProcess = (status: Status): boolean => meaningOf(status).phase === 'in_process'
/** Nothing comes after it. */
export const isFinal = (status: Status): boolean => meaningOf(status).phase === 'ended'
export const hasResult = (status: Status): boolean => meaningOf(status).outcome === 'result'
/** The office has given its answer. What its owner took back is counted apart. */
export const isAnswered = (status: Status): boolean =>
  ['result', 'none'].includes(meaningOf(status).outcome ?? '')

/** The moment that binds: before acceptance the time to accept in, afterwards the time limit. */
export function bindingAt({ status, acceptBy, dueAt }: Binding): Date | null {
  const binds = bindingOf(status)
  if (binds === 'accept_by') return acceptBy
  return binds === 'due_at' ? dueAt : null
}

interface Binding {
  status: Status
  acceptBy: Date | null
  dueAt: Date | null
}
