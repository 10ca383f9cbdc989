import { type Agency, listPositions, resolveSuccessor } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import type { LocalDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import {
  type Case,
  HoldRule,
  RegisterRule,
  RouteRule,
  type SealBy,
  SealRule,
  type StepKind,
} from './model.ts'
import { layStep } from './plan-route.ts'
import { countOtherRules, type KeptRule, listOtherRules, listRules, type RuleAbout } from './rule-queries.ts'
import { holdRule, numberingRule, routeRule } from './rules.ts'

/** A step as a rule says it, with whoever takes it by name of the position. */
export interface RuleStep {
  kind: StepKind
  /** `Chánh Văn phòng`; where the agency has no such position, that it has none. */
  who: string
  standIns: string
  days: number
  /** Nobody holds it on that day: the step is left out. */
  isVacant: boolean
}

/** A rule in the words of the agency. */
export interface RuleView {
  id: string
  about: RuleAbout
  /** The agency's own, or the province's, which goes where none of its own fits. */
  isOwn: boolean
  types: string[]
  urgencies: string[]
  amountFrom: number | null
  amountTo: number | null
  validFrom: LocalDay
  /** The first day it is not followed. */
  endsFrom: LocalDay | null
  madeBy: string | null
  madeAt: Date | null
  endedBy: string | null
  endedAt: Date | null
  steps: RuleStep[]
  /** Titles of those one of whom signs; none: whoever may. */
  signers: string[]
  seal: SealBy | null
  /** The book by its key; `{type}` stands for one of each type. */
  register: string | null
  /** For how many working days a number is held. */
  days: number | null
}

export interface RulesView {
  /** In force on that day, in the order in which they are looked through. */
  inForce: RuleView[]
  /** A page of the agency's own that are not: to come, or ended. */
  others: RuleView[]
  page: number
  pages: number
}

const pageSize = 20

const abouts: readonly RuleAbout[] = ['route', 'seal', 'register', 'hold']

/** The rules of the agency acted for on that day: routes, the seal, the books and how long a number is held. */
export async function viewRules(
  work: Work,
  officer: Officer,
  on: LocalDay,
  wantedPage = 1,
): Promise<RulesView> {
  requireDocumentHandler(officer)
  const agency = await resolveSuccessor(work, officer.agencyId, on)
  const kept = await listRules(work.tx, abouts, { agencyId: agency.id, on })
  const fitting = kept.filter(({ agencyKinds }) => agencyKinds === null || agencyKinds.includes(agency.kind))
  const besides = kept.map(({ id }) => id)
  const pages = Math.max(1, Math.ceil((await countOtherRules(work.tx, officer.agencyId, besides)) / pageSize))
  const page = Math.min(wantedPage, pages)
  const asked = { besides, offset: (page - 1) * pageSize, limit: pageSize }
  const others = await listOtherRules(work.tx, officer.agencyId, asked)
  return {
    inForce: await viewEach(work, agency, fitting, on),
    others: await viewEach(work, agency, others, on),
    page,
    pages,
  }
}

async function viewEach(work: Work, agency: Agency, rules: readonly KeptRule[], on: LocalDay) {
  const views: RuleView[] = []
  for (const rule of rules) views.push(await viewRule(work, agency, rule, on))
  return views
}

async function viewRule(work: Work, agency: Agency, rule: KeptRule, on: LocalDay): Promise<RuleView> {
  const about = rule.about as RuleAbout
  const route = about === 'route' ? RouteRule.parse(rule.value) : { steps: [] }
  return {
    id: rule.id,
    about,
    isOwn: rule.madeBy !== null,
    types: rule.types ?? [],
    urgencies: rule.urgencies ?? [],
    amountFrom: rule.amountFrom,
    amountTo: rule.amountTo,
    validFrom: rule.validFrom,
    endsFrom: rule.endsFrom,
    madeBy: rule.madeBy,
    madeAt: rule.madeAt,
    endedBy: rule.endedBy,
    endedAt: rule.endedAt,
    ...(await routeWords(work, agency, route, on)),
    seal: about === 'seal' ? SealRule.parse(rule.value).seal : null,
    register: about === 'register' ? RegisterRule.parse(rule.value).register : null,
    days: about === 'hold' ? HoldRule.parse(rule.value).days : null,
  }
}

async function routeWords(work: Work, agency: Agency, rule: RouteRule, on: LocalDay) {
  const steps: RuleStep[] = []
  for (const wanted of rule.steps) {
    const { kind, agencyId, name, standIns, skipped } = await layStep(work, agency, wanted, { on })
    steps.push({
      kind,
      who: name || m.documents.route.rules.noPosition,
      standIns: (await titlesOf(work, agencyId, standIns)).join(', '),
      days: wanted.days,
      isVacant: skipped !== undefined,
    })
  }
  return { steps, signers: await titlesOf(work, agency.id, rule.signers ?? []) }
}

async function titlesOf(work: Work, unitId: string, keys: readonly string[]): Promise<string[]> {
  const positions = await listPositions(work, unitId)
  return positions.filter(({ id }) => keys.some((key) => id === `${unitId}/${key}`)).map(({ title }) => title)
}

/** Where a document would go. */
export interface TriedRoute {
  /** The rule that would be followed; null where there is none and it goes straight to whoever signs. */
  ruleId: string | null
  isOwn: boolean
  steps: RuleStep[]
  signers: string[]
  seal: SealBy
  /** The book its number is of, by its key. */
  register: string
  /** For how many working days its number is held. */
  days: number
}

/** Through whom a document of this type, urgency and sum would go on that day, were it of the agency acted for. Changes nothing. */
export async function tryRoute(
  work: Work,
  officer: Officer,
  { on, ...document }: Pick<Case, 'type' | 'urgency' | 'amount'> & { on: LocalDay },
): Promise<TriedRoute> {
  requireDocumentHandler(officer)
  const agency = await resolveSuccessor(work, officer.agencyId, on)
  const about: Case = { ...document, agencyId: agency.id, agencyKind: agency.kind }
  const { found, rule } = await routeRule(work, about, on)
  const { seal, register } = await numberingRule(work, about, on)
  const { days } = await holdRule(work, { ...about, amount: null }, on)
  const words = await routeWords(work, agency, rule, on)
  return {
    ruleId: found?.id ?? null,
    isOwn: found != null && found.madeBy !== null,
    ...words,
    seal,
    register,
    days,
  }
}
