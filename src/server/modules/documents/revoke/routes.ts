/** Taking a signed document back, for other systems: two people, a reason. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Officer } from '#server/platform/actor.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { type ApiEnvironment, IdempotencyKey, problems, requestKeyOf } from '#server/platform/web/http.ts'
import { answerOnce } from '#server/platform/web/idempotency.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { askToRevoke } from './ask-to-revoke.ts'
import { keepDocument } from './keep-document.ts'
import { revokeDocument } from './revoke-document.ts'

const Why = z
  .strictObject({ reason: z.string().max(2000) })
  .meta({ id: 'RevocationReason', example: { reason: 'Cấp nhầm người, đã xác minh lại.' } })
const Replacement = z
  .strictObject({ replacedBy: z.uuid().optional() })
  .meta({ id: 'RevokeDocument', example: {} })
const State = z.object({ id: z.uuid(), status: z.enum(['issued', 'revoked']) }).meta({ id: 'DocumentState' })

type Act<Input> = (work: Work, officer: Officer, id: string, input: Input) => Promise<void>

export function addRevocationRoutes(router: OpenAPIHono<ApiEnvironment>): void {
  add(
    'ask-revocation',
    'askRevocation',
    'Đề nghị thu hồi: why a signed document should be taken back; another person decides',
    Why,
    (work, officer, id, { reason }) => askToRevoke(work, officer, id, reason),
    'issued',
  )
  add(
    'keep',
    'keepDocument',
    'Không thu hồi: the document stands, with the reason',
    Why,
    (work, officer, id, { reason }) => keepDocument(work, officer, id, reason),
    'issued',
  )
  add(
    'revoke',
    'revokeDocument',
    'Thu hồi: by whoever may sign for the agency and did not ask for it; every check says so from now on',
    Replacement,
    (work, officer, id, { replacedBy }) => revokeDocument(work, officer, id, replacedBy),
    'revoked',
  )

  function add<Body extends z.ZodType>(
    path: string,
    operationId: string,
    summary: string,
    schema: Body,
    act: Act<z.output<Body>>,
    status: 'issued' | 'revoked',
  ): void {
    const route = createRoute({
      method: 'post',
      path: `/documents/{id}/${path}`,
      operationId,
      tags: ['Documents'],
      summary,
      // A person's, never a client system's.
      ...(status === 'revoked' ? { security: [{ personalToken: ['dossiers:sign'] }] } : {}),
      request: {
        params: z.object({ id: z.uuid() }),
        headers: IdempotencyKey,
        body: { required: true, content: { 'application/json': { schema } } },
      },
      responses: {
        200: {
          description: 'Done; a repeated request changes nothing again',
          content: { 'application/json': { schema: State } },
        },
        ...problems(403, 404, 409, 415),
      },
    })
    router.openapi(route, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const { id } = c.req.param() as { id: string }
      const input = c.req.valid('json' as never) as z.output<Body>
      const answer = await answerOnce(officer, requestKeyOf(c, `${operationId} ${id}`), async () => {
        await perform(officer, (work) => act(work, officer, id, input))
        return { id, status }
      })
      return c.json(answer, 200)
    })
  }
}
