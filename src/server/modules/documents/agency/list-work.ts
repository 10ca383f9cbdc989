/** Việc với văn bản: what one writes, what waits for one, what was returned, what is out. */
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { isAmongSigners } from '../route/may-sign.ts'
import {
  listApproved,
  listByIds,
  listDraftedBy,
  listInRoute,
  listIssuedBy,
  type Route,
  type WorkRow,
} from '../route/route-queries.ts'
import { partIn } from '../route/take-part.ts'
import { findSigningPower } from '../sign/signing-power.ts'
import type { OpinionWaiting } from './opinion-queries.ts'
import { listAskedOpinions } from './opinions.ts'

export const workTabs = ['waiting', 'drafts', 'in_route', 'returned', 'issued'] as const
export type WorkTab = (typeof workTabs)[number]

/** So many stand on a page. */
export const pageSize = 30

/** So many that lie before the agency are looked at for whether they are this officer's. */
const mostLookedAt = 200

export interface WaitingWork {
  opinions: OpinionWaiting[]
  approvals: WorkRow[]
  signatures: WorkRow[]
  seals: WorkRow[]
  /** Whether more lies before the agency than was looked at. */
  isMore: boolean
}

/** What waits for this officer: an opinion, an approval, a signature, a seal; longest waiting first. */
export async function listWaitingWork(work: Work, officer: Officer): Promise<WaitingWork> {
  requireDocumentHandler(officer)
  const inRoute = await listInRoute(work.tx, officer.agencyIds, mostLookedAt)
  const approved = await listApproved(work.tx, officer.agencyIds, mostLookedAt)
  const approvals: WorkRow[] = []
  for (const row of inRoute) if (await isStepOf(work, officer, row)) approvals.push(row)
  return {
    opinions: await listAskedOpinions(work, officer),
    approvals,
    signatures: await thoseToSign(work, officer, approved),
    seals: officer.roles.includes('clerk')
      ? approved.filter(({ leaderSha256 }) => leaderSha256 !== null)
      : [],
    isMore: inRoute.length === mostLookedAt || approved.length === mostLookedAt,
  }
}

async function isStepOf(work: Work, officer: Officer, { steps, step }: Pick<Route, 'steps' | 'step'>) {
  const current = steps[step ?? -1]
  return current !== undefined && (await partIn(work, officer, current)) !== undefined
}

/** Of what was approved what this leader may sign, and has not confirmed; nothing of others that hold a number. */
export async function listDraftsToSign(work: Work, leader: Officer): Promise<WorkRow[]> {
  return thoseToSign(work, leader, await listApproved(work.tx, leader.agencyIds, mostLookedAt))
}

async function thoseToSign(work: Work, leader: Officer, approved: readonly WorkRow[]): Promise<WorkRow[]> {
  if (!leader.roles.includes('leader')) return []
  const mine: WorkRow[] = []
  for (const row of approved) {
    if (row.confirmedAt || (row.signedBy !== null && row.signedBy !== leader.id)) continue
    if (await maySignRow(work, leader, row)) mine.push(row)
  }
  return mine
}

async function maySignRow(
  work: Work,
  leader: Officer,
  { agencyId, content, signers }: WorkRow,
): Promise<boolean> {
  const power = await findSigningPower(work, leader.id, agencyId, content)
  return power !== undefined && (await isAmongSigners(work, leader, agencyId, signers))
}

/** One page of what this officer writes, has before others, got back, or their agencies issued; newest first. */
export function listWorkPage(
  work: Work,
  officer: Officer,
  tab: Exclude<WorkTab, 'waiting'>,
  before?: string,
): Promise<WorkRow[]> {
  requireDocumentHandler(officer)
  const page = { before, limit: pageSize + 1 }
  switch (tab) {
    case 'drafts':
      return listDraftedBy(work.tx, officer.id, ['drafting', 'withdrawn'], page)
    case 'in_route':
      return listDraftedBy(work.tx, officer.id, ['in_route', 'approved'], page)
    case 'returned':
      return listDraftedBy(work.tx, officer.id, ['returned'], page)
    case 'issued':
      return listIssuedBy(work.tx, officer, page)
  }
}

/** These drafts, as far as this officer may see them. */
export function listDraftsById(work: Work, officer: Officer, ids: readonly string[]): Promise<WorkRow[]> {
  requireDocumentHandler(officer)
  return listByIds(work.tx, ids)
}
