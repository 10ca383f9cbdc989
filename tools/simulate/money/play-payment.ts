/** Plays what became of the money of one dossier, by the program's own rules, and writes what the program would have written. */
import { worthOf } from '#server/modules/indicators/index.ts'
import {
  chargeMade,
  chargePaid,
  moneyReceived,
  orderCreated,
  orderEnded,
  receiptDue,
  suspenseAssigned,
} from '#server/modules/payments/events.ts'
import { mayFollow } from '#server/modules/payments/fold.ts'
import type { Side } from '#server/modules/payments/ledger/post.ts'
import { paymentRules } from '#server/modules/payments/province-rules.ts'
import { receiptRuleOn, seriesOn } from '#server/modules/payments/receipts/rules.ts'
import { type Allotment, allot } from '#server/modules/payments/rules.ts'
import type { Event } from '#server/platform/events.ts'
import { localDay } from '#shared/dates.ts'
import type { Filed } from '../file-dossier.ts'
import type { Member } from '../life.ts'
import type { PastLog } from '../past-log.ts'
import { json } from '../tables/copy-table.ts'
import { checkCode } from '../write-result.ts'
import type { PastBooks, Signature, Tell } from './past-books.ts'
import {
  openPastOrder,
  type PastCharge,
  type PastOrder,
  takePastAction,
  writePastOrder,
} from './past-order.ts'
import { openPastSuspense, type PastSuspense } from './past-suspense.ts'
import { type Move, shownMs, type Way } from './plan-payment.ts'

/** Who told of money: none of the demo's stand-ins, whose books know nothing of a past. */
const gatewayOf = { notice: 'past-bank', redirect: 'past-gateway', wallet: 'past-wallet', cash: 'cash' }
const bankBins = ['970436', '970415', '970418', '970405', '970422', '970407']
const memos = [(code: string) => code, (code: string) => `NOP LE PHI ${code}`, (code: string) => `${code} CK`]
const unnamedMemos = ['nop le phi ho so', 'chuyen tien', 'le phi chung thuc', 'thanh toan dich vu cong']

