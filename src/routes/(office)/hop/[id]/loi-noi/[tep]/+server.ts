import { exportTranscript, meetingNotFound, transcriptForms } from '#server/modules/meetings/index.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { idOf } from '../../../present-meeting.server.ts'
import type { RequestHandler } from './$types'

const types = {
  txt: 'text/plain; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** What was said in a meeting, to take along. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireOfficer(locals.actor)
  const form = transcriptForms.find((one) => params.tep === `go-bang.${one}`)
  if (!form) throw meetingNotFound()
  const bytes = await exportTranscript(officer, idOf(params), form)
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': types[form],
      'content-disposition': `attachment; filename="go-bang.${form}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
