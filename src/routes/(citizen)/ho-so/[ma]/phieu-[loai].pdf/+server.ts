import { error } from '@sveltejs/kit'
import { openSlip } from '#server/modules/dossiers/index.ts'
import { m } from '#shared/messages/index.ts'
import { slipNames } from '#ui/dossiers/slip-names.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { requireCode } from '../open-dossier.ts'
import { pdfAnswer } from '../pdf-answer.ts'

/** Phiếu yêu cầu bổ sung, từ chối, xin lỗi và hẹn lại, thông báo dừng (Mẫu số 02 to 05). */
export const GET = async (event) => {
  const citizen = citizenOf(event)
  const name = slipNames[event.params.loai]
  if (!name || name === 'receipt') error(404, { message: m.ui.errors.notFound.title })
  const code = requireCode(event.params.ma)
  return pdfAnswer(await openSlip(citizen, code, name), `phieu-${event.params.loai}-${code}.pdf`)
}
