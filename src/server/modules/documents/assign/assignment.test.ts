import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inheritedAgencyIds } from '#server/modules/agencies/index.ts'
import { listStaffNotices } from '#server/modules/notifications/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { beginSuccessor } from '../agency/begin-successor.ts'
import { mergeInto, signAll } from '../agency/fixtures.ts'
import { submitDraft } from '../agency/submit-draft.ts'
import { askToRevoke } from '../revoke/ask-to-revoke.ts'
import { revokeDocument } from '../revoke/revoke-document.ts'
import { takeAction } from '../take-action.ts'
import { actsOn, assignDocument, handOn } from './assign-document.ts'
import { askTime, closeIncoming, giveBack, reopenIncoming, reportProgress, setTime } from './carry-out.ts'
import { aDesk, answered, received, someone } from './fixtures.ts'
import { closeAnswered, reopenReplaced, reopenRevoked } from './follow-answers.ts'
import { listWork } from './list-work.ts'
import { lastRemindedBy, remindOfTerms } from './remind.ts'

/** A Wednesday, nine in the morning. */
const now = new Date('2026-12-02T09:00:00+07:00')
const days = (count: number) => new Date(now.getTime() + count * 86_400_000)

const whom = ({ agencyId, id }: Officer) => ({ agencyId, accountId: id })
const assign = (by: Officer, id: string, lead: Officer, more: object = {}) =>
  perform(
    by,
    (work) => assignDocument(work, by, id, { lead: whom(lead), parts: [], instruction: '', ...more }),
    { now },
  )
const seen = (by: Officer, id: string) => perform(by, (work) => actsOn(work, by, id))
const stateOf = async (by: Officer, id: string) => (await seen(by, id))?.assignment.state
const told = async (officer: Officer) =>
  (await perform(officer, (work) => listStaffNotices(work, officer))).map(({ kind, data }) => [
    kind,
    data.due,
  ])

test('a leader assigns until a working day, the specialist is told, and those who take part', async () => {
  const { leader, specialist, colleague, clerk } = await aDesk()
  const id = await received(clerk, now)
  expect(await stateOf(leader, id)).toBe('waiting')
  await assign(leader, id, specialist, { days: 3, parts: [whom(colleague)], instruction: 'Tham mưu trả lời' })
  const acts = await seen(specialist, id)
  expect(acts?.assignment).toMatchObject({
    state: 'assigned',
    instruction: 'Tham mưu trả lời',
    urgency: 'urgent',
  })
  expect(localDay(acts?.assignment.dueAt ?? now)).toBe('2026-12-07')
  expect(acts?.may).toMatchObject({
    assign: false,
    progress: true,
    giveBack: true,
    answer: true,
    reopen: false,
  })
  expect((await seen(colleague, id))?.may).toMatchObject({ progress: true, giveBack: false, close: false })
  expect(await told(specialist)).toEqual([['document_assigned', '2026-12-07']])
  expect(await told(colleague)).toEqual([['document_shared', '2026-12-07']])
  const mine = await perform(specialist, (work) => listWork(work, specialist, 'mine', 1), { now: days(7) })
  expect(mine).toMatchObject({ counts: { mine: 1 }, items: [{ urgency: 'late' }] })
})

test('a specialist assigns nothing, nobody assigns to a stranger, nor until a day offices are closed or gone', async () => {
  const { leader, specialist, clerk } = await aDesk()
  const id = await received(clerk, now)
  const stranger = await someone((await aDesk()).leader.agencyId, 'specialist')
  await expect(assign(specialist, id, specialist)).rejects.toThrow('documents.may_not_assign')
  await expect(assign(leader, id, stranger)).rejects.toThrow('documents.lead_unknown')
  await expect(assign(leader, id, specialist, { dueOn: '2026-12-05' })).rejects.toThrow(
    'documents.term_not_working',
  )
  await expect(assign(leader, id, specialist, { dueOn: '2026-12-01' })).rejects.toThrow(
    'documents.term_passed',
  )
  await expect(seen(stranger, id)).resolves.toBeUndefined()
  await expect(assign(stranger, id, stranger)).rejects.toThrow('documents.incoming_not_found')
  await assign(clerk, id, specialist, { dueOn: '2026-12-04' })
  expect(await stateOf(leader, id)).toBe('assigned')
})

test('beneath the use cases the database refuses who does not lead', async () => {
  const { leader, specialist, colleague, clerk } = await aDesk()
  const id = await received(clerk, now)
  await assign(leader, id, specialist)
  const act = (by: Officer, kind: 'close' | 'assign' | 'answer') =>
    perform(by, (work) =>
      takeAction(work, { id, lastSeq: 2 }, kind, { reason: 'x', data: { leadAgency: by.agencyId, by: id } }),
    )
  await expect(act(colleague, 'close')).rejects.toThrow('no action of this actor')
  await expect(act(specialist, 'assign')).rejects.toThrow('row-level security')
  await expect(act(leader, 'answer')).rejects.toThrow('row-level security')
  await expect(
    perform(system, (work) => takeAction(work, { id, lastSeq: 2 }, 'answer', { data: { by: id } })),
  ).rejects.toThrow('no action of this actor')
})

