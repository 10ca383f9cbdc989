import { error } from '@sveltejs/kit'
import { renderSlip } from '#server/modules/documents/index.ts'
import { gatherSlip, type SlipKind } from '#server/modules/dossiers/index.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { openDossier, printedSelf } from '../open-dossier.ts'
import { pdfAnswer } from '../pdf-answer.ts'

const kinds: Record<string, SlipKind> = {
  'bo-sung': 'supplement',
  'tu-choi': 'refusal',
  'hen-lai': 'apology',
}

/** Phiếu yêu cầu bổ sung, từ chối, xin lỗi và hẹn lại (Mẫu số 02, 03, 04). */
export const GET = async (event) => {
  const citizen = citizenOf(event)
  const kind = kinds[event.params.loai]
  if (!kind) error(404, { message: m.ui.errors.notFound.title })
  const data = await perform(citizen, async (work) => {
    const view = await openDossier(work, citizen, event.params.ma)
    return gatherSlip(work, view, await printedSelf(work, citizen), kind)
  })
  return pdfAnswer(await renderSlip(data), `phieu-${event.params.loai}-${event.params.ma}.pdf`)
}
