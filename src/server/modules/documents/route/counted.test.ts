/** What the operations centre counts without a table of ours: every fact of a document's life says whose, what, how urgent, days, electronic and signed. */
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { approveDraft, returnDraft } from '../agency/approve-draft.ts'
import { aBureau, aLetterOf, approved, proven, sealAll, signAll } from '../agency/fixtures.ts'
import { submitDraft, withdrawDraft } from '../agency/submit-draft.ts'
import { assignDocument, handOn } from '../assign/assign-document.ts'
import { closeIncoming, giveBack, reopenIncoming } from '../assign/carry-out.ts'
import { someone } from '../assign/fixtures.ts'
import { markAnswered } from '../assign/follow-answers.ts'
import { discard } from '../draft/discard-draft.ts'
import { anOffice, draftOf, lookAndIssue } from '../fixtures.ts'
import { aLetterFile, brought, detailsOf } from '../incoming/fixtures.ts'
import { judgeIncoming } from '../incoming/judge-and-mark.ts'
import { registerArrival } from '../incoming/register-arrival.ts'
import { replaceDocument } from '../replace/replace-document.ts'
import { askToRevoke } from '../revoke/ask-to-revoke.ts'
import { revokeDocument } from '../revoke/revoke-document.ts'

afterAll(stopTypesetting)

const by = <Result>(officer: Officer, task: (work: Work) => Promise<Result>) => perform(officer, task)

/** Of these documents what the log says, by fact. */
async function factsOf(ids: readonly string[]) {
  const rows = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select(['name', 'data'])
      .where(sql<boolean>`subject_id = any (${ids}::uuid[])`)
      .orderBy('id')
      .execute(),
  )
  return rows.map(({ name, data }) => ({ name, data: data as Record<string, unknown> }))
}

const counted = ['agencyId', 'kind', 'urgency', 'days', 'electronic', 'signed']
const missing = ({ data }: { data: Record<string, unknown> }) =>
  counted.filter((one) => data[one] === undefined)
const namesOf = (facts: readonly { name: string }[]) => [...new Set(facts.map(({ name }) => name))].toSorted()

test('of the document of a dossier, as of those of agencies', async () => {
  const office = await anOffice()
  const [first, given] = [await draftOf(office), await draftOf(office)]
  await lookAndIssue(office.chair, first.id)
  const { dossierId, owner } = first
  const second = await draftOf(office, { replaces: first.id, dossierId, ownerId: owner.id })
  await lookAndIssue(office.chair, second.id)
  await by(office.chair, (work) =>
    replaceDocument(work, office.chair, first.id, { by: second.id, reason: 'Cấp lại cho đúng.' }),
  )
  await by(office.clerk, (work) => askToRevoke(work, office.clerk, second.id, 'Cấp nhầm người, đã xác minh.'))
  await by(proven(office.chair), (work) => revokeDocument(work, proven(office.chair), second.id))
  await by(office.clerk, (work) => discard(work, office.clerk, given.id))
  const life = ['drafted', 'draft_discarded', 'issued', 'replaced', 'revoked'].map(
    (one) => `documents.${one}`,
  )
  const facts = (await factsOf([first.id, second.id, given.id])).filter(({ name }) => life.includes(name))
  expect(namesOf(facts)).toEqual(life.toSorted())
  expect(facts.filter((fact) => missing(fact).length > 0)).toEqual([])
  const issued = facts.find(({ name }) => name === 'documents.issued')
  expect(issued?.data).toMatchObject({ urgency: null, days: 0, electronic: true, signed: true })
})

test('of every step of a draft of an agency', async () => {
  const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
  const { specialist, clerk, deputy } = bureau
  const id = await aLetterOf(bureau, { urgency: 'express' })
  const submit = () =>
    by(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
  await submit()
  await by(specialist, (work) => withdrawDraft(work, specialist, id))
  await submit()
  await by(clerk, (work) =>
    returnDraft(work, clerk, id, { version: 1, step: 0, reason: 'Sai thể thức, sửa lại.' }),
  )
  await submit()
  await by(clerk, (work) => approveDraft(work, clerk, id, { version: 1, step: 0 }))
  await signAll(deputy, [id])
  await sealAll(clerk, [id])
  const life = [
    'drafted',
    'submitted',
    'withdrawn',
    'returned',
    'step_approved',
    'approved',
    'leader_signed',
    'issued',
  ]
  const facts = (await factsOf([id])).filter(({ name }) => life.includes(name.replace('documents.', '')))
  expect(namesOf(facts)).toEqual(life.map((one) => `documents.${one}`).toSorted())
  expect(facts.filter((fact) => missing(fact).length > 0)).toEqual([])
  expect(new Set(facts.map(({ data }) => data.urgency))).toEqual(new Set(['express']))
})

test('of what came, from its coming to its answer', async () => {
  const bureau = await aBureau()
  const agencyId = bureau.agency.id
  const [leader, clerk, lead, other] = [
    await someone(agencyId, 'leader'),
    await someone(agencyId, 'clerk'),
    await someone(agencyId, 'specialist'),
    await someone(agencyId, 'specialist'),
  ]
  const arrival = await brought(clerk, await aLetterFile(1))
  const details = detailsOf(1, { urgency: 'urgent' })
  const { documentId: id } = await by(clerk, (work) =>
    registerArrival(work, clerk, arrival, { details, distinct: [] }),
  )
  await judgeIncoming(id)
  const whom = (one: Officer) => ({ agencyId, accountId: one.id })
  const assign = (one: Officer) =>
    by(leader, (work) =>
      assignDocument(work, leader, id, { lead: whom(one), parts: [], instruction: '', days: 3 }),
    )
  await assign(lead)
  await by(lead, (work) => handOn(work, lead, id, { lead: whom(other) }))
  await by(other, (work) => giveBack(work, other, id, { reason: 'Không thuộc việc được giao' }))
  await assign(lead)
  await by(lead, (work) => closeIncoming(work, lead, id, { reason: 'Chỉ để biết' }))
  await by(leader, (work) => reopenIncoming(work, leader, id, { reason: 'Phải trả lời' }))
  const answer = await aLetterOf(bureau, { answers: id })
  await approved(bureau, answer)
  await signAll(bureau.deputy, [answer])
  await perform(system, (work) => markAnswered(work, answer))
  const life = [
    'registered',
    'incoming_judged',
    'assigned',
    'handed_on',
    'assignment_returned',
    'incoming_closed',
    'incoming_reopened',
    'answered',
  ]
  const facts = (await factsOf([id])).filter(({ name }) => life.includes(name.replace('documents.', '')))
  expect(namesOf(facts)).toEqual(life.map((one) => `documents.${one}`).toSorted())
  expect(facts.filter((fact) => missing(fact).length > 0)).toEqual([])
  const [came] = await factsOf([arrival])
  expect(came).toMatchObject({
    name: 'documents.received',
    data: { agencyId, kind: null, urgency: null, days: 0, electronic: false, signed: false },
  })
})
