import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { waitFor } from '#tests/beside-each-other.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { addVersion, findDocument } from '../queries.ts'
import { askToRevoke } from '../revoke/ask-to-revoke.ts'
import { revokeDocument } from '../revoke/revoke-document.ts'
import { insertAbsence } from '../route/absence-queries.ts'
import { enterAbsence } from '../route/absences.ts'
import { findRoute } from '../route/route-queries.ts'
import { showDraft } from '../sign/read-draft.ts'
import { connectSigningKeys } from '../sign/signers.ts'
import { takeAction } from '../take-action.ts'
import { approveDraft, returnDraft } from './approve-draft.ts'
import { aBureau, aLetter, aLetterOf, approved, aText, proven, signAll, toldOf } from './fixtures.ts'
import { listWaitingWork, listWorkPage } from './list-work.ts'
import { requireOwnDraft } from './own-draft.ts'
import { sealDrafts } from './seal-drafts.ts'
import { beginDrafts, finishDrafts, signDrafts } from './sign-drafts.ts'
import { submitDraft, withdrawDraft } from './submit-draft.ts'

const stateOf = (id: string) => perform(system, (work) => findRoute(work.tx, id))
const documentOf = (id: string) => perform(system, (work) => findDocument(work.tx, system, id))

test('a draft is approved, signed with its number, and lies before those it was sent to', async () => {
  const bureau = await aBureau()
  const other = await aBureau()
  const id = await aLetterOf(bureau, { recipientAgencies: [other.agency.id] })
  expect(
    await perform(other.specialist, (work) => findDocument(work.tx, other.specialist, id)),
  ).toBeUndefined()
  await approved(bureau, id)
  expect(await stateOf(id)).toMatchObject({ state: 'approved' })
  expect(await signAll(bureau.deputy, [id])).toEqual([{ id, refusal: null, details: {} }])
  expect(await documentOf(id)).toMatchObject({ status: 'issued', number: 1, register: 'official_letter' })
  const read = await perform(other.specialist, (work) => findDocument(work.tx, other.specialist, id))
  expect(read).toMatchObject({ id, signerPosition: 'KT. Chủ tịch, Phó Chủ tịch' })
  expect(await toldOf(bureau.specialist)).toEqual([`draft_issued /van-ban/${id}`])
})

test('the log tells what is counted of a document: urgency, working days, electronic, signed by then', async () => {
  const bureau = await aBureau()
  const { specialist, deputy } = bureau
  const id = await aLetterOf(bureau, { urgency: 'urgent' })
  await approved(bureau, id)
  await signAll(deputy, [id])
  await perform(specialist, (work) => askToRevoke(work, specialist, id, 'Sai căn cứ'))
  await perform(proven(deputy), (work) => revokeDocument(work, proven(deputy), id))
  const told = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select(['name', 'data'])
      .where('subjectId', '=', id)
      .orderBy('id')
      .execute(),
  )
  const counted = told.flatMap(({ name, data }) => {
    const { electronic, urgency, days, signed } = z.record(z.string(), z.unknown()).parse(data)
    return electronic === true ? [[name, urgency, days, signed]] : []
  })
  expect(counted).toEqual([
    ['documents.drafted', 'urgent', 0, false],
    ['documents.submitted', 'urgent', 0, false],
    ['documents.step_approved', 'urgent', 0, false],
    ['documents.approved', 'urgent', 0, false],
    ['documents.issued', 'urgent', 0, true],
    ['documents.revoked', 'urgent', 0, true],
  ])
})

test('what is not approved as it stands takes no number', async () => {
  const bureau = await aBureau()
  const { specialist, deputy, agency } = bureau
  const id = await aLetterOf(bureau)
  const begin = () => beginDrafts(deputy, [id])
  expect(await begin()).toMatchObject([{ refusal: 'documents.not_approved' }])
  await approved(bureau, id)
  const change = aLetter(agency.id, { id, body: aText('Nội dung khác, chưa ai duyệt.') })
  await perform(specialist, (work) => draftDocument(work, specialist, change))
  expect(await stateOf(id)).toMatchObject({ state: 'drafting', version: 2 })
  expect(await begin()).toMatchObject([{ refusal: 'documents.not_approved' }])
})

