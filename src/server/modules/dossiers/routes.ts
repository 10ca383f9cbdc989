/** Dossiers for other systems: file, follow, open. What is printed of them is in `print-routes.ts`, what is done to them in `action-routes.ts`. */
import { createRoute, z } from '@hono/zod-openapi'
import { getService } from '#server/modules/catalogue/index.ts'
import { answerFile } from '#server/platform/files/answer-file.ts'
import { newId } from '#server/platform/id.ts'
import { requireCitizen, requireSignedIn } from '#server/platform/web/guards.ts'
import {
  createRouter,
  IdempotencyKey,
  problems,
  requestKeyOf,
  storedFile,
} from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { addActionRoutes } from './action-routes.ts'
import {
  CheckCode,
  DossierCode,
  DossierDetail,
  DossierPage,
  detailOf,
  HeldAnswers,
  heldPaperOf,
  iso,
  NewDossier,
  PublicStatus,
  Receipt,
  rowOf,
} from './api-shapes.ts'
import { fileDossier } from './apply/file-for-applicant.ts'
import { heldAnswers } from './apply/held-answers.ts'
import { heldPapers } from './apply/held-papers.ts'
import { addCheckRoutes } from './check/check-routes.ts'
import { addCorrectionRoutes } from './correct/correction-routes.ts'
import { addHandoverRoutes } from './handover/handover-routes.ts'
import { addAskedRoutes } from './prerequisites/asked-routes.ts'
import { addPrintRoutes } from './print/print-routes.ts'
import { countOwnDossiers, listOwnDossiers } from './read/dossier-queries.ts'
import { followDossier } from './read/public-status.ts'
import { addSigningRoutes } from './read/signing-routes.ts'
import { getPaperForOfficer, viewDossier, viewOwnDossier } from './read/view-dossier.ts'
import { listWork, pageSize } from './read/work-list.ts'
import { WorkListQuery } from './read/work-list-query.ts'
import { dossierNotFound } from './refusals.ts'
import { nationalStatus } from './states.ts'

function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

const tags = ['Dossiers']

const submit = createRoute({
  method: 'post',
  path: '/dossiers',
  operationId: 'submitDossier',
  tags,
  summary: 'File a dossier: for oneself, or for an applicant with the role submitter or one_stop',
  description:
    'An applicant whose identity number is known must be given with that person’s name and birth date (422 dossiers.applicant_differs); numbers that do not fit are counted, shown to administrators and end in 429. An account files at most 20 dossiers at once and 20 an hour, an officer at a counter 40 and 120, a client system 1500 and 50 a second.',
  request: {
    headers: IdempotencyKey,
    body: { required: true, content: { 'application/json': { schema: NewDossier } } },
  },
  responses: {
    201: json(Receipt, 'Stored; a repeated request gives the first receipt'),
    ...problems(403, 404, 409, 410, 413, 415, 429),
  },
})

const held = createRoute({
  method: 'get',
  path: '/services/{code}/held-answers',
  operationId: 'readHeldAnswers',
  tags,
  summary: 'What the province already holds of the answers and papers of a service, for the signed-in person',
  request: { params: z.object({ code: z.string().max(20).meta({ example: '1.001193' }) }) },
  responses: {
    200: json(HeldAnswers, 'Begin with these; each names its source'),
    ...problems(403, 404, 410),
  },
})

const status = createRoute({
  method: 'get',
  path: '/status/{code}',
  operationId: 'readPublicStatus',
  tags,
  summary:
    'Where a dossier stands: by its code the state and the due day, with the check code everything public',
  description:
    'Codes follow one another, so both what is found and what is not is counted by address: 60 at once, then one a second; a wrong code counts three times, a wrong check code six times.',
  security: [],
  request: { params: DossierCode, query: CheckCode },
  responses: { 200: json(PublicStatus, 'Where it stands'), ...problems(403, 404, 429) },
})

const list = createRoute({
  method: 'get',
  path: '/dossiers',
  operationId: 'listDossiers',
  tags,
  summary: "One's own dossiers, or the work list of the officer's agency with its counts; 25 a page",
  request: { query: WorkListQuery },
  responses: { 200: json(DossierPage, 'A page') },
})

