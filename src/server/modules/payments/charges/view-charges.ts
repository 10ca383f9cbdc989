import type { Citizen, Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import {
  countUnpaid,
  hasCharges,
  listCharges,
  listFeeNames,
  type StandingCharge,
  type Subject,
} from '../books/charge-queries.ts'
import { keepBooks } from '../keep-books.ts'
import type { ChargeItem, Due } from '../model.ts'

/** A charge as a page shows it. */
export interface ChargeView extends Subject {
  id: string
  chain: string
  title: string
  agencyId: string
  payerId: string | null
  due: Due
  items: ChargeItem[]
  amount: number
  paid: number
  /** What is still to be paid; never below zero. */
  left: number
  /** The order that asks for it now. */
  orderId: string | null
  /** What that order holds until it is whole, and what it still asks: for all the charges it is for. */
  held: number
  orderLeft: number | null
  madeAt: Date
}

export interface Charged {
  charges: ChargeView[]
  asked: number
  paid: number
  left: number
}

export function viewOfCharge({ replaces: _, ...charge }: StandingCharge): ChargeView {
  return { ...charge, left: Math.max(0, charge.amount - charge.paid) }
}

/**
 * What is owed for a subject, and how far it is paid. For whoever may see the subject, which the room whose subject it is
 * has decided.
 */
export async function chargesOf(work: Work, subject: Subject): Promise<Charged> {
  const charges = (await keepBooks(work, ({ tx }) => listCharges(tx, { subject })))
    .map(viewOfCharge)
    .reverse()
  const sum = (of: (charge: ChargeView) => number) => charges.reduce((total, one) => total + of(one), 0)
  return {
    charges,
    asked: sum(({ amount }) => amount),
    paid: sum(({ paid }) => paid),
    left: sum(({ left }) => left),
  }
}

/** What is still to be paid of these charges: what their orders hold already counts, once for each order. */
export function toPay(charges: readonly ChargeView[]): number {
  const held = new Map(charges.map(({ orderId, held }) => [orderId, held]))
  const left = charges.reduce((sum, charge) => sum + charge.left, 0)
  return [...held.values()].reduce((sum, amount) => sum - amount, left)
}

/** How many charges of this citizen are not paid whole. Nearly everybody has none, and is asked one question. */
export async function countOwed(work: Work, citizen: Citizen): Promise<number> {
  if (!(await hasCharges(work.tx, citizen.id))) return 0
  return keepBooks(work, ({ tx }) => countUnpaid(tx, citizen.id))
}

/** What fees are called, by their key, for finance of the agencies that were paid them. */
export async function nameFees(work: Work, actor: Officer): Promise<Map<string, string>> {
  const { agencyIds } = requireRole(actor, 'finance')
  const names = await keepBooks(work, ({ tx }) => listFeeNames(tx, agencyIds))
  return new Map(names.map(({ fee, name }) => [fee, name]))
}

/** What this citizen owes or has paid, newest first: the last 200. */
export async function listOwnCharges(work: Work, citizen: Citizen): Promise<ChargeView[]> {
  const own = await keepBooks(work, ({ tx }) => listCharges(tx, { payerId: citizen.id, limit: 200 }))
  return own.map(viewOfCharge)
}
