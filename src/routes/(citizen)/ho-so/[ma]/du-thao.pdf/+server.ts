import { error } from '@sveltejs/kit'
import { readOwnDraft } from '#server/modules/dossiers/index.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { pdfAnswer } from '../pdf-answer.ts'

/** The draft of the result, while its applicant is asked to confirm it. */
export const GET = async (event) => {
  const citizen = citizenOf(event)
  try {
    return pdfAnswer(await readOwnDraft(citizen, event.params.ma), `du-thao-${event.params.ma}.pdf`)
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    error(404, { message: m.ui.errors.notFound.title })
  }
}
