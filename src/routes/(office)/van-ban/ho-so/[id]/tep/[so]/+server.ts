import { error } from '@sveltejs/kit'
import { openFiled } from '#server/modules/documents/index.ts'
import { answerFile } from '#server/platform/files/answer-file.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import type { RequestHandler } from './$types'

/** A file that lies in a work file, or (`tep`) another of the same document by its place; that it was opened is in the log. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  if (!isId(params.id) || !isId(params.so)) error(404, { message: m.ui.errors.notFound.title })
  const place = Number(url.searchParams.get('tep') ?? 1)
  const file = await perform(officer, (work) => openFiled(work, params.id, params.so, place))
  return answerFile(file, { isShown: true })
}
