import { addWorkingDays, addWorkingHours } from '#server/crafts/calendar/index.ts'
import {
  type Agency,
  listAgencies,
  listHeldPositions,
  listHolders,
  listPositions,
  resolveSuccessor,
} from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import type { Document } from '../queries.ts'
import type { Case, ChosenRule, RouteRule, SealBy, Step, Urgency } from './model.ts'
import { numberingRule, routeRule } from './rules.ts'

/** What a rule has to know of a draft. */
export async function caseOf(
  work: Work,
  { agencyId, kind, content }: Pick<Document, 'agencyId' | 'kind' | 'content'>,
  amount: number | null = null,
): Promise<{ agency: Agency; about: Case }> {
  const agency = await resolveSuccessor(work, agencyId, localDay(work.now))
  const urgency: Urgency = content.urgency ?? 'normal'
  return { agency, about: { agencyId: agency.id, agencyKind: agency.kind, type: kind, urgency, amount } }
}

export interface PlannedRoute {
  rule: string | null
  /** The same as it stands today, to be shown. */
  chosen: ChosenRule | null
  steps: Step[]
  /** Positions one of which signs; null where whoever may sign may. */
  signers: string[] | null
  /** Who seals it once it is signed. */
  seal: SealBy
}

/** Two working hours: what is urgent is looked at at once. */
const atOnceHours = 2

/**
 * The steps this draft goes today before it is signed, by the rule of its agency. A position nobody holds, and nobody stands in for,
 * takes no step, nor does whoever submits it: the plan says so.
 */
export async function planRoute(
  work: Work,
  officer: Officer,
  document: Pick<Document, 'agencyId' | 'kind' | 'content'>,
  amount: number | null,
): Promise<PlannedRoute> {
  const { agency, about } = await caseOf(work, document, amount)
  const { chosen, rule } = await routeRule(work, about)
  const { seal } = await numberingRule(work, about)
  const steps: Step[] = []
  let from = work.now
  for (const wanted of rule.steps) {
    const step = await layStep(work, agency, wanted, { on: localDay(work.now), officer })
    if (!step.skipped) {
      const calendar = provinceCalendar()
      from =
        wanted.days === 0
          ? addWorkingHours(calendar, from, atOnceHours)
          : addWorkingDays(calendar, from, wanted.days)
    }
    steps.push({ ...step, dueAt: step.skipped ? null : from.toISOString() })
  }
  return { rule: chosen?.id ?? null, chosen, steps, signers: rule.signers ?? null, seal }
}

/** A step of a rule at this agency on that day: whose it is, and whether somebody takes it; of an officer whether it is their own. */
export async function layStep(
  work: Work,
  agency: Agency,
  { kind, part, keys, standIns }: RouteRule['steps'][number],
  { on, officer }: { on: LocalDay; officer?: Officer },
): Promise<Omit<Step, 'dueAt'>> {
  const at = part
    ? (await listAgencies(work, on, { within: agency.id })).find(
        ({ id }) => id === part || id.startsWith(`${part}-`),
      )
    : agency
  const agencyId = at?.id ?? agency.id
  const titles = (await listPositions(work, agencyId)).filter(({ id }) =>
    keys.some((key) => id === `${agencyId}/${key}`),
  )
  const step = { kind, agencyId, keys, standIns, name: titles.map(({ title }) => title).join(', ') }
  if (!at || titles.length === 0) return { ...step, skipped: 'vacant' }
  const held = officer ? await listHeldPositions(work, officer.id, agencyId, on) : []
  if (held.some(({ id }) => titles.some((title) => title.id === id))) return { ...step, skipped: 'own' }
  const places = [...keys, ...standIns].map((key) => `${agencyId}/${key}`)
  const holders = await listHolders(work, places, on)
  return holders.length === 0 ? { ...step, skipped: 'vacant' } : step
}
