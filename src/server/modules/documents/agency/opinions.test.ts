import { expect, test } from 'vitest'
import { inheritedAgencyIds } from '#server/modules/agencies/index.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { findDocument } from '../queries.ts'
import { confirmSigning } from '../sign/confirm-signing.ts'
import { showDraft } from '../sign/read-draft.ts'
import { approveDraft } from './approve-draft.ts'
import { aBureau, aLetterOf, approved, mergeInto, proven, signAll } from './fixtures.ts'
import { askOpinions, giveOpinion } from './opinions.ts'
import { beginDrafts, finishDrafts } from './sign-drafts.ts'
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
  const ask = (agencyIds: string[]) =>
    perform(
      specialist,
      (work) =>
        askOpinions(work, specialist, id, { agencyIds, people: [], question: 'Góp ý dự thảo', days: 5 }),
      { now: monday },
    )
  await ask([one.agency.id, other.agency.id])
  await expect(ask([one.agency.id])).rejects.toThrow('documents.asked_already')
  await expect(ask(['khong-co'])).rejects.toThrow('documents.nobody_asked')
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
  ])
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
  const { sha256 } = await perform(deputy, (work) => showDraft(work, deputy, id))
  const now = new Date()
  await perform(deputy, (work) => confirmSigning(work, proven(deputy, now), id, sha256), { now })
  expect(await documentOf(id)).toMatchObject({ status: 'signing', number: 1 })
  await finishDrafts({ now: new Date(now.getTime() + 61_000) })
  expect(await documentOf(id)).toMatchObject({ status: 'issued', number: 1, signedBy: deputy.id })
})
