/** Tiền chưa vào đâu of the past: what two of finance did with it, and the refund it became. */
import {
  refundApproved,
  refundAsked,
  refundDone,
  suspenseOpened,
  suspenseProposed,
} from '#server/modules/payments/events.ts'
import type { Side } from '#server/modules/payments/ledger/post.ts'
import type { SuspenseKind } from '#server/modules/payments/model.ts'
import type { SuspenseReason } from '#server/modules/payments/rules.ts'
import { localDay } from '#shared/dates.ts'
import type { Member } from '../life.ts'
import { json, text } from '../tables/copy-table.ts'
import type { PastBooks, Tell } from './past-books.ts'
import { type PastOrder, takePastAction } from './past-order.ts'

export interface Payer {
  account: string
  bank: string
}

/** Money that came to the account of the agency and settled nothing. */
export interface Lying {
  id: string
  agencyId: string
  kind: SuspenseKind
  amount: number
  /** The order in whose excess it counts. */
  order: PastOrder | undefined
  transferId: string
  /** Where it lies, as the ledger says it, and from where it came. */
  bank: string
  payer: Payer
  openedAt: Date
  reason: SuspenseReason
}

type Doing = 'propose' | 'assign' | 'ask_refund' | 'approve_refund' | 'refund'

export interface PastSuspense {
  readonly lying: Lying
  /** What one of finance does with it; `orderId`: for which order. */
  act(what: Doing, at: Date, tell: Tell, orderId?: string): void
  /** The row of it, and of its refund, as far as they came. */
  write(): void
}

const why = {
  propose: 'Số tiền và thời điểm khớp với hồ sơ; người nộp quên ghi mã.',
  surplus: 'Nộp thừa so với mức thu',
  duplicate: 'Nộp hai lần cho một hồ sơ',
  late: 'Hồ sơ đã rút trước khi tiền đến',
  unclear: 'Người nộp đã nộp lại đúng mã',
} as const

export function openPastSuspense(
  books: PastBooks,
  [first, second]: readonly [Member, Member],
  lying: Lying,
  tell: Tell,
): PastSuspense {
  const { tables, random, ledger } = books
  const { id, agencyId, kind, amount, order, transferId, bank, payer, openedAt, reason } = lying
  const orderId = order?.id ?? null
  const refundFact = { agencyId, orderId, amount, way: 'bank' } as const
  const inSuspense: Side = { agencyId, kind: 'suspense', sub: kind, amount }
  const due: Side = { agencyId, kind: 'refund_due', amount }
  let state = 'open'
  let seq = 0
  let endedAt: Date | null = null
  let proposedFor: string | null = null
  let assignedTo: string | null = null
  let refund: { id: string; askedAt: Date; approvedAt: Date | null; doneAt: Date | null } | undefined
  tell(suspenseOpened(id, { agencyId, kind, amount, reason, orderId }))

  function note(
    what: string,
    by: Member,
    at: Date,
    forOrder: string | null,
    reason: string | null,
    data = {},
  ) {
    seq += 1
    const said = reason === null ? null : text(reason)
    tables.suspenseActions.add(id, seq, what, at, 'officer', by.id, forOrder, said, json(data))
  }

  function move(what: 'ask_refund' | 'refund_done', by: Member, at: Date, sides: Side[], tell: Tell): void {
    const isAsked = what === 'ask_refund'
    const data = { refundId: refund?.id }
    const sums = isAsked ? { excess: -amount, dueBack: amount } : { dueBack: -amount, refunded: amount }
    const signed = { actorKind: 'officer', actorId: by.id } as const
    if (order) takePastAction(books, order, what, { at, by: signed, sums, data })
    note(isAsked ? 'return' : 'returned', by, at, null, isAsked ? why[kind] : null, data)
    ledger.post({ kind: what, cause: random.id(at.getTime()), orderId, transferId, at, sides }, tell)
  }

  return {
    lying,
    act(what, at, tell, forOrder = '') {
      if (what === 'propose') {
        state = 'proposed'
        proposedFor = forOrder
        note('propose', first, at, forOrder, why.propose)
        tell(suspenseProposed(id, { agencyId, orderId: forOrder }))
      } else if (what === 'assign') {
        state = 'assigned'
        assignedTo = forOrder
        endedAt = at
        note('assign', second, at, forOrder, null)
      } else if (what === 'ask_refund') {
        state = 'returning'
        refund = { id: random.id(at.getTime()), askedAt: at, approvedAt: null, doneAt: null }
        move('ask_refund', first, at, [inSuspense, { ...due, amount: -amount }], tell)
        tell(refundAsked(refund.id, refundFact))
      } else if (refund && what === 'approve_refund') {
        refund.approvedAt = at
        const by = { actorKind: 'officer', actorId: second.id } as const
        if (order) takePastAction(books, order, 'approve_refund', { at, by, data: { refundId: refund.id } })
        tell(refundApproved(refund.id, refundFact))
      } else if (refund) {
        state = 'returned'
        endedAt = at
        refund.doneAt = at
        move('refund_done', first, at, [due, { agencyId, kind: 'bank', sub: bank, amount: -amount }], tell)
        tell(refundDone(refund.id, refundFact))
      }
    },
    write() {
      const proposedBy = proposedFor ? first.id : null
      const by = [state, proposedBy, proposedFor, assignedTo, seq, endedAt] as const
      tables.suspense.add(id, agencyId, kind, amount, orderId, transferId, reason, openedAt, ...by)
      if (refund) writeRefund(refund)
    },
  }

  function writeRefund({ id: refundId, askedAt, approvedAt, doneAt }: NonNullable<typeof refund>): void {
    const transaction = books.newTransaction(askedAt)
    const evidence = doneAt && {
      transaction,
      sentOn: localDay(doneAt),
      proof: null,
      by: first.id,
    }
    tables.refunds.add(
      refundId,
      agencyId,
      id,
      orderId,
      transferId,
      amount,
      text(why[kind]),
      'bank',
      payer.bank,
      payer.account,
      true,
      first.id,
      askedAt,
      approvedAt && second.id,
      approvedAt,
      doneAt ? 'done' : approvedAt ? 'approved' : 'asked',
      evidence && json(evidence),
      doneAt,
    )
  }
}
