/** A paper of a dossier, for the officers it is before. */

import { Readable } from 'node:stream'
import { getPaperForOfficer } from '#server/modules/dossiers/index.ts'
import { openFile } from '#server/platform/files/index.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const officer = requireCaseHandler(locals.actor)
  const paper = await perform(officer, (work) =>
    getPaperForOfficer(work, officer, params.ma, Number(params.so)),
  )
  const stream = await openFile(paper.sha256)
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      'content-type': paper.mediaType,
      'content-length': String(paper.size),
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(paper.name)}`,
      'cache-control': 'private, no-store',
      // What people hand in is shown, never run.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  })
}
