/** What is put before a leader as a screen shows it: every page drawn from a file, and what was shown is kept. */

import { createHash } from 'node:crypto'
import { countPages, drawPage } from '#server/crafts/draw/draw-page.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { getDocument, openDocument, openPageOf } from '../get-document.ts'
import type { Document } from '../queries.ts'
import { documentNotFound, draftChanged, wrongStatus } from '../refusals.ts'
import { findFirst } from './first-document.ts'
import { setDocument } from './set-and-sign.ts'
import { putShownPages } from './shown-pages.ts'
import { powerOfHead } from './signing-power.ts'

export interface Draft {
  document: Document
  pdf: Uint8Array
  /** Fingerprint of the file. */
  sha256: string
  /** The number it bears; undefined for a draft, which is marked DỰ THẢO. */
  number: number | undefined
}

/**
 * A draft as the head of the agency would sign it, without number and marked as one. While a document is being signed, the
 * stored bytes that will be signed; before those are there, the draft.
 */
export async function readDraft(work: Work, id: string): Promise<Draft> {
  const document = await getDocument(work, id)
  if (document.status === 'signing' && document.signingSha256) {
    const pdf = await readFile(document.signingSha256)
    return { document, number: document.number ?? undefined, pdf, sha256: document.signingSha256 }
  }
  if (document.status !== 'draft' && document.status !== 'signing')
    throw wrongStatus({ state: document.status })
  const power = await powerOfHead(work, document.agencyId, document.content)
  const first = await findFirst(work, document)
  const setting = {
    document,
    power,
    leader: '…………',
    number: undefined,
    at: work.now,
    first: first && { ...first, on: localDay(work.now) },
  }
  const pdf = await setDocument(setting)
  return { document, number: undefined, pdf, sha256: createHash('sha256').update(pdf).digest('hex') }
}

/** What a page needs to show it: its fingerprint and how many pages there are. */
export interface DraftPages {
  documentId: string
  sha256: string
  pages: number
  number: number | undefined
}

export async function describeDraft(work: Work, id: string): Promise<DraftPages> {
  const { pdf, sha256, number } = await readDraft(work, id)
  return { documentId: id, sha256, number, pages: await countPages(pdf) }
}

/** One page as a PNG, of the file with this fingerprint; refuses when the draft has become another meanwhile. */
export async function showDraftPage(
  officer: Officer,
  id: string,
  sha256: string,
  page: number,
): Promise<Uint8Array> {
  const draft = await perform(officer, (work) => readDraft(work, id))
  if (draft.sha256 !== sha256) throw draftChanged()
  const picture = await drawPage(draft.pdf, page, officer.id)
  if (!picture) throw documentNotFound()
  const pages = await countPages(draft.pdf, officer.id)
  await perform(officer, async (work) => {
    await openPageOf(work, id, page)
    await putShownPages(work, officer, { documentId: id, ...draft }, [page], pages)
  })
  return picture
}

/** The whole file, all of it shown at once: for a reader of its own, and for other systems. */
export async function showDraft(work: Work, officer: Officer, id: string): Promise<Draft> {
  await openDocument(work, id)
  const draft = await readDraft(work, id)
  const pages = await countPages(draft.pdf)
  const all = Array.from({ length: pages }, (_, index) => index + 1)
  await putShownPages(work, officer, { documentId: id, ...draft }, all, pages)
  return draft
}
