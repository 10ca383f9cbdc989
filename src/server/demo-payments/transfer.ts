/** A transfer at the bank, from its app's page or from a test. */
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Book, Payment } from './book.ts'
import { Faults, tellingOf } from './faults.ts'

/** Whose accounts one pays from: nobody's. */
export const payers = [
  { bank: '970422', account: '0900000101', holder: 'KHACH THU MOT' },
  { bank: '970407', account: '19000000102', holder: 'KHACH THU HAI' },
  { bank: '970436', account: '1000000103', holder: 'KHACH THU BA' },
] as const

export const Transfer = z.object({
  bin: z.string().regex(/^\d{6}$/),
  account: z.string().regex(/^[\dA-Za-z]{1,19}$/),
  amount: z.number().int().min(1).max(1e12),
  memo: z.string().max(140).default(''),
  /** Which of the accounts one pays from. */
  from: z.coerce.number().int().min(0).max(2).default(0),
  /** The form or the caller's own key: sent twice it pays once. */
  attempt: z.string().max(64).optional(),
  /** What goes wrong with this one, in place of the switches: for tests. */
  faults: Faults.optional(),
})
export type Transfer = z.infer<typeof Transfer>

/** Pays, once for each attempt. */
export function pay(
  book: Book,
  { bin, account, amount, memo, from, attempt, faults = book.faults }: Transfer,
): Payment {
  const made = attempt && [...book.payments.values()].find((payment) => payment.attempt === attempt)
  if (made) return made
  const now = new Date()
  const payment: Payment = {
    kind: 'payment',
    id: `FT${now.toISOString().slice(2, 10).replaceAll('-', '')}${book.payments.size}X${randomInt(1e6)}`,
    at: now.toISOString(),
    amount,
    to: { bin, account },
    memo,
    payer: payers[from] ?? payers[0],
    ...(attempt ? { attempt } : {}),
    telling: tellingOf(faults, amount, now),
  }
  book.write(payment)
  return payment
}
