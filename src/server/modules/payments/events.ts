import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'
import { channels, dues, suspenseKinds } from './model.ts'

const subject = { subjectKind: z.string(), subjectId: z.string() }
const due = z.enum(dues)
const channel = z.enum(channels)

/** Of a charge: also of one that takes the place of another (`replaces`). */
export const chargeMade = defineEvent(
  'payments.charge-made',
  z.object({
    ...subject,
    chain: z.string(),
    replaces: z.string().nullable(),
    agencyId: z.string(),
    amount: z.number(),
    due,
  }),
)
/** Of a charge: what was paid to its chain covers it. Told again where a replacing charge asked for more and that was paid too. */
export const chargePaid = defineEvent(
  'payments.charge-paid',
  z.object({
    ...subject,
    chargeId: z.string(),
    agencyId: z.string(),
    amount: z.number(),
    due,
    channel,
    orderId: z.string().nullable(),
    madeAt: z.string(),
    /** What its chain was told paid before, where it takes the place of a charge that was; not said by versions before 0094. */
    before: z.number().optional(),
  }),
)
export const orderCreated = defineEvent(
  'payments.order-created',
  z.object({ reference: z.string(), agencyId: z.string(), amount: z.number() }),
)
/** Of an order: expired, cancelled, or another took its place. */
export const orderEnded = defineEvent(
  'payments.order-ended',
  z.object({
    agencyId: z.string(),
    how: z.enum(['expire', 'cancel', 'supersede']),
    heirId: z.string().nullable(),
  }),
)
/** Of an order: a gateway did not say what became of it. */
export const orderUnknown = defineEvent('payments.order-unknown', z.object({ agencyId: z.string() }))
/** Of the order it was settled with, where there is one, else of the transfer. */
export const moneyReceived = defineEvent(
  'payments.money-received',
  z.object({
    transferId: z.string(),
    orderId: z.string().nullable(),
    agencyId: z.string(),
    amount: z.number(),
    channel,
    paidAt: z.string(),
  }),
)
/** Of the cause of a posting: its entries, so that the seal proves the ledger. */
export const posted = defineEvent(
  'payments.posted',
  z.object({
    kind: z.string(),
    orderId: z.string().nullable(),
    day: z.iso.date(),
    /** `[ledger account, amount]`. */
    entries: z.array(z.tuple([z.number(), z.number()])),
  }),
)
export const suspenseOpened = defineEvent(
  'payments.suspense-opened',
  z.object({
    agencyId: z.string(),
    kind: z.enum(suspenseKinds),
    amount: z.number(),
    reason: z.string(),
    orderId: z.string().nullable(),
  }),
)
export const suspenseProposed = defineEvent(
  'payments.suspense-proposed',
  z.object({ agencyId: z.string(), orderId: z.string() }),
)
export const suspenseAssigned = defineEvent(
  'payments.suspense-assigned',
  z.object({ agencyId: z.string(), orderId: z.string(), amount: z.number() }),
)
/** Of a notice: it tells of money known already, with another amount or account. Nothing was posted. */
export const noticeDiffers = defineEvent(
  'payments.notice-differs',
  z.object({ gateway: z.string(), transferId: z.string() }),
)
const ofReceipt = { agencyId: z.string(), orderId: z.uuid() }
/** Of a receipt to be: its order was paid whole, or another's place is to be taken. Numbered in the same work, or owed. */
export const receiptDue = defineEvent('payments.receipt-due', z.object(ofReceipt))
/** Its two files are signed, and lie in the payer's vault. */
export const receiptSigned = defineEvent(
  'payments.receipt-signed',
  z.object({ ...ofReceipt, series: z.string(), number: z.int() }),
)
/** Cancelled, or another took its place. */
export const receiptEnded = defineEvent(
  'payments.receipt-ended',
  z.object({
    ...ofReceipt,
    payerId: z.uuid().nullable(),
    series: z.string(),
    number: z.int(),
    how: z.enum(['cancel', 'replace']),
    by: z.uuid().nullable(),
  }),
)
/** What an agency's receipts bear from a day on. */
export const collectorEntered = defineEvent(
  'payments.collector-entered',
  z.object({ agencyId: z.string(), taxCode: z.string(), letters: z.string(), validFrom: z.iso.date() }),
)
const ofRefund = z.object({
  agencyId: z.string(),
  orderId: z.uuid().nullable(),
  amount: z.number(),
  way: z.enum(['bank', 'gateway', 'cash']),
})
export const refundAsked = defineEvent('payments.refund-asked', ofRefund)
/** By another than who asked. */
export const refundApproved = defineEvent('payments.refund-approved', ofRefund)
export const refundDeclined = defineEvent('payments.refund-declined', ofRefund)
/** Something proves that the money was given back. */
export const refundDone = defineEvent('payments.refund-done', ofRefund)
export const refundFailed = defineEvent('payments.refund-failed', ofRefund)
/** Of an account an agency is paid at. */
export const accountEntered = defineEvent(
  'payments.account-entered',
  z.object({ agencyId: z.string(), fee: z.string().nullable() }),
)
/** By another than who entered it: from now on payers are shown it. */
export const accountVerified = defineEvent('payments.account-verified', z.object({ agencyId: z.string() }))
export const accountEnded = defineEvent(
  'payments.account-ended',
  z.object({ agencyId: z.string(), validTo: z.iso.date() }),
)
/** Of a gateway, entered or changed. */
export const gatewayChanged = defineEvent(
  'payments.gateway-changed',
  z.object({ gateway: z.string(), isActive: z.boolean() }),
)
/** Of a gateway: `mark` is what may be known of a key. */
export const keyAdded = defineEvent('payments.key-added', z.object({ gateway: z.string(), mark: z.string() }))
export const keyRetired = defineEvent(
  'payments.key-retired',
  z.object({ gateway: z.string(), mark: z.string() }),
)
/** Of a statement of an account: taken in, with how many lines of money that came and how many of them nobody had told of. */
export const statementImported = defineEvent(
  'payments.statement-imported',
  z.object({ agencyId: z.string(), sha256: z.string(), lines: z.int(), missing: z.int() }),
)
const ofLine = z.object({ agencyId: z.string(), line: z.int(), amount: z.number() })
/** Of a statement: money that only its line told of was settled, by another than who took it in. */
export const statementLineSettled = defineEvent(
  'payments.statement-line-settled',
  ofLine.extend({ transferId: z.uuid() }),
)
export const statementLineDropped = defineEvent('payments.statement-line-dropped', ofLine)
