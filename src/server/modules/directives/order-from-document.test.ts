import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import {
  aBureau,
  aLetterOf,
  approved,
  type Bureau,
  proven,
  signAll,
} from '#server/modules/documents/agency/fixtures.ts'
import {
  dropOrder,
  putOrder,
  revokeDocument,
  takeLease,
  takeProposals,
  viewOrders,
} from '#server/modules/documents/index.ts'
import { askToRevoke } from '#server/modules/documents/revoke/ask-to-revoke.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { withIds } from '#shared/document/ids.ts'
import { anOfficer } from '#tests/people.ts'
import { acceptReport, listTasksFor, reportTask, returnReport, viewTask, withdrawTask } from './index.ts'
import { endOrdersOf, orderFromDocument } from './order-from-document.ts'

const clause = (id: string, text: string) => ({
  type: 'clause',
  attrs: { id },
  content: [{ type: 'text', text }],
})
const due = addDays(localDay(new Date()), 20)

/** A letter that tells a department and a commune to do something, and who works there. */
async function aScene() {
  const bureau = await aBureau()
  const lead = await anAgency({ name: `Sở Thử nghiệm ${randomUUID().slice(0, 8)}` })
  const other = await anAgency({ name: `Ủy ban nhân dân xã ${randomUUID().slice(0, 8)}` })
  const body = withIds({
    type: 'doc',
    content: [
      clause('giao1', `Giao ${lead.name} chủ trì, phối hợp với ${other.name} rà soát hồ sơ tồn đọng.`),
      clause('giao2', 'Kết quả sáu tháng đầu năm là đáng ghi nhận.'),
    ],
  })
  const id = await aLetterOf(bureau, { body })
  const of = (agencyId: string, role: 'leader' | 'specialist' | 'clerk') =>
    anOfficer({ agencyId, roles: [role], name: `Người ${role}` })
  return { bureau, lead, other, id, chief: of(lead.id, 'leader'), helper: of(other.id, 'clerk') }
}

const see = (who: Officer, id: string) => perform(who, (work) => viewOrders(work, who, id))
const tasksOf = (who: Officer) => perform(who, (work) => listTasksFor(work, who, true))
const entry = (lead: string, others: string[] = []) => ({
  blockId: 'giao1',
  lead,
  others,
  term: 'trong tháng này',
  dueOn: due,
  reportTo: 'Ủy ban nhân dân phường Thử',
  condition: '',
})
const refused = (code: string) => expect.objectContaining({ code })

/** Written by the specialist, approved and signed with its orders. */
async function signed(bureau: Bureau, id: string): Promise<void> {
  const { document } = await see(bureau.specialist, id)
  await approved(bureau, id, document.version)
  await signAll(bureau.chair, [id])
}

async function ordered() {
  const scene = await aScene()
  const { bureau, lead, other, id } = scene
  const { specialist } = bureau
  await perform(specialist, (work) => takeLease(work, specialist, id))
  await perform(specialist, (work) =>
    putOrder(work, specialist, id, { revision: 0, ...entry(lead.name, [other.name, 'Hội Nông dân']) }),
  )
  await signed(bureau, id)
  await perform(system, (work) => orderFromDocument(work, id))
  const [task] = (await tasksOf(scene.chief)).tasks
  if (!task) throw new Error('no task was made')
  return { ...scene, task }
}

test('what the words order is proposed, confirmed by its writer, and kept with the version', async () => {
  const { bureau, lead, other, id } = await aScene()
  const { specialist } = bureau
  const before = await see(specialist, id)
  expect(before.proposed).toMatchObject([
    { blockId: 'giao1', lead: lead.name, others: [other.name], isKnown: true },
  ])
  await perform(specialist, (work) => takeProposals(work, specialist, id, { revision: before.revision }))
  const after = await see(specialist, id)
  expect(after).toMatchObject({ proposed: [], document: { version: 2 } })
  expect(after.orders).toMatchObject([
    { lead: { agencyId: lead.id }, others: [{ agencyId: other.id, name: other.name }], dueOn: null },
  ])
  expect(after.unsent).toEqual([lead.name, other.name])

  const put = (change: object) =>
    perform(specialist, (work) =>
      putOrder(work, specialist, id, { revision: after.revision, ...entry(lead.name), ...change }),
    )
  await expect(put({ lead: 'Sở Không có' })).rejects.toEqual(refused('documents.agency_unknown'))
  await expect(put({ blockId: 'khong_co' })).rejects.toEqual(refused('documents.order_elsewhere'))
  await expect(put({ dueOn: '2020-01-02' })).rejects.toEqual(refused('documents.order_in_past'))
  await expect(put({ revision: after.revision + 7 })).rejects.toEqual(refused('documents.stale_text'))

  const orderId = after.orders[0]?.id ?? ''
  await perform(specialist, (work) => dropOrder(work, specialist, id, { revision: after.revision, orderId }))
  expect((await see(specialist, id)).orders).toEqual([])
})

