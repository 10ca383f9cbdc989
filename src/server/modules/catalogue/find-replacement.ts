import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { findService } from './get-service.ts'
import { replacedCodes, replacementOf } from './replaced-codes.ts'
import type { Replacement } from './replacement.ts'

/** The service offered here in place of this code today: by the list of the province, or as the service itself says. */
export async function findReplacement(work: Work, code: string): Promise<Replacement | undefined> {
  const day = localDay(work.now)
  const listed = replacementOf(replacedCodes(), code, day)
  const own = listed ? undefined : (await findService(work, code))?.replacedBy
  const replacement = listed ?? (own && own.since <= day ? own : undefined)
  return replacement && (await findService(work, replacement.code)) ? replacement : undefined
}
