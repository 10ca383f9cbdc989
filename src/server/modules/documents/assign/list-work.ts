/** Việc được giao: what somebody has to see to, by its term. */
import { urgencyOf } from '#server/crafts/calendar/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import {
  type Assignment,
  countAssignments,
  listAssignments,
  listParts,
  type Part,
  type WorkTab,
} from './assignment-queries.ts'

export const assignedTabs = [
  'mine',
  'taking_part',
  'unit',
  'waiting',
  'ended',
] as const satisfies readonly WorkTab[]
export const workPageSize = 50
/** Beyond these pages a list is no list. */
const mostPages = 20

export interface WorkItem {
  assignment: Assignment
  parts: Part[]
  /** How pressing it is; null where it has no term. */
  urgency: ReturnType<typeof urgencyOf> | null
}

export interface WorkPage {
  items: WorkItem[]
  counts: Awaited<ReturnType<typeof countAssignments>>
  hasMore: boolean
}

/** One page of what this officer leads, takes part in, or has to give, of the agency acted for. */
export async function listWork(work: Work, officer: Officer, tab: WorkTab, page: number): Promise<WorkPage> {
  requireDocumentHandler(officer)
  const { id: accountId, agencyIds } = officer
  const offset = (Math.min(Math.max(page, 1), mostPages) - 1) * workPageSize
  const found = await listAssignments(work.tx, { tab, accountId, agencyIds, limit: workPageSize + 1, offset })
  const shown = found.slice(0, workPageSize)
  const parts = await listParts(
    work.tx,
    shown.map(({ documentId }) => documentId),
  )
  const calendar = provinceCalendar()
  return {
    items: shown.map((assignment) => ({
      assignment,
      parts: parts.filter(({ documentId }) => documentId === assignment.documentId),
      urgency:
        assignment.dueAt && assignment.state === 'assigned'
          ? urgencyOf(calendar, assignment.dueAt, work.now)
          : null,
    })),
    counts: await countAssignments(work.tx, accountId, agencyIds),
    hasMore: found.length > workPageSize && page < mostPages,
  }
}
