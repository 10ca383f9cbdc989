import type { Officer } from '#server/platform/actor.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { pagesNotShown } from '../refusals.ts'
import { deleteShownPages, insertShownPages, listShownPages } from './shown-page-queries.ts'

export interface ShownFile {
  documentId: string
  sha256: string
  /** The number it was shown with; undefined where it was marked as a draft. */
  number: number | undefined
}

/** Keeps that these pages of a draft left for the screen of this officer. */
export async function putShownPages(
  work: Work,
  officer: Officer,
  { documentId, sha256, number }: ShownFile,
  shown: readonly number[],
  pages: number,
): Promise<void> {
  const row = { documentId, accountId: officer.id, sha256, number: number ?? null, pages, shownAt: work.now }
  const rows = shown.map((page) => ({ ...row, page }))
  await asProgram(work, () => insertShownPages(work.tx, rows))
}

/** Refuses while a page of the file has not been shown to this officer. Gives the number it was shown with, if any. */
export async function requireShown(
  work: Work,
  officer: Officer,
  documentId: string,
  sha256: string,
): Promise<number | null> {
  const rows = await listShownPages(work.tx, documentId, officer.id, sha256)
  const [first] = rows
  if (!first || rows.length < first.pages) throw pagesNotShown()
  return first.number
}

/** Once it is signed nobody needs to know any more who looked at which page of the draft. */
export async function forgetShown(work: Work, documentId: string): Promise<void> {
  await deleteShownPages(work.tx, documentId)
}
