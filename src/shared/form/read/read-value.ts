import { cleanIdentityNumber } from '../../identity-number.ts'
import { m } from '../../messages/index.ts'
import { longestName } from '../../person-name.ts'
import { parseTaxCode } from '../../tax-code.ts'
import { normaliseLines, readPersonName } from '../../text/index.ts'
import { type Answers, type FormContext, valueAt } from '../answers.ts'
import { countryCodes, ethnicities } from '../code-lists.ts'
import type { SimpleQuestion } from '../definition.ts'
import { identityNumberProblem, taxCodeProblem } from '../numbers.ts'
import { emailPattern, filePattern, longestEmail, patterns, phonePatterns } from '../schema/patterns.ts'
import { readDate } from './read-date.ts'
import { readNumber } from './read-number.ts'
import { readAddress, readUnit } from './read-place.ts'
import { clean, first, longest, printable, type Reading, refuse, type Typed } from './reading.ts'

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
