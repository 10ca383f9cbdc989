/** How the installation is: each part of the house states its own condition, for people, collectors and alarms. */
import { log, stackOf } from '../log.ts'
import { within } from './patience.ts'

/** From the worst to the best. */
export const states = ['bad', 'unknown', 'warning', 'good'] as const
export type State = (typeof states)[number]

/** What a part finds about itself when it is asked. */
export interface Finding {
  state: State
  /** Names the words in `m.conditions.said`: what is so, and what to do about it. */
  code: string
  /** For those words; never anything personal. */
  details?: Record<string, string | number | boolean | null>
  /** The moment it speaks of: since when it is so, or when something last went well. */
  since?: Date | null
  figures?: readonly Figure[]
}

/** A figure for collectors. */
export interface Figure {
  /** As Prometheus names it: `nhip_seal_age_seconds`. */
  name: string
  help: string
  value: number
  labels?: Record<string, string>
}

/** A part of the house that can be asked. */
export interface ConditionCheck {
  /** Names it in `m.conditions.names`, on `/quan-tri`, in metrics and in alarms. */
  name: string
  /**
   * Who can tell: `anyone` reads it from the database, `each` process only of itself, `worker` only the process with
   * that role of itself. What another process alone can tell comes with its heartbeat.
   */
  told: 'anyone' | 'each' | 'worker'
  check(): Promise<Finding> | Finding
}

export interface Condition extends Required<Omit<Finding, 'since' | 'details'>> {
  name: string
  details: Record<string, string | number | boolean | null>
  since: Date | null
  /** The process that told it of itself, as `worker host`; empty where it is the installation's. */
  process: string
}

/** How long anybody who is asked may take, in milliseconds. */
export const patienceMs = 3_000
/** How many are asked at once, so that a beat does not hold open a connection for each of them. */
const askedAtOnce = 3
/** Who takes longer than this, in milliseconds, keeps nobody else waiting for a turn. */
const turnMs = 200

/** Declares what can be asked. The list of all stands in `src/server/conditions.ts`: a new one is added there. */
export function defineCondition(check: ConditionCheck): ConditionCheck {
  return check
}

/** Asks all of them, a few at a time. Whoever does not answer within three seconds, or throws, is unknown; this never throws. */
export async function ask(checks: readonly ConditionCheck[], process = ''): Promise<Condition[]> {
  const asked: Promise<Condition>[] = []
  const waiting = checks.values()
  const askInTurn = async () => {
    for (const check of waiting) {
      const answer = askOne(check, process)
      asked[checks.indexOf(check)] = answer
      await within(turnMs, answer).catch(() => {})
    }
  }
  await Promise.all(Array.from({ length: askedAtOnce }, askInTurn))
  return Promise.all(asked)
}

async function askOne({ name, told, check }: ConditionCheck, process: string): Promise<Condition> {
  const { promise: impatience, resolve } = Promise.withResolvers<Finding>()
  const timer = setTimeout(resolve, patienceMs, { state: 'unknown', code: 'conditions.no_answer' })
  try {
    const finding = await Promise.race([check(), impatience])
    const { state, code, details = {}, since = null, figures = [] } = finding
    return { name, state, code, details, since, figures, process: told === 'anyone' ? '' : process }
  } catch (error) {
    log.warn({ condition: name, error: stackOf(error) }, 'condition not known')
    const nothing = { details: {}, since: null, figures: [] }
    return {
      ...nothing,
      name,
      state: 'unknown',
      code: 'conditions.not_known',
      process: told === 'anyone' ? '' : process,
    }
  } finally {
    clearTimeout(timer)
  }
}

/** The worst first; equals keep their order. */
export function worstFirst(conditions: readonly Condition[]): Condition[] {
  return [...conditions].sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state))
}
