import { redirect } from '@sveltejs/kit'
import type { Frame } from '#ui/layout/frame.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ locals, url }) => {
  if (locals.actor.kind === 'anonymous') redirect(303, `/dang-nhap?ve=${encodeURIComponent(url.pathname)}`)
  const frame: Frame = locals.actor.kind === 'officer' ? 'office' : 'citizen'
  return { frame }
}
