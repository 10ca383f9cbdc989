/** A receipt takes its number in the very work in which its order is paid whole, or in which it takes another's place. */
import { newCheckCode } from '#server/modules/documents/index.ts'
import { system } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { receiptDue } from '../events.ts'
import { type Books, keepBooks } from '../keep-books.ts'
import type { Channel } from '../model.ts'
import { endOwed, listOwed, numberReceipt } from './number-queries.ts'
import { receiptRuleOn } from './rules.ts'

/**
 * Issues the receipt of an order that is paid whole: lawful where it is collected (NĐ 254/2026/NĐ-CP Điều 24). Comes last in a
 * work: the series is locked until the work ends. Where nobody said by which tax code the agency collects, the receipt
 * is owed, and numbered once they have. Its identity where it has its number.
 */
export async function issueReceipt(
  books: Books,
  { id: orderId, agencyId }: { id: string; agencyId: string },
  channel: Channel,
  replaces: string | null = null,
): Promise<string | undefined> {
  const day = localDay(books.now)
  const rule = receiptRuleOn(day)
  if (!rule) return undefined
  const id = newId(books.now.getTime())
  books.tell(receiptDue(id, { orderId, agencyId }))
  const { form } = rule
  const receipt = { id, orderId, channel, form, day, at: books.now, replaces, checkCode: newCheckCode() }
  return (await numberReceipt(books.tx, receipt)) ? id : undefined
}

/** Numbers what an agency owes, the oldest first, each in a work of its own. Repeating, or at once, numbers each once. */
export async function issueOwed(agencyId: string): Promise<void> {
  const owed = await perform(system, (work) => listOwed(work.tx, agencyId, 10_000))
  for (const { orderId, channel } of owed) {
    await perform(system, (work) =>
      keepBooks(work, async (books) => {
        if (await endOwed(books.tx, orderId)) await issueReceipt(books, { id: orderId, agencyId }, channel)
      }),
    )
  }
}
