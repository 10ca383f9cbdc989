/** What a phone writes under the icon when the page is put on its first screen. */
import { vi } from '#shared/messages/vi.ts'

const manifest = {
  name: `${vi.ui.name} · ${vi.ui.header.tagline}`,
  short_name: vi.ui.name,
  lang: 'vi',
  start_url: '/',
  display: 'browser',
  background_color: '#fbf8f2',
  theme_color: '#431b61',
  icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
}

export const GET = () =>
  new Response(JSON.stringify(manifest), {
    headers: { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=3600' },
  })
