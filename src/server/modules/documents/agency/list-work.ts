/** Việc với văn bản: what one writes, what waits for one, what was returned, what is out. */
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { isAmongSigners } from '../route/may-sign.ts'
import type { Step } from '../route/model.ts'
import { listByIds, listDraftedBy, listIssuedBy, type Route, type WorkRow } from '../route/route-queries.ts'
import { partIn } from '../route/take-part.ts'
import { listApproved, listInRoute, type WaitingPage, type WaitingPlace } from '../route/waiting-queries.ts'
import { findSigningPower, wantedFor } from '../sign/signing-power.ts'
import type { OpinionWaiting } from './opinion-queries.ts'
import { listAskedOpinions } from './opinions.ts'

export const workTabs = ['waiting', 'drafts', 'in_route', 'returned', 'issued'] as const
export type WorkTab = (typeof workTabs)[number]

/** So many stand on a page. */
export const pageSize = 30

/** So many of each kind that are this officer's are listed; what comes behind is shown once these are done. */
export const mostListed = 200
/** So many that lie before the agency are looked at together for whether they are this officer's. */
const lookedAtOnce = 200

export interface WaitingWork {
  opinions: OpinionWaiting[]
  approvals: WorkRow[]
  signatures: WorkRow[]
  seals: WorkRow[]
  /** Whether more of a kind is this officer's than is listed. */
  isMore: boolean
}

/** What waits for this officer: an opinion, an approval, a signature, a seal; longest waiting first, however much of others' lies before it. */
export async function listWaitingWork(work: Work, officer: Officer): Promise<WaitingWork> {
  requireDocumentHandler(officer)
  const isStep = once(
    (row) => [takenBy(row), writtenAs(row)],
    (row) => isStepOf(work, officer, row),
  )
  const approvals = await listOwn(isStep, (page) => listInRoute(work.tx, officer.agencyIds, page))
  const signatures = await thoseToSign(work, officer)
  const seals = await thoseToSeal(work, officer)
  return {
    opinions: await listAskedOpinions(work, officer),
    approvals: approvals.rows,
    signatures: signatures.rows,
    seals: seals.rows,
    isMore: approvals.isMore || signatures.isMore || seals.isMore,
  }
}

/** What was signed at the agencies of this clerk and waits for their seal; nothing for anybody else. */
export async function listSealsWaiting(work: Work, officer: Officer): Promise<WorkRow[]> {
  requireDocumentHandler(officer)
  return (await thoseToSeal(work, officer)).rows
}

async function thoseToSeal(work: Work, officer: Officer): Promise<Own> {
  if (!officer.roles.includes('clerk')) return nothing
  return listOwn(
    async ({ leaderSha256 }) => leaderSha256 !== null,
    (page) => listApproved(work.tx, officer.agencyIds, page),
  )
}

interface Own {
  rows: WorkRow[]
  isMore: boolean
}

const nothing: Own = { rows: [], isMore: false }

/** Page after page of what lies before the agency, until so many are found that are this officer's, or all was looked at. */
async function listOwn(
  isOwn: (row: WorkRow) => Promise<boolean>,
  list: (page: { after: WaitingPlace | undefined; limit: number }) => Promise<WaitingPage>,
): Promise<Own> {
  const rows: WorkRow[] = []
  let after: WaitingPlace | undefined
  do {
    const page = await list({ after, limit: lookedAtOnce })
    for (const row of page.rows) {
      if (!(await isOwn(row))) continue
      if (rows.length === mostListed) return { rows, isMore: true }
      rows.push(row)
    }
    after = page.next
  } while (after)
  return { rows, isMore: false }
}

/** Asked once of all rows that are alike in what the answer depends on: thousands of them wait for the same few positions. */
function once(
  keyOf: (row: WorkRow) => unknown,
  answer: (row: WorkRow) => Promise<boolean>,
): (row: WorkRow) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>()
  return (row) => {
    const key = JSON.stringify(keyOf(row))
    const found = known.get(key) ?? answer(row)
    known.set(key, found)
    return found
  }
}

/** Whose the step is; when it is due changes nothing of that, and of urgent drafts hardly two are due at once. */
function takenBy(row: Pick<Route, 'steps' | 'step'>) {
  const { agencyId, keys, standIns } = stepOf(row) ?? {}
  return [agencyId, keys, standIns]
}

function stepOf({ steps, step }: Pick<Route, 'steps' | 'step'>): Step | undefined {
  return steps[step ?? -1]
}

async function isStepOf(work: Work, officer: Officer, row: WorkRow): Promise<boolean> {
  const current = stepOf(row)
  return current !== undefined && (await partIn(work, officer, current, documentIn(row))) !== undefined
}

/** What a power handed over is held against. Of drafts that differ in their sum alone, and by it in their book, one stands for the others: the act asks for itself. */
function writtenAs({ kind, content: { urgency, power, authorised } }: WorkRow) {
  return [kind, urgency, power, authorised]
}

/** As a power is held against it: of what it says no more is read than that asks. */
const documentIn = (row: WorkRow) => ({
  ...row,
  source: 'agency' as const,
  content: { ...unread, ...row.content },
})

const unread = { documentType: { abbreviation: '', name: '' }, register: '', blocks: [], recipients: [] }

/** Of what was approved what this leader may sign, and has not confirmed; nothing of others that hold a number. */
export async function listDraftsToSign(work: Work, leader: Officer): Promise<WorkRow[]> {
  return (await thoseToSign(work, leader)).rows
}

async function thoseToSign(work: Work, leader: Officer): Promise<Own> {
  if (!leader.roles.includes('leader')) return nothing
  const maySign = once(
    (row) => [row.agencyId, writtenAs(row), row.signers],
    (row) => maySignRow(work, leader, row),
  )
  return listOwn(
    async (row) =>
      !row.confirmedAt && (row.signedBy === null || row.signedBy === leader.id) && (await maySign(row)),
    (page) => listApproved(work.tx, leader.agencyIds, page),
  )
}

async function maySignRow(work: Work, leader: Officer, row: WorkRow): Promise<boolean> {
  const document = documentIn(row)
  const power = await findSigningPower(work, leader.id, row.agencyId, wantedFor(document))
  return power !== undefined && (await isAmongSigners(work, leader, document, row.signers))
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
