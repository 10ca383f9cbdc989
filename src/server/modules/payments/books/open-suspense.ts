import { newId } from '#server/platform/id.ts'
import { suspenseOpened } from '../events.ts'
import type { Books } from '../keep-books.ts'
import { insertSuspense, type NewSuspense } from './suspense-queries.ts'

/** Puts money by name where people must look at it. Whoever calls posts it. */
export async function openSuspense(
  books: Books,
  money: Omit<NewSuspense, 'id' | 'openedAt' | 'nearId'> & { nearId?: string | null },
): Promise<NewSuspense> {
  const row = { nearId: null, ...money, id: newId(books.now.getTime()), openedAt: books.now }
  books.write(insertSuspense(books.tx, row))
  const { agencyId, kind, amount, reason, orderId } = row
  books.tell(suspenseOpened(row.id, { agencyId, kind, amount, reason, orderId }))
  return row
}
