import { redirect } from '@sveltejs/kit'
import { m } from '#shared/messages/index.ts'
import { tidyCode } from './tidy-code.ts'
import { trackAddress } from './track-address.ts'

export const load = ({ url }) => {
  const typed = (url.searchParams.get('ma') ?? '').slice(0, 80)
  const checkCode = (url.searchParams.get('kiem-tra') ?? '').trim().slice(0, 40)
  const code = tidyCode(typed)
  if (code) redirect(303, trackAddress(code, checkCode))
  return { typed, checkCode, issue: typed.trim() === '' ? undefined : m.dossiers.read.track.unreadable }
}
