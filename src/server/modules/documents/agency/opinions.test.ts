import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inheritedAgencyIds } from '#server/modules/agencies/index.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { someone } from '../assign/fixtures.ts'
import { findDocument } from '../queries.ts'
import { findRoute } from '../route/route-queries.ts'
import { confirmSigning } from '../sign/confirm-signing.ts'
import { showDraft } from '../sign/read-draft.ts'
import { reserveNumber } from '../sign/reserve-number.ts'
import { approveDraft } from './approve-draft.ts'
import { aBureau, aLetterOf, approved, mergeInto, proven, signAll, toldOf } from './fixtures.ts'
import { type AskOpinions, askOpinions, giveOpinion, listAskedOpinions } from './opinions.ts'
import { beginDrafts, finishDraft, finishDrafts } from './sign-drafts.ts'
import { submitDraft } from './submit-draft.ts'
import { viewDraft } from './view-draft.ts'

const documentOf = (id: string) => perform(system, (work) => findDocument(work.tx, system, id))

/** A Monday in March without a day off around it. */
const monday = new Date('2026-03-02T09:00:00+07:00')
const afterDue = new Date('2026-03-10T09:00:00+07:00')

test('who was asked reads the draft and answers once; silence stays silence', async () => {
  const bureau = await aBureau()
  const [one, other, third] = [await aBureau(), await aBureau(), await aBureau()]
  const { specialist } = bureau
  const id = await aLetterOf(bureau, {}, monday)
  const ask = (agencyIds: string[], people: AskOpinions['people'] = []) =>
    perform(
      specialist,
      (work) => askOpinions(work, specialist, id, { agencyIds, people, question: 'Góp ý dự thảo', days: 5 }),
      { now: monday },
    )
  await ask([one.agency.id, other.agency.id])
  await expect(ask([one.agency.id])).rejects.toThrow('documents.asked_already')
  await expect(ask(['khong-co'])).rejects.toThrow('documents.nobody_asked')
  // Nobody is asked by name who does not work on documents there.
  const elsewhere = await someone(other.agency.id, 'specialist')
  for (const accountId of [randomUUID(), elsewhere.id, (await someone(third.agency.id, 'administrator')).id])
    await expect(ask([], [{ agencyId: third.agency.id, accountId }])).rejects.toThrow(
      'documents.person_not_there',
    )
  const named = await someone(third.agency.id, 'specialist')
  await ask([], [{ agencyId: third.agency.id, accountId: named.id }])
  const askedOf = (who: typeof specialist) =>
    perform(who, (work) => listAskedOpinions(work, who), { now: monday })
  expect([(await askedOf(named)).length, (await askedOf(third.specialist)).length]).toEqual([1, 0])
  const view = await perform(one.specialist, (work) => viewDraft(work, one.specialist, id), { now: monday })
  const [mine = ''] = view.may.answer
  expect(view).toMatchObject({ isOwn: false, seesMaking: false })
  const say = (by: typeof specialist, answer: 'agree' | 'disagree', wording = '') =>
    perform(by, (work) => giveOpinion(work, by, { opinion: mine, answer, wording }), { now: afterDue })
  await expect(say(one.specialist, 'disagree')).rejects.toThrow('documents.wording_needed')
  await expect(say(third.specialist, 'agree')).rejects.toThrow('documents.opinion_not_found')
  await expect(say(other.specialist, 'agree')).rejects.toThrow('documents.opinion_not_found')
  await say(one.specialist, 'disagree', 'Thiếu căn cứ pháp lý')
  await expect(say(one.specialist, 'agree')).rejects.toThrow('documents.wrong_status')
  const own = await perform(specialist, (work) => viewDraft(work, specialist, id), { now: afterDue })
  expect(own.opinions.map(({ answer, dueAt }) => ({ answer, dueAt: dueAt.toISOString() }))).toEqual([
    { answer: 'disagree', dueAt: '2026-03-09T10:00:00.000Z' },
    { answer: null, dueAt: '2026-03-09T10:00:00.000Z' },
    { answer: null, dueAt: '2026-03-09T10:00:00.000Z' },
  ])
  expect(await toldOf(specialist)).toEqual([`draft_opinion /van-ban/${id}`])
})

test('of many at the same moment each act is done once, and whoever comes second hears why not', async () => {
  const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
  const [asked, next] = [await aBureau(), await aBureau()]
  const { specialist, deputy } = bureau
  /** So that some have looked at the draft before the first acts, and act after. */
  const atOnce = async (times: number, act: () => Promise<unknown>) => {
    const results = await Promise.allSettled(
      Array.from({ length: times }, (_, index) => setTimeout(index * 2).then(act)),
    )
    const failures = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(failures.filter((one) => !(one instanceof Refusal)).map(String)).toEqual([])
    return times - failures.length
  }
  const ask = (id: string, agencyId: string) =>
    perform(specialist, (work) =>
      askOpinions(work, specialist, id, { agencyIds: [agencyId], people: [], question: 'Góp ý', days: 5 }),
    )
  for (let round = 0; round < 4; round++) {
    const id = await aLetterOf(bureau)
    await ask(id, asked.agency.id)
    const view = await perform(asked.specialist, (work) => viewDraft(work, asked.specialist, id))
    const [opinion = ''] = view.may.answer
    const answer = { opinion, answer: 'agree' as const, wording: '' }
    const say = () => perform(asked.specialist, (work) => giveOpinion(work, asked.specialist, answer))
    expect(await atOnce(6, say)).toBe(1)
    await approved(bureau, id)
    const asking = atOnce(4, () => ask(id, next.agency.id))
    await Promise.all([asking, atOnce(1, () => perform(deputy, (work) => reserveNumber(work, deputy, id)))])
    await beginDrafts(deputy, [id])
    const { sha256 } = await showDraft(deputy, id)
    await perform(deputy, (work) => confirmSigning(work, proven(deputy), id, sha256))
    await atOnce(5, () => finishDraft(deputy, id))
    expect(await perform(system, (work) => findRoute(work.tx, id))).toMatchObject({
      leaderSha256: expect.any(String),
    })
  }
})

test('an agency merged while its document is in the route: the successor goes on, and signs', async () => {
  const old = await aBureau()
  const heir = await aBureau()
  const id = await aLetterOf(old)
  const { specialist } = old
  await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
  await mergeInto(old.agency, heir.agency)
  const inherit = async (officer: typeof specialist) => ({
    ...officer,
    agencyIds: await perform(system, (work) => inheritedAgencyIds(work, officer.agencyId)),
  })
  const [clerk, deputy] = [await inherit(heir.clerk), await inherit(heir.deputy)]
  await perform(clerk, (work) => approveDraft(work, clerk, id, { version: 1, step: 0 }))
  expect(await signAll(deputy, [id])).toMatchObject([{ refusal: null }])
  expect(await documentOf(id)).toMatchObject({ status: 'issued', agencyId: heir.agency.id, number: 1 })
})

test('what was confirmed is finished by the program with the same number', async () => {
  const bureau = await aBureau()
  const { deputy } = bureau
  const id = await aLetterOf(bureau)
  await approved(bureau, id)
  await beginDrafts(deputy, [id])
  const { sha256 } = await showDraft(deputy, id)
  const now = new Date()
  await perform(deputy, (work) => confirmSigning(work, proven(deputy, now), id, sha256), { now })
  expect(await documentOf(id)).toMatchObject({ status: 'signing', number: 1 })
  await finishDrafts({ now: new Date(now.getTime() + 61_000) })
  expect(await documentOf(id)).toMatchObject({ status: 'issued', number: 1, signedBy: deputy.id })
})
