/** Values in words, as forms ask for them with “ghi bằng chữ”. */

import { isLocalDay } from '../../dates.ts'
import { amountInWords, numberInWords } from '../../money.ts'
import type { SimpleQuestion } from '../definition.ts'

/** `2026-08-15` → “Ngày mười lăm, tháng tám, năm hai nghìn không trăm hai mươi sáu”. */
export function dayInWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  // The fourth month is tháng tư in every paper; the first day of a month may be mùng, which papers do not say.
  const monthWords = Number(month) === 4 ? 'tư' : numberInWords(Number(month))
  return `Ngày ${numberInWords(Number(date))}, tháng ${monthWords}, năm ${numberInWords(Number(year))}`
}

/** Any value in words; undefined where it has none. Decimals are read digit by digit after “phẩy”. */
export function inWords(value: unknown, question?: SimpleQuestion): string | undefined {
  if (typeof value === 'number') {
    if (question?.type === 'money') return Number.isSafeInteger(value) ? amountInWords(value) : undefined
    return value >= 0 && value < 1e15 ? startingBig(decimalInWords(value)) : undefined
  }
  if (typeof value !== 'string') return undefined
  const written = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(value)
  const day = written ? `${written[3]}-${written[2]}-${written[1]}` : value
  if (isLocalDay(day)) return dayInWords(day)
  return /^\d{1,15}$/.test(value) ? startingBig(numberInWords(Number(value))) : undefined
}

function decimalInWords(value: number): string {
  const [whole = '', decimals] = value
    .toFixed(4)
    .replace(/\.?0+$/, '')
    .split('.')
  const digits = decimals && [...decimals].map((digit) => numberInWords(Number(digit))).join(' ')
  return `${numberInWords(BigInt(whole))}${digits ? ` phẩy ${digits}` : ''}`
}

const startingBig = (words: string) => `${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)}`
