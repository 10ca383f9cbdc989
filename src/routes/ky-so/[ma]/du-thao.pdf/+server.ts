/** The very page the leader is about to sign, still without a number and marked as a draft. */
import { findDocumentOfDossier, renderDraft } from '#server/modules/documents/index.ts'
import { getOfficerDossierId } from '#server/modules/dossiers/index.ts'
import { requireRole } from '#server/platform/guards.ts'
import { defineRefusal } from '#server/platform/refusal.ts'
import { perform } from '#server/platform/work.ts'
import type { RequestHandler } from './$types'

const draftMissing = defineRefusal('dossiers.draft_document_missing', 404)

export const GET: RequestHandler = async ({ locals, params }) => {
  const leader = requireRole(locals.actor, 'leader')
  const pdf = await perform(leader, async (work) => {
    const id = await getOfficerDossierId(work, leader, params.ma)
    const document = await findDocumentOfDossier(work, id)
    if (!document) throw draftMissing()
    return renderDraft(work, document.id, { signerAccountId: leader.id })
  })
  return new Response(Buffer.from(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="du-thao.pdf"',
      'cache-control': 'private, no-store',
    },
  })
}