test('an issued document gives each lead its task, once; it ends when whoever issued it accepts the report', async () => {
  const { bureau, id, lead, other, chief, helper, task } = await ordered()
  const { chair } = bureau
  await perform(system, (work) => orderFromDocument(work, id))
  expect((await tasksOf(chief)).tasks).toHaveLength(1)
  expect(task).toMatchObject({
    origin: 'document',
    agencyId: lead.id,
    issuingAgencyId: bureau.agency.id,
    dueOn: due,
    measure: null,
    others: [{ agencyId: other.id }, { name: 'Hội Nông dân' }],
  })
  for (const who of [helper, chair]) expect((await tasksOf(who)).tasks).toHaveLength(1)
  const stranger = anOfficer({ agencyId: (await anAgency()).id, roles: ['leader'] })
  const view = (who: Officer) => perform(who, (work) => viewTask(work, who, task.id))
  await expect(view(stranger)).rejects.toEqual(refused('directives.not_found'))

  const report = (who: Officer) =>
    perform(who, (work) =>
      reportTask(work, who, task.id, {
        requestKey: randomUUID(),
        wording: 'Đã rà soát xong, còn hai hồ sơ.',
      }),
    )
  const judge = (who: Officer, act: typeof acceptReport, reason = '') =>
    perform(who, (work) => act(work, who, task.id, { reason }))
  await expect(judge(chair, acceptReport)).rejects.toEqual(refused('directives.no_report'))
  await expect(report(helper)).rejects.toEqual(refused('directives.not_found'))
  await report(chief)
  await expect(judge(chief, acceptReport)).rejects.toEqual(refused('directives.not_yours_to_judge'))
  await expect(judge(chair, returnReport, 'thiếu')).rejects.toEqual(refused('directives.reason_wanted'))
  await judge(chair, returnReport, 'Chưa có danh sách hai hồ sơ còn lại.')
  expect((await view(chief)).task.status).toBe('open')
  await report(chief)
  await judge(chair, acceptReport)
  await judge(chair, acceptReport)
  const done = await view(helper)
  expect(done.task.status).toBe('closed')
  expect(done.judgements.map(({ verdict }) => verdict)).toEqual(['returned', 'accepted'])
  await expect(report(chief)).rejects.toEqual(refused('directives.task_ended'))
})

test('it is taken back with a reason everyone reads, by whoever issued it or with the document', async () => {
  const { bureau, chief, task } = await ordered()
  const { chair } = bureau
  const withdraw = (who: Officer, reason: string) =>
    perform(who, (work) => withdrawTask(work, who, task.id, { reason }))
  await expect(withdraw(chief, 'Không làm nữa đâu')).rejects.toEqual(refused('directives.not_yours_to_judge'))
  await expect(withdraw(chair, '')).rejects.toEqual(refused('directives.reason_wanted'))
  await withdraw(chair, 'Việc này đã giao cho cơ quan khác.')
  const seen = await perform(chief, (work) => viewTask(work, chief, task.id))
  expect(seen.task).toMatchObject({ status: 'withdrawn', endReason: 'Việc này đã giao cho cơ quan khác.' })

  const second = await ordered()
  const { deputy, chair: signer } = second.bureau
  await perform(signer, (work) => askToRevoke(work, signer, second.id, 'Ban hành nhầm thẩm quyền.'))
  await perform(proven(deputy), (work) => revokeDocument(work, proven(deputy), second.id))
  await perform(system, (work) => endOrdersOf(work, second.id, 'Văn bản đã được thu hồi.'))
  const ended = await perform(second.chief, (work) => viewTask(work, second.chief, second.task.id))
  expect(ended.task).toMatchObject({ status: 'withdrawn', endReason: 'Văn bản đã được thu hồi.' })
  await perform(system, (work) => orderFromDocument(work, second.id))
  expect((await tasksOf(second.chief)).tasks).toEqual([])
})
