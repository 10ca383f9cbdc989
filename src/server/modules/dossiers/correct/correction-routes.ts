/** What is asked to stand in the place of a signed result, for other systems. It is asked for, signed and given up by actions. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { type ApiEnvironment, Instant, problems } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { DossierCode } from '../api-shapes.ts'
import { viewOfficerDossier } from '../read/view-dossier.ts'
import { viewCorrection } from './view-correction.ts'

const DossierCorrection = z
  .object({
    correction: z
      .object({
        kind: z.enum(['correct', 'replace']),
        reason: z.string(),
        clause: z.string(),
        askedBy: z.string(),
        askedAt: Instant,
        documentId: z.uuid().meta({ description: 'The new result: GET /documents/{id}/draft' }),
        further: z.array(z.uuid()).meta({ description: 'What is signed together with it' }),
        replaces: z.uuid().meta({ description: 'The result that stands: GET /documents/{id}/file' }),
        changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
      })
      .nullable()
      .meta({ description: 'null while nobody asks' }),
  })
  .meta({ id: 'DossierCorrection' })

const read = createRoute({
  method: 'get',
  path: '/dossiers/{code}/correction',
  operationId: 'readDossierCorrection',
  tags: ['Dossiers'],
  summary: 'What somebody asks to stand in the place of the signed result: old and new side by side',
  request: { params: DossierCode },
  responses: {
    200: { description: 'The correction', content: { 'application/json': { schema: DossierCorrection } } },
    ...problems(403, 404),
  },
})

export function addCorrectionRoutes(router: OpenAPIHono<ApiEnvironment>): void {
  router.openapi(read, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const found = await perform(officer, async (work) => {
      const { dossier, actions } = await viewOfficerDossier(work, officer, c.req.valid('param').code)
      return viewCorrection(work, dossier, actions)
    })
    if (!found) return c.json({ correction: null }, 200)
    const { kind, reason, clause, askedBy, askedAt, documentId, further, former, changes } = found
    return c.json(
      {
        correction: {
          kind,
          reason,
          clause,
          askedBy: askedBy.name,
          askedAt: askedAt.toISOString(),
          documentId,
          further,
          replaces: former.documentId,
          changes: changes.map(({ label, before, after }) => ({ label, before, after })),
        },
      },
      200,
    )
  })
}
