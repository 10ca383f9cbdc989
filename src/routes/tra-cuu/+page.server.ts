import { redirect } from '@sveltejs/kit'
import { m } from '#shared/messages/index.ts'
import { tidyCode } from './tidy-code.ts'

export const load = ({ url }) => {
  const typed = (url.searchParams.get('ma') ?? '').slice(0, 80)
  const code = tidyCode(typed)
  if (code) redirect(303, `/tra-cuu/${code}`)
  return { typed, issue: typed.trim() === '' ? undefined : m.apply.track.unreadable }
}
