/** Biên lai thu phí, lệ phí điện tử: everything Nghị định 254/2026/NĐ-CP Điều 23.2 has stand on one, in its order. */
import { z } from 'zod'
import { Letterhead, optionalText, SignatureBlock, text, Verification } from './paper-parts.ts'

const amount = z.string().regex(/^\d{1,3}(\.\d{3})*$/)

export const FeeReceipt = z.strictObject({
  /** What stands over every page of a copy that is not the receipt itself. */
  mark: optionalText(40),
  /** Its number is the number of the receipt, its organisation who collects. */
  letterhead: Letterhead,
  /** Tên biên lai (a). */
  name: text(120).default('Biên lai thu phí, lệ phí'),
  /** Ký hiệu mẫu và ký hiệu biên lai (b). */
  formSymbol: text(20),
  symbol: text(10),
  /** Mã số thuế của tổ chức thu (d); with words where it is not a real one. */
  taxCode: text(60),
  address: optionalText(300),
  /** Who owed it, whoever paid. */
  payer: optionalText(200),
  /** What it was paid for: the codes of dossiers. */
  purpose: text(500),
  /** Tên loại khoản thu và số tiền bằng số (đ), in đồng. */
  items: z
    .array(z.strictObject({ name: text(300), amount }))
    .min(1)
    .max(200),
  total: amount,
  /** Số tiền bằng chữ. */
  words: text(400),
  /** How and when the money came. */
  paid: text(200),
  /** Which receipt it stands in the place of, and why. */
  replaces: optionalText(700),
  signature: SignatureBlock,
  verification: Verification,
})

export function feeReceiptTitle({
  name,
  symbol,
  letterhead,
}: Pick<z.output<typeof FeeReceipt>, 'name' | 'symbol' | 'letterhead'>): string {
  return `${name} ký hiệu ${symbol} số ${letterhead.number}`
}