test('progress, more time, another lead, given back: each is told to whom it concerns', async () => {
  const { leader, specialist, colleague, clerk } = await aDesk()
  const id = await received(clerk, now)
  await assign(leader, id, specialist, { days: 2 })
  await perform(specialist, (work) => reportProgress(work, specialist, id, { text: 'Đã hỏi các tổ dân phố' }))
  const ask = (until: string) =>
    perform(specialist, (work) => askTime(work, specialist, id, { reason: 'Chờ số liệu', until }), { now })
  await expect(ask('2026-12-04')).rejects.toThrow('documents.term_passed')
  await ask('2026-12-09')
  await expect(ask('2026-12-10')).rejects.toThrow('documents.more_time_waits')
  expect(await told(leader)).toEqual([['document_time_asked', '2026-12-04']])
  await perform(leader, (work) => setTime(work, leader, id, { dueOn: '2026-12-08' }), { now })
  expect((await seen(leader, id))?.assignment).toMatchObject({
    askedUntil: null,
    progress: 'Đã hỏi các tổ dân phố',
  })
  await perform(specialist, (work) => handOn(work, specialist, id, { lead: whom(colleague) }))
  await expect(
    perform(specialist, (work) => reportProgress(work, specialist, id, { text: 'nữa' })),
  ).rejects.toThrow('documents.not_yours_to_lead')
  expect(await told(colleague)).toEqual([['document_assigned', '2026-12-08']])
  await perform(colleague, (work) => giveBack(work, colleague, id, { reason: 'Không thuộc việc của tôi' }))
  expect((await seen(leader, id))?.assignment).toMatchObject({
    state: 'waiting',
    returnedWhy: 'Không thuộc việc của tôi',
  })
  expect((await told(leader)).map(([kind]) => kind)).toContain('document_returned')
})

test('what is to be known only is closed with a reason, and can be opened again', async () => {
  const { leader, specialist, clerk } = await aDesk()
  const id = await received(clerk, now)
  await assign(leader, id, specialist)
  await perform(specialist, (work) => closeIncoming(work, specialist, id, { reason: 'Để biết' }))
  expect((await seen(clerk, id))?.assignment).toMatchObject({ state: 'closed', closedWhy: 'Để biết' })
  await expect(assign(leader, id, specialist)).rejects.toThrow('documents.incoming_ended')
  await perform(leader, (work) => reopenIncoming(work, leader, id, { reason: 'Phải trả lời' }))
  expect((await seen(specialist, id))?.assignment).toMatchObject({ state: 'assigned', closedWhy: null })
})

