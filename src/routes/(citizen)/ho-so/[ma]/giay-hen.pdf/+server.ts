import { openSlip } from '#server/modules/dossiers/index.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { requireCode } from '../open-dossier.ts'
import { pdfAnswer } from '../pdf-answer.ts'

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu số 01). */
export const GET = async (event) => {
  const code = requireCode(event.params.ma)
  return pdfAnswer(await openSlip(citizenOf(event), code, 'receipt'), `giay-hen-${code}.pdf`)
}
