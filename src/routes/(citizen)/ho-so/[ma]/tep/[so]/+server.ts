import { error } from '@sveltejs/kit'
import { answerFile } from '#server/platform/files/answer-file.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { openDossier } from '../../open-dossier.ts'

/** A paper of the citizen's own dossier, byte for byte as it was handed in. */
export const GET = async (event) => {
  const citizen = citizenOf(event)
  const { papers } = await perform(citizen, (work) => openDossier(work, citizen, event.params.ma))
  const paper = papers.find(({ seq }) => String(seq) === event.params.so)
  if (!paper) error(404, { message: m.ui.errors.notFound.title })
  return answerFile(paper, { isShown: true })
}
