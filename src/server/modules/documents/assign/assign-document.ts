/** Giao xử lý: an incoming document is given to whoever leads and to those who take part. */
import { z } from 'zod'
import { listAgencies, resolveSuccessor } from '#server/modules/agencies/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { haveRight } from '#server/platform/roles.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { requireInForce } from '../changes/changes.ts'
import { recordOpening } from '../openings.ts'
import { takeAction } from '../take-action.ts'
import { findAssignment, listParts, type Part } from './assignment-queries.ts'
import { documentAssigned, documentHandedOn } from './events.ts'
import { factOf, isHead, mayLead, requireAssignment, requireHead } from './may-act.ts'
import { incomingEnded, incomingNotFound, leadUnknown, notYoursToLead } from './refusals.ts'
import { tellLead, tellParts, tellWasLead } from './tell.ts'
import { daysUntil, dueFrom, Term } from './term.ts'

/** An agency or unit and, where it is said, who there: `so-noi-vu`, or `so-noi-vu` and an account after a blank. */
const Whom = z
  .string()
  .max(200)
  .regex(/^[a-z0-9-]+( [0-9a-f-]{36})?$/)
  .transform((given): Part => {
    const [agencyId = '', accountId = null] = given.split(' ')
    return { agencyId, accountId }
  })

export const AssignDocument = z.object({
  lead: Whom,
  parts: z.array(Whom).max(50).default([]),
  /** Bút phê. */
  instruction: z.string().trim().max(2000).default(''),
  ...Term,
})
export type AssignDocument = z.infer<typeof AssignDocument>

export const HandOn = z.object({ lead: Whom })
export type HandOn = z.infer<typeof HandOn>

/**
 * The leader, or the clerk by the rule of the agency, gives it to whoever leads and to those who take part, until a day. Given
 * anew, the earlier lead is told. Refuses whoever works on no documents at the agency or its units, and a term that has passed
 * or on which offices are closed (NĐ 30/2020/NĐ-CP Điều 23, 24), and what its sender revoked or replaced (Điều 18).
 */
export async function assignDocument(
  work: Work,
  officer: Officer,
  documentId: string,
  input: AssignDocument,
): Promise<void> {
  const was = await requireAssignment(work, documentId)
  requireHead(officer, was)
  if (was.state === 'answered' || was.state === 'closed') throw incomingEnded()
  await requireInForce(work, documentId)
  await requireKnown(work, was.agencyId, [input.lead, ...input.parts])
  const dueAt = dueFrom(input, work.now)
  const isLead = (part: Part) =>
    part.agencyId === input.lead.agencyId && part.accountId === input.lead.accountId
  const parts = input.parts.filter((part) => !isLead(part))
  await takeAction(work, { id: documentId, lastSeq: was.lastSeq }, 'assign', {
    data: {
      leadAgency: input.lead.agencyId,
      leadAccount: input.lead.accountId,
      parts,
      instruction: input.instruction,
      dueAt,
    },
  })
  const now = { ...was, ...leadOf(input.lead), dueAt }
  await tellLead(work, officer, now, 'document_assigned')
  await tellParts(work, officer, now, parts)
  if (was.leadAccountId !== input.lead.accountId) await tellWasLead(work, officer, was)
  await work.record(
    documentAssigned(documentId, { ...factOf(now, work.now), days: daysUntil(work.now, dueAt) }),
  )
}

/** Chuyển tiếp: whoever leads gives the lead to another of the unit; the term stays. */
export async function handOn(
  work: Work,
  officer: Officer,
  documentId: string,
  { lead }: HandOn,
): Promise<void> {
  const was = await requireAssignment(work, documentId)
  if (!mayLead(officer, was)) throw notYoursToLead()
  await requireInForce(work, documentId)
  await requireKnown(work, was.leadAgencyId ?? '', [lead])
  await takeAction(work, { id: documentId, lastSeq: was.lastSeq }, 'hand_on', {
    data: { leadAgency: lead.agencyId, leadAccount: lead.accountId },
  })
  const now = { ...was, ...leadOf(lead) }
  await tellLead(work, officer, now, 'document_assigned')
  if (was.leadAccountId !== officer.id) await tellWasLead(work, officer, was)
  await work.record(documentHandedOn(documentId, factOf(now, work.now)))
}

const leadOf = ({ agencyId, accountId }: Part) => ({ leadAgencyId: agencyId, leadAccountId: accountId })

export interface Choice extends Part {
  /** Of an agency its name, of a person theirs. */
  name: string
  agencyName: string
}

/** Most people one list offers; an agency larger than that is given to as a unit. */
const mostOffered = 300

/** Whom an agency, of a merged one its successor, can give a document: itself, its units, and everyone there who works on documents. */
export async function listWhom(work: Work, receiverId: string): Promise<Choice[]> {
  const today = localDay(work.now)
  const { id: agencyId } = await resolveSuccessor(work, receiverId, today)
  const all = await listAgencies(work, today)
  const own = all.filter(({ id }) => id === agencyId)
  const units = await listAgencies(work, today, { within: agencyId })
  const offered: Choice[] = []
  for (const { id, name, shortName } of [...own, ...units]) {
    const staff = (await listStaffOf(work, id)).filter(({ roles }) => haveRight(roles, 'handlesDocuments'))
    if (id !== agencyId || staff.length === 0)
      offered.push({ agencyId: id, accountId: null, name, agencyName: shortName })
    for (const { id: accountId, name: person } of staff)
      offered.push({ agencyId: id, accountId, name: person, agencyName: shortName })
    if (offered.length > mostOffered) break
  }
  return offered
}

async function requireKnown(work: Work, agencyId: string, wanted: readonly Part[]): Promise<void> {
  const known = await listWhom(work, agencyId)
  const isKnown = (part: Part) =>
    known.some(
      (one) =>
        one.agencyId === part.agencyId && (part.accountId === null || one.accountId === part.accountId),
    )
  if (!wanted.every(isKnown)) throw leadUnknown()
}

/** The same on the page of whoever has it: that they opened it is in the log. */
export async function openAssigned(work: Work, officer: Officer, documentId: string) {
  const acts = await actsOn(work, officer, documentId)
  if (!acts) throw incomingNotFound()
  const { agencyId, kind } = acts.assignment
  const came = { dossierId: null, ownerId: null, status: 'received' } as const
  await recordOpening(work, { id: documentId, agencyId, kind, ...came })
  return acts
}

/** What this officer may do with it now. */
export async function actsOn(work: Work, officer: Officer, documentId: string) {
  const assignment = await findAssignment(work.tx, documentId)
  if (!assignment) return undefined
  const parts = await listParts(work.tx, [documentId])
  const { state, askedUntil } = assignment
  const stands = assignment.frozenAt === null
  const [heads, leads] = [isHead(officer, assignment), mayLead(officer, assignment)]
  const takesPart =
    state === 'assigned' &&
    parts.some(
      ({ agencyId, accountId }) =>
        accountId === officer.id || (accountId === null && officer.agencyIds.includes(agencyId)),
    )
  const isOpen = state === 'waiting' || state === 'assigned'
  return {
    assignment,
    parts,
    may: {
      assign: heads && isOpen && stands,
      setTime: heads && state === 'assigned',
      handOn: leads && stands,
      progress: leads || takesPart,
      giveBack: leads,
      askTime: leads && askedUntil === null,
      answer: (leads || (heads && isOpen)) && stands,
      close: (heads && isOpen) || leads,
      reopen: heads && !isOpen && stands,
    },
  }
}
