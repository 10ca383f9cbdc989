/** What a charge and an order are. Amounts are whole đồng, safe integers, everywhere. */
import { z } from 'zod'

/** The most one charge may ask, as the table has it. */
export const mostOfCharge = 10_000_000_000

/** The most one transfer is believed to bring. */
export const mostOfTransfer = 1_000_000_000_000

export const dues = ['filing', 'result'] as const
/** `filing`: before a dossier is accepted; `result`: before its result is handed over. */
export type Due = (typeof dues)[number]

/** Who tells of money; `cash` is taken at a counter. */
export const channels = ['notice', 'redirect', 'wallet', 'national', 'cash'] as const
export type Channel = (typeof channels)[number]

/** One fee of a charge, as the payer reads it. */
export const ChargeItem = z.strictObject({
  key: z.string().min(1).max(120),
  name: z.string().min(1),
  amount: z.int().min(0).max(mostOfCharge),
  basis: z.string(),
  explanation: z.string(),
})
export type ChargeItem = z.infer<typeof ChargeItem>

export const orderStates = [
  'created',
  'pending',
  'unknown',
  'paid',
  'partly_paid',
  'overpaid',
  'expired',
  'cancelled',
  'refunding',
  'refunded',
] as const
/** What the screen of an order says. */
export type OrderState = (typeof orderStates)[number]

/** How far an order went, money aside. */
export type Base = Extract<OrderState, 'created' | 'pending' | 'unknown' | 'expired' | 'cancelled'>

export const actionKinds = [
  'create',
  'show',
  'go_to',
  'lose',
  'receive',
  'assign',
  'hand_on',
  'expire',
  'supersede',
  'cancel',
  'lessen',
  'ask_refund',
  'approve_refund',
  'refund_done',
  'refund_failed',
] as const
export type ActionKind = (typeof actionKinds)[number]

/** Where the money of an order is, in đồng; of an action by how much it changes that. */
export interface Sums {
  /** What is asked. */
  amount: number
  /** What counts towards it: held until it is whole, then of the fees. */
  paid: number
  /** In suspense on the order's account. */
  excess: number
  /** On its way back. */
  dueBack: number
  refunded: number
}

export interface OrderAction extends Sums {
  seq: number
  kind: ActionKind
  at: Date
  transferId: string | null
  data: { heirId?: string; [key: string]: unknown }
}

/** Tiền chưa vào đâu: thừa, trùng, đến muộn, chưa rõ. */
export const suspenseKinds = ['surplus', 'duplicate', 'late', 'unclear'] as const
export type SuspenseKind = (typeof suspenseKinds)[number]

/** The accounts of the ledger: where money lies, and what it is. */
export type LedgerKind = 'bank' | 'cash' | 'gateway' | 'fee' | 'held' | 'suspense' | 'refund_due' | 'transit'
