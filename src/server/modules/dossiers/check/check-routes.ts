/** What must be so before a dossier is signed, for other systems. What an officer finds is said by `mark-checks`. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { type ApiEnvironment, Instant, problems } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { DossierCode } from '../api-shapes.ts'
import { viewChecks } from './case-checks.ts'
import { checkStates } from './settle-checks.ts'

const DossierChecks = z
  .object({
    signedAt: Instant.nullable().meta({
      description: 'Once the result is signed: when this was found, the ground on which it was signed',
    }),
    checks: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        clause: z.string().meta({ description: 'The law it rests on' }),
        established: z.boolean().meta({ description: 'Whether the clause was read in a source' }),
        how: z.string().meta({ description: 'What an officer looks at where the program cannot say' }),
        whenNot: z.enum(['refuse', 'explain']),
        outcome: z.enum(['holds', 'fails', 'open']).meta({ description: 'What the program finds' }),
        found: z.string(),
        source: z.string(),
        state: z.enum(checkStates).meta({
          description: 'toCheck and toExplain wait for an officer; unlawful: no grant is proposed or signed',
        }),
        mark: z
          .object({
            verdict: z.enum(['right', 'wrong']),
            reason: z.string(),
            by: z.string(),
            at: Instant,
            isStale: z.boolean().meta({ description: 'What was looked at has changed since' }),
          })
          .nullable(),
      }),
    ),
    marriages: z.array(z.object({ id: z.uuid(), parties: z.array(z.string()) })).meta({
      description:
        'Marriages of the people of this dossier that stand: a judgment ends one by `record-divorce`',
    }),
    divorces: z
      .array(
        z.object({
          id: z.uuid(),
          parties: z.array(z.string()),
          judgment: z.string(),
          state: z.enum(['waits', 'counts']).meta({
            description: 'One that waits ends nothing until another officer confirms it by `confirm-divorce`',
          }),
          untold: z.array(z.string()).nullable().meta({
            description: 'Who of the two has no account to be told in; null until both were looked for',
          }),
        }),
      )
      .meta({
        description: 'Divorces recorded of them: one recorded wrongly is taken back by `undo-divorce`',
      }),
  })
  .meta({ id: 'DossierChecks' })

const list = createRoute({
  method: 'get',
  path: '/dossiers/{code}/checks',
  operationId: 'listDossierChecks',
  tags: ['Dossiers'],
  summary:
    'What must be so before a grant is signed, and where each stands; whoever the register is asked about can see it',
  request: { params: DossierCode },
  responses: {
    200: {
      description: 'In the order of the service',
      content: { 'application/json': { schema: DossierChecks } },
    },
    ...problems(403, 404),
  },
})

export function addCheckRoutes(router: OpenAPIHono<ApiEnvironment>): void {
  router.openapi(list, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const { checks, marriages, divorces, signedAt } = await perform(officer, (work) =>
      viewChecks(work, officer, c.req.valid('param').code),
    )
    return c.json(
      {
        signedAt: signedAt?.toISOString() ?? null,
        checks: checks.map(({ advice: _, mark, ...check }) => ({
          ...check,
          mark: mark && { ...mark, at: mark.at.toISOString() },
        })),
        marriages: marriages.map(({ id, parties }) => ({
          id,
          parties: parties.map(({ fullName }) => fullName),
        })),
        divorces: divorces.map(({ id, parties, number, state, untold }) => ({
          id,
          parties,
          judgment: number,
          state,
          untold,
        })),
      },
      200,
    )
  })
}
