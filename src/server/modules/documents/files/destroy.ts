/**
 * Lets what is on approved lists go, files and words: the work file, its contents and what was decided stay as a record. A document another
 * agency issued is its own to destroy: of that only the copy in the work file goes.
 */
import { system } from '#server/platform/actor.ts'
import { releaseFile } from '#server/platform/files/index.ts'
import { allPages, eachApart } from '#server/platform/jobs/each-apart.ts'
import { type PerformOptions, perform, type Work } from '#server/platform/work.ts'
import { workFileDestroyed } from '../events.ts'
import { holdDocuments } from '../queries.ts'
import {
  type ApprovedDisposal,
  changeDisposal,
  destroyDocument,
  endItem,
  listApproved,
  listHeldFor,
  listItems,
  listKeptNowhere,
  lockDisposal,
} from './disposal-queries.ts'
import {
  changeWorkFile,
  type FiledWhole,
  listFiledWhole,
  listHolds,
  lockAnyWorkFile,
} from './work-file-queries.ts'

const atOnce = 20

/** Goes on with every approved list; one that fails stops no other. */
export async function destroyApproved(options: PerformOptions = {}): Promise<void> {
  const page = (after: ApprovedDisposal | undefined) =>
    perform(system, ({ tx }) => listApproved(tx, { after, limit: atOnce }))
  await eachApart(allPages(page, atOnce), ({ id }) => destroyList(id, options))
}

/** Work file by work file, each whole or not at all; repeating goes on where it stopped. */
async function destroyList(id: string, options: PerformOptions): Promise<void> {
  const items = await perform(system, ({ tx }) => listItems(tx, id))
  const open = items.filter(({ destroyedAt, keptWhy }) => !destroyedAt && keptWhy === null)
  await eachApart(open, ({ workFileId }) =>
    perform(system, (work) => destroyOne(work, id, workFileId), options),
  )
  const end = async (work: Work) => {
    const left = (await listItems(work.tx, id)).some(
      ({ destroyedAt, keptWhy }) => !destroyedAt && keptWhy === null,
    )
    const disposal = await lockDisposal(work.tx, id)
    if (!left && disposal && !disposal.doneAt) await changeDisposal(work.tx, id, { doneAt: work.now })
  }
  await perform(system, end, options)
}

async function destroyOne(work: Work, disposalId: string, workFileId: string): Promise<void> {
  const file = await lockAnyWorkFile(work.tx, workFileId)
  if (!file || file.destroyedAt) return
  const holds = await listHolds(work.tx, workFileId)
  if (holds.some(({ releasedAt }) => releasedAt === null)) {
    await endItem(work.tx, disposalId, workFileId, { keptWhy: 'held' })
    return
  }
  const filed = await listFiledWhole(work.tx, workFileId)
  const shas = (one: FiledWhole) => [one.sha256, ...one.parts.map(({ sha256 }) => sha256)]
  await changeWorkFile(work.tx, workFileId, { destroyedAt: work.now })
  for (const one of filed)
    for (const sha256 of shas(one)) await releaseFile(work, sha256, `documents.filed:${one.id}`)
  // Whoever files one of them elsewhere comes before or after, and so is seen here or refused there.
  await holdDocuments(
    work.tx,
    filed.flatMap(({ documentId }) => documentId ?? []),
  )
  const goes = await listKeptNowhere(work.tx, filed)
  for (const { sha256, usedBy } of await listHeldFor(work.tx, goes)) await releaseFile(work, sha256, usedBy)
  for (const id of goes) await destroyDocument(work.tx, id, work.now)
  await endItem(work.tx, disposalId, workFileId, { destroyedAt: work.now })
  await work.record(
    workFileDestroyed(workFileId, {
      agencyId: file.agencyId,
      files: filed.reduce((sum, { parts }) => sum + 1 + parts.length, 0),
    }),
  )
}
