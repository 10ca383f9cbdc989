/** Lượt viết: one person writes a draft at a time, for a while that goes on as long as they are heard of. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { deleteLease, findLease, putLease } from './queries.ts'
import { othersTurn } from './refusals.ts'
import { requireOpenDraft } from './require-draft.ts'

/** A page says every half a minute that somebody still writes; three that are lost end the turn. */
export const leaseMs = 120_000

export interface Lease {
  accountId: string
  name: string
  takenAt: Date
  until: Date
  isMine: boolean
}

/**
 * Takes the turn to write, or goes on with it. Refuses while another has it, with who and until when, and what is no draft to be
 * written: being signed, before its approvers, given up.
 */
export async function takeLease(work: Work, officer: Officer, documentId: string): Promise<Lease> {
  await requireOpenDraft(work, officer, documentId)
  const until = new Date(work.now.getTime() + leaseMs)
  const row = { documentId, accountId: officer.id, name: officer.name, takenAt: work.now, until }
  if (!(await putLease(work.tx, row))) {
    const held = await findLease(work.tx, documentId)
    throw othersTurn({ name: held?.name ?? '', until: held?.until.toISOString() ?? '' })
  }
  return { ...row, isMine: true }
}

/** Gives the turn up, if it is one's own. Repeating is safe. */
export async function releaseLease(work: Work, officer: Officer, documentId: string): Promise<void> {
  await deleteLease(work.tx, documentId, officer.id)
}

/** Who writes now; undefined where nobody does. */
export async function findWriter(
  work: Pick<Work, 'tx' | 'now'>,
  officer: Pick<Officer, 'id'>,
  documentId: string,
): Promise<Lease | undefined> {
  const held = await findLease(work.tx, documentId)
  if (!held || held.until <= work.now) return undefined
  const { accountId, name, takenAt, until } = held
  return { accountId, name, takenAt, until, isMine: accountId === officer.id }
}
