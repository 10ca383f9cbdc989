/**
 * Who may read cases. Pages, contract, streams, lists, search and prints all ask here, from inside the use cases; the
 * row policies say the same once more: what a role may in migrations/0009_platform_rights.sql, who sees which rows of each
 * table in tests/rights/row-table.ts.
 */
import type { Actor, Citizen, Officer } from './actor.ts'
import { haveRight, type Role, rolesWith } from './roles.ts'
import { requireRole } from './web/guards.ts'

/** The roles that work on dossiers. Administering, monitoring and commanding are none: they need no case. */
export function caseRoles(): [Role, ...Role[]] {
  return rolesWith('handlesCases')
}

/** Whether this officer's role at the agency acted for is one that works on dossiers. */
export function handlesCases({ roles }: Pick<Officer, 'roles'>): boolean {
  return haveRight(roles, 'handlesCases')
}

/** An officer who works on dossiers at the agency acted for; refuses administrators, monitors and everyone else. */
export function requireCaseHandler(actor: Actor): Officer {
  return requireRole(actor, ...caseRoles())
}

/** The roles that draft, receive and handle documents of an agency. */
export function documentRoles(): [Role, ...Role[]] {
  return rolesWith('handlesDocuments')
}

/** Whether this officer works on documents of the agency acted for. */
export function handlesDocuments({ roles }: Pick<Officer, 'roles'>): boolean {
  return haveRight(roles, 'handlesDocuments')
}

/** An officer who works on documents of the agency acted for; refuses everyone else. */
export function requireDocumentHandler(actor: Actor): Officer {
  return requireRole(actor, ...documentRoles())
}

/** An officer who works on cases or on documents of the agency acted for: each reads the documents of their work. */
export function requireReader(actor: Actor): Officer {
  return requireRole(actor, ...caseRoles(), ...documentRoles())
}

/** Who files: for themselves, for people at a counter, or through another system. */
export function requireFiler(actor: Actor): Citizen | Officer {
  return actor.kind === 'citizen' ? actor : requireRole(actor, ...rolesWith('filesForOthers'))
}

/** Another system, which files many dossiers and sees none. */
export function isClientSystem(actor: Actor): boolean {
  return actor.kind === 'officer' && haveRight(actor.roles, 'isClientSystem')
}

/** Whoever commands the province and signs for it as a leader sees every case; all others those of their agencies. */
export function readsEveryCase(officer: Pick<Officer, 'roles' | 'scope'>): boolean {
  return officer.scope === 'province' && haveRight(officer.roles, 'readsEveryCase') && handlesCases(officer)
}
