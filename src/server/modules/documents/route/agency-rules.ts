/** Quy chế văn bản của cơ quan: who looks at a document before it is signed, who seals it and how long its number is held, as the agency itself says by its head. */
import { z } from 'zod'
import { type Agency, listAgencies, listPositions, resolveSuccessor } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { copyFormKeys } from '#shared/document/copies.ts'
import { documentTypes } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import { ruleEnded, ruleMade } from '../events.ts'
import { ruleNotFound, ruleNotPossible } from '../refusals.ts'
import { type HoldRule, RouteRule, type SealBy, SealRule, TypedSum, urgencies } from './model.ts'
import { requireRuleMaker, tellOfRule } from './rule-makers.ts'
import {
  countStandingRules,
  findMadeRule,
  holdRulesOf,
  insertRule,
  insertRuleEnd,
  isMadeLast,
} from './rule-queries.ts'

/** Rules of routes, books and seals fit copies too; their book is always the same. */
const Type = z.enum([...documentTypes.map(({ key }) => key), ...copyFormKeys])

const narrowed = {
  /** None: every type, every degree of urgency. */
  types: z
    .array(Type)
    .max(documentTypes.length + copyFormKeys.length)
    .default([]),
  urgencies: z.array(z.enum(urgencies)).max(urgencies.length).default([]),
  validFrom: Day,
}
const about = { ...narrowed, amountFrom: TypedSum, amountTo: TypedSum }

const StepRow = z.strictObject({
  kind: z.enum(['content', 'layout']).default('content'),
  /** The position that takes the step; a row without one is none. */
  position: z.string().max(200).default(''),
  /** Who takes it while they are away. */
  standIn: z.string().max(200).default(''),
  /** Working days; none: within two working hours. */
  days: z.coerce.number().int().min(0).max(60).default(1),
})

export const MakeRouteRule = z.strictObject({
  ...about,
  /** By their order; so many as the form has rows. */
  steps: z.record(z.string().regex(/^[1-4]$/), StepRow).default({}),
  /** Positions of the agency one of which signs; none: whoever may by law. */
  signers: z.array(z.string().max(200)).max(10).default([]),
  /** Said where no step is: that it goes straight to whoever signs is meant. */
  direct: z.literal('yes').optional(),
})
export type MakeRouteRule = z.infer<typeof MakeRouteRule>

export const MakeSealRule = z.strictObject({ ...about, ...SealRule.shape })
export type MakeSealRule = z.infer<typeof MakeSealRule>

const longestHeld = 60
const badDays = { message: m.documents.route.rules.make.badHold(longestHeld) }
/** By type and urgency alone: a number is held alike, whatever the document spends. */
export const MakeHoldRule = z.strictObject({
  ...narrowed,
  days: z.coerce.number(badDays).int(badDays).min(0, badDays).max(longestHeld, badDays),
})
export type MakeHoldRule = z.infer<typeof MakeHoldRule>

export const EndRule = z.strictObject({ id: z.uuid(), from: Day })
export type EndRule = z.infer<typeof EndRule>

/** Of one agency, those that ended not counted: more nobody keeps in mind. */
const most = 100

/**
 * From that day on documents like these go this way before they are signed (NĐ 30/2020/NĐ-CP Điều 6, 11: the head's own rule). What is in
 * its route goes on by the rule it began by. What was just made, and is made again, is one rule. Refuses whoever does not lead the agency (`mayMakeRules`), a day that is over, and positions it does not have then.
 */
export async function makeRouteRule(
  work: Work,
  officer: Officer,
  { steps: rows, signers, direct, ...fits }: MakeRouteRule,
): Promise<void> {
  requireRole(officer, 'leader')
  const places = await listPlaces(work, officer, fits.validFrom)
  const place = (id: string, why: string) => {
    const found = places.find((one) => one.id === id)
    if (!found) throw ruleNotPossible({ why })
    return found
  }
  const steps = Object.keys(rows)
    .sort()
    .flatMap((at): RouteRule['steps'] => {
      const { kind, position, standIn, days } = rows[at] as (typeof rows)[string]
      if (position === '') return []
      const own = place(position, 'position')
      const other = standIn === '' ? undefined : place(standIn, 'position')
      if (other && (other.unitId !== own.unitId || other.id === own.id))
        throw ruleNotPossible({ why: 'stand_in' })
      const part = own.isOfPart ? { part: own.unitId } : {}
      return [{ kind, ...part, keys: [own.key], standIns: other ? [other.key] : [], days }]
    })
  if (steps.length === 0 && !direct) throw ruleNotPossible({ why: 'steps' })
  const named = signers.map((id) => place(id, 'signer'))
  if (named.some(({ isOfPart, signs }) => isOfPart || !signs)) throw ruleNotPossible({ why: 'signer' })
  const value: RouteRule = {
    steps,
    ...(named.length > 0 ? { signers: named.map(({ key }) => key) } : {}),
  }
  await make(work, officer, 'route', fits, RouteRule.parse(value))
}

