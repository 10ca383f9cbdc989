/** A proposal before it is signed: read first, and taken back while nobody has signed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import {
  describeDraft,
  findDocumentOfDossier,
  planDraft,
  showDraft,
  showDraftPage,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { aDesk, aDossierInWork, aProposedDossier, type Desk, readAndSign } from '../fixtures.ts'
import { viewOfficerDossier } from '../read/view-dossier.ts'
import { draftDecision, proposeDecision } from './propose-decision.ts'
import { signDecision } from './sign-decision.ts'
import { takeBackProposal } from './take-back-proposal.ts'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})
afterAll(async () => {
  await stopTypesetting()
  await stopDrawing()
})

const by = <T>(officer: Officer, task: (work: Work) => Promise<T>) => perform(officer, task)
const refusal = (code: string) => expect.objectContaining({ code })
const opinion = { outcome: 'approve', note: 'Đủ điều kiện theo hồ sơ đã nộp.' } as const

test('a specialist reads the draft, and nothing is proposed by that', async () => {
  const { id, code } = await aDossierInWork(desk)
  const { specialist, leader } = desk
  const { documentId } = await by(specialist, (work) => draftDecision(work, specialist, id, opinion))
  const shown = await showDraft(specialist, documentId)
  expect(Buffer.from(shown.pdf.subarray(0, 5)).toString()).toBe('%PDF-')
  const { dossier, actions } = await by(specialist, (work) => viewOfficerDossier(work, specialist, code))
  expect([dossier.step, actions.some(({ kind }) => kind === 'propose')]).toEqual(['specialist', false])
  await expect(readAndSign(leader, id)).rejects.toEqual(refusal('dossiers.not_permitted_now'))
  // The document that is then put before the leader is the one that was read.
  const proposed = await by(specialist, (work) => proposeDecision(work, specialist, id, opinion))
  expect(proposed.documentId).toBe(documentId)
})

test('what is proposed from the screen has stood on it: every page, before this very specialist', async () => {
  const { id } = await aDossierInWork(desk)
  const { specialist, leader } = desk
  const { documentId } = await by(specialist, (work) => draftDecision(work, specialist, id, opinion))
  const { sha256, pages } = await describeDraft(await by(specialist, (work) => planDraft(work, documentId)))
  const propose = (file: string) =>
    by(specialist, (work) => proposeDecision(work, specialist, id, opinion, {}, file))
  await expect(propose(sha256)).rejects.toEqual(refusal('documents.pages_not_shown'))
  await showDraft(leader, documentId)
  await expect(propose(sha256)).rejects.toEqual(refusal('documents.pages_not_shown'))
  for (let page = 1; page <= pages; page++) await showDraftPage(specialist, documentId, sha256, page)
  await expect(propose('0'.repeat(64))).rejects.toEqual(refusal('documents.pages_not_shown'))
  expect((await propose(sha256)).documentId).toBe(documentId)
  // That one specialist has read it, marked as a draft, lets nobody sign it unread.
  const proven = { ...leader, confirmedAt: new Date() }
  await expect(signDecision(proven, id, { sha256 })).rejects.toEqual(refusal('documents.not_prepared'))
})

test('a proposal comes back to the specialist with its draft, and the leader can no longer sign it', async () => {
  const { id, code } = await aProposedDossier(desk)
  const { specialist, leader } = desk
  const document = await by(leader, (work) => findDocumentOfDossier(work, id))
  const { sha256 } = await showDraft(leader, document?.id ?? '')
  await by(specialist, (work) => takeBackProposal(work, specialist, id))
  await expect(signDecision(leader, id, { sha256 })).rejects.toEqual(refusal('dossiers.not_permitted_now'))
  const view = await by(specialist, (work) => viewOfficerDossier(work, specialist, code))
  expect(view.dossier.step).toBe('specialist')
  expect(view.permitted).toContain('propose')
  expect(view.permitted).not.toContain('take_back')
  expect((await by(specialist, (work) => findDocumentOfDossier(work, id)))?.status).toBe('draft')
})

test('what is signed is not taken back, and nobody but a specialist takes back', async () => {
  const { specialist, leader, oneStop } = desk
  const signed = await aProposedDossier(desk)
  await readAndSign(leader, signed.id)
  await expect(by(specialist, (work) => takeBackProposal(work, specialist, signed.id))).rejects.toEqual(
    refusal('dossiers.not_permitted_now'),
  )
  const waiting = await aProposedDossier(desk)
  for (const other of [leader, oneStop]) {
    await expect(by(other, (work) => takeBackProposal(work, other, waiting.id))).rejects.toEqual(
      refusal('dossiers.not_your_part'),
    )
  }
})
