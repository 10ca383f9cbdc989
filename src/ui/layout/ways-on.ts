import { m } from '#shared/messages/index.ts'
import type { Viewer } from './viewer.ts'

interface WayOn {
  href: string
  icon: 'search' | 'qr' | 'file'
  title: string
  hint?: string
}

/** Where a reader goes on from a page that could not be shown: officers to the rooms of their work, everybody else to a service or a dossier. */
export function waysOn(viewer: Viewer): WayOn[] {
  if (viewer.kind === 'officer' && viewer.rooms.length > 0) {
    return viewer.rooms.map(({ path, name }) => ({ href: path, icon: 'file', title: name }))
  }
  return [
    { href: '/dich-vu', icon: 'search', title: m.ui.errors.search, hint: m.ui.errors.searchHint },
    { href: '/tra-cuu', icon: 'qr', title: m.ui.header.track, hint: m.ui.errors.trackHint },
  ]
}
