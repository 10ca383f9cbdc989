/** The money of the past: where agencies collect, each charged dossier leaves its charge, order, transfers, postings and receipt. */
import type pg from 'pg'
import { referenceCount, referenceOf } from '#server/crafts/vietqr/reference.ts'
import { openPaidSums } from '#server/modules/indicators/index.ts'
import { localDay } from '#shared/dates.ts'
import type { Filed } from '../file-dossier.ts'
import type { PastLog } from '../past-log.ts'
import type { Random } from '../random.ts'
import { readNumbers } from '../tables/numbers.ts'
import type { PastTables } from '../tables/past-tables.ts'
import type { PastBooks } from './past-books.ts'
import { openPastLedger } from './past-ledger.ts'
import { playPayment } from './play-payment.ts'

export interface PastPayments {
  /** Charges the dossier, if it is charged, and plays what payer and officers did up to the end of the past. */
  write(filed: Filed): void
  /** Lets the present go on after it. */
  handOver(client: pg.ClientBase): Promise<void>
}

export async function openPayments(
  client: pg.ClientBase,
  tables: PastTables,
  { random, log, until }: { random: Random; log: PastLog; until: Date },
): Promise<PastPayments> {
  const ledger = await openPastLedger(client, tables)
  const series = ['agency_id', 'form', 'series', 'year']
  const receipts = await readNumbers(client, 'payments.receipt_series', series)
  const given = new Set<number>()
  let transactions = 0
  const books: PastBooks = {
    tables,
    random,
    ledger,
    receipts,
    paidSums: openPaidSums(),
    newReference() {
      let number = random.int(0, referenceCount - 1)
      while (given.has(number)) number = random.int(0, referenceCount - 1)
      given.add(number)
      return referenceOf(number)
    },
    newTransaction(at) {
      transactions += 1
      return `FT${localDay(at).slice(2).replaceAll('-', '')}${String(transactions).padStart(8, '0')}`
    },
  }
  return {
    write(filed) {
      playPayment(books, log, until, filed)
    },
    async handOver(db) {
      await receipts.store(db, tables.receiptSeries)
      await ledger.handOver(db)
      for (const sum of books.paidSums.list()) {
        const {
          day,
          agencyId,
          serviceCode,
          unitCode,
          paid,
          cashless,
          amount,
          cashlessAmount,
          seconds,
          withinDay,
        } = sum
        const worth = [paid, cashless, amount, cashlessAmount, seconds, withinDay] as const
        tables.paid.add(day, agencyId, serviceCode, unitCode, ...worth)
      }
    },
  }
}
