/** Giao quyền ký: the head of an agency hands the power to sign to somebody of it, and whoever works on its documents sees who has it. */
import { z } from 'zod'
import {
  endDelegation,
  getAgency,
  type HandedPower,
  handOver,
  listGivable,
  listHandedPowers,
  listPositionsWithin,
  listTakers,
  resolveSuccessor,
  type Way,
  ways,
} from '#server/modules/agencies/index.ts'
import { listStaffNames, listStaffOf, whoLeft } from '#server/modules/identity/index.ts'
import { type NotifyStaff, notifyStaff } from '#server/modules/notifications/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { copyFormKeys, copyRegister } from '#shared/document/copies.ts'
import { documentTypes } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import { powerNotPossible } from '../refusals.ts'
import { listSeries } from '../registers/register-queries.ts'
import { RegisterRule } from './model.ts'
import { listRules } from './rule-queries.ts'

/** What answers a dossier and is of no type of the decree. */
const results = ['certificate', 'confirmation', 'permit', 'extract', 'copy'] as const
export const signedTypes: readonly string[] = [
  ...documentTypes.map(({ key }) => key),
  ...copyFormKeys,
  ...results,
]

export const HandOverPower = z.strictObject({
  /** The position whose power it is. */
  position: z.string().min(1).max(200),
  authority: z.enum(ways),
  to: z.uuid({ message: m.ui.form.choice }),
  /** None: every type, every book. */
  types: z.array(z.enum(signedTypes)).max(signedTypes.length).default([]),
  registers: z.array(z.string().max(200)).max(300).default([]),
  scope: z.string().trim().min(2).max(1000),
  decision: z.string().trim().min(2).max(200),
  decidedOn: Day,
  validFrom: Day,
  validTo: Day,
})
export type HandOverPower = z.infer<typeof HandOverPower>

export const EndPower = z.strictObject({
  id: z.uuid(),
  /** The first day without it. */
  from: Day,
  reason: z.string().trim().min(2).max(500),
})
export type EndPower = z.infer<typeof EndPower>

const path = '/van-ban/uy-quyen'

/**
 * Hands the power of a position this leader holds to somebody, as `handOver` of the agencies does; they and the agency's clerks are told. Refuses an account
 * that is locked or has no work, and a book the agency does not have.
 */
export async function handOverPower(work: Work, officer: Officer, input: HandOverPower): Promise<void> {
  requireRole(officer, 'leader')
  const { position: fromPosition, to: toAccount, types, registers, ...rest } = input
  if ((await whoLeft(work, [toAccount])).length > 0) throw powerNotPossible({ why: 'left' })
  const books = registers.length > 0 ? await listBooks(work, officer) : []
  if (registers.some((key) => !books.includes(key))) throw powerNotPossible({ why: 'book' })
  const { id, position } = await handOver(work, officer, {
    ...rest,
    fromPosition,
    toAccount,
    ...(types.length > 0 ? { types } : {}),
    ...(registers.length > 0 ? { registers } : {}),
  })
  const { authority, validFrom: from, validTo: to } = rest
  const told = { key: `power_given ${id}`, kind: 'power_given', data: { authority, from, to } }
  await tell(work, officer, { toAccount, agencyId: position.agencyId, ...told })
}

/** From that day on they sign by it no more; they and the agency's clerks are told. Refuses as `endDelegation` of the agencies does. */
export async function endPower(work: Work, officer: Officer, input: EndPower): Promise<void> {
  requireRole(officer, 'leader')
  const { id, authority, toAccount } = await endDelegation(work, officer, input)
  const told = { key: `power_ended ${id} ${input.from}`, kind: 'power_ended' }
  const data = { authority, from: input.from }
  await tell(work, officer, { toAccount, agencyId: officer.agencyId, ...told, data })
}

type Told = Pick<NotifyStaff, 'key' | 'agencyId' | 'kind'> & {
  toAccount: string
  data: Record<string, string>
}

/** Them, for an agency they work for; and the clerks, who look at the authority above each signature. */
async function tell(work: Work, officer: Officer, { toAccount, agencyId, ...told }: Told): Promise<void> {
  const staff = await listStaffOf(work, agencyId)
  const isOfAgency = staff.some(({ id }) => id === toAccount)
  const [held] = isOfAgency ? [] : await listPositionsWithin(work, toAccount, agencyId, localDay(work.now))
  const clerks = staff.filter(
    ({ id, roles }) => roles.includes('clerk') && id !== toAccount && id !== officer.id,
  )
  await notifyStaff(
    work,
    { ...told, accountId: toAccount, agencyId: held?.agencyId ?? agencyId, path },
    ...clerks.map(({ id }) => ({ key: told.key, accountId: id, agencyId, kind: 'power_changed', path })),
  )
}

