import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { aCountedDossier, finishCounted } from '#server/modules/indicators/fixtures.ts'
import type { Officer } from '#server/platform/actor.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay, minuteMs } from '#shared/dates.ts'
import { anOfficer } from '#tests/people.ts'
import { closeRecovered } from './close-recovered.ts'
import {
  countOpenTasks,
  type IssueTask,
  issueTask,
  listTasksFor,
  reportTask,
  viewTask,
  withdrawTask,
} from './index.ts'

const commander = () => anOfficer({ roles: ['commander'], scope: 'province' })
const late = () => new Date(Date.now() - 48 * 60 * minuteMs)

/** An agency with overdue dossiers, a leader who gives orders, and someone there who carries them out. */
async function aTroubledAgency(overdue = 2) {
  const { id } = await anAgency()
  const codes: string[] = []
  for (let index = 0; index < overdue; index++)
    codes.push(await aCountedDossier({ agencyId: id, dueAt: late() }))
  return { id, codes, leader: commander(), officer: anOfficer({ agencyId: id, roles: ['leader'] }) }
}

function anOrder(agencyId: string, overrides: Partial<IssueTask> = {}): IssueTask {
  return {
    requestKey: randomUUID(),
    agencyId,
    measure: 'overdue',
    title: 'Giải quyết hồ sơ quá hạn',
    wording: 'Giải quyết dứt điểm các hồ sơ quá hạn và báo cáo nguyên nhân.',
    dueOn: addDays(localDay(new Date()), 5),
    target: 0,
    ...overrides,
  }
}

const give = (leader: Officer, order: IssueTask) => perform(leader, (work) => issueTask(work, leader, order))
const report = (officer: Officer, id: string, requestKey = randomUUID()) =>
  perform(officer, (work) =>
    reportTask(work, officer, id, { requestKey, wording: 'Đã giải quyết, nguyên nhân do thiếu người.' }),
  )
const view = (officer: Officer, id: string) => perform(officer, (work) => viewTask(work, officer, id))

async function factsAbout(id: string): Promise<string[]> {
  const rows = await perform(system, ({ tx }) =>
    tx.selectFrom('platform.eventLog').select('name').where('subjectId', '=', id).orderBy('id').execute(),
  )
  return rows.map(({ name }) => name)
}

test('an order closes only when it was reported and its figure has recovered', async () => {
  const { id: agencyId, codes, leader, officer } = await aTroubledAgency()
  const task = await give(leader, anOrder(agencyId))
  expect(task).toMatchObject({ status: 'open', baseline: 2, target: 0, issuerName: leader.name })

  await report(officer, task.id)
  await closeRecovered()
  expect((await view(officer, task.id)).task.status).toBe('reported')

  await finishCounted(codes[0] ?? '', new Date())
  await closeRecovered()
  expect(await view(officer, task.id)).toMatchObject({ value: 1, task: { status: 'reported' } })

  await finishCounted(codes[1] ?? '', new Date())
  await closeRecovered()
  const { task: closed, reports, value } = await view(officer, task.id)
  expect(closed.status).toBe('closed')
  expect(closed.closedAt).toBeInstanceOf(Date)
  expect(value).toBe(0)
  expect(reports.map((entry) => entry.value)).toEqual([2])
  expect(await factsAbout(task.id)).toEqual(['directives.issued', 'directives.reported', 'directives.closed'])
})

test('an order whose figure recovered stays open until the agency has reported, and closes past one that cannot', async () => {
  const { id: agencyId, codes, leader, officer } = await aTroubledAgency(1)
  const task = await give(leader, anOrder(agencyId))
  const broken = await give(leader, anOrder(agencyId, { dueOn: addDays(localDay(new Date()), 1) }))
  await finishCounted(codes[0] ?? '', new Date())
  await closeRecovered()
  expect((await view(leader, task.id)).task.status).toBe('open')

  for (const { id } of [task, broken]) await report(officer, id)
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  await owner.query(
    `alter table directives.task add constraint broken check (id <> '${broken.id}' or status <> 'closed')`,
  )
  await expect(closeRecovered()).rejects.toMatchObject({ code: '23514' })
  expect((await view(leader, task.id)).task.status).toBe('closed')
  await owner.query('alter table directives.task drop constraint broken')
  await owner.end()
  await closeRecovered()
  expect((await view(leader, broken.id)).task.status).toBe('closed')
})

test('a rate that cannot be known any more is not recovered', async () => {
  const { id: agencyId, leader, officer } = await aTroubledAgency(0)
  const day = localDay(new Date())
  await perform(system, ({ tx }) =>
    sql`insert into indicators.daily (day, agency_id, service_code, received, finished, on_time)
        values (${day}, ${agencyId}, '1.001193', 10, 10, 5)`.execute(tx),
  )
  const task = await give(leader, anOrder(agencyId, { measure: 'on_time', target: 90 }))
  expect(task.baseline).toBe(50)
  await report(officer, task.id)
  await perform(system, ({ tx }) =>
    sql`update indicators.daily set finished = 0, on_time = 0 where agency_id = ${agencyId}`.execute(tx),
  )
  await closeRecovered()
  expect((await view(leader, task.id)).task.status).toBe('reported')

  await perform(system, ({ tx }) =>
    sql`update indicators.daily set finished = 10, on_time = 9 where agency_id = ${agencyId}`.execute(tx),
  )
  await closeRecovered()
  expect((await view(leader, task.id)).task.status).toBe('closed')
})