test('of many who submit a draft at the same moment one does, and the others hear why not', async () => {
  const bureau = await aBureau()
  for (let round = 0; round < 8; round++) {
    const id = await aLetterOf(bureau)
    const submit = async (_: unknown, index: number) => {
      // So that some have looked at the draft before the first sends it, and act after.
      await setTimeout(index * 2)
      await perform(bureau.specialist, (work) =>
        submitDraft(work, bureau.specialist, id, { version: 1, amount: null }),
      )
    }
    const results = await Promise.allSettled(Array.from({ length: 8 }).map(submit))
    const failures = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(failures.filter((one) => !(one instanceof Refusal)).map(String)).toEqual([])
    expect(failures).toHaveLength(7)
  }
})

test('a draft taken back while its text becomes a version: neither waits for the other for ever', async () => {
  const bureau = await aBureau({ routes: [{ steps: [] }] })
  const { specialist } = bureau
  const id = await aLetterOf(bureau)
  await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
  const [isThere, hasMet] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const kept = perform(specialist, async (work) => {
    const { document } = await requireOwnDraft(work, specialist, id)
    const { kind, title, subject, content } = document
    const by = { draftedBy: specialist.id, draftedAt: work.now }
    await addVersion(work.tx, { documentId: id, version: 2, kind, title, subject, content, ...by })
    isThere.resolve()
    await hasMet.promise
    await takeAction(work, document, 'draft', { version: 2, agencyId: document.agencyId })
  })
  await isThere.promise
  const withdrawn = perform(specialist, (work) => withdrawDraft(work, specialist, id))
  await Promise.race([withdrawn, waitFor(1)])
  hasMet.resolve()
  const results = await Promise.allSettled([kept, withdrawn])
  const failures = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(failures.filter((one) => !(one instanceof Refusal)).map(String)).toEqual([])
  expect(failures).toHaveLength(1)
})

test('a text that was written from an earlier one, or from a draft that is being signed by now, is not added, and says so', async () => {
  const bureau = await aBureau({ routes: [{ steps: [] }] })
  const { specialist, deputy, agency } = bureau
  const id = await aLetterOf(bureau)
  // As it was read before the other text was there: row policies alone would only say that nobody may.
  const write = (version: number) =>
    perform(specialist, async (work) => {
      const content = { documentType: { abbreviation: '', name: 'Công văn' }, register: '', blocks: [] }
      const about = { kind: 'official_letter', title: 'Công văn', subject: 'Về việc thử' }
      const by = { draftedBy: specialist.id, draftedAt: work.now }
      const text = { documentId: id, version, ...about, ...by, content: { ...content, recipients: [] } }
      return addVersion(work.tx, text)
    })
  expect(await write(1)).toBe(false)
  await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
  await beginDrafts(deputy, [id])
  expect(await write(2)).toBe(false)
  const late = aLetter(agency.id, { id })
  const written = perform(specialist, (work) => draftDocument(work, specialist, late))
  await expect(written).rejects.toMatchObject({ code: 'documents.wrong_status' })
})

test('a text in its route is not changed, and comes back with a reason or by who submitted it', async () => {
  const bureau = await aBureau()
  const { specialist, clerk, agency } = bureau
  const id = await aLetterOf(bureau)
  const change = aLetter(agency.id, { id })
  const submit = () =>
    perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
  await submit()
  await expect(perform(specialist, (work) => draftDocument(work, specialist, change))).rejects.toThrow(
    'documents.in_route',
  )
  await perform(clerk, (work) =>
    returnDraft(work, clerk, id, { version: 1, step: 0, reason: 'Sai thể thức ở phần nơi nhận' }),
  )
  expect(await stateOf(id)).toMatchObject({ state: 'returned', why: 'Sai thể thức ở phần nơi nhận' })
  expect(await toldOf(specialist)).toEqual([`draft_returned /van-ban/${id}`])
  await submit()
  await perform(specialist, (work) => withdrawDraft(work, specialist, id))
  expect(await stateOf(id)).toMatchObject({ state: 'withdrawn' })
  const stale = perform(clerk, (work) => approveDraft(work, clerk, id, { version: 1, step: 0 }))
  await expect(stale).rejects.toThrow('documents.wrong_status')
})

