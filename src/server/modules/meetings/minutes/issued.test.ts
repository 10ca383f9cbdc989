import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { orderFromDocument } from '#server/modules/directives/order-from-document.ts'
import {
  anExtraPosition,
  appointTo,
  approved,
  putRules,
  signAll,
} from '#server/modules/documents/agency/fixtures.ts'
import { findDocumentIfVisible } from '#server/modules/documents/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { aGuestAgency, anOffice, called } from '../fixtures.ts'
import {
  closeMeeting,
  listOutcomes,
  startMeeting,
  takeProposals,
  typeConclusions,
  viewMeeting,
  writeMinutes,
  writeNotice,
} from '../index.ts'

const as = <T>(officer: Officer, task: (work: Work) => Promise<T>) => perform(officer, task)

test('minutes are approved, numbered and signed as any document; the next meeting of the series shows what became of the tasks', async () => {
  const office = await anOffice({ name: `Ủy ban nhân dân phường Ký ${randomUUID().slice(0, 8)}` })
  const { agency, chair, secretary, caller } = office
  const name = `Phòng Thử ${randomUUID().slice(0, 8)}`
  await aGuestAgency(name)
  await anExtraPosition(agency, 'van-thu', 'Văn thư')
  await appointTo(caller, `${agency.id}/van-thu`)
  await putRules(agency.id, {})
  const issue = async (documentId: string) => {
    await approved({ agency, chair, deputy: chair, clerk: caller, specialist: secretary }, documentId)
    await signAll(chair, [documentId])
    return as(secretary, (work) => findDocumentIfVisible(work, secretary, documentId))
  }
  const id = await called(office, { rhythm: 'weekly' })
  await as(secretary, (work) => startMeeting(work, secretary, id))
  await as(secretary, (work) =>
    typeConclusions(work, secretary, id, {
      text: `Giao ${name} rà soát các dự án chậm, hoàn thành trước ngày 31 tháng 12 năm 2099.`,
    }),
  )
  await as(secretary, (work) => takeProposals(work, secretary, id))
  await as(secretary, (work) => closeMeeting(work, secretary, id))

  const minutes = await as(secretary, (work) => writeMinutes(work, secretary, id))
  expect(await issue(minutes.documentId)).toMatchObject({
    status: 'issued',
    symbol: expect.stringMatching(/^01\/BB-/),
    signerName: chair.name,
  })
  expect((await as(secretary, (work) => viewMeeting(work, secretary, id))).minutes).toEqual({
    id: minutes.documentId,
    isSeen: true,
  })
  const notice = await as(secretary, (work) => writeNotice(work, secretary, id, {}))
  expect(await issue(notice.documentId)).toMatchObject({ status: 'issued' })
  await perform(system, (work) => orderFromDocument(work, notice.documentId))

  const following = {
    follows: id,
    startsAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
    endsAt: new Date(Date.now() + 7.1 * 86_400_000).toISOString(),
  }
  const next = await called(office, following)
  const outcomes = await as(chair, (work) => listOutcomes(work, chair, next))
  expect(outcomes.map(({ meeting, tasks }) => [meeting.id, tasks.map(({ task }) => task.dueOn)])).toEqual([
    [id, ['2099-12-31']],
  ])
})
