/** What a stand-in keeps of its own, apart from everything the program keeps: lines of JSON in a file, each on the disk before anybody hears of it. */
import { fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Faults, noFaults, type Telling } from './faults.ts'

export interface Payment {
  kind: 'payment'
  id: string
  at: string
  amount: number
  to: { bin: string; account: string }
  memo: string
  payer: { bank: string; account: string; holder: string }
  /** The order it was paid for, where it was paid as one. */
  order?: string
  /** The form it was paid with: one sent twice pays once. */
  attempt?: string
  /** What the program is told of it, and when; null where nobody tells it. */
  telling: Telling | null
}

export interface Order {
  kind: 'order'
  order: string
  at: string
  amount: number
  returnTo: string
  expiresAt: string
}

export interface Refund {
  kind: 'refund'
  key: string
  at: string
  payment: string
  amount: number
  evidence: string
}

type Entry =
  | Payment
  | Order
  | Refund
  | { kind: 'told'; id: string; at: string; status: number }
  | { kind: 'cancelled'; order: string; at: string }
  | { kind: 'faults'; at: string; faults: Faults }

/** One book, read whole when it is opened; what a killed process wrote half of is not in it. */
export class Book {
  readonly payments = new Map<string, Payment>()
  readonly orders = new Map<string, Order>()
  readonly refunds = new Map<string, Refund>()
  readonly cancelled = new Set<string>()
  /** Payments the program has answered for. */
  readonly told = new Set<string>()
  faults: Faults = noFaults
  readonly #file: number

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true })
    this.#file = openSync(path, 'a+')
    const bytes = readFileSync(path)
    const end = bytes.lastIndexOf(10) + 1
    if (end < bytes.length) ftruncateSync(this.#file, end)
    for (const line of bytes.toString('utf8', 0, end).split('\n')) {
      if (line !== '') this.#keep(JSON.parse(line))
    }
  }

  /** Once this returns the entry is there, whatever happens to the process. */
  write(entry: Entry): void {
    writeSync(this.#file, `${JSON.stringify(entry)}\n`)
    fsyncSync(this.#file)
    this.#keep(entry)
  }

  paymentsOf(order: string): Payment[] {
    return [...this.payments.values()].filter((payment) => payment.order === order)
  }

  #keep(entry: Entry): void {
    if (entry.kind === 'payment') this.payments.set(entry.id, entry)
    else if (entry.kind === 'order') this.orders.set(entry.order, entry)
    else if (entry.kind === 'refund') this.refunds.set(entry.key, entry)
    else if (entry.kind === 'cancelled') this.cancelled.add(entry.order)
    else if (entry.kind === 'faults') this.faults = entry.faults
    // Refused is not told: whoever forged it is not this bank.
    else if (entry.status === 200) this.told.add(entry.id)
  }
}