test('the question closes when the answer is issued, once, opens again when that is revoked, and stays closed when it is replaced', async () => {
  const desk = await aDesk()
  const { leader, specialist, clerk, office } = desk
  const id = await received(clerk, now)
  await assign(leader, id, specialist, { days: 3 })
  const answer = await answered(desk, id)
  await closeAnswered.run(answer, {} as never)
  await closeAnswered.run(answer, {} as never)
  const { assignment, may } = (await seen(leader, id)) ?? {}
  expect(assignment).toMatchObject({ state: 'answered', answeredBy: answer })
  expect(assignment?.answerSymbol).toMatch(/^\d+\//)
  expect(may).toMatchObject({ assign: false, reopen: true })
  const kinds = async () => (await told(specialist)).map(([kind]) => kind).sort()
  expect(await kinds()).toEqual(['document_answered', 'document_assigned'])

  // Another answer stands beside it: what is revoked opens nothing while one does.
  const other = await answered(desk, id)
  await closeAnswered.run(other, {} as never)
  expect((await seen(leader, id))?.assignment).toMatchObject({ answeredBy: answer })
  const proven = { ...office.chair, confirmedAt: new Date() }
  const revoke = async (one: string) => {
    await perform(office.clerk, (work) => askToRevoke(work, office.clerk, one, 'Sai số liệu'))
    await perform(proven, (work) => revokeDocument(work, proven, one))
    for (let times = 0; times < 2; times++) await reopenRevoked.run(one, {} as never)
  }
  await revoke(answer)
  expect((await seen(leader, id))?.assignment).toMatchObject({ state: 'answered', answeredBy: other })

  // Wrong content is replaced by a letter of equal form: that answers in its stead, whichever the program hears of first.
  const replaced = await perform(office.clerk, (work) =>
    beginSuccessor(work, office.clerk, other, { kind: 'replaces', reason: 'Sai số liệu' }),
  )
  const submitted = { version: 1, amount: null }
  await perform(office.clerk, (work) => submitDraft(work, office.clerk, replaced.id, submitted))
  expect(await signAll(office.chair, [replaced.id])).toMatchObject([{ refusal: null }])
  for (let times = 0; times < 2; times++)
    await reopenReplaced.run(other, { replacedBy: replaced.id } as never)
  await closeAnswered.run(replaced.id, {} as never)
  expect((await seen(leader, id))?.assignment).toMatchObject({ state: 'answered', answeredBy: replaced.id })
  await revoke(replaced.id)
  expect((await seen(leader, id))?.assignment).toMatchObject({ state: 'assigned', answeredBy: null })
  expect([...new Set(await kinds())]).toEqual(['document_answered', 'document_assigned', 'document_reopened'])
})

test('of a merged agency the successor goes on: it assigns to its own people, and its head is reminded', async () => {
  const [old, heir] = [await aDesk(), await aDesk()]
  const id = await received(old.clerk, now)
  await assign(old.leader, id, old.specialist, { dueOn: '2026-12-04' })
  await mergeInto(old.office.agency, heir.office.agency, localDay(now))
  await remindOfTerms(days(1))
  expect((await told(heir.leader)).map(([kind]) => kind)).toContain('document_due_head')
  const agencyIds = await perform(system, (work) => inheritedAgencyIds(work, heir.leader.agencyId), { now })
  await assign({ ...heir.leader, agencyIds }, id, heir.specialist, { dueOn: '2026-12-08' })
  expect((await told(heir.specialist)).map(([kind]) => kind)).toEqual(['document_assigned'])
})

test.each([
  ['2026-12-02T09:00', '2026-12-02T08:15'],
  ['2026-12-02T07:10', '2026-12-01T17:45'],
  ['2026-12-02T23:59', '2026-12-02T17:45'],
  // A Sunday, the day of culture, Tết, the turn of the year.
  ['2026-12-06T10:00', '2026-12-04T17:45'],
  ['2026-11-24T10:00', '2026-11-23T17:45'],
  ['2026-02-18T10:00', '2026-02-13T17:45'],
  ['2027-01-01T00:01', '2026-12-31T17:45'],
])('at %s all terms of %s must have been reminded of', (at, then) => {
  expect(lastRemindedBy(new Date(`${at}:00+07:00`))).toEqual(new Date(`${then}:00+07:00`))
})

test('of a lead who left the head of the unit hears, and gives it to another', async () => {
  const { leader, specialist, colleague, clerk, office } = await aDesk()
  const id = await received(clerk, now)
  await assign(leader, id, specialist, { dueOn: '2026-12-04', parts: [whom(colleague)] })
  const before = (await told(specialist)).length
  const left = [specialist.id, leader.id]
  await perform(system, ({ tx }) =>
    sql`update identity.role_grant set valid_to = '2026-12-01' where account_id = any (${left}::uuid[])`.execute(
      tx,
    ),
  )
  const head = await someone(office.agency.id, 'leader')
  await remindOfTerms(days(1))
  expect((await told(head)).map(([kind]) => kind).sort()).toEqual(['document_due_head', 'document_due_soon'])
  expect((await told(specialist)).length).toBe(before)
  const unassigned = await received(clerk, now)
  await assign(leader, unassigned, colleague, { dueOn: '2026-12-08' })
  const reason = 'Không thuộc việc của tôi'
  await perform(colleague, (work) => giveBack(work, colleague, unassigned, { reason }), { now: days(1) })
  expect((await told(head)).map(([kind]) => kind)).toContain('document_returned')
  expect(await told(leader)).toEqual([])
})

test('whoever leads is reminded before the term, then the head, each once, and not on a Sunday', async () => {
  const { leader, specialist, clerk } = await aDesk()
  const id = await received(clerk, now)
  await assign(leader, id, specialist, { dueOn: '2026-12-08' })
  const kinds = async (officer: Officer) => (await told(officer)).map(([kind]) => kind)
  await remindOfTerms(new Date('2026-12-03T09:00:00+07:00'))
  expect(await kinds(specialist)).toEqual(['document_assigned'])
  await remindOfTerms(new Date('2026-12-06T09:00:00+07:00'))
  expect(await kinds(specialist)).toEqual(['document_assigned'])
  for (const minute of ['00', '15']) await remindOfTerms(new Date(`2026-12-04T10:${minute}:00+07:00`))
  expect(await kinds(specialist)).toEqual(['document_due_soon', 'document_assigned'])
  expect(await kinds(leader)).toEqual([])
  for (const minute of ['00', '15']) await remindOfTerms(new Date(`2026-12-07T10:${minute}:00+07:00`))
  expect(await kinds(leader)).toEqual(['document_due_head'])
  // Another term is another reminder.
  await perform(leader, (work) => setTime(work, leader, id, { dueOn: '2026-12-09' }), { now })
  await remindOfTerms(new Date('2026-12-08T10:00:00+07:00'))
  expect((await kinds(specialist)).filter((kind) => kind === 'document_due_soon')).toHaveLength(2)
})
