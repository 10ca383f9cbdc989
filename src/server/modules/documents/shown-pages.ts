import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { deleteShownPages, insertShownPages, listShownPages } from './queries.ts'
import { pagesNotShown } from './refusals.ts'

export interface ShownFile {
  documentId: string
  sha256: string
  /** The number it was shown with; undefined for a draft nobody could sign as it is. */
  number: number | undefined
}

/** Keeps that these pages of a file to be signed left for the screen of whoever may sign it. */
export async function putShownPages(
  work: Work,
  officer: Officer,
  { documentId, sha256, number }: ShownFile,
  shown: readonly number[],
  pages: number,
): Promise<void> {
  if (number === undefined) return
  const row = { documentId, accountId: officer.id, sha256, number, pages, shownAt: work.now }
  await insertShownPages(
    work.tx,
    shown.map((page) => ({ ...row, page })),
  )
}

/** The number the file was shown with; refuses while a page of it has not been shown to this leader. */
export async function requireShown(
  work: Work,
  leader: Officer,
  documentId: string,
  sha256: string,
): Promise<number> {
  const rows = await listShownPages(work.tx, documentId, leader.id, sha256)
  const [first] = rows
  if (!first || rows.length < first.pages) throw pagesNotShown()
  return first.number
}

/** Once it is signed nobody needs to know any more who looked at which page of the draft. */
export async function forgetShown(work: Work, documentId: string): Promise<void> {
  await deleteShownPages(work.tx, documentId)
}
