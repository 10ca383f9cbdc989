import { fail, redirect } from '@sveltejs/kit'
import { checkFile, readCheckCode, readUpload, takeCheckTurn } from '#server/modules/documents/index.ts'
import { pauseOfPaper } from '#server/modules/registry/index.ts'
import { formatFileSize } from '#shared/file-size.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Actions, PageServerLoad } from './$types'

/** The form asks with `?ma=`: a code that can be read has an address of its own. */
export const load: PageServerLoad = ({ url, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' })
  const typed = url.searchParams.get('ma')?.slice(0, 200)
  const code = typed === undefined ? undefined : readCheckCode(typed)
  if (code) redirect(303, `/kiem-tra/${code}`)
  return { typed: typed ?? '', isUnreadable: typed !== undefined }
}

export const actions: Actions = {
  default: async ({ request, getClientAddress }) => {
    try {
      const address = getClientAddress()
      takeCheckTurn(address, 'file')
      const file = await readUpload(request)
      const verdict = await checkFile(file.parts, { name: address, signal: request.signal })
      const code = 'document' in verdict ? verdict.document?.code : undefined
      return {
        verdict,
        pause: code ? await pauseOfPaper(code) : undefined,
        askedAt: new Date(),
        sent: { name: file.name, size: formatFileSize(file.size) },
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return fail(error.status, { refusal: error.code, details: error.details })
    }
  },
}
