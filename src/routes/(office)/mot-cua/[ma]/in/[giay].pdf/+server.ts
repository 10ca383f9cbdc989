/** The papers an officer hands over at the counter: the receipt and the slips of Thông tư 03/2025/TT-VPCP. */
import { error } from '@sveltejs/kit'
import { openControlSlip, openSlip } from '#server/modules/dossiers/index.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { m } from '#shared/messages/index.ts'
import { slipNames } from '#ui/dossiers/slip-names.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const officer = requireCaseHandler(locals.actor)
  const name = slipNames[params.giay]
  const isControl = params.giay === 'kiem-soat'
  if (!name && !isControl) error(404, { message: m.ui.errors.notFound.title })
  const bytes = await (name ? openSlip(officer, params.ma, name) : openControlSlip(officer, params.ma))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${params.giay}-${params.ma}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
