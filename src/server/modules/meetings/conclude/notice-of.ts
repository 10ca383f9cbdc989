/** Whether the notice of a meeting stands: from then on what was concluded is changed in its draft alone. */
import { documentStands } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Meeting } from '../look/queries.ts'
import { boardDone } from '../refusals.ts'
import { type Attended, requireRunner } from '../rights.ts'

/** The id of the notice that stands, whether or not whoever asks may open it: not of one that was thrown away. */
export async function noticeOf(
  work: Work,
  { documentId }: Pick<Meeting, 'documentId'>,
): Promise<string | undefined> {
  return documentId && (await documentStands(work, documentId)) ? documentId : undefined
}

/** A meeting whose conclusions this officer may still change. */
export async function requireBoard(work: Work, officer: Officer, id: string): Promise<Attended> {
  const attended = await requireRunner(work, officer, id, 'running', 'closed')
  if (await noticeOf(work, attended.meeting)) throw boardDone()
  return attended
}
