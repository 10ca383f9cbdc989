/**
 * What is put before a leader as a screen shows it: every page drawn from a file, and what was shown is kept. What a draft says is read
 * in a transaction, its pages are set and drawn outside of it.
 */

import { createHash } from 'node:crypto'
import { countPages, drawPage } from '#server/crafts/draw/draw-page.ts'
import type { Actor, Officer } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { type PerformOptions, perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { getDocument, openDocument } from '../get-document.ts'
import { recordOpening } from '../openings.ts'
import type { Document } from '../queries.ts'
import { documentNotFound, draftChanged, wrongStatus } from '../refusals.ts'
import { findFirst } from './first-document.ts'
import { type Setting, setDocument } from './set-and-sign.ts'
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

/** What a draft is set from, or the file that is stored already. */
export interface DraftPlan {
  document: Document
  from: { stored: string } | { setting: Setting }
}

/**
 * What is needed to set a draft as the head of the agency would sign it, without number and marked as one. While a document is being
 * signed, the stored bytes that will be signed; before those are there, the draft. Who plans it is about to see it: that is in the log. Refuses
 * what is no draft.
 */
export async function planDraft(work: Work, id: string): Promise<DraftPlan> {
  const document = await getDocument(work, id)
  const { status, signingSha256 } = document
  if (status !== 'draft' && status !== 'signing') throw wrongStatus({ state: status })
  await recordOpening(work, document)
  if (status === 'signing' && signingSha256) return { document, from: { stored: signingSha256 } }
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
  return { document, from: { setting } }
}

/** The draft of this plan: outside any transaction. */
export async function setDraft({ document, from }: DraftPlan, asker?: string): Promise<Draft> {
  if ('stored' in from) {
    const pdf = await readFile(from.stored)
    return { document, number: document.number ?? undefined, pdf, sha256: from.stored }
  }
  const pdf = await setDocument(from.setting, asker)
  return { document, number: undefined, pdf, sha256: createHash('sha256').update(pdf).digest('hex') }
}

/** The draft as it stands for whoever may see it. */
export async function readDraft(actor: Actor, id: string): Promise<Draft> {
  return setDraft(await perform(actor, (work) => planDraft(work, id)))
}

/** What a page needs to show it: its fingerprint and how many pages there are. */
export interface DraftPages {
  documentId: string
  sha256: string
  pages: number
  number: number | undefined
}

/** The pages of this plan: outside any transaction. `asker` waits. */
export async function describeDraft(plan: DraftPlan, asker?: string): Promise<DraftPages> {
  const { document, pdf, sha256, number } = await setDraft(plan, asker)
  return { documentId: document.id, sha256, number, pages: await countPages(pdf, { asker, isOurs: true }) }
}

/** One page as a PNG, of the file with this fingerprint; refuses when the draft has become another meanwhile. */
export async function showDraftPage(
  officer: Officer,
  id: string,
  sha256: string,
  page: number,
): Promise<Uint8Array> {
  const draft = await setDraft(await perform(officer, (work) => planDraft(work, id)), officer.id)
  if (draft.sha256 !== sha256) throw draftChanged()
  const by = { asker: officer.id, isOurs: true }
  const picture = await drawPage(draft.pdf, page, by)
  if (!picture) throw documentNotFound()
  const pages = await countPages(draft.pdf, by)
  await perform(officer, (work) => putShownPages(work, officer, { documentId: id, ...draft }, [page], pages))
  return picture
}

/** The whole file, all of it shown at once: for a reader of its own, and for other systems. */
export async function showDraft(officer: Officer, id: string, options: PerformOptions = {}): Promise<Draft> {
  const plan = await perform(
    officer,
    async (work) => {
      await openDocument(work, id, 'take')
      return planDraft(work, id)
    },
    options,
  )
  const draft = await setDraft(plan, officer.id)
  const pages = await countPages(draft.pdf, { asker: officer.id, isOurs: true })
  const all = Array.from({ length: pages }, (_, index) => index + 1)
  await perform(
    officer,
    (work) => putShownPages(work, officer, { documentId: id, ...draft }, all, pages),
    options,
  )
  return draft
}
