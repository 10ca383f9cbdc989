/** Whether the minutes of a meeting stand: from then on what they record is changed in their draft alone. */
import { documentStands } from '#server/modules/documents/index.ts'
import type { Work } from '#server/platform/work.ts'
import { minutesThere } from '../refusals.ts'
import type { Meeting } from './queries.ts'

/** The id of the minutes that stand, whether or not whoever asks may open them: not of a draft that was thrown away. */
export async function minutesOf(
  work: Work,
  { minutesId }: Pick<Meeting, 'minutesId'>,
): Promise<string | undefined> {
  return minutesId && (await documentStands(work, minutesId)) ? minutesId : undefined
}

export async function requireNoMinutes(work: Work, meeting: Pick<Meeting, 'minutesId'>): Promise<void> {
  if (await minutesOf(work, meeting)) throw minutesThere()
}
