/** Money that goes back where it came from, once for each key. */
import type { Book, Refund } from './book.ts'

/** The refund of this key, made now or before; undefined where nothing of the payment is left to give back. */
export function refundOnce(
  book: Book,
  { key, transaction, amount }: Record<string, unknown>,
): Refund | undefined {
  if (typeof key !== 'string' || typeof transaction !== 'string' || typeof amount !== 'number')
    return undefined
  const made = book.refunds.get(key)
  if (made) return made.payment === transaction && made.amount === amount ? made : undefined
  const payment = book.payments.get(transaction)
  const before = [...book.refunds.values()]
    .filter((refund) => refund.payment === transaction)
    .reduce((sum, refund) => sum + refund.amount, 0)
  if (!payment || !Number.isSafeInteger(amount) || amount < 1 || before + amount > payment.amount) {
    return undefined
  }
  const at = new Date().toISOString()
  const evidence = `HT${at.replace(/\D/g, '').slice(2, 14)}${book.refunds.size}`
  const refund: Refund = { kind: 'refund', key, at, payment: transaction, amount, evidence }
  book.write(refund)
  return refund
}
