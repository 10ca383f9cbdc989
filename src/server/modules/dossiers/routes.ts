/** Dossiers for other systems: file, follow, process. */
import { createRoute, z } from '@hono/zod-openapi'
import { acceptDossier } from '#server/modules/dossiers/accept-dossier.ts'
import { AnswerSupplement, answerSupplement } from '#server/modules/dossiers/answer-supplement.ts'
import { AskSupplement, askSupplement } from '#server/modules/dossiers/ask-supplement.ts'
import { type Dossier, findOfficerDossier, findOwnDossier, listOwnDossiers } from '#server/modules/dossiers/dossier-queries.ts'
import { ExtendDeadline, extendDeadline } from '#server/modules/dossiers/extend-deadline.ts'
import { FileForApplicant, resolveApplicant } from '#server/modules/dossiers/file-for-applicant.ts'
import { ForwardDossier, forwardDossier } from '#server/modules/dossiers/forward-dossier.ts'
import { nationalStatus, SubmitDossier } from '#server/modules/dossiers/model.ts'
import { ProposeDecision, proposeDecision } from '#server/modules/dossiers/propose-decision.ts'
import { getPublicStatus } from '#server/modules/dossiers/public-status.ts'
import { RateService, rateService } from '#server/modules/dossiers/rate-service.ts'
import { dossierNotFound } from '#server/modules/dossiers/refusals.ts'
import { RefuseDossier, refuseDossier } from '#server/modules/dossiers/refuse-dossier.ts'
import { SendBack, sendBack } from '#server/modules/dossiers/send-back.ts'
import { signDecision } from '#server/modules/dossiers/sign-decision.ts'
import { submitDossier } from '#server/modules/dossiers/submit-dossier.ts'
import type { ActionKey } from '#server/modules/dossiers/take-action.ts'
import { type DossierView, viewOfficerDossier, viewOwnDossier } from '#server/modules/dossiers/view-dossier.ts'
import { WithdrawDossier, withdrawDossier } from '#server/modules/dossiers/withdraw-dossier.ts'
import { listWork, WorkListQuery } from '#server/modules/dossiers/work-list.ts'
import type { Actor, Citizen, Officer } from '#server/platform/actor.ts'
import { requireCitizen, requireOfficer, requireSignedIn } from '#server/platform/guards.ts'
import { createRouter, IdempotencyKey, problems, requestKeyFrom } from '#server/platform/http.ts'
import { newId } from '#server/platform/id.ts'
import { perform, type Work } from '#server/platform/work.ts'

const Code = z.object({ code: z.string().min(10).max(60).meta({ example: 'H57.16.02-261123-0007' }) })
const instant = z.iso.datetime().nullable()

const Receipt = z
  .object({ id: z.uuid(), code: z.string(), agencyId: z.string(), submittedAt: instant, dueAt: instant })
  .meta({ id: 'DossierReceipt' })

const PublicStatus = z
  .object({
    code: z.string(),
    serviceCode: z.string(),
    status: z.string(),
    nationalStatus: z.int(),
    agencyId: z.string(),
    handlingAgencyId: z.string(),
    submittedAt: instant,
    acceptedAt: instant,
    dueAt: instant,
    finishedAt: instant,
  })
  .meta({ id: 'PublicStatus' })

const DossierDetail = z.object({}).catchall(z.unknown()).meta({ id: 'DossierDetail' })
const DossierRow = z.object({}).catchall(z.unknown()).meta({ id: 'DossierRow' })
const Done = z.object({ code: z.string(), status: z.string(), nationalStatus: z.int(), dueAt: instant }).meta({ id: 'DossierState' })

function json<Schema extends z.ZodType>(schema: Schema, description = 'As it is now') {
  return { description, content: { 'application/json': { schema } } }
}

const submit = createRoute({
  method: 'post',
  path: '/dossiers',
  tags: ['Dossiers'],
  summary: 'File a dossier: for oneself with a personal token, for an applicant with the role submitter or one_stop',
  request: {
    headers: IdempotencyKey,
    body: {
      required: true,
      content: { 'application/json': { schema: SubmitDossier.partial({ requestKey: true }).extend({ applicant: FileForApplicant.optional() }) } },
    },
  },
  responses: { 201: json(Receipt, 'Stored; a repeated request gives the first receipt'), ...problems(401, 403, 404, 409, 422) },
})

const status = createRoute({
  method: 'get',
  path: '/status/{code}',
  tags: ['Public'],
  summary: 'What anyone who holds the code may know',
  security: [],
  request: { params: Code },
  responses: { 200: json(PublicStatus), ...problems(404) },
})

const list = createRoute({
  method: 'get',
  path: '/dossiers',
  tags: ['Dossiers'],
  summary: "One's own dossiers, or the work list of the officer's agency with its counts",
  request: { query: WorkListQuery },
  responses: {
    200: json(z.object({ rows: z.array(DossierRow), counts: z.record(z.string(), z.int()).optional(), total: z.int(), page: z.int() })),
    ...problems(401),
  },
})

const detail = createRoute({
  method: 'get',
  path: '/dossiers/{code}',
  tags: ['Dossiers'],
  summary: 'A dossier with its actions, papers and the explanation of its due date',
  request: { params: Code },
  responses: { 200: json(DossierDetail), ...problems(401, 404) },
})

