/** Tiêu hủy hồ sơ hết giá trị: one proposes a list, another decides it, the program lets the files go; list and contents stay. */
import { newId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { normalise } from '#shared/text/index.ts'
import { disposalDecided as decided, disposalProposed } from '../events.ts'
import { reasonNeeded } from '../refusals.ts'
import {
  type Candidate,
  changeDisposal,
  type Disposal,
  type DisposalItem,
  findDisposal,
  insertDisposal,
  type ListedDisposal,
  type ListPlace,
  listDisposals,
  listItems,
  listOver,
  lockDisposal,
  type OverPlace,
} from './disposal-queries.ts'
import {
  disposalDecided,
  disposalNeedsAnother,
  disposalNeedsLeader,
  disposalNotFound,
  notYetOver,
} from './refusals.ts'
import { findWorkFile, lockWorkFiles } from './work-file-queries.ts'

const onPage = 100

export interface ForDisposal {
  over: Candidate[]
  /** Where the next page of them goes on; undefined on the last. */
  nextOver: OverPlace | undefined
  lists: ListedDisposal[]
  nextList: ListPlace | undefined
}

/** A page of what may be proposed, and one of the lists there are, the newest first, each from a place on. */
export async function listForDisposal(
  work: Work,
  after: { over?: OverPlace | undefined; list?: ListPlace | undefined } = {},
): Promise<ForDisposal> {
  const { agencyIds } = requireDocumentHandler(work.actor)
  const limit = onPage + 1
  const over = await listOver(work.tx, agencyIds, localDay(work.now), { limit, after: after.over })
  const lists = await listDisposals(work.tx, agencyIds, { limit, after: after.list })
  const last = {
    over: over.length > onPage && over[onPage - 1],
    list: lists.length > onPage && lists[onPage - 1],
  }
  return {
    over: over.slice(0, onPage),
    nextOver: last.over ? { keepUntil: last.over.keepUntil ?? '', id: last.over.id } : undefined,
    lists: lists.slice(0, onPage),
    nextList: last.list ? { proposedAt: last.list.place, id: last.list.id } : undefined,
  }
}

/** One list with its work files. */
export async function viewDisposal(
  work: Work,
  id: string,
): Promise<{ disposal: Disposal; items: DisposalItem[] }> {
  const { agencyIds } = requireDocumentHandler(work.actor)
  const disposal = await findDisposal(work.tx, agencyIds, id)
  if (!disposal) throw disposalNotFound()
  return { disposal, items: await listItems(work.tx, id) }
}

/** Proposes that these work files of the agency acted for are destroyed. All of them, or none: each must be over, not held and in no other list. */
export async function proposeDisposal(
  work: Work,
  { reason: why, workFileIds }: { reason: string; workFileIds: readonly string[] },
): Promise<string> {
  const officer = requireDocumentHandler(work.actor)
  const reason = normalise(why, 1000)
  if (reason === '') throw reasonNeeded()
  const wanted = [...new Set(workFileIds)]
  const requireOver = async () => {
    const over = await listOver(work.tx, [officer.agencyId], localDay(work.now), {
      limit: wanted.length,
      among: wanted,
    })
    if (wanted.length > 0 && over.length === wanted.length) return
    const other = wanted.find((one) => !over.some((candidate) => candidate.id === one))
    const file = other ? await findWorkFile(work.tx, [officer.agencyId], other) : undefined
    throw notYetOver({ code: file?.code ?? '' })
  }
  await requireOver()
  // Whoever proposes one of them at the same moment comes before, and is seen now, or after, and is refused.
  await lockWorkFiles(work.tx, [officer.agencyId], wanted)
  await requireOver()
  const id = newId()
  const { agencyId } = officer
  await insertDisposal(
    work.tx,
    { id, agencyId, reason, proposedBy: officer.id, proposedAt: work.now },
    wanted,
  )
  await work.record(disposalProposed(id, { agencyId, count: wanted.length }))
  return id
}

/** A leader, and not who proposed it, says yes or, with a reason, no. What is approved is destroyed within minutes. */
export async function decideDisposal(
  work: Work,
  id: string,
  { isApproved, why }: { isApproved: boolean; why: string },
): Promise<void> {
  const officer = requireDocumentHandler(work.actor)
  if (!officer.roles.includes('leader')) throw disposalNeedsLeader()
  const disposal = await lockDisposal(work.tx, id)
  if (!disposal || !officer.agencyIds.includes(disposal.agencyId)) throw disposalNotFound()
  if (disposal.decidedAt) throw disposalDecided()
  if (disposal.proposedBy === officer.id) throw disposalNeedsAnother()
  const reason = normalise(why, 1000)
  if (!isApproved && reason === '') throw reasonNeeded()
  await changeDisposal(work.tx, id, {
    decidedBy: officer.id,
    decidedAt: work.now,
    isApproved,
    why: reason || null,
  })
  await work.record(decided(id, { agencyId: disposal.agencyId, isApproved }))
}
