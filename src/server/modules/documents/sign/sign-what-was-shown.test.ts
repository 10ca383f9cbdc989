import { createHash } from 'node:crypto'
import { decode } from 'fast-png'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawPage, stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { describeDraft, showDraftPage } from '../draft/read-draft.ts'
import { aDraft, anOffice, draftOf, lookAndIssue, type Office } from '../fixtures.ts'
import { issueDocument } from './issue-document.ts'

let office: Office
beforeAll(async () => {
  office = await anOffice()
})
afterAll(async () => {
  await stopTypesetting()
  await stopDrawing()
})

const refusal = (code: string) => expect.objectContaining({ code })
const describe = (officer: Officer, id: string, now = new Date()) =>
  perform(officer, (work) => describeDraft(work, officer, id), { now })
const sign = (leader: Officer, id: string, sha256: string, now = new Date()) =>
  perform(leader, (work) => issueDocument(work, { ...leader, confirmedAt: now }, id, sha256), { now })

/** A draft over two pages. */
const long = {
  blocks: Array.from({ length: 14 }, (_, index) => ({
    kind: 'paragraph' as const,
    text: `Đoạn ${index + 1}. ${'Ủy ban nhân dân phường xác nhận những nội dung đã kiểm tra. '.repeat(5)}`,
  })),
}

async function lookThrough(leader: Officer, id: string) {
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
  const { sha256 } = await describe(office.chair, id)
  await expect(sign(office.chair, id, sha256)).rejects.toEqual(refusal('documents.pages_not_shown'))
  await showDraftPage(office.chair, id, sha256, 1)
  await expect(sign(office.chair, id, sha256)).rejects.toEqual(refusal('documents.pages_not_shown'))
  const deputys = await lookThrough(office.deputy, id)
  await expect(sign(office.chair, id, deputys.sha256)).rejects.toEqual(refusal('documents.pages_not_shown'))
  await showDraftPage(office.chair, id, sha256, 2)
  expect((await sign(office.chair, id, sha256)).symbol).toMatch(/GXN-UBND$/)
})

test('a signature asks for a proof of the last minutes, of whoever reaches it by whatever door', async () => {
  const { id } = await draftOf(office)
  const { sha256 } = await lookThrough(office.chair, id)
  const now = new Date()
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const as = (proof: Partial<Officer>) =>
    perform(office.chair, (work) => issueDocument(work, { ...office.chair, ...proof }, id, sha256), { now })
  await expect(as({})).rejects.toEqual(refusal('identity.confirmation_needed'))
  await expect(as({ confirmedAt: before(6) })).rejects.toEqual(refusal('identity.confirmation_needed'))
  await expect(as({ signsUntil: before(0) })).rejects.toEqual(refusal('identity.signing_token_needed'))
  expect((await as({ confirmedAt: before(4) })).sha256).toMatch(/^[0-9a-f]{64}$/)
})

test('a draft that was changed after it was shown, or is signed on another day, has to be looked at again', async () => {
  const { id, dossierId, owner } = await draftOf(office)
  const seen = await lookThrough(office.chair, id)
  const other = aDraft(office.agency.id, { dossierId, ownerId: owner.id, subject: 'Xác nhận điều khác' })
  await perform(office.clerk, (work) => draftDocument(work, office.clerk, other))
  await expect(sign(office.chair, id, seen.sha256)).rejects.toEqual(refusal('documents.draft_changed'))
  await expect(showDraftPage(office.chair, id, seen.sha256, 1)).rejects.toEqual(
    refusal('documents.draft_changed'),
  )
  const now = await lookThrough(office.chair, id)
  const tomorrow = new Date(Date.now() + 86_400_000)
  await expect(sign(office.chair, id, now.sha256, tomorrow)).rejects.toEqual(
    refusal('documents.draft_changed'),
  )
  await sign(office.chair, id, now.sha256)
})

test('when somebody else takes the number meanwhile, the next one is printed and nothing else differs', async () => {
  const first = await draftOf(office, { register: 'so-chung' })
  const second = await draftOf(office, { register: 'so-chung' })
  const seen = await lookThrough(office.chair, second.id)
  const shown = decode(await showDraftPage(office.chair, second.id, seen.sha256, 1))
  await perform(office.deputy, (work) => lookAndIssue(work, office.deputy, first.id))
  const issued = await sign(office.chair, second.id, seen.sha256)
  expect(issued.number).toBe((seen.number ?? 0) + 1)

  const signed = decode((await drawPage(await readFile(issued.sha256), 1)) ?? new Uint8Array())
  // The number stands above, the signatures fill their room below; the text between is dot for dot what was shown.
  const rows = differingRows(shown, signed)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter((row) => row > signed.height * 0.2 && row < signed.height * 0.42)).toEqual([])
})

type Picture = ReturnType<typeof decode>

function differingRows(one: Picture, other: Picture): number[] {
  const width = one.width * one.channels
  const row = ({ data }: Picture, index: number) => data.subarray(index * width, (index + 1) * width)
  return Array.from({ length: one.height }, (_, index) => index).filter(
    (index) => Buffer.compare(Buffer.from(row(one, index)), Buffer.from(row(other, index))) !== 0,
  )
}

test('strangers and other agencies see no page, and there is none beyond the last', async () => {
  const { id } = await draftOf(office)
  const { sha256, pages } = await describe(office.clerk, id)
  const stranger = anOfficer()
  await expect(showDraftPage(stranger, id, sha256, 1)).rejects.toEqual(refusal('documents.not_found'))
  await expect(showDraftPage(office.clerk, id, sha256, pages + 1)).rejects.toEqual(
    refusal('documents.not_found'),
  )
})
