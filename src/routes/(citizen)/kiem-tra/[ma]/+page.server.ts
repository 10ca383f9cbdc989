import { redirect } from '@sveltejs/kit'
import { checkDocument, readCheckCode, takeCheckTurn } from '#server/modules/documents/index.ts'
import { pauseOfPaper } from '#server/modules/registry/index.ts'
import type { PageServerLoad } from './$types'

/** Where the QR of every document leads. */
export const load: PageServerLoad = async ({ params, getClientAddress, setHeaders }) => {
  const code = readCheckCode(params.ma)
  if (!code) redirect(303, `/kiem-tra?ma=${encodeURIComponent(params.ma.slice(0, 200))}`)
  if (code !== params.ma) redirect(303, `/kiem-tra/${code}`)
  takeCheckTurn(getClientAddress(), 'code')
  setHeaders({ 'cache-control': 'no-store' })
  return {
    code,
    verdict: await checkDocument({ code }),
    pause: await pauseOfPaper(code),
    askedAt: new Date(),
  }
}
