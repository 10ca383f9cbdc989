/** Where something is: a commune of the province, an address in it, elsewhere in the country or abroad. */
import { m } from '../../messages/index.ts'
import { type AddressAnswer, elsewhere, type FormContext } from '../answers.ts'
import { countryCodes } from '../code-lists.ts'
import type { SimpleQuestion } from '../definition.ts'
import { clean, printable, type Reading, refuse, type Typed } from './reading.ts'

export function readUnit(text: string, context: FormContext): Reading {
  if (text === '') return 'empty'
  const known = context.unitName === undefined ? /^\d{5}$/.test(text) : context.unitName(text) !== undefined
  return known ? { value: text } : refuse('unit', m.form.choice.unit)
}

export function readAddress(
  question: Extract<SimpleQuestion, { type: 'address' }>,
  typed: Typed,
  context: FormContext,
): Reading {
  const unit = clean(typed.parts.unit ?? '')
  const detail = clean(typed.parts.detail ?? '')
  if (unit === '' && detail === '') return 'empty'
  if (unit === '') return refuse('unit', m.form.address.unit)
  const isElsewhere = unit === elsewhere
  const isHere = context.unitName === undefined ? /^\d{5}$/.test(unit) : context.unitName(unit) !== undefined
  if (!isHere && question.within) return refuse('unit', m.form.address.within)
  if (!isHere && !isElsewhere && !isKnownPlace(unit, context)) return refuse('unit', m.form.choice.place)
  const isAbroad = /^[A-Z]{2}$/.test(unit)
  if (detail === '') {
    const { elsewhere: whole, abroad, detail: line } = m.form.address
    return refuse('detail', isElsewhere ? whole : isAbroad ? abroad : line)
  }
  if (detail.length > 200) return refuse('too_long', m.form.address.tooLong)
  const value: AddressAnswer = { unit, detail }
  return printable(detail, value)
}

function isKnownPlace(code: string, { placeName }: FormContext): boolean {
  if (placeName !== undefined) return placeName(code) !== undefined
  return /^\d{5}$/.test(code) || (code !== 'VN' && countryCodes.includes(code))
}