export const dossierRoutes = createRouter()
  .openapi(submit, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const { applicant, ...input } = c.req.valid('json')
    const key = requestKeyFrom(actor, 'submit', c.req.valid('header')['idempotency-key'])
    const requestKey = key ?? input.requestKey ?? newId()
    const stored = await perform(actor, async (work) =>
      submitDossier(work, await resolveApplicant(work, applicant), { ...input, requestKey }),
    )
    const { id, code, agencyId, submittedAt, dueAt } = stored
    return c.json({ id, code, agencyId, submittedAt: submittedAt.toISOString(), dueAt: iso(dueAt) }, 201)
  })
  .openapi(status, async (c) => {
    const row = await getPublicStatus(c.req.valid('param').code)
    const { code, serviceCode, agencyId, handlingAgencyId } = row
    c.header('cache-control', 'private, max-age=5')
    return c.json({
      code,
      serviceCode,
      status: row.status,
      nationalStatus: nationalStatus[row.status],
      agencyId,
      handlingAgencyId,
      submittedAt: iso(row.submittedAt),
      acceptedAt: iso(row.acceptedAt),
      dueAt: iso(row.dueAt),
      finishedAt: iso(row.finishedAt),
    }, 200)
  })
  .openapi(list, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const query = c.req.valid('query')
    if (actor.kind === 'officer') {
      const { rows, counts, total, page } = await perform(actor, (work) => listWork(work, actor, query))
      return c.json({ rows: rows.map(plain), counts, total, page }, 200)
    }
    const rows = await perform(actor, (work) => listOwnDossiers(work.tx, actor.id, 100))
    return c.json({ rows: rows.map(summaryOf), total: rows.length, page: 1 }, 200)
  })
  .openapi(detail, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const { code } = c.req.valid('param')
    const view = await perform(actor, (work) =>
      actor.kind === 'citizen' ? viewOwnDossier(work, actor, code) : viewOfficerDossier(work, actor, code),
    )
    return c.json(viewOf(view), 200)
  })

/** One route per action, each with the schema of its body and the same answer: where the dossier stands now. */
function actionRoute<Body extends z.ZodType, Doer extends Citizen | Officer>(
  path: string,
  summary: string,
  body: Body,
  guard: (actor: Actor) => Doer,
  act: (work: Work, doer: Doer, id: string, input: z.output<Body>, key: ActionKey) => Promise<unknown>,
): void {
  const route = createRoute({
    method: 'post',
    path: `/dossiers/{code}/${path}`,
    tags: ['Dossiers'],
    summary,
    request: {
      params: Code,
      headers: IdempotencyKey,
      body: { required: true, content: { 'application/json': { schema: body } } },
    },
    responses: { 200: json(Done, 'Done; a repeated request changes nothing again'), ...problems(401, 403, 404, 409, 422) },
  })
  dossierRoutes.openapi(route, async (c) => {
    const doer = guard(c.var.actor)
    const { code } = c.req.valid('param') as { code: string }
    const header = c.req.valid('header') as { 'idempotency-key'?: string }
    const input = c.req.valid('json' as never) as z.output<Body>
    const after = await perform(doer, async (work) => {
      const before = await findFor(work, doer, code)
      const requestKey = requestKeyFrom(doer, path, header['idempotency-key'])
      await act(work, doer, before.id, input, { requestKey })
      return findFor(work, doer, code)
    })
    return c.json(
      { code: after.code, status: after.status, nationalStatus: nationalStatus[after.status], dueAt: iso(after.dueAt) },
      200,
    )
  })
}

const nothing = z.strictObject({}).meta({ id: 'Nothing' })

actionRoute('accept', 'Tiếp nhận', nothing, requireOfficer, (work, officer, id, _, key) =>
  acceptDossier(work, officer, id, key),
)
actionRoute('ask-supplement', 'Yêu cầu bổ sung, once for everything', AskSupplement, requireOfficer, askSupplement)
actionRoute('answer-supplement', 'Bổ sung', AnswerSupplement, requireCitizen, answerSupplement)
actionRoute('refuse', 'Từ chối tiếp nhận', RefuseDossier, requireOfficer, refuseDossier)
actionRoute('forward', 'Chuyển', ForwardDossier, requireOfficer, forwardDossier)
actionRoute('propose', 'Trình ký', ProposeDecision, requireOfficer, proposeDecision)
actionRoute('send-back', 'Trả lại để sửa', SendBack, requireOfficer, sendBack)
actionRoute('sign', 'Ký và phát hành', nothing, requireOfficer, (work, officer, id, _, key) =>
  signDecision(work, officer, id, key),
)
actionRoute('extend', 'Xin lỗi và hẹn lại', ExtendDeadline, requireOfficer, extendDeadline)
actionRoute('withdraw', 'Rút hồ sơ', WithdrawDossier, requireCitizen, withdrawDossier)
actionRoute('rate', 'Đánh giá', RateService, requireCitizen, rateService)

async function findFor(work: Work, doer: Citizen | Officer, code: string): Promise<Dossier> {
  const dossier =
    doer.kind === 'citizen'
      ? await findOwnDossier(work.tx, doer.id, code)
      : await findOfficerDossier(work.tx, doer, code)
  if (!dossier) throw dossierNotFound()
  return dossier
}

function iso(at: Date | null): string | null {
  return at ? at.toISOString() : null
}

function plain(row: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(row))
}

function summaryOf({ id, code, serviceCode, status, submittedAt, dueAt, finishedAt }: Dossier) {
  return plain({ id, code, serviceCode, status, nationalStatus: nationalStatus[status], submittedAt, dueAt, finishedAt })
}

function viewOf({ dossier, actions, papers, due, permitted, state }: DossierView) {
  return plain({ ...dossier, nationalStatus: nationalStatus[dossier.status], clock: state.clock, actions, papers, due, permitted })
}
