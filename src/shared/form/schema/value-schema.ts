/** The JSON Schema of one answer, as it is stored: NFC, single spaces, no blank ends. */
import type { LocalDay } from '../../dates.ts'
import { provinceCodes } from '../../identity-number.ts'
import { longestName } from '../../person-name.ts'
import { elsewhere } from '../answers.ts'
import { countryCodes, ethnicities } from '../code-lists.ts'
import type { SimpleQuestion } from '../definition.ts'
import { emailPattern, filePattern, longestEmail, patterns, phonePatterns } from './patterns.ts'

export type JsonSchema = { [key: string]: unknown }

/** What a schema must know of the world, on the day it is asked for. */
export interface SchemaContext {
  today: LocalDay
  /** The codes of the communes of this province. */
  communes: readonly string[]
  /** The codes of every commune of the country and of every other country. */
  places: readonly string[]
}

/** Latin letters with their marks in one character; every one of them is printed and NFC leaves it alone. */
const letters = 'A-Za-zÀ-ÖØ-öø-ƚƜ-ɏḀ-ỿ'
/** Letters of names, as `readPersonName` takes them. */
const nameLetters = 'A-Za-zÀ-ÏÑ-ÖØ-Ýß-ïñ-öø-ýÿĀ-İĴ-ķĹ-ľŁ-ňŌ-žƠơƯưɃƀȘșȚțẞẠ-ỹ'
/** The short vowels for which Unicode has no letter, of the peoples of the highlands. */
const shortVowels = '[âêôơưÂÊÔƠƯ]\u0306'
const sign = `(?:[!-~¡-¬®-¿×÷${letters}–—‘’“”„†•…‰₫€]|${shortVowels})`
const nameSign = `(?:[${nameLetters}'.-]|${shortVowels})`

/** No expression here can be read in two ways, so that checking is linear in every engine. */
const line = `^${sign}+(?: ${sign}+)*$`
const lines = `^${sign}+(?:(?: |\\n\\n?)${sign}+)*$`
const name = `^(?:[${nameLetters}]|${shortVowels})${nameSign}*(?: ${nameSign}+)*$`
const identityNumber = `(?:${[...provinceCodes].sort().join('|')}|10[1-9]|1[1-9][0-9]|[2-9][0-9]{2})[0-5][0-9]{8}`

export const placesRef = { $ref: '#/$defs/place' }

/** Every place an address may name beside a commune of this province. */
export function placeSchema({ communes, places }: SchemaContext): JsonSchema {
  return {
    description:
      'A commune of Viet Nam by its code since 1 July 2025, another country by its ISO 3166-1 code, or `elsewhere` with the whole address as detail',
    enum: [...new Set([...communes, ...places, elsewhere])],
  }
}

export function valueSchema(question: SimpleQuestion, context: SchemaContext): JsonSchema {
  switch (question.type) {
    case 'text':
      return text(line, question.minLength, question.maxLength ?? 200, question.pattern)
    case 'longText':
      return text(lines, question.minLength, question.maxLength ?? 2000)
    case 'personName':
      return text(name, 1, longestName)
    case 'date':
      return dateSchema(question, context.today)
    case 'choice':
      return { type: 'string', enum: question.options.map((option) => option.value) }
    case 'multiChoice':
      return {
        type: 'array',
        items: { type: 'string', enum: question.options.map((option) => option.value) },
        uniqueItems: true,
        minItems: 1,
      }
    case 'number':
      return numberSchema(question.decimals, question)
    case 'money':
      return numberSchema(0, question)
    case 'phone':
      return { type: 'string', pattern: phonePatterns.map(({ source }) => `(?:${source})`).join('|') }
    case 'email':
      return { type: 'string', pattern: emailPattern.source, maxLength: longestEmail }
    case 'identityNumber':
      return { type: 'string', pattern: `^${identityNumber}$` }
    case 'taxCode':
      return { type: 'string', pattern: `^(?:[0-9]{10}(?:-[0-9]{3})?|${identityNumber})$` }
    case 'unit':
      return { type: 'string', enum: [...context.communes] }
    case 'address':
      return {
        type: 'object',
        properties: {
          unit: question.within ? { type: 'string', enum: [...context.communes] } : placesRef,
          detail: text(line, 1, 200),
        },
        required: ['unit', 'detail'],
        additionalProperties: false,
      }
    case 'ethnicity':
      return { type: 'string', enum: [...ethnicities] }
    case 'country':
      return { type: 'string', enum: [...countryCodes] }
    case 'agreement':
      return { const: true }
    case 'yesNo':
      return { type: 'boolean' }
    case 'file':
      return { type: 'string', pattern: filePattern.source }
  }
}

function text(pattern: string, minLength = 1, maxLength = 2000, named?: keyof typeof patterns): JsonSchema {
  const bounds = { type: 'string', minLength: Math.max(minLength, 1), maxLength }
  if (named === undefined) return { ...bounds, pattern }
  return {
    ...bounds,
    pattern: patterns[named].source.replaceAll('\\p{L}', letters),
    allOf: [{ pattern }],
  }
}

function numberSchema(
  decimals: number,
  { min = 0, max }: { min?: number | undefined; max?: number | undefined },
) {
  return {
    ...(decimals === 0 ? { type: 'integer' } : { type: 'number', multipleOf: Number(`1e-${decimals}`) }),
    minimum: min,
    maximum: max ?? Number.MAX_SAFE_INTEGER,
  }
}

/** Limits that another answer sets are not said here. */
function dateSchema(question: Extract<SimpleQuestion, { type: 'date' }>, today: LocalDay): JsonSchema {
  const { notAfter, notBefore, minAge, maxAge } = question
  const latest = [
    ...(notAfter === 'today' ? [today] : []),
    ...(minAge === undefined ? [] : [yearsBefore(today, minAge)]),
    '2100-12-31',
  ].sort()[0]
  const earliest = [
    ...(notBefore === 'today' ? [today] : typeof notBefore === 'string' ? [notBefore] : []),
    ...(maxAge === undefined ? [] : [`${yearsBefore(today, maxAge + 1)}+`]),
    '1875-01-01',
  ]
    .sort()
    .at(-1)
  return {
    type: 'string',
    format: 'date',
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
    allOf: [{ pattern: from(earliest ?? '') }, { pattern: upTo(latest ?? '') }],
  }
}

/** A bound of days; in a common year 29 February may stand in it. */
function yearsBefore(day: LocalDay, years: number): string {
  return `${Number(day.slice(0, 4)) - years}${day.slice(4)}`
}

/** Days up to this one, as an expression: equal to some digit, then smaller, then anything. */
function upTo(day: LocalDay): string {
  return compared(day, (digit) => (digit > 0 ? `[0-${digit - 1}]` : undefined), true)
}

/** Days from this one on; `2008-11-28+` without that day. */
function from(day: string): string {
  const isWithout = day.endsWith('+')
  return compared(day.replace('+', ''), (digit) => (digit < 9 ? `[${digit + 1}-9]` : undefined), !isWithout)
}

function compared(day: LocalDay, beyond: (digit: number) => string | undefined, withItself: boolean): string {
  const choices = [...day].flatMap((character, index) => {
    const other = character === '-' ? undefined : beyond(Number(character))
    const rest = day.slice(index + 1).replace(/\d/g, '[0-9]')
    return other ? [`${day.slice(0, index)}${other}${rest}`] : []
  })
  return `^(?:${[...choices, ...(withItself ? [day] : [])].join('|')})$`
}
