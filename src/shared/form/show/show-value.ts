import { writeAddress } from '../../address.ts'
import { dateWords } from '../../dates.ts'
import { type Messages, m } from '../../messages/index.ts'
import { type AddressAnswer, elsewhere, type FormContext } from '../answers.ts'
import { countryName } from '../code-lists.ts'
import type { SimpleQuestion } from '../definition.ts'

/** A value as people read it. A page speaks `messages` in its reader's language, a result always in Vietnamese. */
export function showValue(
  question: SimpleQuestion,
  value: unknown,
  context: FormContext,
  messages: Messages = m,
): string {
  const words = messages.form.values
  if (value === undefined) return ''
  switch (question.type) {
    case 'date':
      return dateWords(String(value), messages.ui)
    case 'choice':
      return question.options.find((option) => option.value === value)?.label ?? String(value)
    case 'multiChoice':
      return Array.isArray(value)
        ? value
            .map((one) => question.options.find((option) => option.value === one)?.label ?? String(one))
            .join('; ')
        : ''
    case 'number': {
      const shown = typeof value === 'number' ? words.number(value, question.decimals) : String(value)
      return question.unit === undefined ? shown : words.counted(shown, question.unit)
    }
    case 'money':
      return words.dong(Number(value))
    case 'yesNo':
      return value === true ? words.yes : words.no
    case 'agreement':
      return value === true ? words.agreed : ''
    case 'unit':
      return showPlace(String(value), context)
    case 'address':
      return showAddress(value, context)
    case 'country':
      return countryName(String(value))
    case 'file':
      return words.attached
    default:
      return String(value)
  }
}

/** A value as its fields hold it: the inverse of reading. */
export function printValue(question: SimpleQuestion, name: string, value: unknown): [string, string][] {
  if (value === undefined || value === null) return []
  if (question.type === 'address' && typeof value === 'object' && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([part, text]): [string, string][] =>
      typeof text === 'string' ? [[`${name}.${part}`, text]] : [],
    )
  }
  if (Array.isArray(value)) return value.map((one) => [name, String(one)])
  if (typeof value === 'boolean') return [[name, value ? 'yes' : 'no']]
  if (typeof value === 'number') return [[name, String(value).replace('.', ',')]]
  return [[name, String(value)]]
}

function showAddress(value: unknown, context: FormContext): string {
  if (typeof value !== 'object' || value === null) return ''
  const { unit, detail = '' } = value as Partial<AddressAnswer>
  return writeAddress(detail, unit === undefined || unit === elsewhere ? '' : showPlace(unit, context))
}

/** A commune with its province: there are several of most names. */
function showPlace(code: string, context: FormContext): string {
  return context.placeName?.(code) ?? context.unitName?.(code) ?? code
}