test('posting an order or a report twice gives one of each', async () => {
  const { id: agencyId, leader, officer } = await aTroubledAgency()
  const order = anOrder(agencyId)
  const [first, second] = await Promise.all([give(leader, order), give(leader, order)])
  expect(second.id).toBe(first.id)
  expect((await perform(officer, (work) => listTasksFor(work, officer, true))).tasks).toHaveLength(1)

  const key = randomUUID()
  await Promise.all([report(officer, first.id, key), report(officer, first.id, key)])
  await report(officer, first.id)
  expect((await view(officer, first.id)).reports).toHaveLength(2)
  expect(await factsAbout(first.id)).toEqual([
    'directives.issued',
    'directives.reported',
    'directives.reported',
  ])
})

test('only a commander gives and withdraws orders, and only the agency reports', async () => {
  const { id: agencyId, leader, officer } = await aTroubledAgency()
  const monitor = anOfficer({ roles: ['monitor'], scope: 'province' })
  const stranger = anOfficer({ roles: ['leader'] })
  for (const other of [officer, monitor, stranger]) {
    await expect(give(other, anOrder(agencyId))).rejects.toMatchObject({ status: 403 })
  }
  const task = await give(leader, anOrder(agencyId))
  const withdraw = (by: Officer) => perform(by, (work) => withdrawTask(work, by, task.id))
  await expect(withdraw(officer)).rejects.toMatchObject({ status: 403 })
  await expect(report(stranger, task.id)).rejects.toMatchObject({ code: 'directives.not_found' })
  await expect(report(leader, task.id)).rejects.toMatchObject({ status: 403 })
  await expect(view(stranger, task.id)).rejects.toMatchObject({ code: 'directives.not_found' })
  expect((await perform(stranger, (work) => listTasksFor(work, stranger, true))).tasks).toEqual([])
  expect(await perform(officer, (work) => countOpenTasks(work, officer))).toBe(1)
  expect((await view(monitor, task.id)).task.id).toBe(task.id)

  await withdraw(leader)
  await withdraw(leader)
  expect(await factsAbout(task.id)).toEqual(['directives.issued', 'directives.withdrawn'])
  await expect(report(officer, task.id)).rejects.toMatchObject({ code: 'directives.task_ended' })
  expect((await perform(officer, (work) => listTasksFor(work, officer, false))).tasks).toHaveLength(1)
})

test('an order must leave something to recover, name a living agency, a known service and a day to come', async () => {
  const { id: agencyId, leader } = await aTroubledAgency(2)
  const gone = await anAgency({ validTo: '2025-06-30' })
  const wrong: [Partial<IssueTask>, string][] = [
    [{ target: 2 }, 'directives.nothing_to_recover'],
    [{ dueOn: addDays(localDay(new Date()), -1) }, 'directives.due_in_past'],
    [{ agencyId: gone.id }, 'directives.figure_unknown'],
    [{ agencyId: 'khong-co' }, 'directives.figure_unknown'],
    [{ serviceCode: '9.999999' }, 'directives.service_unknown'],
    [{ measure: 'on_time', target: 98 }, 'directives.figure_unknown'],
  ]
  for (const [change, code] of wrong) {
    await expect(give(leader, anOrder(agencyId, change))).rejects.toMatchObject({ code })
  }
  expect(
    (await perform(leader, (work) => listTasksFor(work, leader, true))).tasks.filter(
      (t) => t.agencyId === agencyId,
    ),
  ).toEqual([])
})

test('the database itself keeps a task from other agencies and from citizens', async () => {
  const { id: agencyId, leader, officer } = await aTroubledAgency()
  const task = await give(leader, anOrder(agencyId))
  await report(officer, task.id)
  const visible = (actor: Parameters<typeof perform>[0]) =>
    perform(actor, async ({ tx }) => {
      const tasks = await tx.selectFrom('directives.task').select('id').where('id', '=', task.id).execute()
      const reports = await tx
        .selectFrom('directives.report')
        .select('id')
        .where('taskId', '=', task.id)
        .execute()
      return tasks.length + reports.length
    })
  expect(await visible(officer)).toBe(2)
  expect(await visible(anOfficer())).toBe(0)
  expect(await visible({ kind: 'citizen', id: randomUUID(), accountId: randomUUID(), name: 'Thử' })).toBe(0)
  expect(await visible({ kind: 'anonymous' })).toBe(0)
})
