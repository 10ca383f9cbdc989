import { expect, test } from 'vitest'
import { aRandomLife, live } from './books/fixtures.ts'
import { foldOrder } from './fold.ts'
import { type OrderAction, orderStates } from './model.ts'
import { paymentRules } from './province-rules.ts'
import { allot } from './rules.ts'

const rules = paymentRules()
const due = new Date('2026-11-05')
const soon = new Date('2026-11-20')
const later = new Date('2027-11-05')

test.each([
  ['pending', 100, 0, 100, { paid: 100, suspense: null }],
  ['pending', 100, 0, 30, { paid: 30, suspense: null }],
  ['unknown', 100, 30, 90, { paid: 70, suspense: { kind: 'surplus', amount: 20, reason: 'over' } }],
  ['pending', 100, 100, 100, { paid: 0, suspense: { kind: 'duplicate', amount: 100, reason: 'settled' } }],
  ['pending', 0, 0, 5, { paid: 0, suspense: { kind: 'late', amount: 5, reason: 'settled' } }],
  ['expired', 100, 0, 100, { paid: 100, suspense: null }],
  ['cancelled', 100, 0, 100, { paid: 0, suspense: { kind: 'late', amount: 100, reason: 'cancelled' } }],
] as const)(
  'of an order that is %s and asks %i, %i paid, %i more go where the rules say',
  (base, amount, paid, money, where) => {
    expect(allot({ base, amount, paid }, money, { at: soon, expiredAt: due }, rules)).toEqual(where)
  },
)

test('whether late money settles an order is data, but money paid in time always does', () => {
  const order = { base: 'expired', amount: 100, paid: 0 } as const
  const late = { what: 'suspend', days: 90 } as const
  const at = (day: Date) => ({ at: day, expiredAt: due })
  expect(allot(order, 100, at(soon), { late }).suspense).toMatchObject({ kind: 'late' })
  expect(allot(order, 100, at(due), { late }).suspense).toBeNull()
  expect(allot(order, 100, at(later), rules).suspense).toMatchObject({ kind: 'late' })
})

test('an order created, shown, paid twice and given back the second', () => {
  const nothing = { amount: 0, paid: 0, excess: 0, dueBack: 0, refunded: 0 }
  const steps: Partial<OrderAction>[] = [
    { kind: 'create', amount: 100 },
    { kind: 'show' },
    { kind: 'receive', paid: 100, transferId: 'a' },
    { kind: 'receive', excess: 100, transferId: 'b' },
    { kind: 'ask_refund', excess: -100, dueBack: 100 },
    { kind: 'refund_done', dueBack: -100, refunded: 100 },
  ]
  const actions = steps.map((step, index) => {
    const at = new Date(Date.UTC(2026, 10, index + 1))
    return { ...nothing, transferId: null, data: {}, at, seq: index + 1, ...step } as OrderAction
  })
  const states = actions.map((_, index) => foldOrder(actions.slice(0, index + 1)).state)
  expect(states).toEqual(['created', 'pending', 'paid', 'overpaid', 'refunding', 'paid'])
})

test('100,000 random lives: every đồng has a place, and every order a state', () => {
  const met = new Map<string, number>()
  for (let seed = 0; seed < 100_000; seed++) {
    const { order, actions } = live(aRandomLife(seed, 'heir', rules), rules)
    const { paid, amount, excess, dueBack, refunded } = order
    const sum = (of: (action: OrderAction) => number) => actions.reduce((total, one) => total + of(one), 0)
    // What came, and what came from or went to other orders.
    const brought = sum((one) =>
      ['receive', 'assign', 'hand_on'].includes(one.kind) ? one.paid + one.excess : 0,
    )
    if (paid + excess + dueBack + refunded !== brought) throw new Error(`Life ${seed} loses money`)
    if (Math.min(paid, amount - paid, excess, dueBack, refunded) < 0)
      throw new Error(`Life ${seed} owes itself`)
    if (seed % 100 === 0 && JSON.stringify(foldOrder(actions)) !== JSON.stringify(order))
      throw new Error(`Life ${seed} is not the fold of its actions`)
    met.set(order.state, (met.get(order.state) ?? 0) + 1)
  }
  expect([...met.keys()].sort()).toEqual([...orderStates].sort())
})
