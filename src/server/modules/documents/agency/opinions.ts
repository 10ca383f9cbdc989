import { z } from 'zod'
import { addWorkingDays } from '#server/crafts/calendar/index.ts'
import { findAgency, listPositions, positionOf } from '#server/modules/agencies/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { haveRight } from '#server/platform/roles.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { keepVersion } from '../edit/save-draft.ts'
import { opinionAsked, opinionGiven } from '../events.ts'
import { findDocument } from '../queries.ts'
import {
  askedAlready,
  nobodyAsked,
  opinionNotFound,
  personNotThere,
  wordingNeeded,
  wrongStatus,
} from '../refusals.ts'
import { Answer, isOpenToChange } from '../route/model.ts'
import { takeAction } from '../take-action.ts'
import { tellDrafter } from '../tell-people.ts'
import { findOpinion, listOpinionRows, listOpinionsWaiting, type Opinion } from './opinion-queries.ts'
import { type Draft, requireOwnDraft } from './own-draft.ts'

const mostAsked = 50

export const AskOpinions = z.strictObject({
  agencyIds: z.array(z.string().max(100)).max(mostAsked).default([]),
  /** People of this agency, or of another, by account. */
  people: z
    .array(z.strictObject({ agencyId: z.string().max(100), accountId: z.uuid() }))
    .max(mostAsked)
    .default([]),
  question: z.string().trim().min(1).max(2000),
  /** Working days they have. */
  days: z.coerce.number().int().min(1).max(60),
})
export type AskOpinions = z.infer<typeof AskOpinions>

/**
 * Lấy ý kiến: asks agencies, units or people what they think of the text as it is, until a day of the legal calendar. From now on the
 * agencies read it. Refuses whom an earlier question still waits for, and a person who does not work on documents there. Silence is no consent: it is shown as silence for good.
 */
export async function askOpinions(
  work: Work,
  officer: Officer,
  id: string,
  { agencyIds, people, question, days }: AskOpinions,
): Promise<void> {
  const { route } = await requireUnsigned(work, officer, id)
  if (isOpenToChange(route.state)) await keepVersion(work, officer, id)
  // Looked at once more: it may have gone to be signed, or been given up, since.
  const { document } = await requireUnsigned(work, officer, id)
  const whom = [
    ...[...new Set(agencyIds)]
      .filter((one) => one !== document.agencyId)
      .map((agencyId) => ({ agencyId, accountId: null })),
    ...people,
  ]
  if (whom.length === 0 || whom.length > mostAsked) throw nobodyAsked({ most: mostAsked })
  await requireAskable(work, id, whom)
  const dueAt = addWorkingDays(provinceCalendar(), work.now, days)
  const asked = whom.map((one) => ({ ...one, id: newId(work.now.getTime()) }))
  const data = { asked, question, dueAt: dueAt.toISOString() }
  await takeAction(work, document, 'ask_opinion', { version: document.version, data })
  const { agencyId, kind, dossierId } = document
  await work.record(
    opinionAsked(id, {
      agencyId,
      kind,
      dossierId,
      asked: whom.map((one) => one.agencyId),
      dueAt: data.dueAt,
    }),
  )
}

async function requireUnsigned(work: Work, officer: Officer, id: string): Promise<Draft> {
  const draft = await requireOwnDraft(work, officer, id)
  if (draft.document.status !== 'draft') throw wrongStatus({ state: draft.document.status })
  return draft
}

async function requireAskable(
  work: Work,
  id: string,
  whom: readonly { agencyId: string; accountId: string | null }[],
): Promise<void> {
  const open = (await listOpinionRows(work.tx, id)).filter(({ answeredAt }) => answeredAt === null)
  const today = localDay(work.now)
  const staff = new Map<string, string[]>()
  const worksThere = async (agencyId: string, accountId: string) => {
    const known = staff.get(agencyId) ?? (await listDocumentStaff(work, agencyId))
    staff.set(agencyId, known)
    return known.includes(accountId)
  }
  for (const one of whom) {
    const agency = await findAgency(work, one.agencyId)
    if (!agency || (agency.validTo !== null && agency.validTo < today)) throw nobodyAsked({ most: mostAsked })
    if (one.accountId !== null && !(await worksThere(one.agencyId, one.accountId)))
      throw personNotThere({ agency: agency.name })
    const isOpen = open.some((known) => known.agencyId === one.agencyId && known.accountId === one.accountId)
    if (isOpen) throw askedAlready({ agency: agency.name })
  }
}

export const GiveOpinion = z.strictObject({
  opinion: z.uuid(),
  answer: Answer,
  wording: z.string().trim().max(20_000).default(''),
})
export type GiveOpinion = z.infer<typeof GiveOpinion>

/** Who works on documents there today. */
async function listDocumentStaff(work: Work, agencyId: string): Promise<string[]> {
  const staff = await listStaffOf(work, agencyId)
  return staff.filter(({ roles }) => haveRight(roles, 'handlesDocuments')).map(({ id }) => id)
}

/** Cho ý kiến: whoever works on documents of an asked agency, or the very person asked, answers once. More than plain consent is said in words. */
export async function giveOpinion(
  work: Work,
  officer: Officer,
  { opinion: opinionId, answer, wording }: GiveOpinion,
): Promise<void> {
  requireDocumentHandler(officer)
  const asked = await findOpinion(work.tx, opinionId)
  const document = asked && (await findDocument(work.tx, officer, asked.documentId))
  // After the document it is answered on: a colleague may have answered since.
  const opinion = document && (await findOpinion(work.tx, opinionId))
  if (!opinion || !document || !mayAnswer(officer, opinion)) throw opinionNotFound()
  if (opinion.answeredAt || document.status !== 'draft') throw wrongStatus({ state: document.status })
  if (answer !== 'agree' && wording.length < 2) throw wordingNeeded()
  const block = await positionOf(work, officer.id, officer.agencyId, localDay(work.now))
  // As people say it; the block's own title stands in capitals.
  const positions = block ? await listPositions(work, officer.agencyId) : []
  const title = positions.find(({ id }) => id === block?.positionId)?.title
  const name = [officer.name, title].filter(Boolean).join(', ')
  await takeAction(work, document, 'give_opinion', { data: { opinion: opinionId, answer, wording, name } })
  const { id, agencyId, kind, dossierId } = document
  await work.record(
    opinionGiven(id, {
      agencyId,
      kind,
      dossierId,
      by: opinion.agencyId,
      answer,
      inTime: work.now <= opinion.dueAt,
    }),
  )
  await tellDrafter(work, officer, document, 'draft_opinion')
}

/** Whether this officer answers for whoever was asked; of a merged agency its successor does. */
export function mayAnswer(
  officer: Officer,
  { agencyId, accountId }: Pick<Opinion, 'agencyId' | 'accountId'>,
): boolean {
  return officer.agencyIds.includes(agencyId) && (accountId === null || accountId === officer.id)
}

/** What this officer's agencies were asked and have not answered, soonest due first. */
export function listAskedOpinions(work: Work, officer: Officer): ReturnType<typeof listOpinionsWaiting> {
  return listOpinionsWaiting(work.tx, officer, 100)
}
