/** The paper result for other systems: where it is, and what the counter did with it. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Officer } from '#server/platform/actor.ts'
import { requireOfficer, requireSignedIn } from '#server/platform/web/guards.ts'
import { type ApiEnvironment, IdempotencyKey, problems, requestKeyOf } from '#server/platform/web/http.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { DossierCode, PaperShape } from '../api-shapes.ts'
import type { ActionKey } from '../handle/take-action.ts'
import { getOfficerDossierId, viewDossier } from '../read/view-dossier.ts'
import { noPaperAsked } from '../refusals.ts'
import {
  HandOver,
  handOverPaper,
  PaperCameBack,
  printPaper,
  SendPaper,
  sendPaper,
  takePaperBack,
} from './hand-over.ts'
import { viewPaper } from './view-paper.ts'

const Nothing = z.strictObject({}).meta({ id: 'Nothing', description: 'An empty object', example: {} })
const answer = { 'application/json': { schema: PaperShape } }
const tags = ['Dossiers']

const read = createRoute({
  method: 'get',
  path: '/dossiers/{code}/paper',
  operationId: 'readPaperResult',
  tags,
  summary: 'Bản giấy của kết quả: asked for, printed, sent or handed over; 409 where it was not asked for',
  request: { params: DossierCode },
  responses: { 200: { description: 'Where it is', content: answer }, ...problems(404, 409) },
})

type Act<Input> = (work: Work, officer: Officer, id: string, input: Input, key: ActionKey) => Promise<unknown>

export function addHandoverRoutes(router: OpenAPIHono<ApiEnvironment>): void {
  router.openapi(read, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const { code } = c.req.valid('param')
    return c.json(
      await perform(actor, async (work) => {
        const { dossier } = await viewDossier(work, actor, code)
        return shapeOf(work, dossier.id)
      }),
      200,
    )
  })
  add('print', 'Đã in: result and copies lie at the counter', Nothing, (work, officer, id, _, key) =>
    printPaper(work, officer, id, key),
  )
  add('hand-over', 'Trao tại quầy: to the applicant, or to another with a mandate', HandOver, handOverPaper)
  add('send', 'Gửi bưu điện, with the number of the consignment', SendPaper, sendPaper)
  add('come-back', 'Bưu điện hoàn: it lies at the counter again', PaperCameBack, takePaperBack)

  function add<Body extends z.ZodType>(
    path: string,
    summary: string,
    schema: Body,
    act: Act<z.output<Body>>,
  ): void {
    const route = createRoute({
      method: 'post',
      path: `/dossiers/{code}/paper/${path}`,
      operationId: `paper-${path}`.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      tags,
      summary,
      request: {
        params: DossierCode,
        headers: IdempotencyKey,
        body: { required: true, content: { 'application/json': { schema } } },
      },
      responses: {
        200: { description: 'Done; a repeated request changes nothing again', content: answer },
        ...problems(403, 404, 409, 415),
      },
    })
    router.openapi(route, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const { code } = c.req.param() as { code: string }
      const input = c.req.valid('json' as never) as z.output<Body>
      const key = requestKeyOf(c, `paper/${path}`)
      const after = await perform(officer, async (work) => {
        const id = await getOfficerDossierId(work, officer, code)
        const refused = await act(work, officer, id, input, key)
        return refused instanceof Refusal ? refused : shapeOf(work, id)
      })
      // What was noted of a person who is not who they say is stored before it is told.
      if (after instanceof Refusal) throw after
      return c.json(after, 200)
    })
  }
}

async function shapeOf(work: Work, dossierId: string) {
  const paper = await viewPaper(work, dossierId)
  if (!paper) throw noPaperAsked()
  const { way, originals, copies, state, isLate, lastSeq } = paper
  return {
    way,
    originals,
    copies,
    state,
    readyBy: paper.readyBy.toISOString(),
    isLate,
    printedAt: paper.printedAt?.toISOString() ?? null,
    endedAt: paper.endedAt?.toISOString() ?? null,
    lastSeq,
  }
}
