/** What answers a letter in a walk, and what takes its place. */
import { aLetter } from '#server/modules/documents/agency/fixtures.ts'
import { finishDraft } from '#server/modules/documents/agency/sign-drafts.ts'
import { submitDraft } from '#server/modules/documents/agency/submit-draft.ts'
import { draftDocument } from '#server/modules/documents/draft/draft-document.ts'
import type { Office } from '#server/modules/documents/fixtures.ts'
import { confirmSigning } from '#server/modules/documents/sign/confirm-signing.ts'
import { reserveNumber } from '#server/modules/documents/sign/reserve-number.ts'
import { perform } from '#server/platform/work.ts'
import { preparePage, showPage } from './one-page.ts'

/** A letter of the agency that answers an incoming one, signed and issued by its chair. */
export async function answered(office: Office, page: Uint8Array, answers: string): Promise<string> {
  const { agency, clerk } = office
  const draft = aLetter(agency.id, { answers })
  const { id } = await perform(clerk, (work) => draftDocument(work, clerk, draft))
  await issue(office, page, id)
  return id
}

/** Submitted, by nobody to be approved, and signed. */
export async function issue({ clerk, chair }: Office, page: Uint8Array, id: string): Promise<void> {
  const now = new Date()
  await perform(clerk, (work) => submitDraft(work, clerk, id, { version: 1, amount: null }))
  await perform(chair, (work) => reserveNumber(work, chair, id), { now })
  await preparePage(page, chair, id, now)
  const sha256 = (await showPage(page, chair, id, now)) ?? ''
  const proven = { ...chair, confirmedAt: now }
  await perform(chair, (work) => confirmSigning(work, proven, id, sha256), { now })
  await finishDraft(chair, id, { now })
}
