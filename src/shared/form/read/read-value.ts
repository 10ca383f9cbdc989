import { dateWords } from '#shared/dates.ts'
import { cleanIdentityNumber } from '#shared/identity-number.ts'
import { m } from '#shared/messages/index.ts'
import { parseNumber } from '#shared/money.ts'
import { longestName } from '#shared/person-name.ts'
import { parseTaxCode } from '#shared/tax-code.ts'
import { normalise, normaliseLines, readPersonName } from '#shared/text/index.ts'
import {
  type AddressAnswer,
  type Answers,
  type AnswerValue,
  elsewhere,
  type FormContext,
  valueAt,
} from '../answers.ts'
import { countryCodes, ethnicities } from '../code-lists.ts'
import type { SimpleQuestion } from '../definition.ts'
import { identityNumberProblem, taxCodeProblem } from '../numbers.ts'
import { emailPattern, filePattern, longestEmail, patterns, phonePatterns } from '../schema/patterns.ts'
import { printingProblem } from '../show/printed-text.ts'
import { ageOn, readTypedDate } from './typed-date.ts'

/** What one question's fields held: the plain values, and the values of its named parts (`day`, `unit`). */
export interface Typed {
  values: string[]
  parts: Record<string, string>
}

export type Reading = { value: AnswerValue } | { problem: string; code: string } | 'empty'

/** The parts a question's fields may have beside the plain name. */
export function partsOf(type: SimpleQuestion['type']): readonly string[] {
  if (type === 'date') return ['day', 'month', 'year']
  if (type === 'address') return ['unit', 'detail']
  return []
}

/** Reads what was typed for one question. Blank fields are `empty`, whatever the type. */
export function readValue(
  question: SimpleQuestion,
  typed: Typed,
  answers: Answers,
  context: FormContext,
): Reading {
  switch (question.type) {
    case 'text':
    case 'longText':
      return readText(
        question,
        question.type === 'longText' ? normaliseLines(first(typed), longest) : clean(first(typed)),
      )
    case 'personName':
      return readName(first(typed))
    case 'date':
      return readDate(question, typed, answers, context)
    case 'choice':
      return readChoice(
        question.options.map((option) => option.value),
        clean(first(typed)),
      )
    case 'multiChoice':
      return readChoices(
        question.options.map((option) => option.value),
        typed.values.map((value) => clean(value)),
      )
    case 'number':
    case 'money':
      return readNumber(question, clean(first(typed)))
    case 'phone':
      return readPhone(clean(first(typed)))
    case 'email':
      return readEmail(clean(first(typed)))
    case 'identityNumber':
      return readIdentityNumber(question, clean(first(typed)), answers)
    case 'taxCode':
      return readTaxCode(clean(first(typed)))
    case 'unit':
      return readUnit(clean(first(typed)), context)
    case 'address':
      return readAddress(question, typed, context)
    case 'ethnicity':
      return readListed(clean(first(typed)), ethnicities, m.form.choice.ethnicity)
    case 'country':
      return readListed(clean(first(typed)), countryCodes, m.form.choice.country)
    case 'yesNo':
      return readYesNo(clean(first(typed)))
    case 'agreement':
      return ['yes', 'true', 'on', '1'].includes(clean(first(typed))) ? { value: true } : 'empty'
    case 'file':
      return readFile(clean(first(typed)))
  }
}

function first(typed: Typed): string {
  return typed.values[0] ?? ''
}

/** Longer than any answer may be, so that what is too long is told and not cut off. */
const longest = 20_000

function clean(text: string): string {
  return normalise(text, longest)
}

function refuse(code: string, problem: string): Reading {
  return { code, problem }
}

/** Every answer may be printed on the paper that results. */
function printable(text: string, value: AnswerValue): Reading {
  const problem = printingProblem(text)
  return problem === undefined ? { value } : refuse('unprintable', problem)
}

function readText(question: Extract<SimpleQuestion, { type: 'text' | 'longText' }>, text: string): Reading {
  if (text === '') return 'empty'
  const most = question.maxLength ?? (question.type === 'text' ? 200 : 2000)
  if (text.length > most) {
    return refuse('too_long', m.form.text.tooLong(text.length, most))
  }
  if (question.minLength !== undefined && text.length < question.minLength) {
    return refuse('too_short', m.form.text.tooShort(question.minLength))
  }
  if (question.type === 'text' && question.pattern !== undefined) {
    if (!patterns[question.pattern].test(text)) {
      return refuse('pattern', m.form.text.patterns[question.pattern])
    }
  }
  return printable(text, text)
}

/** Read as it was typed: what nobody sees in a name is told, not taken away. */
function readName(text: string): Reading {
  const reading = readPersonName(text)
  if ('wrong' in reading) return refuse('name', m.form.name.wrong(reading.wrong))
  if (reading.name === '') return 'empty'
  return reading.name.length > longestName ? refuse('too_long', m.form.name.tooLong) : { value: reading.name }
}

