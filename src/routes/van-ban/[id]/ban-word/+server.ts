import { exportDocx } from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { requireSignedIn } from '#server/platform/web/guards.ts'
import { requireId } from '../require-id.ts'
import type { RequestHandler } from './$types'

/** The document as DOCX: for whoever works on documents where it may be read. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireDocumentHandler(requireSignedIn(locals.actor))
  const { bytes, fileName } = await exportDocx(officer, requireId(params.id))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'no-store',
    },
  })
}
