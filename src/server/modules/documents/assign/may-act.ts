/** Whose part it is to act on an incoming document; the database asks the same once more (documents.keep_assignment). */
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { type Assignment, findAssignment } from './assignment-queries.ts'
import { incomingNotFound, mayNotAssign } from './refusals.ts'
import { daysUntil } from './term.ts'

/** The incoming document with who has it, for whoever works on documents where it was received or given; refuses anyone else. */
export async function requireAssignment(work: Work, documentId: string): Promise<Assignment> {
  if (work.actor.kind === 'officer') requireDocumentHandler(work.actor)
  const assignment = await findAssignment(work.tx, documentId)
  if (!assignment) throw incomingNotFound()
  return assignment
}

/** The leader or the clerk of the agency that received it. */
export function isHead({ roles, agencyIds }: Officer, { agencyId }: Pick<Assignment, 'agencyId'>): boolean {
  return agencyIds.includes(agencyId) && (roles.includes('leader') || roles.includes('clerk'))
}

export function requireHead(officer: Officer, assignment: Pick<Assignment, 'agencyId'>): void {
  if (!isHead(officer, assignment)) throw mayNotAssign()
}

/** Whoever leads, while a unit has not said who anyone of it, and always its leader. */
export function mayLead(officer: Officer, { state, leadAgencyId, leadAccountId }: Assignment): boolean {
  return (
    state === 'assigned' &&
    leadAgencyId !== null &&
    officer.agencyIds.includes(leadAgencyId) &&
    (leadAccountId === null || leadAccountId === officer.id || officer.roles.includes('leader'))
  )
}

/** What every fact about it says: its days are those left of its term; whether it is signed nobody knows before it is judged. */
export function factOf(
  { agencyId, kind, urgency, leadAgencyId, dueAt, source, signed }: Assignment,
  now: Date,
) {
  const isSigned = signed ? signed === 'intact' : source === 'scan' ? false : null
  const counted = source ? { electronic: source !== 'scan', signed: isSigned } : {}
  return { agencyId, kind, urgency, leadAgencyId, days: daysUntil(now, dueAt), ...counted }
}
