/** The one place that decides what the outside may know of a failure. */
import { randomUUID } from 'node:crypto'
import { Refusal } from '#shared/refusal.ts'
import { isUnavailable } from '../database/unavailable.ts'
import { log, stackOf } from '../log.ts'
import { isNotTextError, notText } from '../storable-text.ts'
import { defectCount, refusalCount, unavailableCount } from '../watch/metrics.ts'

export interface Failure {
  status: number
  /** The refusal's code, or `platform.defect`. */
  code: string
  details: Record<string, unknown>
  /** A defect's line in the log. */
  reference?: string
}

/** Seconds after which a request that met an unavailable database is worth repeating. */
export const retryAfterSeconds = 5

/** A refusal in full; a database that cannot serve as such; a defect by its reference in the log. */
export function describeFailure(error: unknown): Failure {
  if (isNotTextError(error)) return describeFailure(notText())
  if (error instanceof Refusal) {
    refusalCount.inc({ code: error.code })
    return { status: error.status, code: error.code, details: error.details }
  }
  const reference = randomUUID()
  const code = (error as { code?: unknown })?.code
  log.error({ reference, code, stack: stackOf(error) }, isUnavailable(error) ? 'unavailable' : 'defect')
  if (isUnavailable(error)) {
    unavailableCount.inc()
    return { status: 503, code: 'platform.unavailable', details: { seconds: retryAfterSeconds }, reference }
  }
  defectCount.inc()
  return { status: 500, code: 'platform.defect', details: {}, reference }
}
