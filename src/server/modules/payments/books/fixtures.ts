/** Random lives of orders: whatever is done, allowed or not, and money in any order and number. */
import { seeded } from '#server/modules/catalogue/fixtures.ts'
import { afterAction, type FoldedOrder, mayFollow, notYet } from '../fold.ts'
import { actionKinds, type OrderAction, type Sums } from '../model.ts'
import { allot, type PaymentRules } from '../rules.ts'

export type Step =
  /** Somebody tells of a transaction: for the first time, again, or again with another amount. */
  | { does: 'tell'; transaction: string; amount: number; at: Date }
  /** Somebody tries this; most of it does not follow. */
  | { does: 'try'; action: Omit<OrderAction, 'seq'> }

export interface Life {
  amount: number
  madeAt: Date
  expiresAt: Date
  steps: Step[]
}

const madeAt = new Date('2026-11-02T08:00:00+07:00')
const hour = 3_600_000

/** `heirId` is the order that takes the place of one that is superseded. What is tried is made for the order as it then is. */
export function aRandomLife(seed: number, heirId: string, rules: PaymentRules): Life {
  const random = seeded(seed)
  const below = (count: number) => Math.floor(random() * count)
  const amount = 1 + below(5)
  const expiresAt = new Date(madeAt.getTime() + rules.orderHours * hour)
  const life: Life = { amount, madeAt, expiresAt, steps: [] }
  const lived = begin(life)
  for (let index = 2 + below(6); index > 0; index--) {
    const at = new Date(madeAt.getTime() + (life.steps.length + 1) * hour * (1 + below(40)))
    const step: Step =
      random() < 0.4
        ? { does: 'tell', transaction: `T${below(5)}`, amount: 1 + below(amount + 2), at }
        : { does: 'try', action: { ...anAction(lived.order, below, heirId), at, transferId: null } }
    life.steps.push(step)
    go(lived, step, life, rules)
  }
  return life
}

function anAction(order: FoldedOrder, below: (count: number) => number, heirId: string) {
  const kinds = actionKinds.filter((kind) => kind !== 'receive')
  const kind = kinds[below(kinds.length)] ?? 'show'
  const data = kind === 'supersede' ? { heirId } : {}
  const signed = () => below(5) - 2
  if (below(5) === 0) {
    const wild = { paid: signed(), excess: signed(), dueBack: signed(), refunded: signed() }
    return { kind, data, amount: 0, ...wild }
  }
  const { paid, excess, dueBack } = order
  const some = 1 + below(order.amount + 1)
  const held = paid === order.amount ? some : 0
  const sums: Partial<Record<OrderAction['kind'], Partial<Sums>>> = {
    create: { amount: some },
    assign: { paid: some, excess: below(2) === 0 ? 0 : -some },
    hand_on: { excess: -excess },
    cancel: { paid: -paid, excess: paid },
    supersede: { paid: -paid, excess: paid },
    lessen: { amount: -some, paid: -held, excess: held },
    ask_refund: { excess: -excess, dueBack: excess },
    refund_done: { dueBack: -dueBack, refunded: dueBack },
    refund_failed: { dueBack: -dueBack, excess: dueBack },
  }
  return { kind, data, amount: 0, paid: 0, excess: 0, dueBack: 0, refunded: 0, ...sums[kind] }
}

export interface Lived {
  order: FoldedOrder
  actions: OrderAction[]
  /** Of each step whether it came to anything. */
  happened: boolean[]
  told: Set<string>
}

/** What the pure rules make of such a life. */
export function live(life: Life, rules: PaymentRules): Lived {
  const lived = begin(life)
  for (const step of life.steps) go(lived, step, life, rules)
  return lived
}

/** The order as it is made. */
export function begin({ amount, madeAt: at }: Life): Lived {
  const none = { paid: 0, excess: 0, dueBack: 0, refunded: 0 }
  const created: OrderAction = { seq: 1, kind: 'create', at, amount, ...none, transferId: null, data: {} }
  return { order: afterAction(notYet, created), actions: [created], happened: [], told: new Set() }
}

/** Lives one step more. */
export function go(lived: Lived, step: Step, { expiresAt }: Life, rules: PaymentRules): void {
  const { order, told } = lived
  if (step.does === 'try') return void lived.happened.push(take(lived, step.action))
  // Money for one whose place another has taken is the other's.
  const isFirst = !told.has(step.transaction) && !order.heirId
  told.add(step.transaction)
  if (isFirst) {
    const { paid, suspense } = allot(order, step.amount, { at: step.at, expiredAt: expiresAt }, rules)
    const sums = { amount: 0, paid, excess: suspense?.amount ?? 0, dueBack: 0, refunded: 0 }
    if (!take(lived, { kind: 'receive', at: step.at, ...sums, transferId: step.transaction, data: {} }))
      throw new Error(`Money has no place in an order that is ${order.state}`)
  }
  lived.happened.push(isFirst)
}

function take(lived: Lived, action: Omit<OrderAction, 'seq'>): boolean {
  const next = { ...action, seq: lived.order.lastSeq + 1 }
  if (!mayFollow(lived.order, next)) return false
  lived.order = afterAction(lived.order, next)
  lived.actions.push(next)
  return true
}
