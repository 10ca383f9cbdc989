/** A Word file becomes a text for the writer to take over: JSON out, refusals in words. Its pictures are held for the draft. */
import { json } from '@sveltejs/kit'
import { importDocx, takeLease, textUnreadable } from '#server/modules/documents/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { describeFailure } from '#server/platform/web/failure.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = async ({ locals, params, request }) => {
  try {
    const officer = requireDocumentHandler(locals.actor)
    if (!isId(params.id)) throw textUnreadable({})
    // Only who writes the draft has something to take it into; asked before any byte is read.
    await perform(officer, (work) => takeLease(work, officer, params.id))
    const bytes = new Uint8Array(await request.arrayBuffer())
    const { body, head, dropped } = await importDocx(officer, params.id, bytes, request.signal)
    return json({ body, head, dropped }, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    const { status, code, details, reference } = describeFailure(error)
    return json({ code, message: m.refusal(code, details), reference }, { status })
  }
}
