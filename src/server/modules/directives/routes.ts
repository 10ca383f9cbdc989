/** Orders for other systems: see, give, report, withdraw. */
import { createRoute, z } from '@hono/zod-openapi'
import { measures } from '#server/modules/indicators/index.ts'
import { newId } from '#server/platform/id.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { createRouter, IdempotencyKey, problems, queryFlag, requestKeyOf } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { IssueTask, issueTask } from './issue-task.ts'
import { acceptReport, JudgeReport, returnReport } from './judge-report.ts'
import { taskOrigins, taskStatuses, verdicts } from './model.ts'
import type { Judgement, Report, Task } from './queries.ts'
import { listTasksFor, viewTask } from './read-tasks.ts'
import { ReportTask, reportTask } from './report-task.ts'
import { WithdrawTask, withdrawTask } from './withdraw-task.ts'

const Id = z.object({ id: z.uuid() })
const tags = ['Directives']

const TaskRecord = z
  .object({
    id: z.uuid(),
    agencyId: z.string(),
    issuerName: z.string(),
    title: z.string(),
    wording: z.string(),
    dueOn: z.iso.date().nullable(),
    origin: z
      .enum(taskOrigins)
      .describe('A figure, which has to recover, or a paragraph of an issued document'),
    measure: z.enum(measures).nullable(),
    serviceCode: z.string().nullable(),
    baseline: z.number().nullable(),
    target: z.number().nullable(),
    documentId: z.uuid().nullable(),
    documentSymbol: z.string().nullable(),
    issuingAgencyId: z.string().nullable(),
    others: z
      .array(z.object({ name: z.string(), agencyId: z.string().optional() }))
      .describe('Who takes part beside whoever leads'),
    term: z.string().describe('The deadline in the words of the document'),
    reportTo: z.string(),
    condition: z.string(),
    endReason: z.string().nullable(),
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

const JudgementRecord = z
  .object({
    id: z.uuid(),
    verdict: z.enum(verdicts),
    authorName: z.string(),
    reason: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'TaskJudgement' })

const TaskReason = JudgeReport.meta({
  id: 'TaskReason',
  example: { reason: 'Số liệu trong báo cáo chưa khớp với phụ lục kèm theo.' },
})

const TaskWithdrawal = WithdrawTask.meta({
  id: 'TaskWithdrawal',
  example: { reason: 'Việc này đã giao cho cơ quan khác.' },
})

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
      TaskRecord.extend({
        value: z.number().nullable(),
        reports: z.array(ReportRecord),
        judgements: z.array(JudgementRecord),
      }),
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
  request: { params: Id, headers: IdempotencyKey, body: { ...bodyOf(TaskWithdrawal), required: false } },
  responses: { 204: { description: 'Withdrawn' }, ...problems(403, 404, 409) },
})

const accept = createRoute({
  method: 'post',
  path: '/tasks/{id}/accept',
  operationId: 'acceptTaskReport',
  tags,
  summary: 'Accept the report on what a document ordered; the task ends',
  request: { params: Id, headers: IdempotencyKey, body: bodyOf(TaskReason) },
  responses: { 204: { description: 'Accepted' }, ...problems(403, 404, 409) },
})

const returned = createRoute({
  method: 'post',
  path: '/tasks/{id}/return',
  operationId: 'returnTaskReport',
  tags,
  summary: 'Return the report with a reason; the task is open again',
  request: { params: Id, headers: IdempotencyKey, body: bodyOf(TaskReason) },
  responses: { 204: { description: 'Returned' }, ...problems(403, 404, 409) },
})

export const directiveRoutes = createRouter()
  .openapi(list, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const { tasks } = await perform(officer, (work) => listTasksFor(work, officer, c.req.valid('query').open))
    return c.json({ tasks: tasks.map(describeTask) }, 200)
  })
  .openapi(read, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const { task, value, reports, judgements } = await perform(officer, (work) =>
      viewTask(work, officer, c.req.valid('param').id),
    )
    const said = { reports: reports.map(describeReport), judgements: judgements.map(describeJudgement) }
    return c.json({ ...describeTask(task), value, ...said }, 200)
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
    await perform(officer, (work) =>
      withdrawTask(work, officer, c.req.valid('param').id, c.req.valid('json') ?? { reason: '' }),
    )
    return c.body(null, 204)
  })
  .openapi(accept, async (c) => {
    const officer = requireOfficer(c.var.actor)
    await perform(officer, (work) =>
      acceptReport(work, officer, c.req.valid('param').id, c.req.valid('json')),
    )
    return c.body(null, 204)
  })
  .openapi(returned, async (c) => {
    const officer = requireOfficer(c.var.actor)
    await perform(officer, (work) =>
      returnReport(work, officer, c.req.valid('param').id, c.req.valid('json')),
    )
    return c.body(null, 204)
  })

function bodyOf<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

function describeTask(task: Task) {
  const {
    requestKey: _,
    requestMark: __,
    issuedBy: ___,
    orderId: ____,
    otherAgencyIds: _____,
    ...shown
  } = task
  return {
    ...shown,
    issuedAt: task.issuedAt.toISOString(),
    closedAt: task.closedAt?.toISOString() ?? null,
  }
}

function describeReport({ id, authorName, wording, value, at }: Report) {
  return { id, authorName, wording, value, at: at.toISOString() }
}

function describeJudgement({ id, verdict, authorName, reason, at }: Judgement) {
  return { id, verdict, authorName, reason, at: at.toISOString() }
}
