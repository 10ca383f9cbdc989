import { m } from '../../messages/index.ts'
import { parseNumber } from '../../money.ts'
import type { SimpleQuestion } from '../definition.ts'
import { type Reading, refuse } from './reading.ts'

/** A number or an amount of đồng as Vietnamese write it, within the question's limits. */
export function readNumber(
  question: Extract<SimpleQuestion, { type: 'number' | 'money' }>,
  text: string,
): Reading {
  if (text === '') return 'empty'
  const decimals = question.type === 'number' ? question.decimals : 0
  const value = parseNumber(inVietnamese(text, decimals))
  if (value === undefined) {
    return refuse(
      'number',
      question.type === 'money'
        ? m.form.number.money
        : decimals > 0
          ? m.form.number.withDecimals
          : m.form.number.whole,
    )
  }
  if (Number(value.toFixed(decimals)) !== value) {
    return refuse(
      'decimals',
      decimals === 0 ? m.form.number.noDecimals : m.form.number.fewerDecimals(decimals),
    )
  }
  const { values } = m.form
  const amountOf = (limit: number): string => {
    if (question.type === 'money') return values.dong(limit)
    const shown = values.number(limit, decimals)
    return question.unit === undefined ? shown : values.counted(shown, question.unit)
  }
  if (value < (question.min ?? 0)) {
    return refuse('too_small', m.form.number.atLeast(amountOf(question.min ?? 0)))
  }
  if (question.max !== undefined && value > question.max) {
    return refuse('too_large', m.form.number.atMost(amountOf(question.max)))
  }
  return { value }
}

/**
 * English marks where they can mean one thing only: `1,500,000` for a whole number, `125.5` for one with decimals. Read the
 * Vietnamese way, the first of `1,500` would be a one and a half.
 */
function inVietnamese(text: string, decimals: number): string {
  if (/^\d{1,3}(?:,\d{3}){2,}$/.test(text)) return text.replaceAll(',', '.')
  if (decimals === 0) return /^\d{1,3},\d{3}$/.test(text) ? text.replace(',', '.') : text
  return /^\d+\.\d{1,2}$/.test(text) ? text.replace('.', ',') : text
}
