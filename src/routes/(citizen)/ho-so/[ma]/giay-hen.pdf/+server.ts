import { renderReceipt } from '#server/modules/documents/index.ts'
import { gatherReceipt } from '#server/modules/dossiers/index.ts'
import { perform } from '#server/platform/work.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { openDossier, printedSelf } from '../open-dossier.ts'
import { pdfAnswer } from '../pdf-answer.ts'

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu số 01). */
export const GET = async (event) => {
  const citizen = citizenOf(event)
  const data = await perform(citizen, async (work) => {
    const view = await openDossier(work, citizen, event.params.ma)
    return gatherReceipt(work, view, await printedSelf(work, citizen))
  })
  return pdfAnswer(await renderReceipt(data), `giay-hen-${event.params.ma}.pdf`)
}
