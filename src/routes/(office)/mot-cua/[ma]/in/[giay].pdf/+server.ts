/** The papers an officer hands over at the counter: the receipt and the slips of Thông tư 03/2025/TT-VPCP. */
import { error } from '@sveltejs/kit'
import { renderReceipt, renderSlip } from '#server/modules/documents/index.ts'
import {
  gatherReceipt,
  gatherSlip,
  type SlipKind,
  viewOfficerDossier,
} from '#server/modules/dossiers/index.ts'
import { openPersonalData } from '#server/modules/registry/index.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import type { RequestHandler } from './$types'

const slips: Record<string, SlipKind> = {
  'bo-sung': 'supplement',
  'tu-choi': 'refusal',
  'hen-lai': 'apology',
}

export const GET: RequestHandler = async ({ locals, params }) => {
  const officer = requireCaseHandler(locals.actor)
  const slip = slips[params.giay]
  if (!slip && params.giay !== 'giay-hen') error(404, { message: m.ui.errors.notFound.title })
  const render = await perform(officer, async (work) => {
    const opened = slip ? 'slip' : 'receipt'
    const view = await viewOfficerDossier(work, officer, params.ma, opened)
    const { applicantId, id: dossierId } = view.dossier
    const reason = { purpose: 'dossier', dossierId, opened } as const
    const known = await openPersonalData(work, officer, applicantId, reason)
    const { fullName: name, idNumber: identityNumber, address, unitCode, phone, email } = known
    const person = { name, identityNumber, address, unitCode, phone, email }
    if (!slip) {
      const receipt = await gatherReceipt(work, view, person)
      return () => renderReceipt(receipt)
    }
    const data = await gatherSlip(work, view, person, slip)
    return () => renderSlip(data)
  })
  return new Response(new Uint8Array(await render()), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${params.giay}-${params.ma}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
