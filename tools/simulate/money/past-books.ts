/** What the money of the past is written with. */
import type { openPaidSums } from '#server/modules/indicators/index.ts'
import type { Event } from '#server/platform/events.ts'
import type { Random } from '../random.ts'
import type { Numbers } from '../tables/numbers.ts'
import type { PastTables } from '../tables/past-tables.ts'
import type { PastLedger } from './past-ledger.ts'

/** Who does it: the program, the payer, or an officer of the agency. */
export interface Signature {
  actorKind: 'system' | 'citizen' | 'officer'
  actorId: string | null
}

/** Leaves a fact in the log; `onWrite` is done as its turn comes in the order of time. */
export type Tell = (fact: Event, onWrite?: () => void) => void

export interface PastBooks {
  tables: PastTables
  random: Random
  ledger: PastLedger
  /** Receipts of an agency and year, one after the other. */
  receipts: Numbers
  /** The sums of days, added up while it is written, as the follower would have. */
  paidSums: ReturnType<typeof openPaidSums>
  /** A reference nobody was given before. */
  newReference(): string
  /** A transaction of a bank or a gateway. */
  newTransaction(at: Date): string
}
