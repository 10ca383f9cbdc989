/** Tiền chưa vào đâu: people of finance say what it is for; whose word is enough the province's rules say. */
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { lockOrders } from '../books/order-queries.ts'
import {
  insertSuspenseAction,
  listSuspenseActions,
  listSuspenseOf,
  lockSuspense,
  type Suspense,
  type SuspenseAction,
  type SuspenseLine,
  type SuspenseSum,
  sumSuspenseOf,
} from '../books/suspense-queries.ts'
import { suspenseProposed } from '../events.ts'
import { type Books, keepBooks, signatureOf } from '../keep-books.ts'
import type { SuspenseKind } from '../model.ts'
import { assignMoney } from '../money/assign-money.ts'
import { paymentRules } from '../province-rules.ts'
import { changedMeanwhile, notYourEyes, orderNotFound, suspenseNotFound } from '../refusals.ts'

/** What waits at the agencies of this officer of finance, or has been dealt with; of one kind or all, 200 at most. */
export async function listSuspense(
  work: Work,
  actor: Officer,
  {
    ended = false,
    limit = 200,
    kind,
  }: { ended?: boolean; limit?: number; kind?: SuspenseKind | undefined } = {},
): Promise<SuspenseLine[]> {
  const { agencyIds } = requireRole(actor, 'finance')
  return keepBooks(work, ({ tx }) => listSuspenseOf(tx, { agencyIds, ended, limit, kind }))
}

/** How much of each kind waits there, listed or not. */
export async function sumSuspense(work: Work, actor: Officer): Promise<SuspenseSum[]> {
  const { agencyIds } = requireRole(actor, 'finance')
  return keepBooks(work, ({ tx }) => sumSuspenseOf(tx, agencyIds))
}

/** One of them with all that was done with it: the evidence. */
export async function viewSuspense(
  work: Work,
  actor: Officer,
  id: string,
): Promise<{ money: SuspenseLine; actions: SuspenseAction[] }> {
  const { agencyIds } = requireRole(actor, 'finance')
  return keepBooks(work, async ({ tx }) => {
    const [money] = await listSuspenseOf(tx, { agencyIds, ended: false, limit: 1, id })
    if (!money) throw suspenseNotFound()
    return { money, actions: await listSuspenseActions(tx, id) }
  })
}

export interface ForOrder {
  suspenseId: string
  orderId: string
  reason: string
}

/** Says which order of the agency this money is for. Where the rules ask for two, another of finance confirms it; else it is assigned at once. */
export async function proposeSuspense(work: Work, actor: Officer, wanted: ForOrder): Promise<void> {
  const officer = requireRole(actor, 'finance')
  await keepBooks(work, async (books) => {
    const suspense = await requireOpen(books, officer, wanted.suspenseId, 'open')
    const [order] = await lockOrders(books.tx, { ids: [wanted.orderId] })
    if (order?.agencyId !== suspense.agencyId) throw orderNotFound()
    if (paymentRules().assign === 'one') return assign(books, suspense, wanted.orderId, wanted.reason)
    await act(books, suspense, { kind: 'propose', orderId: order.id, reason: wanted.reason })
    books.tell(suspenseProposed(suspense.id, { agencyId: suspense.agencyId, orderId: order.id }))
  })
}

/** Another officer of finance than who proposed it: the money goes to the order. */
export async function confirmSuspense(work: Work, actor: Officer, suspenseId: string): Promise<void> {
  const officer = requireRole(actor, 'finance')
  await keepBooks(work, async (books) => {
    const suspense = await requireOpen(books, officer, suspenseId, 'proposed')
    if (suspense.proposedBy === officer.id) throw notYourEyes()
    await assign(books, suspense, suspense.proposedFor ?? '', null)
  })
}

/** It is for another order, or for none: what was proposed is dropped. */
export async function withdrawProposal(
  work: Work,
  actor: Officer,
  { suspenseId, reason }: Pick<ForOrder, 'suspenseId' | 'reason'>,
): Promise<void> {
  const officer = requireRole(actor, 'finance')
  await keepBooks(work, async (books) => {
    const suspense = await requireOpen(books, officer, suspenseId, 'proposed')
    await act(books, suspense, { kind: 'withdraw', orderId: suspense.proposedFor, reason })
  })
}

async function requireOpen(
  { tx }: Books,
  { agencyIds }: Officer,
  id: string,
  state: Suspense['state'],
): Promise<Suspense> {
  const suspense = await lockSuspense(tx, id)
  if (!suspense || !agencyIds.includes(suspense.agencyId)) throw suspenseNotFound()
  if (suspense.state !== state) throw changedMeanwhile({ state: suspense.state })
  return suspense
}

async function assign(
  books: Books,
  suspense: Suspense,
  orderId: string,
  reason: string | null,
): Promise<void> {
  const ids = [orderId, ...(suspense.orderId ? [suspense.orderId] : [])]
  const orders = await lockOrders(books.tx, { ids })
  const order = orders.find(({ id }) => id === orderId)
  if (!order) throw orderNotFound()
  const holder = orders.find(({ id }) => id === suspense.orderId && id !== orderId)
  await assignMoney(books, suspense, order, reason === null ? {} : { reason }, holder)
}

/** One action on money in suspense, of who acts. */
export async function act(
  books: Books,
  { id, lastSeq }: Pick<Suspense, 'id' | 'lastSeq'>,
  action: Pick<SuspenseAction, 'kind' | 'orderId' | 'reason'> & { data?: Record<string, unknown> },
): Promise<void> {
  const signed = { ...signatureOf(books), at: books.now, suspenseId: id, seq: lastSeq + 1 }
  await insertSuspenseAction(books.tx, { data: {}, ...action, ...signed })
}
