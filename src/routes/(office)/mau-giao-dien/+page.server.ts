import { error } from '@sveltejs/kit'
import { config } from '#server/platform/config.ts'
import { m } from '#shared/messages/index.ts'
import { drawQr } from '#ui/show/draw-qr.server.ts'

/** Every component in its states, for who builds pages: a real installation has no such page. */
export function load() {
  if (!config.NHIP_DEMO) error(404, { message: m.ui.errors.notFound.title })
  return { qr: drawQr('https://vidu.vn/tra-cuu?ma=H57.16.02-261123-0007') }
}