export function playPayment(books: PastBooks, log: PastLog, until: Date, filed: Filed): void {
  const { payment } = filed.life
  const { till, charged, office, person } = filed
  if (!payment || !till) return
  const { tables, random, ledger } = books
  const { id: agencyId, staff } = office
  const [first, second] = staff.finance
  const bank = `${till.bin}/${till.number}`
  const payer = {
    account: `00${random.int(10_000_000, 99_999_999)}`,
    bank: random.pick(bankBins),
  }
  const citizen: Signature = { actorKind: 'citizen', actorId: person.id }
  const program: Signature = { actorKind: 'system', actorId: null }
  const officer = ({ id }: Member): Signature => ({ actorKind: 'officer', actorId: id })
  const telling = (at: Date, by: Signature): Tell => {
    const who = { ...by, agencyId: by.actorKind === 'officer' ? agencyId : null }
    return (fact: Event, onWrite?: () => void) => log.add({ at: at.getTime(), ...fact, ...who, onWrite })
  }

  let charge = makeCharge(filed.life.state.submittedAt)
  let order: PastOrder | undefined
  const suspended: PastSuspense[] = []
  for (const move of payment.moves) {
    if (move.at > until) break
    play(move)
  }
  if (order) writePastOrder(books, order, { agencyId, accountId: till.accountId, payerId: person.id })
  for (const one of suspended) one.write()

  function makeCharge(at: Date, replaces?: PastCharge): PastCharge {
    const id = random.id(at.getTime())
    const chain = replaces?.chain ?? id
    const items = replaces ? [] : charged
    const amount = items.reduce((sum, item) => sum + item.amount, 0)
    const { id: subjectId, code } = filed
    const subject = ['dossier', subjectId, code, agencyId, person.id] as const
    tables.charges.add(id, chain, replaces?.id, ...subject, json(items), amount, 'filing', at)
    const of = { subjectKind: 'dossier', subjectId, agencyId, amount, due: 'filing' } as const
    telling(at, citizen)(chargeMade(id, { ...of, chain, replaces: replaces?.id ?? null }))
    return { id, chain, title: code, items, amount, madeAt: at }
  }

  function play(move: Move): void {
    const { at } = move
    if (move.do === 'order') begin(at, move.way)
    else if (move.do === 'pay') take(move)
    else if (move.do === 'expire') end(at, 'expire', program)
    else if (move.do === 'drop') {
      charge = makeCharge(at, charge)
      end(at, 'cancel', citizen)
    } else settleSuspended(move)
  }

  function begin(at: Date, way: Way): void {
    const by = way === 'cash' ? officer(staff.oneStop) : citizen
    order = openPastOrder(books, { at, by, charge, shownMs: shownMs() })
    telling(at, by)(orderCreated(order.id, { reference: order.reference, agencyId, amount: order.amount }))
    takePastAction(books, order, 'show', { at, by })
    if (way === 'redirect' || way === 'wallet')
      takePastAction(books, order, 'go_to', { at, by, data: { gateway: gatewayOf[way] } })
  }

  function end(at: Date, kind: 'expire' | 'cancel', by: Signature): void {
    if (!order) return
    const none = { amount: 0, paid: 0, excess: 0, dueBack: 0, refunded: 0 }
    const step = { ...none, seq: order.lastSeq + 1, kind, at, transferId: null, data: {} }
    // Paid, or ended, by then.
    if (!mayFollow(order, step)) return
    const data = kind === 'cancel' ? { reason: 'nothing_left' } : {}
    takePastAction(books, order, kind, { at, by, data })
    telling(at, by)(orderEnded(order.id, { agencyId, how: kind, heirId: null }))
  }

  function take({ at, way, amount, isNamed }: Move & { do: 'pay' }): void {
    if (!order) return
    const by = way === 'cash' ? officer(staff.oneStop) : program
    const tell = telling(at, by)
    const meant = isNamed ? order : undefined
    const transferId = random.id(at.getTime())
    const paidAt = way === 'cash' ? at : new Date(at.getTime() - random.int(1000, 9000))
    const transaction = way === 'cash' ? random.id(at.getTime()) : books.newTransaction(at)
    const memo = isNamed ? random.pick(memos)(order.reference) : random.pick(unnamedMemos)
    const isBank = way === 'notice'
    const to = isBank ? [till?.bin, till?.number] : [null, null]
    const from = isBank ? [payer.account, payer.bank] : [null, null]
    const said = [way === 'redirect' || way === 'wallet' ? '' : memo, paidAt, ...from, agencyId] as const
    const taken = [meant?.id, way === 'cash' ? staff.oneStop.id : null, at] as const
    tables.transfers.add(transferId, gatewayOf[way], transaction, way, amount, ...to, ...said, ...taken)
    const orderId = meant?.id ?? null
    const fact = { transferId, orderId, agencyId, amount, channel: way, paidAt: paidAt.toISOString() }
    tell(moneyReceived(orderId ?? transferId, fact))
    const lies: Side = isBank
      ? { agencyId, kind: 'bank', sub: bank, amount }
      : way === 'cash'
        ? { agencyId, kind: 'cash', amount }
        : { agencyId, kind: 'gateway', sub: gatewayOf[way], amount }
    if (meant) {
      const allotment = allot(meant, amount, { at: paidAt, expiredAt: meant.expiresAt }, paymentRules())
      bring(meant, {
        kind: 'receive',
        at,
        by,
        cause: transferId,
        transferId,
        way,
        allotment,
        from: lies,
      })
      return
    }
    suspend({ kind: 'unclear', amount, reason: 'no_order' }, undefined, transferId, at, tell)
    const sides: Side[] = [lies, { agencyId, kind: 'suspense', sub: 'unclear', amount: -amount }]
    ledger.post({ kind: 'receive', cause: transferId, orderId: null, transferId, at, sides }, tell)
  }

  function suspend(
    money: NonNullable<Allotment['suspense']>,
    excessOf: PastOrder | undefined,
    transferId: string,
    openedAt: Date,
    tell: Tell,
  ): void {
    const id = random.id(openedAt.getTime())
    const lying = { id, agencyId, ...money, order: excessOf, transferId, bank, payer, openedAt }
    suspended.push(openPastSuspense(books, [first, second], lying, tell))
  }

  /** As `bringMoney`: the action, what is left over, the posting, and where the order is whole what it pays and its receipt. */
  function bring(whole: PastOrder, money: Brought): void {
    const { kind, at, by, cause, transferId, way, allotment, from, data = {} } = money
    const { paid, suspense } = allotment
    const tell = telling(at, by)
    const held = whole.paid
    const left = suspense?.amount ?? 0
    const said = suspense ? { suspense: suspense.kind, reason: suspense.reason } : {}
    const sums = { paid, excess: left }
    takePastAction(books, whole, kind, { at, by, transferId, sums, data: { ...data, ...said } })
    const isWhole = paid > 0 && whole.paid === whole.amount
    const sides = [from]
    if (isWhole) {
      sides.push({ agencyId, kind: 'held', amount: held })
      for (const { key, amount } of charge.items)
        sides.push({ agencyId, kind: 'fee', sub: key, amount: -amount })
    } else sides.push({ agencyId, kind: 'held', amount: -paid })
    if (suspense) {
      sides.push({ agencyId, kind: 'suspense', sub: suspense.kind, amount: -left })
      suspend(suspense, whole, transferId, at, tell)
    }
    ledger.post({ kind, cause, orderId: whole.id, transferId, at, sides }, tell)
    if (!isWhole) return
    const { id: subjectId } = filed
    const what = { subjectKind: 'dossier', subjectId, chargeId: charge.id, agencyId, amount: charge.amount }
    const how = {
      due: 'filing',
      channel: way,
      orderId: whole.id,
      madeAt: charge.madeAt.toISOString(),
    } as const
    tell(chargePaid(charge.id, { ...what, ...how }))
    const place = { agencyId, serviceCode: filed.service.code, unitCode: filed.unitCode }
    books.paidSums.add(at, place, worthOf({ at, data: { ...what, ...how } }))
    issueReceipt(whole, at, way, tell)
  }

  /** Numbered as its turn comes, so that numbers rise with time; signed when somebody opens it. */
  function issueReceipt(whole: PastOrder, at: Date, way: Way, tell: Tell): void {
    const day = localDay(at)
    const rule = receiptRuleOn(day)
    if (!rule || !till) return
    const id = random.id(at.getTime())
    const { id: chargeId, title } = charge
    const items = charge.items
      .filter(({ amount }) => amount > 0)
      .map(({ key, name, amount }) => ({ chargeId, title, key, name, amount }))
    const paid = [whole.id, person.id, json(items), charge.amount, way, at] as const
    tell(receiptDue(id, { agencyId, orderId: whole.id }), () => {
      const series = [agencyId, rule.form, seriesOn(day, till.letters), day.slice(0, 4)] as const
      const number = books.receipts.next(series.join(' '))
      tables.receipts.add(id, ...series, number, ...paid, checkCode(random), true)
    })
  }

  /** What two of finance do with money that settled nothing: the one that lies there of this dossier. */
  function settleSuspended(move: Move & { do: keyof typeof doers }): void {
    const { at } = move
    const [one] = suspended
    if (!one || !order) return
    const by = officer(doers[move.do] === 'first' ? first : second)
    const tell = telling(at, by)
    one.act(move.do, at, tell, order.id)
    if (move.do !== 'assign') return
    const { amount, transferId } = one.lying
    const handed: Side[] = [
      { agencyId, kind: 'suspense', sub: 'unclear', amount },
      { agencyId, kind: 'transit', amount: -amount },
    ]
    const cause = () => random.id(at.getTime())
    ledger.post({ kind: 'hand_on', cause: cause(), orderId: null, transferId, at, sides: handed }, tell)
    tell(suspenseAssigned(one.lying.id, { agencyId, orderId: order.id, amount }))
    const from: Side = { agencyId, kind: 'transit', amount }
    const allotment: Allotment = { paid: Math.min(amount, order.amount - order.paid), suspense: null }
    const data = { suspenseId: one.lying.id }
    bring(order, { kind: 'assign', at, by, cause: cause(), transferId, way: 'notice', allotment, from, data })
  }
}

const doers = {
  propose: 'first',
  assign: 'second',
  ask_refund: 'first',
  approve_refund: 'second',
  refund: 'first',
} as const

interface Brought {
  kind: 'receive' | 'assign'
  at: Date
  by: Signature
  cause: string
  transferId: string
  way: Way
  allotment: Allotment
  from: Side
  data?: Record<string, unknown>
}
