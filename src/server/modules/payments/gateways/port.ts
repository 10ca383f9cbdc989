/** What every gateway is to this room, whatever it speaks. An adapter knows no database. */
import type { Channel } from '../model.ts'

export interface Gateway {
  id: string
  kind: Exclude<Channel, 'cash'>
  name: string
  /** The only address ever called for it. */
  baseUrl: string | null
  merchant: string | null
}

/** The keys shared with a gateway that count now: one, or two while they are exchanged. */
export type GatewayKeys = readonly Buffer[]

export interface With {
  gateway: Gateway
  keys: GatewayKeys
  now: Date
}

/** Money as a gateway tells of it. Whoever settles compares it with the order; nothing here is believed beyond the signature. */
export interface Told {
  /** Unique at the gateway. */
  transaction: string
  /** Whole đồng, above 0, at most `mostOfTransfer`. */
  amount: number
  /** The account it came to; null where it lies with the gateway. */
  account: { bin: string; number: string } | null
  memo: string
  /** The order's reference, where the gateway was given it and says it back. */
  reference: string | null
  paidAt: Date
  payer: { account: string | null; bank: string | null }
}

export type NoticeProblem =
  | 'malformed'
  | 'unsigned'
  | 'wrong_signature'
  | 'too_old'
  | 'in_future'
  | 'wrong_amount'
  | 'wrong_currency'
  | 'other_merchant'

export type NoticeRead =
  | { says: 'money'; told: Told }
  /** True, and tells of no money: failed, pending, a test. */
  | { says: 'nothing'; reason: string }
  | { says: 'refused'; problem: NoticeProblem }

/** What arrived at the address of a gateway. Header names are in lower case. */
export interface Arrived {
  raw: Buffer
  headers: Record<string, string>
  query: Record<string, string>
}

/** What became of a notice, as the gateway is told. */
export type Verdict = 'taken' | 'repeated' | 'differs' | 'ignored' | 'refused'

/** An order as a gateway needs it. */
export interface OrderToPay {
  id: string
  reference: string
  /** What is left to be paid, in đồng. */
  amount: number
  createdAt: Date
  expiresAt: Date
  /** Where the payer comes back to; coming back is no evidence. */
  returnTo: string
}

/** Where the payer goes next. */
export type Made = { goTo: string } | { failed: 'unreachable' | 'refused' }

/** What a gateway that was asked says. `unclear`: no answer, or none that can be read; the order stays as it is. */
export type Asked =
  | { says: 'money'; told: readonly Told[] }
  | { says: 'nothing' }
  | { says: 'unclear'; reason: string }

/** A refund as a gateway needs it; `id` makes asking twice give back once. */
export interface RefundToMake {
  id: string
  /** The transaction it gives back, there. */
  transaction: string
  amount: number
  to: { bin: string; number: string; holder: string } | null
}

export type RefundMade =
  | { says: 'done'; evidence: Record<string, string> }
  | { says: 'failed'; reason: string }
  | { says: 'unclear'; reason: string }

export interface Adapter {
  kind: Gateway['kind']
  /** The headers a signature rests on: these are kept with the raw bytes, no others. */
  signedHeaders: readonly string[]
  /** Checks the signature in constant time, then the form. Never throws for what somebody sent. */
  readNotice(arrived: Arrived, using: With): NoticeRead
  /** What the gateway expects to hear; anything else it repeats its notice for. */
  answer(verdict: Verdict): { status: number; contentType: string; body: string }
  make?(order: OrderToPay, using: With): Promise<Made>
  ask?(order: Pick<OrderToPay, 'id' | 'reference' | 'createdAt'>, using: With): Promise<Asked>
  refund?(refund: RefundToMake, using: With): Promise<RefundMade>
}
