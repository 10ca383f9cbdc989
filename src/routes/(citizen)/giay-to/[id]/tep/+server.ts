import { error } from '@sveltejs/kit'
import { listPapers } from '#server/modules/registry/index.ts'
import { answerFile } from '#server/platform/files/answer-file.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'

const endings: Record<string, string> = {
  'application/pdf': '.pdf',
  'application/xml': '.xml',
  'image/png': '.png',
}

/** A paper of one's own vault. */
export const GET = async (event) => {
  const citizen = citizenOf(event)
  const paper = (await perform(citizen, (work) => listPapers(work, citizen))).find(
    ({ id }) => id === event.params.id,
  )
  if (!paper?.sha256 || !paper.mediaType) error(404, { message: m.ui.errors.notFound.title })
  const { sha256, mediaType, title } = paper
  const ending = endings[mediaType] ?? '.jpg'
  return answerFile(
    { sha256, mediaType, name: `${title}${ending}`, size: Number(paper.size ?? 0) },
    { isShown: true },
  )
}
