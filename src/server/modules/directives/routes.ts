/** Orders for other systems: see, give, report, withdraw. */
import { createRoute, z } from '@hono/zod-openapi'
import { measures } from '#server/modules/indicators/index.ts'
import { newId } from '#server/platform/id.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { createRouter, IdempotencyKey, problems, queryFlag, requestKeyOf } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { IssueTask, issueTask } from './issue-task.ts'
import { taskStatuses } from './model.ts'
import type { Report, Task } from './queries.ts'
import { listTasksFor, viewTask } from './read-tasks.ts'
import { ReportTask, reportTask } from './report-task.ts'
import { withdrawTask } from './withdraw-task.ts'

const Id = z.object({ id: z.uuid() })
const tags = ['Directives']

const TaskRecord = z
  .object({
    id: z.uuid(),
    agencyId: z.string(),
    issuerName: z.string(),
    title: z.string(),
    wording: z.string(),
    dueOn: z.iso.date(),
    measure: z.enum(measures),
    serviceCode: z.string().nullable(),
    baseline: z.number(),
    target: z.number(),
    status: z.enum(taskStatuses),
    issuedAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Task' })

const NewTask = IssueTask.partial({ requestKey: true }).meta({
  id: 'NewTask',
  example: {
    agencyId: 'ubnd-phuong-thuan-hoa',
    measure: 'overdue',
    title: 'Giải quyết hồ sơ quá hạn',
    wording: 'Giải quyết dứt điểm các hồ sơ quá hạn và báo cáo nguyên nhân.',
    dueOn: '2026-12-31',
    target: 0,
  },
})

const NewTaskReport = ReportTask.partial({ requestKey: true }).meta({
  id: 'NewTaskReport',
  example: { wording: 'Đã giải quyết xong, nguyên nhân do thiếu người.' },
})

const ReportRecord = z
  .object({
    id: z.uuid(),
    authorName: z.string(),
    wording: z.string(),
    value: z.number().nullable(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'TaskReport' })

const answer = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const list = createRoute({
  method: 'get',
  path: '/tasks',
  operationId: 'listTasks',
  tags,
  summary: 'Tasks of your agency, or of all agencies for those who see the province',
  request: { query: z.object({ open: queryFlag(true) }) },
  responses: { 200: answer(z.object({ tasks: z.array(TaskRecord) }), 'Up to 200'), ...problems(403) },
})

const read = createRoute({
  method: 'get',
  path: '/tasks/{id}',
  operationId: 'readTask',
  tags,
  summary: 'A task, its reports, and the figure as it stands now',
  request: { params: Id },
  responses: {
    200: answer(
      TaskRecord.extend({ value: z.number().nullable(), reports: z.array(ReportRecord) }),
      'The task',
    ),
    ...problems(403, 404),
  },
})

const issue = createRoute({
  method: 'post',
  path: '/tasks',
  operationId: 'issueTask',
  tags,
  summary: 'Turn a figure into an order',
  request: { headers: IdempotencyKey, body: bodyOf(NewTask) },
  responses: { 201: answer(TaskRecord, 'Given'), ...problems(403, 409) },
})

const report = createRoute({
  method: 'post',
  path: '/tasks/{id}/reports',
  operationId: 'reportTask',
  tags,
  summary: 'Report what was done; the task closes when the figure has recovered',
  request: { params: Id, headers: IdempotencyKey, body: bodyOf(NewTaskReport) },
  responses: { 201: answer(TaskRecord, 'Reported'), ...problems(403, 404, 409) },
})

const withdraw = createRoute({
  method: 'post',
  path: '/tasks/{id}/withdraw',
  operationId: 'withdrawTask',
  tags,
  summary: 'Take an order back; withdrawing twice is withdrawing once',
  request: { params: Id, headers: IdempotencyKey },
  responses: { 204: { description: 'Withdrawn' }, ...problems(403, 404, 409) },
})

export const directiveRoutes = createRouter()
  .openapi(list, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const { tasks } = await perform(officer, (work) => listTasksFor(work, officer, c.req.valid('query').open))
    return c.json({ tasks: tasks.map(describeTask) }, 200)
  })
  .openapi(read, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const { task, value, reports } = await perform(officer, (work) =>
      viewTask(work, officer, c.req.valid('param').id),
    )
    return c.json({ ...describeTask(task), value, reports: reports.map(describeReport) }, 200)
  })
  .openapi(issue, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const input = c.req.valid('json')
    const { requestKey = newId(), requestMark } = requestKeyOf(c, 'issue-task', input.requestKey)
    const task = await perform(officer, (work) =>
      issueTask(work, officer, { ...input, requestKey }, requestMark),
    )
    return c.json(describeTask(task), 201)
  })
  .openapi(report, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const input = c.req.valid('json')
    const { requestKey = newId(), requestMark } = requestKeyOf(c, 'report-task', input.requestKey)
    const { id } = c.req.valid('param')
    const task = await perform(officer, (work) =>
      reportTask(work, officer, id, { ...input, requestKey }, requestMark),
    )
    return c.json(describeTask(task), 201)
  })
  .openapi(withdraw, async (c) => {
    const officer = requireOfficer(c.var.actor)
    await perform(officer, (work) => withdrawTask(work, officer, c.req.valid('param').id))
    return c.body(null, 204)
  })

function bodyOf<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

function describeTask(task: Task) {
  const { requestKey: _, requestMark: __, issuedBy: ___, ...shown } = task
  return {
    ...shown,
    issuedAt: task.issuedAt.toISOString(),
    closedAt: task.closedAt?.toISOString() ?? null,
  }
}

function describeReport({ id, authorName, wording, value, at }: Report) {
  return { id, authorName, wording, value, at: at.toISOString() }
}
