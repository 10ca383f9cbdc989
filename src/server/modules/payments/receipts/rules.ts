/** What the law says of receipts on a day: the rules are dated. */
import type { LocalDay } from '#shared/dates.ts'

export interface ReceiptRule {
  /** The first day it holds for. */
  from: LocalDay
  /** Ký hiệu mẫu of a receipt without a printed amount. */
  form: 'EBL01'
  law: string
}

/** Oldest first. What electronic receipts were before stands in no source seen here: this program issues none of those days. */
const rules: readonly ReceiptRule[] = [
  { from: '2026-07-01', form: 'EBL01', law: 'Nghị định 254/2026/NĐ-CP, Thông tư 91/2026/TT-BTC' },
]

/** The rule by which a receipt of that day is issued; undefined before there was one. */
export function receiptRuleOn(day: LocalDay): ReceiptRule | undefined {
  return rules.findLast(({ from }) => from <= day)
}

/** Biên lai giấy: what is left of them may be used until this day and is destroyed afterwards (NĐ 254/2026/NĐ-CP). */
export const lastDayOfPaper: LocalDay = '2026-12-31'

/** The letters a series may bear (Thông tư 91/2026/TT-BTC). */
export const seriesLetters = /^[ABCDEGHKLMNPQRSTUVXY]{2}$/

/** Ký hiệu: `26TAA` of the year of the day and an agency's two letters. */
export function seriesOn(day: LocalDay, letters: string): string {
  return `${day.slice(2, 4)}T${letters}`
}

/** Số: eight digits, from 00000001 each year. */
export function writtenNumber(number: number): string {
  return String(number).padStart(8, '0')
}

/** How a receipt is named wherever it is spoken of: `26TAA số 00000042`. */
export function symbolOf({ series, number }: { series: string; number: number }): string {
  return `${series} số ${writtenNumber(number)}`
}
