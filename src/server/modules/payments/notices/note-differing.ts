import { newId } from '#server/platform/id.ts'
import { noticeDiffers } from '../events.ts'
import type { Told } from '../gateways/port.ts'
import type { Books } from '../keep-books.ts'
import { hasDiffering, insertNotice, judge } from './notice-queries.ts'

/**
 * Keeps, once for each transfer, that a gateway which was asked says otherwise of it than was settled: people look at it as at
 * a notice that differs. Nothing is posted.
 */
export async function noteDiffering(
  books: Books,
  { gateway, told, transferId }: { gateway: string; told: Told; transferId: string },
): Promise<void> {
  if (await hasDiffering(books.tx, transferId)) return
  const id = newId(books.now.getTime())
  const raw = Buffer.from(JSON.stringify({ answer: told }))
  const headers = { signed: {}, query: {} }
  await insertNotice(books.tx, { id, gateway, receivedAt: books.now, raw, headers })
  await judge(books.tx, id, { verdict: 'differs', reason: 'asked', transferId, judgedAt: books.now })
  books.tell(noticeDiffers(id, { gateway, transferId }))
}