function readDate(
  question: Extract<SimpleQuestion, { type: 'date' }>,
  typed: Typed,
  answers: Answers,
  context: FormContext,
): Reading {
  const parts = { day: typed.parts.day ?? '', month: typed.parts.month ?? '', year: typed.parts.year ?? '' }
  const hasParts = Object.values(parts).some((part) => part.trim() !== '')
  const single = clean(first(typed))
  if (!hasParts && single === '') return 'empty'
  const read = readTypedDate(
    hasParts ? { day: clean(parts.day), month: clean(parts.month), year: clean(parts.year) } : single,
  )
  if ('problem' in read) return refuse('date', read.problem)
  const because = question.because === undefined ? '' : ` ${question.because}`
  const latest = limitOf(question.notAfter, answers, context)
  if (latest !== undefined && read.day > latest.day) {
    return refuse('too_late', `${m.form.date.tooLate(latest.name, dateWords(latest.day))}${because}`)
  }
  const earliest = limitOf(question.notBefore, answers, context)
  if (earliest !== undefined && read.day < earliest.day) {
    return refuse('too_early', `${m.form.date.tooEarly(earliest.name, dateWords(earliest.day))}${because}`)
  }
  const age = ageOn(read.day, context.today)
  if (question.minAge !== undefined && age < question.minAge) {
    return refuse('too_young', `${m.form.date.tooYoung(question.minAge, Math.max(age, 0))}${because}`)
  }
  if (question.maxAge !== undefined && age > question.maxAge) {
    return refuse('too_old', `${m.form.date.tooOld(question.maxAge, age)}${because}`)
  }
  return { value: read.day }
}

function limitOf(
  limit: 'today' | string | { field: string } | undefined,
  answers: Answers,
  context: FormContext,
): { day: string; name: string } | undefined {
  if (limit === undefined) return undefined
  if (limit === 'today') return { day: context.today, name: m.form.date.today }
  if (typeof limit === 'string') return { day: limit, name: m.form.date.given }
  const day = valueAt(answers, limit.field)
  return typeof day === 'string'
    ? { day, name: m.form.date.answered(context.labelOf?.(limit.field) ?? limit.field) }
    : undefined
}

function readChoice(options: readonly string[], text: string): Reading {
  if (text === '') return 'empty'
  return options.includes(text) ? { value: text } : refuse('choice', m.form.choice.one)
}

function readChoices(options: readonly string[], values: readonly string[]): Reading {
  const chosen = [...new Set(values.filter((value) => value !== ''))]
  if (chosen.length === 0) return 'empty'
  return chosen.every((value) => options.includes(value))
    ? { value: options.filter((option) => chosen.includes(option)) }
    : refuse('choice', m.form.choice.many)
}

function readListed(text: string, list: readonly string[], say: string): Reading {
  if (text === '') return 'empty'
  const lower = text.toLocaleLowerCase('vi')
  const found = list.find((entry) => entry.toLocaleLowerCase('vi') === lower)
  return found === undefined ? refuse('choice', say) : { value: found }
}

function readNumber(question: Extract<SimpleQuestion, { type: 'number' | 'money' }>, text: string): Reading {
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

function readPhone(text: string): Reading {
  if (text === '') return 'empty'
  const digits = text.replace(/[ .()-]/g, '').replace(/^\+?84(?=\d{9,10}$)/, '0')
  return phonePatterns.some((pattern) => pattern.test(digits))
    ? { value: digits }
    : refuse('phone', m.form.phone)
}

function readEmail(text: string): Reading {
  if (text === '') return 'empty'
  return text.length <= longestEmail && emailPattern.test(text)
    ? { value: text.toLowerCase() }
    : refuse('email', m.form.email)
}

function readIdentityNumber(
  question: Extract<SimpleQuestion, { type: 'identityNumber' }>,
  text: string,
  answers: Answers,
): Reading {
  if (text === '') return 'empty'
  const bornOn = question.bornOn === undefined ? undefined : valueAt(answers, question.bornOn)
  const gender = question.sex === undefined ? undefined : valueAt(answers, question.sex)
  const problem = identityNumberProblem(text, {
    ...(typeof bornOn === 'string' ? { bornOn } : {}),
    ...(gender === 'male' || gender === 'female' ? { gender } : {}),
  })
  return problem === undefined ? { value: cleanIdentityNumber(text) } : refuse('identity_number', problem)
}

function readTaxCode(text: string): Reading {
  if (text === '') return 'empty'
  const problem = taxCodeProblem(text)
  if (problem !== undefined) return refuse('tax_code', problem)
  return { value: parseTaxCode(text)?.code ?? text }
}

function readUnit(text: string, context: FormContext): Reading {
  if (text === '') return 'empty'
  const known = context.unitName === undefined ? /^\d{5}$/.test(text) : context.unitName(text) !== undefined
  return known ? { value: text } : refuse('unit', m.form.choice.unit)
}

function readAddress(
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

function readYesNo(text: string): Reading {
  if (text === '') return 'empty'
  if (['yes', 'true', 'on', '1'].includes(text)) return { value: true }
  if (['no', 'false', '0'].includes(text)) return { value: false }
  return refuse('choice', m.form.choice.yesNo)
}

function readFile(text: string): Reading {
  if (text === '') return 'empty'
  return filePattern.test(text) ? { value: text } : refuse('file', m.form.file)
}