test('for who is away the deputy approves, and it is kept as whom', async () => {
  const bureau = await aBureau()
  const { specialist, clerk, deputy, chair } = bureau
  const id = await aLetterOf(bureau)
  await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
  const approve = (by: typeof deputy) =>
    perform(by, (work) => approveDraft(work, by, id, { version: 1, step: 0 }))
  await expect(approve(deputy)).rejects.toThrow('documents.not_your_step')
  const today = new Date().toISOString().slice(0, 10)
  const day = (offset: number) => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10)
  await perform(clerk, (work) =>
    enterAbsence(work, clerk, {
      accountId: clerk.id,
      fromOn: day(-1),
      toOn: day(2),
      standIn: null,
      reason: 'Đi công tác',
    }),
  )
  // Whoever enters it for somebody else puts neither themselves nor anyone who does not sign in the place of who does.
  const replace = (by: typeof clerk, accountId: string, standIn: string) =>
    perform(by, (work) =>
      enterAbsence(work, by, { accountId, fromOn: day(3), toOn: day(4), standIn, reason: 'Đi họp' }),
    )
  for (const [standIn, why] of [
    [clerk.id, 'oneself'],
    [specialist.id, 'signs'],
  ] as const)
    await expect(replace(clerk, chair.id, standIn)).rejects.toMatchObject({ details: { why } })
  await replace(clerk, chair.id, deputy.id)
  await replace(chair, chair.id, specialist.id)
  const [agencyId, entered] = [
    clerk.agencyId,
    { fromOn: day(3), toOn: day(4), reason: 'x', enteredAt: new Date() },
  ]
  const row = {
    ...entered,
    id: randomUUID(),
    agencyId,
    accountId: chair.id,
    standIn: clerk.id,
    enteredBy: clerk.id,
  }
  await expect(perform(clerk, ({ tx }) => insertAbsence(tx, row))).rejects.toMatchObject({ code: '42501' })
  await expect(approve(chair)).rejects.toThrow('documents.not_your_step')
  const { approvals } = await perform(deputy, (work) => listWaitingWork(work, deputy))
  expect(approvals.map((row) => row.id)).toEqual([id])
  await approve(deputy)
  const { rows } = await perform(system, ({ tx }) =>
    tx
      .selectFrom('documents.action')
      .select('data')
      .where('documentId', '=', id)
      .where('kind', '=', 'approve')
      .execute()
      .then((found) => ({ rows: found })),
  )
  expect(rows).toMatchObject([{ data: { part: { as: 'stand_in', position: 'Văn thư', why: 'away' } } }])
})

test('where the rule says so the clerk seals afterwards, with the same number', async () => {
  const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
  const { chair, clerk, specialist } = bureau
  const id = await aLetterOf(bureau)
  await approved(bureau, id)
  await signAll(chair, [id])
  expect(await documentOf(id)).toMatchObject({ status: 'signing', number: 1 })
  const { seals } = await perform(clerk, (work) => listWaitingWork(work, clerk))
  expect(seals.map((row) => row.id)).toEqual([id])
  const seen = [{ id, sha256: seals[0]?.leaderSha256 ?? '' }]
  await expect(sealDrafts(proven(specialist), seen)).rejects.toThrow('identity.role_needed')
  await expect(sealDrafts(clerk, seen)).rejects.toThrow('identity.confirmation_needed')
  expect(await sealDrafts(proven(clerk), seen)).toEqual([{ id, refusal: null, details: {} }])
  expect(await documentOf(id)).toMatchObject({ status: 'issued', number: 1, signedBy: chair.id })
  expect(await sealDrafts(proven(clerk), seen)).toMatchObject([{ refusal: 'documents.wrong_status' }])
})

