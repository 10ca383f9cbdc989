/** Lệnh giữ: nothing of a held work file is destroyed; the database says so too. */
import { newId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { normalise } from '#shared/text/index.ts'
import { holdPlaced, holdReleased } from '../events.ts'
import { reasonNeeded } from '../refusals.ts'
import { holdNotFound, onlyLeaderHolds, workFileDestroyed, workFileNotFound } from './refusals.ts'
import {
  endHold,
  hasHold,
  insertHold,
  keepWorkFilesOf,
  lockWorkFile,
  type WorkFile,
} from './work-file-queries.ts'

/** A leader orders that a work file is kept, whatever its class says. */
export async function placeHold(work: Work, workFileId: string, why: string): Promise<void> {
  const { officer, file, reason } = await lockFor(work, workFileId, why)
  if (file.destroyedAt) throw workFileDestroyed()
  await insertHold(work.tx, { id: newId(), workFileId, reason, placedBy: officer.id, placedAt: work.now })
  await work.record(holdPlaced(workFileId, { agencyId: file.agencyId }))
}

/** A leader ends an order to keep, with a reason. */
export async function releaseHold(
  work: Work,
  workFileId: string,
  holdId: string,
  why: string,
): Promise<void> {
  const { officer, file, reason } = await lockFor(work, workFileId, why)
  const ended = { releasedBy: officer.id, releasedAt: work.now, releasedWhy: reason }
  if (!(await endHold(work.tx, { id: holdId, workFileId, ...ended }))) throw holdNotFound()
  await work.record(holdReleased(workFileId, { agencyId: file.agencyId }))
}

/**
 * Whether an order to keep stands on a work file this document lies in, whoever's it is: for what hangs on the document and is to be let go. One
 * placed meanwhile waits for the end of this work. The program looks.
 */
export function isOrderedToKeep(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  documentId: string,
): Promise<boolean> {
  return asProgram({ tx, actor }, async () => hasHold(tx, await keepWorkFilesOf(tx, documentId)))
}

async function lockFor(work: Work, workFileId: string, why: string) {
  const officer = requireDocumentHandler(work.actor)
  const file: WorkFile | undefined = await lockWorkFile(work.tx, officer.agencyIds, workFileId)
  if (!file) throw workFileNotFound()
  if (!officer.roles.includes('leader')) throw onlyLeaderHolds()
  const reason = normalise(why, 500)
  if (reason === '') throw reasonNeeded()
  return { officer, file, reason }
}