/** Why somebody cannot sign by a power that is theirs: no account any more, no position, or not the role of a leader there. */
export type Hindrance = 'left' | 'no_position' | 'no_role'

export interface PowerView extends HandedPower {
  hindered: Hindrance | null
  /** Whoever looks may end it. */
  mayEnd: boolean
}

/** Who has a power to sign on that day that was handed to them, for the agencies acted for, and who will have or had one; and what whoever looks was given. */
export async function viewPowers(work: Work, officer: Officer, on: LocalDay): Promise<PowerView[]> {
  requireDocumentHandler(officer)
  const today = localDay(work.now)
  const { agencyIds, id: accountId } = officer
  const powers = await listHandedPowers(work, { agencyIds, accountId, on })
  const accounts = powers.map(({ toAccount }) => toAccount)
  const left = await whoLeft(work, accounts)
  const leaders = new Map<string, Set<string>>()
  for (const id of new Set(powers.map(({ position }) => position.agencyId)))
    leaders.set(id, await leadersOf(work, id))
  const held = officer.roles.includes('leader') ? await listGivable(work, officer) : []
  const hindrance = ({ toAccount, own, position }: HandedPower): Hindrance | null => {
    if (left.includes(toAccount)) return 'left'
    if (!own) return 'no_position'
    return leaders.get(position.agencyId)?.has(toAccount) ? null : 'no_role'
  }
  return powers.map((power) => {
    const isOver = power.state === 'ended' || power.lastDay < today
    const isTheirs = held.some(({ id }) => id === power.fromPosition)
    return {
      ...power,
      hindered: isOver ? null : hindrance(power),
      mayEnd: isTheirs && power.lastDay >= today && power.lastDay >= power.validFrom,
    }
  })
}

async function leadersOf(work: Work, agencyId: string): Promise<Set<string>> {
  const staff = await listStaffOf(work, agencyId)
  return new Set(staff.filter(({ roles }) => roles.includes('leader')).map(({ id }) => id))
}

/** What this leader may hand over today, to whom, and which books there are. */
export interface PowerChoices {
  positions: { id: string; title: string; ways: Way[] }[]
  people: { id: string; name: string; title: string; unitName: string }[]
  books: string[]
}

/** For the form; refuses whoever does not lead. */
export async function listPowerChoices(work: Work, officer: Officer): Promise<PowerChoices> {
  requireRole(officer, 'leader')
  const positions = await listGivable(work, officer)
  if (positions.length === 0) return { positions: [], people: [], books: [] }
  const takers = (await listTakers(work, officer.agencyId)).filter(
    ({ accountId }) => accountId !== officer.id,
  )
  const ids = takers.map(({ accountId }) => accountId)
  const [names, left] = [await listStaffNames(work, ids), await whoLeft(work, ids)]
  return {
    positions: positions.map(({ id, title, ways: allowed }) => ({ id, title, ways: allowed })),
    people: takers.flatMap(({ accountId: id, title, unitName }) => {
      const name = names.get(id)
      return name && !left.includes(id) ? [{ id, name, title, unitName }] : []
    }),
    books: await listBooks(work, officer),
  }
}

/** The books the agency numbers in, by the rules of today, and those it has numbered in; without any rule each type has its own. */
async function listBooks(work: Work, officer: Officer): Promise<string[]> {
  const on = localDay(work.now)
  const { id: agencyId } = await resolveSuccessor(work, officer.agencyId, on)
  const { kind } = await getAgency(work, agencyId)
  const rules = await listRules(work.tx, ['register'], { agencyId, on })
  const every: string[] = documentTypes.map(({ key }) => key)
  const named = rules
    .filter(({ agencyKinds }) => agencyKinds === null || agencyKinds.includes(kind))
    .flatMap(({ types, value }) => {
      const { register } = RegisterRule.parse(value)
      return register.includes('{type}')
        ? (types ?? every).map((type) => register.replace('{type}', type))
        : register
    })
  const numbered = await listSeries(work.tx, agencyId, 'out')
  const ruled = rules.length > 0 ? named : every
  return [...new Set([...ruled, copyRegister, ...numbered.map(({ register }) => register)])]
}