/** From that day on the seal is put on documents like these with the signature, or by the clerk afterwards. Refuses as `makeRouteRule`. */
export async function makeSealRule(
  work: Work,
  officer: Officer,
  { seal, ...fits }: MakeSealRule,
): Promise<void> {
  requireRole(officer, 'leader')
  await make(work, officer, 'seal', fits, { seal })
}

/** A number taken from that day on is held for so many working days without being confirmed. Refuses as `makeRouteRule`. */
export async function makeHoldRule(
  work: Work,
  officer: Officer,
  { days, ...of }: MakeHoldRule,
): Promise<void> {
  requireRole(officer, 'leader')
  await make(work, officer, 'hold', { ...of, amountFrom: null, amountTo: null }, { days })
}

type Fitting = Pick<MakeSealRule, 'types' | 'urgencies' | 'amountFrom' | 'amountTo' | 'validFrom'>

async function make(
  work: Work,
  officer: Officer,
  kind: 'route' | 'seal' | 'hold',
  { types, urgencies: urgent, amountFrom, amountTo, validFrom }: Fitting,
  value: RouteRule | { seal: SealBy } | HoldRule,
): Promise<void> {
  if (validFrom < localDay(work.now)) throw ruleNotPossible({ why: 'past' })
  await requireRuleMaker(work, officer)
  if (amountTo !== null && amountTo <= (amountFrom ?? 0)) throw ruleNotPossible({ why: 'amounts' })
  const { agencyId } = officer
  const fits = {
    about: kind,
    agencyId,
    types: types.length > 0 ? types : null,
    urgencies: urgent.length > 0 ? urgent : null,
    amountFrom,
    amountTo,
    value: JSON.stringify(value),
    validFrom,
  }
  await holdRulesOf(work.tx, agencyId)
  if (await isMadeLast(work.tx, fits)) return
  const standing = await countStandingRules(work.tx, agencyId, localDay(work.now))
  if (standing >= most) throw ruleNotPossible({ why: 'many', most })
  const asksSum = amountFrom !== null || amountTo !== null
  const id = newId(work.now.getTime())
  await insertRule(work.tx, {
    ...fits,
    id,
    // The narrower comes first: a sum, then urgency, then type. Of equal ones the later made.
    rank: (asksSum ? 0 : 4) + (urgent.length > 0 ? 0 : 2) + (types.length > 0 ? 0 : 1),
    madeBy: officer.id,
    madeAt: work.now,
  })
  await work.record(ruleMade(id, { agencyId, about: kind, validFrom }))
  await tellOfRule(work, officer, 'rule_made', { id, from: validFrom })
}

/** From that day on the rule is not followed; until then, and on what began by it, it is. Refuses a day that is over and a rule of others. */
export async function endRule(work: Work, officer: Officer, { id, from }: EndRule): Promise<void> {
  requireRole(officer, 'leader')
  if (from < localDay(work.now)) throw ruleNotPossible({ why: 'past' })
  const { agencyId } = officer
  const rule = await findMadeRule(work.tx, agencyId, id)
  if (!rule) throw ruleNotFound()
  await requireRuleMaker(work, officer)
  if (rule.endsFrom !== null && rule.endsFrom <= from) throw ruleNotPossible({ why: 'ended' })
  const row = { ruleId: id, fromDay: from, endedBy: officer.id, endedAt: work.now }
  if (!(await insertRuleEnd(work.tx, row))) throw ruleNotPossible({ why: 'ended' })
  await work.record(ruleEnded(id, { agencyId, from }))
  await tellOfRule(work, officer, 'rule_ended', { id, from })
}

/** A position a rule may name. */
export interface RulePlace {
  id: string
  key: string
  title: string
  signs: boolean
  unitId: string
  unitName: string
  /** Of a part of the agency, not of itself. */
  isOfPart: boolean
}

/** The positions of the agency acted for and of its parts, on that day. */
export async function listPlaces(work: Work, officer: Officer, on: LocalDay): Promise<RulePlace[]> {
  requireDocumentHandler(officer)
  const agency = await resolveSuccessor(work, officer.agencyId, on)
  const units = [agency, ...(await listAgencies(work, on, { within: agency.id }))]
  const places = await Promise.all(units.map((unit) => placesOf(work, unit, { agency, on })))
  return places.flat()
}

async function placesOf(
  work: Work,
  unit: Agency,
  { agency, on }: { agency: Agency; on: LocalDay },
): Promise<RulePlace[]> {
  const positions = await listPositions(work, unit.id)
  return positions
    .filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || validTo >= on))
    .map(({ id, title, signs }) => ({
      id,
      key: id.slice(unit.id.length + 1),
      title,
      signs,
      unitId: unit.id,
      unitName: unit.name,
      isOfPart: unit.id !== agency.id,
    }))
}
