/** What waits for a leader's signature, for other systems: the same list as the leader's page. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { requireRole } from '#server/platform/web/guards.ts'
import { type ApiEnvironment, problems } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { DossierRow, rowOf } from '../api-shapes.ts'
import { listSigningQueue } from './signing-queue.ts'

const Waiting = DossierRow.extend({
  signer: z.string().meta({ description: 'Whose signature the law wants' }),
  signing: z
    .object({
      symbol: z.string(),
      signerName: z.string(),
      isMine: z.boolean(),
      isConfirmed: z.boolean().meta({ description: 'The program signs on by itself' }),
    })
    .nullable()
    .meta({ description: 'Who holds its number, while somebody signs' }),
}).meta({ id: 'WaitingForSignature' })

const SigningQueue = z
  .object({
    mine: z.array(Waiting).meta({ description: 'What you may sign by law, soonest deadline first' }),
    others: z.array(Waiting).meta({ description: 'What others must sign' }),
    count: z.int().meta({ description: 'How many wait in all; at most 200 are listed' }),
  })
  .meta({ id: 'SigningQueue' })

const list = createRoute({
  method: 'get',
  path: '/signing-queue',
  operationId: 'listSigningQueue',
  tags: ['Dossiers'],
  summary: 'What waits to be signed before your agency: what you may sign, and what others must',
  description:
    'What was checked of each: `GET /dossiers/{code}/checks`; what had to happen beside the desk: `GET /dossiers/{code}`.',
  responses: {
    200: { description: 'The queue', content: { 'application/json': { schema: SigningQueue } } },
    ...problems(403),
  },
})

export function addSigningRoutes(router: OpenAPIHono<ApiEnvironment>): void {
  router.openapi(list, async (c) => {
    const leader = requireRole(c.var.actor, 'leader')
    const { mine, others, count } = await perform(leader, (work) => listSigningQueue(work, leader))
    const shown = (row: (typeof mine)[number]) => ({
      ...rowOf(row),
      signer: row.signer,
      signing: row.signing,
    })
    return c.json({ mine: mine.map(shown), others: others.map(shown), count }, 200)
  })
}
