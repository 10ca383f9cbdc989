/** What other systems may do for whoever outside the desk is asked: read it, and answer. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { requireSignedIn } from '#server/platform/web/guards.ts'
import { type ApiEnvironment, IdempotencyKey, problems, requestKeyOf } from '#server/platform/web/http.ts'
import { answerOnce } from '#server/platform/web/idempotency.ts'
import { perform } from '#server/platform/work.ts'
import { AnswerAsked, answerAsked, getAsked, listAsked } from './answer-asked.ts'
import { Asked, askedOf } from './api-shapes.ts'

const tags = ['Dossiers']
const AskedId = z.object({ id: z.uuid() })

const list = createRoute({
  method: 'get',
  path: '/asked',
  operationId: 'listAsked',
  tags,
  summary: 'What you are asked to confirm, or your agency for its opinion; the newest 50',
  responses: {
    200: {
      description: 'What is put before you, and nothing else of the dossiers',
      content: {
        'application/json': { schema: z.object({ asked: z.array(Asked) }).meta({ id: 'AskedList' }) },
      },
    },
    ...problems(403),
  },
})

const answer = createRoute({
  method: 'post',
  path: '/asked/{id}/answer',
  operationId: 'answerAsked',
  tags,
  summary: 'Agree, or do not: once; the dossier hears of it',
  request: {
    params: AskedId,
    headers: IdempotencyKey,
    body: { required: true, content: { 'application/json': { schema: AnswerAsked } } },
  },
  responses: {
    200: {
      description: 'Said; saying the same again changes nothing',
      content: { 'application/json': { schema: Asked } },
    },
    ...problems(403, 404, 409, 415),
  },
})

export function addAskedRoutes(router: OpenAPIHono<ApiEnvironment>): void {
  router.openapi(list, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const asked = await perform(actor, (work) => listAsked(work, actor))
    return c.json({ asked: asked.map(askedOf) }, 200)
  })
  router.openapi(answer, async (c) => {
    const actor = requireSignedIn(c.var.actor)
    const { id } = c.req.valid('param')
    const said = c.req.valid('json')
    const asked = await answerOnce(actor, requestKeyOf(c, `answer-asked ${id}`), () =>
      perform(actor, async (work) => {
        await answerAsked(work, actor, id, said)
        return askedOf(await getAsked(work, actor, id))
      }),
    )
    return c.json(asked, 200)
  })
}
