import { workingDaysBetween } from '#server/crafts/calendar/index.ts'
import { inheritedAgencyIds } from '#server/modules/agencies/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { caseRoles } from '#server/platform/rights.ts'
import type { Role } from '#server/platform/roles.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { figureOpened } from './events.ts'
import type { BehindQuery } from './model.ts'
import { type BehindRow, countBehind, dayOf, listBehind } from './queries.ts'
import { notYourAgency } from './refusals.ts'

export const behindPageSize = 50

/** Whom the dossiers behind a figure are shown to, without a name or an answer. */
export function figureReaders(): [Role, ...Role[]] {
  return ['monitor', 'commander', ...caseRoles()]
}

/** A dossier behind a figure: its code, whose turn it is, how late it is and what was remarked. Nothing more of the case. */
export interface OpenedRow extends Omit<BehindRow, 'assigneeId'> {
  /** The member of staff in charge, by name. */
  inCharge: string | null
  /** Whole working days past what binds it; null while it is in time or no deadline runs. */
  daysLate: number | null
}

export interface OpenedFigure {
  rows: OpenedRow[]
  total: number
}

/** Opens a number into its dossiers: all for those who see the province, for others those of their agency. Recorded. */
export async function openFigure(
  work: Work,
  officer: Officer,
  query: BehindQuery,
  size = behindPageSize,
): Promise<OpenedFigure> {
  requireRole(officer, ...figureReaders())
  const { figure, agency = null, service = null, page } = query
  const behind = { figure, agencyIds: await agenciesFor(work, officer, agency), service }
  await work.record(
    figureOpened(newId(), { figure, agencyId: agency, serviceCode: service, readerId: officer.id }),
  )
  const day = dayOf(work.now)
  const total = await countBehind(work.tx, behind, day)
  const rows = await listBehind(work.tx, behind, day, { page, size })
  const names = await namesOfStaff(
    work,
    rows.flatMap(({ assigneeId }) => assigneeId ?? []),
  )
  return {
    total,
    rows: rows.map(({ assigneeId, ...row }) => ({
      ...row,
      inCharge: names.get(assigneeId ?? '') ?? null,
      daysLate: daysLate(row, work.now),
    })),
  }
}

function daysLate(
  { status, bindingAt, finishedAt }: Omit<BehindRow, 'assigneeId'>,
  now: Date,
): number | null {
  const until = finishedAt ?? now
  if (status === 'supplement' || !bindingAt || until <= bindingAt) return null
  return Math.max(0, workingDaysBetween(provinceCalendar(), bindingAt, until))
}

async function agenciesFor(work: Work, officer: Officer, agency: string | null): Promise<string[] | null> {
  if (officer.scope === 'province') return agency ? inheritedAgencyIds(work, agency) : null
  if (agency && !officer.agencyIds.includes(agency)) throw notYourAgency()
  return officer.agencyIds
}
