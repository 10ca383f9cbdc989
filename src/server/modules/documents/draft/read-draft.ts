/** A draft as a screen shows it: every page drawn from the very file that is set, and what was shown is kept. */

import { countPages, drawPage } from '#server/crafts/draw/draw-page.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { getDocument, openDocument } from '../get-document.ts'
import { type Document, nextNumber } from '../queries.ts'
import { documentNotFound, draftChanged, wrongStatus } from '../refusals.ts'
import { seriesOf } from '../sign/number-series.ts'
import { type SetDocument, setDocument } from '../sign/set-and-sign.ts'
import { putShownPages } from '../sign/shown-pages.ts'
import { findSigningPower, powerOfHead, type SigningPower } from '../sign/signing-power.ts'

export interface Draft extends SetDocument {
  document: Document
  /** The number it would bear if it were signed next; undefined for one who may not sign and sees it marked DỰ THẢO. */
  number: number | undefined
}

/**
 * The draft as it stands. Whoever may sign sees the file itself, letter for letter, with the next number of its register;
 * everyone else sees it as the head of the agency would sign it, without number and marked as a draft.
 */
export async function readDraft(work: Work, officer: Officer, id: string): Promise<Draft> {
  const document = await getDocument(work, id)
  if (document.status !== 'draft') throw wrongStatus({ state: document.status })
  const own = await findSigningPower(work, officer.id, document.agencyId)
  const number = own && (await nextNumberOf(work, document, own))
  const setting = {
    document,
    power: own ?? (await powerOfHead(work, document.agencyId)),
    leader: own ? officer.name : '…………',
    number,
    at: work.now,
  }
  return { document, number, ...(await setDocument(setting)) }
}

/** What a page needs to show a draft: its fingerprint and how many pages there are. */
export interface DraftPages {
  documentId: string
  sha256: string
  pages: number
  number: number | undefined
}

export async function describeDraft(work: Work, officer: Officer, id: string): Promise<DraftPages> {
  const { pdf, sha256, number } = await readDraft(work, officer, id)
  return { documentId: id, sha256, number, pages: await countPages(pdf) }
}

/** One page as a PNG, of the file with this fingerprint; refuses when the draft has become another meanwhile. */
export async function showDraftPage(
  officer: Officer,
  id: string,
  sha256: string,
  page: number,
): Promise<Uint8Array> {
  const draft = await perform(officer, (work) => readDraft(work, officer, id))
  if (draft.sha256 !== sha256) throw draftChanged()
  const picture = await drawPage(draft.pdf, page)
  if (!picture) throw documentNotFound()
  const pages = await countPages(draft.pdf)
  await perform(officer, async (work) => {
    if (page === 1) await openDocument(work, id)
    await putShownPages(work, officer, { documentId: id, ...draft }, [page], pages)
  })
  return picture
}

/** The whole file, all of it shown at once: for a reader of its own, and for other systems. */
export async function showDraft(work: Work, officer: Officer, id: string): Promise<Draft> {
  await openDocument(work, id)
  const draft = await readDraft(work, officer, id)
  const pages = await countPages(draft.pdf)
  const all = Array.from({ length: pages }, (_, index) => index + 1)
  await putShownPages(work, officer, { documentId: id, ...draft }, all, pages)
  return draft
}

function nextNumberOf(work: Work, { content }: Document, power: SigningPower): Promise<number> {
  return nextNumber(work.tx, seriesOf(content.register, power, work.now))
}
