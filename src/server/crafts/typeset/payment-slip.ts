/** Phiếu nộp tiền: what is asked by one reference, for whoever pays by phone without a screen before them. No form of the law. */
import { z } from 'zod'
import { Letterhead, optionalText, text } from './paper-parts.ts'

const amount = z.string().regex(/^\d{1,3}(\.\d{3})*$/)

export const PaymentSlip = z.strictObject({
  mark: optionalText(40),
  /** Its number is the reference. */
  letterhead: Letterhead,
  /** What it is paid for: the codes of dossiers. */
  purpose: text(500),
  /** In đồng. */
  items: z
    .array(z.strictObject({ name: text(300), explanation: optionalText(700), amount }))
    .min(1)
    .max(200),
  /** What came already; null: nothing. */
  received: amount.nullable().default(null),
  /** What is left to pay. */
  total: amount,
  words: text(400),
  /** Where it is paid; null: at the counter only. */
  account: z.strictObject({ holder: text(200), bank: text(120), number: text(19) }).nullable(),
  memo: text(25),
  /** The modules of the payment code, a string of 0 and 1 per row. */
  code: z.array(z.string().regex(/^[01]+$/)).nullable(),
  until: text(60),
})

export function paymentSlipTitle({ letterhead }: Pick<z.output<typeof PaymentSlip>, 'letterhead'>): string {
  return `Phiếu nộp tiền ${letterhead.number}`
}
