/** Hủy, thay thế: a receipt stands no longer, with the reason, and whoever holds it is told. Its number stays. */
import { endSealed } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireProofToSign } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { normalise } from '#shared/text/index.ts'
import { lockOrders } from '../books/order-queries.ts'
import { receiptEnded } from '../events.ts'
import { type Books, keepBooks, signatureOf } from '../keep-books.ts'
import { changedMeanwhile, reasonNeeded, receiptHasEnded, receiptNotFound, receiptOwed } from '../refusals.ts'
import { issueReceipt } from './issue-receipt.ts'
import { requireOwnReceipt } from './read-receipts.ts'
import {
  addReceiptAction,
  findReceipt,
  isAnythingPaidFor,
  listReceiptsOf,
  type ReceiptRow,
} from './receipt-queries.ts'
import { symbolOf } from './rules.ts'

/** Hủy biên lai: by whoever keeps the agency's money, having proved who they are. What was paid stays paid. */
export async function cancelReceipt(
  work: Work,
  officer: Officer,
  id: string,
  { reason }: { reason: string },
): Promise<void> {
  await requireOwnReceipt(work, officer, id)
  requireProofToSign(officer, work.now)
  const why = reasonOf(reason)
  await keepBooks(work, async (books) => {
    const receipt = await lockReceipt(books, id)
    if (!stands(receipt)) throw receiptHasEnded({ state: receipt.state })
    await cancel(books, receipt, why)
  })
}

/**
 * Thay thế biên lai: another, of what the order has been paid for now and with what is true now, takes its place; also that of one
 * that was cancelled. The identity of the new one.
 */
export async function replaceReceipt(
  work: Work,
  officer: Officer,
  id: string,
  { reason }: { reason: string },
): Promise<string> {
  await requireOwnReceipt(work, officer, id)
  requireProofToSign(officer, work.now)
  const why = reasonOf(reason)
  return keepBooks(work, async (books) => {
    const receipt = await lockReceipt(books, id)
    if (receipt.replacedBy) throw receiptHasEnded({ state: receipt.state })
    return replace(books, receipt, why)
  })
}

/** As it stands once nobody else ends a receipt of its order: whoever corrects one holds the order too. */
async function lockReceipt(books: Books, id: string): Promise<ReceiptRow> {
  const { orderId = '' } = (await findReceipt(books.tx, id)) ?? {}
  await lockOrders(books.tx, { ids: [orderId] })
  const receipt = await findReceipt(books.tx, id)
  if (!receipt) throw receiptNotFound()
  return receipt
}

/**
 * What an order was paid for costs less than its receipt says: another takes its place, or none where nothing is left. Does
 * nothing where the receipt is still owed: it will say what is true then.
 */
export async function correctReceipt(books: Books, orderId: string, reason: string): Promise<void> {
  const receipt = (await listReceiptsOf(books.tx, orderId)).at(-1)
  if (!receipt || !stands(receipt)) return
  if (await isAnythingPaidFor(books.tx, orderId)) await replace(books, receipt, reason)
  else await cancel(books, receipt, reason)
}

const stands = ({ state }: ReceiptRow) => state === 'numbered' || state === 'signed'

async function cancel(books: Books, receipt: ReceiptRow, reason: string): Promise<void> {
  await end(books, receipt, { kind: 'cancel', reason, by: null })
  await endSealed(books, receipt.id, null)
}

async function replace(books: Books, receipt: ReceiptRow, reason: string): Promise<string> {
  const { orderId, agencyId, channel } = receipt
  const by = await issueReceipt(books, { id: orderId, agencyId }, channel, receipt.id)
  const next = by && (await findReceipt(books.tx, by))
  if (!next) throw receiptOwed()
  // One that was cancelled has ended already: the other only stands in its place.
  if (!stands(receipt)) return next.id
  await end(books, receipt, { kind: 'replace', reason, by: next.id })
  await endSealed(books, receipt.id, { checkCode: next.checkCode, symbol: symbolOf(next) })
  return next.id
}

interface Ending {
  kind: 'cancel' | 'replace'
  reason: string
  by: string | null
}

async function end(books: Books, receipt: ReceiptRow, { kind, reason, by }: Ending): Promise<void> {
  const { id, orderId, agencyId, payerId, series, number, lastSeq } = receipt
  const action = { receiptId: id, kind, at: books.now, reason, ...signatureOf(books), data: by ? { by } : {} }
  // The program may have signed it meanwhile, which changes nothing of this.
  const isAdded =
    (await addReceiptAction(books.tx, { ...action, seq: lastSeq + 1 })) ||
    (await addReceiptAction(books.tx, { ...action, seq: lastSeq + 2 }))
  if (!isAdded) throw changedMeanwhile()
  books.tell(receiptEnded(id, { orderId, agencyId, payerId, series, number, how: kind, by }))
}

function reasonOf(typed: string): string {
  const reason = normalise(typed, 500)
  if (reason === '') throw reasonNeeded()
  return reason
}
