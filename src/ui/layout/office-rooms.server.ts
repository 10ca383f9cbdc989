/** The rooms officers work in: what the head of their pages offers, where their day begins, who is let in. */
import { figureReaders, paidReaders } from '#server/modules/indicators/index.ts'
import type { Actor, Officer } from '#server/platform/actor.ts'
import { caseRoles, documentRoles } from '#server/platform/rights.ts'
import type { Role } from '#server/platform/roles.ts'
import { requireOfficer, requireRole } from '#server/platform/web/guards.ts'
import { m } from '#shared/messages/index.ts'

interface OfficeRoom {
  path: string
  /** As the head of the pages names it. A room without is reached from another. */
  name?: () => string
  /** One of these is needed; without them every officer may enter. */
  roles?: () => readonly [Role, ...Role[]]
  /** To whom of them the head offers it, where not to all. */
  offeredTo?: readonly Role[]
}

const rooms: OfficeRoom[] = [
  { path: '/mot-cua', name: () => m.ui.office.dossiers, roles: caseRoles },
  { path: '/mot-cua/thu', name: () => m.ui.office.collecting, roles: caseRoles, offeredTo: ['one_stop'] },
  { path: '/van-ban', name: () => m.ui.office.documents, roles: documentRoles },
  { path: '/ky-so', name: () => m.ui.office.signing, roles: () => ['leader'] },
  { path: '/thu-phi', name: () => m.ui.office.fees, roles: () => ['finance'] },
  // Ordered by a figure, or in a document.
  {
    path: '/nhiem-vu',
    name: () => m.ui.office.tasks,
    roles: () => [...figureReaders(), ...documentRoles()],
  },
  { path: '/dieu-hanh', name: () => m.ui.office.wall, roles: () => ['monitor', 'commander'] },
  { path: '/dieu-hanh/so-lieu', roles: figureReaders },
  // Who watches the wall finds it there.
  {
    path: '/dieu-hanh/thanh-toan',
    name: () => m.ui.office.payments,
    roles: paidReaders,
    offeredTo: ['leader', 'finance'],
  },
  { path: '/quan-tri', name: () => m.ui.office.administration, roles: () => ['administrator'] },
  // Whoever is invited comes from anywhere.
  { path: '/hop', name: () => m.meetings.room },
]

/** Where the day begins, by the first of these roles that somebody has. */
const homes: [Role, string][] = [
  ['one_stop', '/mot-cua'],
  ['specialist', '/mot-cua'],
  ['monitor', '/dieu-hanh'],
  ['commander', '/dieu-hanh'],
  ['leader', '/ky-so'],
  ['clerk', '/van-ban'],
  ['finance', '/thu-phi'],
  ['administrator', '/quan-tri'],
]

/** What the head of an officer's pages offers. */
export function roomsOf({ roles }: Officer): { path: string; name: string }[] {
  return rooms.flatMap(({ path, name, roles: needed, offeredTo }) =>
    name && (offeredTo ?? needed?.() ?? roles).some((role) => roles.includes(role))
      ? [{ path, name: name() }]
      : [],
  )
}

/** Where work begins for this person. */
export function homeOf(actor: Actor): string {
  if (actor.kind !== 'officer') return '/'
  return homes.find(([role]) => actor.roles.includes(role))?.[1] ?? '/'
}

/** Turns away from the room at this path whoever has no part in it; each page and action asks again for itself. */
export function requireRoom(actor: Actor, path: string): void {
  const room = rooms.findLast((room) => path === room.path || path.startsWith(`${room.path}/`))
  if (room?.roles) requireRole(actor, ...room.roles())
  else if (room) requireOfficer(actor)
}
