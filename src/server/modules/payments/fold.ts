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

/** Whether this action may come next. No sum falls below zero, and no more is paid than is asked. */
export function mayFollow(order: FoldedOrder, action: OrderAction): boolean {
  const { kind, amount, paid, excess, dueBack, refunded } = action
  const after = afterAction(order, action)
  if (Math.min(after.amount, after.paid, after.excess, after.dueBack, after.refunded) < 0) return false
  if (after.paid > after.amount || action.seq !== order.lastSeq + 1) return false
  if (kind === 'create') return order.lastSeq === 0 && amount > 0 && !paid && !excess && !dueBack && !refunded
  if (order.lastSeq === 0) return false
  if (kind === 'lessen') {
    const isWhole = order.paid === order.amount
    return amount < 0 && paid === (isWhole ? amount : 0) && sameAmount(excess, -paid) && !dueBack && !refunded
  }
  if (amount) return false
  switch (kind) {
    case 'receive':
      return (
        action.transferId !== null &&
        paid >= 0 &&
        excess >= 0 &&
        paid + excess > 0 &&
        !dueBack &&
        !refunded &&
        (order.base !== 'cancelled' || paid === 0)
      )
    case 'assign':
      return paid > 0 && !dueBack && !refunded && order.base !== 'cancelled'
    case 'hand_on':
      return excess < 0 && !paid && !dueBack && !refunded
    case 'cancel':
      return (
        order.base !== 'cancelled' &&
        order.paid < order.amount &&
        sameAmount(paid, -order.paid) &&
        excess === order.paid &&
        !dueBack &&
        !refunded
      )
    case 'ask_refund':
      return excess < 0 && dueBack === -excess && !paid && !refunded
    case 'refund_done':
      return dueBack < 0 && refunded === -dueBack && !paid && !excess
    case 'refund_failed':
      return dueBack < 0 && excess === -dueBack && !paid && !refunded
  }
  if (paid || excess || dueBack || refunded) return false
  switch (kind) {
    case 'show':
      return order.base === 'created' || order.base === 'unknown'
    case 'go_to':
      return isOpen(order) && order.paid < order.amount
    case 'lose':
      return order.base === 'pending' && order.paid < order.amount
    case 'expire':
      return isOpen(order) && order.paid === 0 && order.amount > 0
    case 'supersede':
      return (
        order.base !== 'cancelled' && order.paid === 0 && order.amount > 0 && action.data.heirId !== undefined
      )
    case 'approve_refund':
      return order.dueBack > 0
    default:
      return false
  }
}

/** 0 and −0 are one amount. */
function sameAmount(one: number, other: number): boolean {
  return one + 0 === other + 0
}
