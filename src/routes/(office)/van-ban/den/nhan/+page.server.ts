import { fail, redirect } from '@sveltejs/kit'
import { bringScan } from '#server/modules/documents/index.ts'
import { receiveFile } from '#server/platform/files/index.ts'
import { readUploads } from '#server/platform/forms/read-post.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Actions, PageServerLoad } from './$types'

/** A clerk brings a scan or a file. */
export const load: PageServerLoad = ({ locals }) => {
  requireRole(locals.actor, 'clerk')
}

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const officer = requireRole(locals.actor, 'clerk')
    let file: Awaited<ReturnType<typeof receiveFile>> | undefined
    let id: string
    try {
      const post = await readUploads(request, async ({ name, source }) => {
        if (file) source.resume()
        else file = await receiveFile(officer, { name, source, signal: request.signal })
      })
      if (post.refused) throw post.refused
      const brought = file
      if (!brought) return fail(422, { issues: { file: [m.documents.incoming.scan.noFile] }, refusal: '' })
      id = await perform(officer, (work) => bringScan(work, officer, brought))
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      const refusal = m.refusal(failure.code, failure.details)
      return fail(failure.status, { issues: { file: [refusal] }, refusal: '' })
    }
    redirect(303, `/van-ban/den/nhan/${id}`)
  },
}
