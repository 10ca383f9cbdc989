import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { readFile, storeOwn, useFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { aDraft, anOffice, beginSigning, draftOf, finishSigning, type Office } from '../fixtures.ts'
import { putDocumentRules } from '../route/rules.ts'
import { requireOwnDocument, tryAction } from '../take-action.ts'
import { confirmSigning } from './confirm-signing.ts'
import { prepareDocument } from './prepare-document.ts'
import { describeDraft, planDraft, showDraftPage } from './read-draft.ts'

let office: Office
beforeAll(async () => {
  office = await anOffice()
})
afterAll(async () => {
  await stopTypesetting()
  await stopDrawing()
})

const refusal = (code: string) => expect.objectContaining({ code })
const describe = async (officer: Officer, id: string, now = new Date()) =>
  describeDraft(await perform(officer, (work) => planDraft(work, id), { now }))
const confirm = (leader: Officer, id: string, sha256: string, now = new Date()) =>
  perform(leader, (work) => confirmSigning(work, { ...leader, confirmedAt: now }, id, sha256), { now })
async function sign(leader: Officer, id: string, sha256: string) {
  await confirm(leader, id, sha256)
  return finishSigning(leader, id)
}

/** A draft over two pages. */
const long = {
  blocks: Array.from({ length: 14 }, (_, index) => ({
    kind: 'paragraph' as const,
    text: `Đoạn ${index + 1}. ${'Ủy ban nhân dân phường xác nhận những nội dung đã kiểm tra. '.repeat(5)}`,
  })),
}

/** Ký pressed, and every page of what is going to be signed looked at. */
async function lookThrough(leader: Officer, id: string) {
  await beginSigning(leader, id)
  const draft = await describe(leader, id)
  for (let page = 1; page <= draft.pages; page++) await showDraftPage(leader, id, draft.sha256, page)
  return draft
}

test('the signed file begins with the very bytes whose pages were shown', async () => {
  const { id } = await draftOf(office, long)
  const draft = await lookThrough(office.chair, id)
  expect(draft.pages).toBeGreaterThan(1)
  const issued = await sign(office.chair, id, draft.sha256)
  expect(issued.number).toBe(draft.number)
  const signed = await readFile(issued.sha256)
  const ends = [...signed.toString('latin1').matchAll(/%%EOF\r?\n?/g)].map(
    ({ index, 0: end }) => index + end.length,
  )
  const digests = ends.map((end) => createHash('sha256').update(signed.subarray(0, end)).digest('hex'))
  expect(digests).toContain(draft.sha256)
})

test('nothing is signed until every page was shown, to this very leader', async () => {
  const { id } = await draftOf(office, long)
  await beginSigning(office.chair, id)
  const { sha256, pages } = await describe(office.chair, id)
  expect(pages).toBe(2)
  await expect(sign(office.chair, id, sha256)).rejects.toEqual(refusal('documents.pages_not_shown'))
  await showDraftPage(office.chair, id, sha256, 1)
  await expect(sign(office.chair, id, sha256)).rejects.toEqual(refusal('documents.pages_not_shown'))
  await showDraftPage(office.deputy, id, sha256, 2)
  await expect(sign(office.chair, id, sha256)).rejects.toEqual(refusal('documents.pages_not_shown'))
  await showDraftPage(office.chair, id, sha256, 2)
  expect((await sign(office.chair, id, sha256)).symbol).toMatch(/GXN-UBND$/)
})

test('what was looked at as a draft, before Ký, lets nobody sign', async () => {
  const { id } = await draftOf(office)
  const { sha256 } = await describe(office.chair, id)
  await showDraftPage(office.chair, id, sha256, 1)
  await expect(sign(office.chair, id, sha256)).rejects.toEqual(refusal('documents.not_prepared'))
  await beginSigning(office.chair, id)
  await expect(sign(office.chair, id, sha256)).rejects.toEqual(refusal('documents.draft_changed'))
})

test('a signature asks for a proof of the last minutes, of whoever reaches it by whatever door', async () => {
  const { id } = await draftOf(office)
  const { sha256 } = await lookThrough(office.chair, id)
  const now = new Date()
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const as = (proof: Partial<Officer>) =>
    perform(office.chair, (work) => confirmSigning(work, { ...office.chair, ...proof }, id, sha256), { now })
  await expect(as({})).rejects.toEqual(refusal('identity.confirmation_needed'))
  await expect(as({ confirmedAt: before(6) })).rejects.toEqual(refusal('identity.confirmation_needed'))
  await expect(as({ signsUntil: before(0) })).rejects.toEqual(refusal('identity.signing_token_needed'))
  await as({ confirmedAt: before(4) })
  expect((await finishSigning(office.chair, id)).sha256).toMatch(/^[0-9a-f]{64}$/)
})

test('the page is set for who holds the number, and for nobody else', async () => {
  const { id } = await draftOf(office)
  await beginSigning(office.chair, id)
  await expect(prepareDocument(office.deputy, id)).rejects.toEqual(refusal('documents.being_signed'))
})

test('what is being signed is not redrafted; on another day it bears that day and is looked at again, with its number where that is held so long', async () => {
  const { id, dossierId, owner } = await draftOf(office)
  const rule = { id: `giu-${office.agency.id}`, agency: office.agency.id, validFrom: '2020-03-05', days: 1 }
  await perform(system, (work) =>
    putDocumentRules(work, { routes: [], registers: [], seals: [], holds: [rule] }),
  )
  const seen = await lookThrough(office.chair, id)
  const other = aDraft(office.agency.id, { dossierId, ownerId: owner.id, subject: 'Xác nhận điều khác' })
  await expect(perform(office.clerk, (work) => draftDocument(work, office.clerk, other))).rejects.toEqual(
    refusal('documents.wrong_status'),
  )

  const tomorrow = new Date(Date.now() + 86_400_000)
  await expect(confirm(office.chair, id, seen.sha256, tomorrow)).rejects.toEqual(
    refusal('documents.draft_changed'),
  )
  await beginSigning(office.chair, id, tomorrow)
  const next = await describe(office.chair, id, tomorrow)
  expect([next.number, next.sha256 === seen.sha256]).toEqual([seen.number, false])
  await expect(showDraftPage(office.chair, id, seen.sha256, 1)).rejects.toEqual(
    refusal('documents.draft_changed'),
  )
  await showDraftPage(office.chair, id, next.sha256, 1)
  await confirm(office.chair, id, next.sha256, tomorrow)
  expect((await finishSigning(office.chair, id, tomorrow)).number).toBe(seen.number)
})

test('strangers and other agencies see no page, and there is none beyond the last', async () => {
  const { id } = await draftOf(office)
  const { sha256, pages } = await describe(office.clerk, id)
  const stranger = anOfficer()
  await expect(showDraftPage(stranger, id, sha256, 1)).rejects.toEqual(refusal('documents.not_found'))
  await expect(showDraftPage(office.clerk, id, sha256, pages + 1)).rejects.toEqual(
    refusal('documents.not_found'),
  )
})

test('a leader prepares no file that was not set for the document, and has none kept for it', async () => {
  const { id } = await draftOf(office)
  await beginSigning(office.chair, id)
  const { sha256 } = await storeOwn(aPdf(['<< /Of (another) >>']), 'application/pdf')
  await expect(
    perform(office.chair, async (work) => {
      const document = await requireOwnDocument(work, office.chair, id)
      await tryAction(work, document, 'prepare', { sha256 })
    }),
  ).rejects.toMatchObject({ code: '42501' })
  await expect(
    perform(office.chair, (work) => useFile(work, sha256, `documents.action:${id}`)),
  ).rejects.toMatchObject({ code: '42501' })
})
