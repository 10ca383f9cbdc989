import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { error } from '@sveltejs/kit'
import { openDocumentFile } from '#server/modules/documents/index.ts'
import { hasResult } from '#server/modules/dossiers/index.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { openDossier } from '../open-dossier.ts'

/** The signed result. */
export const GET = async (event) => {
  const citizen = citizenOf(event)
  const { stream, headers } = await perform(citizen, async (work) => {
    const { dossier } = await openDossier(work, citizen, event.params.ma)
    if (!dossier.resultId || !hasResult(dossier.status)) {
      error(404, { message: m.ui.errors.notFound.title })
    }
    return openDocumentFile(work, dossier.resultId)
  })
  return new Response(Readable.toWeb(stream) as WebStream as ReadableStream, { headers })
}