const detail = createRoute({
  method: 'get',
  path: '/dossiers/{code}',
  operationId: 'readDossier',
  tags,
  summary:
    'A dossier with its actions, papers and the explanation of its due date; opening it as staff is recorded',
  request: { params: DossierCode },
  responses: { 200: json(DossierDetail, 'The dossier'), ...problems(404) },
})

const paper = createRoute({
  method: 'get',
  path: '/dossiers/{code}/papers/{seq}/file',
  operationId: 'openDossierPaper',
  tags,
  summary: 'A paper of the dossier, byte for byte as it was handed in; opening it as staff is recorded',
  request: { params: DossierCode.extend({ seq: z.coerce.number().int().min(1).max(1000) }) },
  responses: { 200: { description: 'The file', content: storedFile }, ...problems(404) },
})

export const dossierRoutes = createRouter()
  .openapi(submit, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const { applicant, byPost, outage, ...input } = c.req.valid('json')
    const { requestKey = newId(), requestMark } = requestKeyOf(c, 'submit', input.requestKey)
    const notes = { requestMark, byPost, outage }
    const stored = await fileDossier(actor, applicant, { ...input, requestKey }, notes)
    const { id, code, agencyId, submittedAt, dueAt, repeated } = stored
    return c.json(
      { id, code, agencyId, submittedAt: submittedAt.toISOString(), dueAt: iso(dueAt), repeated },
      201,
    )
  })
  .openapi(held, async (c) => {
    const citizen = requireCitizen(c.var.actor)
    const { code } = c.req.valid('param')
    const found: z.infer<typeof HeldAnswers> = await perform(citizen, async (work) => {
      const service = await getService(work, code)
      const papers = await heldPapers(work, citizen, service.papers)
      return { ...(await heldAnswers(work, citizen, service)), papers: papers.map(heldPaperOf) }
    })
    return c.json(found, 200)
  })
  .openapi(status, async (c) => {
    const { code: asked } = c.req.valid('param')
    const { checkCode } = c.req.valid('query')
    const { actor } = c.var
    const { code, status, dueAt, whole } = await followDossier({
      code: asked,
      checkCode,
      actor,
      address: c.env?.address,
    })
    c.header('cache-control', 'private, max-age=5')
    const standing = {
      code,
      status,
      nationalStatus: nationalStatus(status),
      dueOn: dueAt ? localDay(dueAt) : null,
    }
    if (!whole) return c.json(standing, 200)
    const { serviceCode, agencyId, handlingAgencyId } = whole
    return c.json(
      {
        ...standing,
        serviceCode,
        agencyId,
        handlingAgencyId,
        submittedAt: iso(whole.submittedAt),
        acceptedAt: iso(whole.acceptedAt),
        dueAt: iso(whole.dueAt),
        finishedAt: iso(whole.finishedAt),
      },
      200,
    )
  })
  .openapi(list, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const query = c.req.valid('query')
    if (actor.kind === 'officer') {
      const { rows, counts, total, page } = await perform(actor, (work) => listWork(work, actor, query))
      return c.json({ rows: rows.map(rowOf), counts, total, page }, 200)
    }
    const { page } = query
    const { rows, total } = await perform(actor, async ({ tx }) => ({
      rows: await listOwnDossiers(tx, actor.id, pageSize, undefined, (page - 1) * pageSize),
      total: await countOwnDossiers(tx, actor.id),
    }))
    return c.json({ rows: rows.map(rowOf), total, page }, 200)
  })
  .openapi(detail, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const view = await perform(actor, (work) => viewDossier(work, actor, c.req.valid('param').code))
    return c.json(detailOf(view), 200)
  })
  .openapi(paper, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const { code, seq } = c.req.valid('param')
    const file = await perform(actor, async (work) => {
      if (actor.kind === 'officer') return getPaperForOfficer(work, actor, code, seq)
      const { papers } = await viewOwnDossier(work, actor, code)
      return papers.find((candidate) => candidate.seq === seq)
    })
    if (!file) throw dossierNotFound()
    return answerFile(file)
  })

addPrintRoutes(dossierRoutes)
addHandoverRoutes(dossierRoutes)
addAskedRoutes(dossierRoutes)
addCheckRoutes(dossierRoutes)
addCorrectionRoutes(dossierRoutes)
addSigningRoutes(dossierRoutes)
addActionRoutes(dossierRoutes)