test('many are signed by one confirmation, and a stale one stops no other', async () => {
  const bureau = await aBureau()
  const { deputy, specialist } = bureau
  const ids = [await aLetterOf(bureau), await aLetterOf(bureau), await aLetterOf(bureau)]
  for (const id of ids) await approved(bureau, id)
  await beginDrafts(deputy, ids)
  const drafts: { id: string; sha256: string }[] = []
  for (const id of ids.slice(0, 2)) {
    const { sha256 } = await showDraft(deputy, id)
    drafts.push({ id, sha256 })
  }
  const unseen = { id: ids[2] ?? '', sha256: (await documentOf(ids[2] ?? ''))?.signingSha256 ?? '' }
  const stale = { id: ids[0] ?? '', sha256: 'ab'.repeat(32) }
  const results = await signDrafts(proven(deputy), [stale, ...drafts.slice(1), unseen])
  expect(results.map(({ refusal }) => refusal)).toEqual([
    'documents.draft_changed',
    null,
    'documents.pages_not_shown',
  ])
  await expect(signDrafts(deputy, drafts)).rejects.toThrow('identity.confirmation_needed')
  const issued = await perform(specialist, (work) => listWorkPage(work, specialist, 'issued'))
  expect(issued.map(({ id }) => id)).toEqual([ids[1]])
})

test('keys that fail leave each with its number, are not asked again and again, and it all goes on once they are back', async () => {
  const bureau = await aBureau()
  const ids = []
  for (let count = 0; count < 3; count++) {
    const id = await aLetterOf(bureau)
    await approved(bureau, id)
    ids.push(id)
  }
  let asked = 0
  const pulledOut = () => {
    asked += 1
    return Promise.reject(new Error('the token was pulled out'))
  }
  connectSigningKeys({ person: pulledOut, seal: () => Promise.reject(new Error('no network')) })
  const results = await signAll(bureau.deputy, ids)
  expect(results.map(({ refusal }) => refusal)).toEqual(ids.map(() => 'documents.key_busy'))
  const later = { now: new Date(Date.now() + 120_000) }
  await expect(finishDrafts(later)).rejects.toThrow('documents.key_busy')
  expect(asked).toBe(2)
  connectSigningKeys(undefined)
  await finishDrafts(later)
  const after = await Promise.all(ids.map(documentOf))
  expect(after.map((one) => [one?.number, one?.status])).toEqual(
    [1, 2, 3].map((number) => [number, 'issued']),
  )
})

test('reserved on 31 December and signed on 1 January: another number, the old one stays empty', async () => {
  const bureau = await aBureau()
  const { deputy } = bureau
  const eve = new Date('2026-12-31T16:00:00+07:00')
  const day = new Date('2027-01-01T08:00:00+07:00')
  const id = await aLetterOf(bureau, {}, eve)
  await approved(bureau, id, 1, eve)
  await beginDrafts(deputy, [id], { now: eve })
  const { sha256 } = await showDraft(deputy, id, { now: eve })
  const late = await signDrafts(proven(deputy, day), [{ id, sha256 }], { now: day })
  expect(late).toMatchObject([{ refusal: 'documents.draft_changed' }])
  expect(await signAll(deputy, [id], day)).toMatchObject([{ refusal: null }])
  expect(await documentOf(id)).toMatchObject({ status: 'issued', year: 2027, number: 1 })
  const fates = await perform(system, ({ tx }) =>
    tx
      .selectFrom('documents.registerEntry')
      .select(['year', 'number', 'fate'])
      .where('documentId', '=', id)
      .orderBy('year')
      .execute(),
  )
  expect(fates).toEqual([
    { year: 2026, number: 1, fate: 'voided' },
    { year: 2027, number: 1, fate: 'issued' },
  ])
})
