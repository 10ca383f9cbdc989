import { defineRefusal, Refusal } from '#shared/refusal.ts'
import type { SoundProblem } from './model.ts'

const soundUnread = defineRefusal('files.sound_refused', 422)
/** Nothing is said about the file: worth trying again. */
const soundOverdue = defineRefusal('files.sound_overdue', 503)

/** Sound that is not read, or not to its end: with a `second`, what was given until there is good. */
export class SoundRefused extends Refusal {
  readonly problem: SoundProblem
  readonly second: number | undefined

  constructor(problem: SoundProblem, second?: number) {
    const { code, status, details } = (problem === 'overdue' ? soundOverdue : soundUnread)({
      problem,
      ...(second !== undefined && { second: Math.max(0, second) }),
    })
    super(code, status, details)
    this.problem = problem
    this.second = second
  }
}
