/** A person's vault for other systems that act for that person. */
import { createRoute, z } from '@hono/zod-openapi'
import { answerFile } from '#server/platform/files/answer-file.ts'
import { requireCitizen } from '#server/platform/web/guards.ts'
import { createRouter, Instant, problems, storedFile } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import type { Paper } from './model.ts'
import { paperNotFound } from './refusals.ts'
import { getPaperForOwner, listPapers } from './vault.ts'

const VaultPaper = z
  .object({
    id: z.uuid().meta({ description: 'Names the paper in a dossier: papers[].vaultPaper' }),
    kind: z.string().meta({ example: 'giay-khai-sinh' }),
    title: z.string(),
    number: z.string().nullable(),
    issuer: z.string().nullable().meta({ description: 'Null for what the person handed in' }),
    issuedOn: z.iso.date().nullable(),
    handedInOn: z.iso.date().nullable(),
    acceptedBy: z.string().nullable().meta({
      description:
        'The agency that accepted the dossier the person handed it in with; it did not issue the paper',
    }),
    sha256: z.string().nullable(),
    mediaType: z.string().nullable(),
    size: z.int().nullable(),
    documentId: z.uuid().nullable().meta({ description: 'The issued document it is, if we issued it' }),
    dossierId: z.uuid().nullable().meta({ description: 'The dossier it came from' }),
    heldAt: Instant,
  })
  .meta({ id: 'VaultPaper' })

const list = createRoute({
  method: 'get',
  path: '/vault',
  operationId: 'listVault',
  tags: ['Vault'],
  summary: 'The papers the province holds for the signed-in person, newest first',
  responses: {
    200: {
      description: 'The papers',
      content: {
        'application/json': { schema: z.object({ papers: z.array(VaultPaper) }).meta({ id: 'Vault' }) },
      },
    },
    ...problems(403),
  },
})

const open = createRoute({
  method: 'get',
  path: '/vault/{id}/file',
  operationId: 'openVaultPaper',
  tags: ['Vault'],
  summary: 'The file of a paper, byte for byte',
  request: { params: z.object({ id: z.uuid() }) },
  responses: {
    200: {
      description: 'As it was issued or handed in',
      content: storedFile,
    },
    ...problems(403, 404),
  },
})

export const registryRoutes = createRouter()
  .openapi(list, async (c) => {
    const citizen = requireCitizen(c.var.actor)
    const papers = await perform(citizen, (work) => listPapers(work, citizen))
    return c.json({ papers: papers.map(describePaper) }, 200)
  })
  .openapi(open, async (c) => {
    const citizen = requireCitizen(c.var.actor)
    const paper = await perform(citizen, (work) => getPaperForOwner(work, citizen, c.req.valid('param').id))
    const { sha256, mediaType, title, size } = paper
    if (!sha256 || !mediaType || size === null) throw paperNotFound()
    return answerFile({ sha256, mediaType, name: title, size })
  })

function describePaper({ ownerId: _, heldAt, ...paper }: Paper): z.infer<typeof VaultPaper> {
  return { ...paper, heldAt: heldAt.toISOString() }
}
