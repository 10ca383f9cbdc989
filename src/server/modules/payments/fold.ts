/**
 * The state of an order is the fold of its actions: nothing else decides what it is. `payments.keep_state` in the database
 * says the same of every row; `random.test.ts` plays one against the other.
 */
import type { ActionKind, Base, OrderAction, OrderState, Sums } from './model.ts'

export interface FoldedOrder extends Sums {
  state: OrderState
  base: Base
  heirId: string | null
  paidAt: Date | null
  lastSeq: number
}

export const notYet: FoldedOrder = {
  state: 'created',
  base: 'created',
  amount: 0,
  paid: 0,
  excess: 0,
  dueBack: 0,
  refunded: 0,
  heirId: null,
  paidAt: null,
  lastSeq: 0,
}

/** Folds actions in order. One that does not follow is a defect: the database would have refused it. */
export function foldOrder(actions: readonly OrderAction[]): FoldedOrder {
  return actions.reduce((order, action) => {
    if (!mayFollow(order, action)) throw new Error(`${action.kind} does not follow ${order.state}`)
    return afterAction(order, action)
  }, notYet)
}

/** What the screen says, of how far an order went and where its money is. */
export function stateOf({
  base,
  amount,
  paid,
  excess,
  dueBack,
  refunded,
}: Sums & { base: Base }): OrderState {
  if (dueBack > 0) return 'refunding'
  if (paid > 0 && paid < amount) return 'partly_paid'
  if (paid > 0) return excess > 0 ? 'overpaid' : 'paid'
  if (amount === 0 && excess > 0) return 'overpaid'
  if (excess > 0) return base
  if (refunded > 0 && (amount === 0 || base === 'expired' || base === 'cancelled')) return 'refunded'
  return base
}

/** An order after one more action that may follow. */
export function afterAction(order: FoldedOrder, action: OrderAction): FoldedOrder {
  const next: FoldedOrder = {
    ...order,
    base: baseAfter(order, action),
    amount: order.amount + action.amount,
    paid: order.paid + action.paid,
    excess: order.excess + action.excess,
    dueBack: order.dueBack + action.dueBack,
    refunded: order.refunded + action.refunded,
    heirId: action.kind === 'supersede' ? (action.data.heirId ?? null) : order.heirId,
    lastSeq: action.seq,
  }
  const becomesWhole = brings(action) && action.paid > 0 && next.paid === next.amount
  return { ...next, paidAt: becomesWhole ? action.at : order.paidAt, state: stateOf(next) }
}

function brings({ kind }: Pick<OrderAction, 'kind'>): boolean {
  return kind === 'receive' || kind === 'assign'
}

function baseAfter({ base }: FoldedOrder, action: OrderAction): Base {
  if (brings(action)) return action.paid > 0 ? 'pending' : base
  const becomes: Partial<Record<ActionKind, Base>> = {
    show: 'pending',
    go_to: 'pending',
    lose: 'unknown',
    expire: 'expired',
    supersede: 'cancelled',
    cancel: 'cancelled',
  }
  return becomes[action.kind] ?? base
}

const isOpen = ({ base }: FoldedOrder) => base === 'created' || base === 'pending' || base === 'unknown'
const isWhole = ({ paid, amount }: FoldedOrder) => paid === amount
/** Given up: what was held lies in suspense from then on. */
const isGivenUp = (order: FoldedOrder, { paid, excess }: OrderAction) =>
  order.base !== 'cancelled' && !isWhole(order) && paid === -order.paid && excess === order.paid

const sumNames = ['amount', 'paid', 'excess', 'dueBack', 'refunded'] as const satisfies (keyof Sums)[]

/** What each action may change, and when it may come. */
const rules: Record<
  ActionKind,
  { changes: readonly (keyof Sums)[]; holds: (order: FoldedOrder, action: OrderAction) => boolean }
> = {
  create: { changes: ['amount'], holds: (_, { amount }) => amount > 0 },
  show: { changes: [], holds: ({ base }) => base === 'created' || base === 'unknown' },
  go_to: { changes: [], holds: (order) => isOpen(order) && !isWhole(order) },
  lose: { changes: [], holds: (order) => order.base === 'pending' && !isWhole(order) },
  receive: {
    changes: ['paid', 'excess'],
    holds: ({ base }, { transferId, paid, excess }) =>
      transferId !== null &&
      Math.min(paid, excess) >= 0 &&
      paid + excess > 0 &&
      (base !== 'cancelled' || paid === 0),
  },
  assign: {
    changes: ['paid', 'excess'],
    holds: ({ base }, { paid }) => paid > 0 && base !== 'cancelled',
  },
  hand_on: { changes: ['excess'], holds: (_, { excess }) => excess < 0 },
  expire: { changes: [], holds: (order) => isOpen(order) && order.paid === 0 && order.amount > 0 },
  supersede: {
    changes: ['paid', 'excess'],
    holds: (order, action) => isGivenUp(order, action) && action.data.heirId !== undefined,
  },
  cancel: { changes: ['paid', 'excess'], holds: isGivenUp },
  lessen: {
    changes: ['amount', 'paid', 'excess'],
    holds: (order, { amount, paid, excess }) =>
      amount < 0 && paid === (isWhole(order) ? amount : 0) && excess === -paid,
  },
  ask_refund: {
    changes: ['excess', 'dueBack'],
    holds: (_, { excess, dueBack }) => excess < 0 && dueBack === -excess,
  },
  approve_refund: { changes: [], holds: ({ dueBack }) => dueBack > 0 },
  refund_done: {
    changes: ['dueBack', 'refunded'],
    holds: (_, { dueBack, refunded }) => dueBack < 0 && refunded === -dueBack,
  },
  refund_failed: {
    changes: ['dueBack', 'excess'],
    holds: (_, { dueBack, excess }) => dueBack < 0 && excess === -dueBack,
  },
}

/** Whether this action may come next. No sum falls below zero, and no more is paid than is asked. */
export function mayFollow(order: FoldedOrder, action: OrderAction): boolean {
  const { changes, holds } = rules[action.kind]
  const after = afterAction(order, action)
  return (
    action.seq === order.lastSeq + 1 &&
    (action.kind === 'create') === (order.lastSeq === 0) &&
    sumNames.every((name) => after[name] >= 0 && (changes.includes(name) || action[name] === 0)) &&
    after.paid <= after.amount &&
    holds(order, action)
  )
}
