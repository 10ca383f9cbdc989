/** Thanh toán không tiền mặt: what was paid, how and how soon, by agency, service or commune. */
import { z } from 'zod'
import { listCommunes } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Role } from '#server/platform/roles.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, type LocalDay, localDay } from '#shared/dates.ts'
import { sumOf } from './group-figures.ts'
import { rate, rateDays } from './model.ts'
import { namesOf } from './names.ts'
import { figureReaders } from './open-figure.ts'
import { type PaidSums, type PaidWorth, readUncounted, sumPaid, type Uncounted } from './paid-queries.ts'
import { notYourAgency } from './refusals.ts'

export const paidGroups = ['agency', 'service', 'commune'] as const
export const paidPeriods = ['days', 'month', 'before', 'year'] as const

export const PaidQuery = z.object({
  by: z.enum(paidGroups).default('agency').meta({ description: 'What each row is of' }),
  period: z.enum(paidPeriods).default('days').meta({
    description: 'The last 30 days, this month, the month before, or this year; today included',
  }),
  agency: z.string().max(100).optional(),
  service: z.string().max(20).optional(),
})
export type PaidQuery = z.infer<typeof PaidQuery>

export interface PaidFigure extends Omit<PaidWorth, 'seconds' | 'withinDay'> {
  /** Charges paid without cash among those paid, in percent; null where none was paid. */
  rate: number | null
  /** From charge to settling, on average; null where none was paid. */
  averageSeconds: number | null
  /** Settled within 24 hours, in percent. */
  withinDayRate: number | null
}

export interface PaidRow extends PaidFigure {
  /** Of the agency, service or commune; empty for dossiers without a commune. */
  key: string
  name: string
}

export interface PaidFigures {
  from: LocalDay
  to: LocalDay
  total: PaidFigure
  /** Those that collected most first. */
  rows: PaidRow[]
  /** What nobody can count yet, as it stands now; of all services. */
  uncounted: Omit<Uncounted, 'agencyId'>
}

/** Who reads them: whoever opens figures, and who keeps an agency's money. */
export function paidReaders(): [Role, ...Role[]] {
  return [...figureReaders(), 'finance']
}

/** The province's figures for those who see it, for others those of their agency; refuses another's. */
export async function paidFigures(work: Work, officer: Officer, query: PaidQuery): Promise<PaidFigures> {
  requireRole(officer, ...paidReaders())
  const today = localDay(work.now)
  const [from, to] = daysOf(query.period, today)
  const names = await namesOf(work, today)
  const isSeen = officer.scope === 'province' ? () => true : (id: string) => officer.agencyIds.includes(id)
  if (query.agency && !isSeen(query.agency)) throw notYourAgency()
  const ofAgency = <Row extends { agencyId: string }>(rows: Row[]) =>
    names
      .atSuccessors(rows.filter(({ agencyId }) => isSeen(agencyId)))
      .filter(({ agencyId }) => !query.agency || agencyId === query.agency)
  const sums = ofAgency(await sumPaid(work.tx, from, to)).filter(
    ({ serviceCode }) => !query.service || serviceCode === query.service,
  )
  const uncounted = ofAgency(await readUncounted(work.tx))
  const communes = new Map((await listCommunes(work, today)).map(({ code, fullName }) => [code, fullName]))
  const keyOf = { agency: 'agencyId', service: 'serviceCode', commune: 'unitCode' } as const
  const nameOf = {
    agency: names.agency,
    service: names.service,
    commune: (code: string) => communes.get(code) ?? code,
  }
  const groups = Map.groupBy(sums, (row) => row[keyOf[query.by]])
  return {
    from,
    to,
    total: figureOf(sums),
    rows: [...groups]
      .map(([key, rows]) => ({ key, name: nameOf[query.by](key), ...figureOf(rows) }))
      .sort((one, other) => other.paid - one.paid || other.amount - one.amount),
    uncounted: {
      unclear: sumOf(uncounted, 'unclear'),
      unclearAmount: sumOf(uncounted, 'unclearAmount'),
      waiting: sumOf(uncounted, 'waiting'),
    },
  }
}

function daysOf(period: PaidQuery['period'], today: LocalDay): [LocalDay, LocalDay] {
  const firstOfMonth = `${today.slice(0, 8)}01`
  if (period === 'month') return [firstOfMonth, today]
  if (period === 'year') return [`${today.slice(0, 4)}-01-01`, today]
  if (period === 'days') return [addDays(today, 1 - rateDays), today]
  const lastOfBefore = addDays(firstOfMonth, -1)
  return [`${lastOfBefore.slice(0, 8)}01`, lastOfBefore]
}

export function figureOf(rows: readonly PaidSums[]): PaidFigure {
  const paid = sumOf(rows, 'paid')
  const cashless = sumOf(rows, 'cashless')
  const seconds = sumOf(rows, 'seconds')
  const withinDay = sumOf(rows, 'withinDay')
  return {
    paid,
    cashless,
    amount: sumOf(rows, 'amount'),
    cashlessAmount: sumOf(rows, 'cashlessAmount'),
    rate: rate(cashless, paid),
    averageSeconds: paid === 0 ? null : Math.round(seconds / paid),
    withinDayRate: rate(withinDay, paid),
  }
}
