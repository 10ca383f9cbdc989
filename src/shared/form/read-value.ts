import { formatDate } from '#shared/dates.ts'
import { cleanIdentityNumber } from '#shared/identity-number.ts'
import { formatNumber, parseNumber } from '#shared/money.ts'
import { parseTaxCode } from '#shared/tax-code.ts'
import { normalise, normaliseLines } from '#shared/text/index.ts'
import {
  type AddressAnswer,
  type Answers,
  type AnswerValue,
  elsewhere,
  type FormContext,
  valueAt,
} from './answers.ts'
import { countryCodes, ethnicities } from './code-lists.ts'
import type { PatternKey, SimpleQuestion } from './definition.ts'
import { identityNumberProblem, taxCodeProblem } from './numbers.ts'
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

const patterns: Record<PatternKey, { pattern: RegExp; say: string }> = {
  licensePlate: {
    pattern: /^\d{2}[A-Z]{1,2}\d?[- ]?\d{3}\.?\d{2}$/,
    say: 'Ghi biển số như trên xe, ví dụ 75A-123.45.',
  },
  certificateNumber: {
    pattern: /^[A-ZĐ0-9][A-ZĐa-zđ0-9 ./-]{2,39}$/,
    say: 'Ghi số phát hành in ở trang đầu giấy chứng nhận, ví dụ BC 123456 hoặc AA 01234567.',
  },
  documentNumber: {
    pattern: /^[\p{L}\d ./-]{1,60}$/u,
    say: 'Ghi số, ký hiệu như trên giấy, ví dụ 05/2026 hoặc 12/QĐ-UBND.',
  },
  bankAccount: { pattern: /^\d{6,19}$/, say: 'Ghi số tài khoản chỉ gồm chữ số, ví dụ 0123456789.' },
  year: { pattern: /^(19|20)\d{2}$/, say: 'Ghi năm gồm bốn chữ số, ví dụ 1998.' },
  industryCode: { pattern: /^\d{4,5}$/, say: 'Ghi mã ngành cấp bốn gồm 4 chữ số, ví dụ 4711.' },
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
      return readPersonName(clean(first(typed)))
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
      return readListed(clean(first(typed)), ethnicities, 'Chọn dân tộc trong danh sách.')
    case 'country':
      return readListed(clean(first(typed)), countryCodes, 'Chọn nước trong danh sách.')
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

function readText(question: Extract<SimpleQuestion, { type: 'text' | 'longText' }>, text: string): Reading {
  if (text === '') return 'empty'
  const most = question.maxLength ?? (question.type === 'text' ? 200 : 2000)
  if (text.length > most) {
    return refuse('too_long', `Nội dung dài ${text.length} ký tự. Rút gọn còn tối đa ${most} ký tự.`)
  }
  if (question.minLength !== undefined && text.length < question.minLength) {
    return refuse('too_short', `Nội dung quá ngắn. Ghi ít nhất ${question.minLength} ký tự.`)
  }
  if (question.type === 'text' && question.pattern !== undefined) {
    const { pattern, say } = patterns[question.pattern]
    if (!pattern.test(text)) return refuse('pattern', say)
  }
  return { value: text }
}

function readPersonName(text: string): Reading {
  if (text === '') return 'empty'
  if (text.length > 100) return refuse('too_long', 'Họ tên dài quá 100 ký tự. Ghi như trên giấy tờ tùy thân.')
  if (!/^[\p{L}\p{M}][\p{L}\p{M} '’.-]*$/u.test(text)) {
    return refuse('name', 'Họ tên chỉ gồm chữ cái. Bỏ chữ số và ký hiệu khác.')
  }
  return { value: text }
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
    return refuse(
      'too_late',
      `Ngày này phải trước hoặc đúng ${latest.name} (${formatDate(latest.day)}).${because}`,
    )
  }
  const earliest = limitOf(question.notBefore, answers, context)
  if (earliest !== undefined && read.day < earliest.day) {
    return refuse(
      'too_early',
      `Ngày này phải sau hoặc đúng ${earliest.name} (${formatDate(earliest.day)}).${because}`,
    )
  }
  const age = ageOn(read.day, context.today)
  if (question.minAge !== undefined && age < question.minAge) {
    return refuse(
      'too_young',
      `Phải đủ ${question.minAge} tuổi vào hôm nay; người sinh ngày này mới ${Math.max(age, 0)} tuổi.${because}`,
    )
  }
  if (question.maxAge !== undefined && age > question.maxAge) {
    return refuse(
      'too_old',
      `Chỉ áp dụng cho người đến ${question.maxAge} tuổi; người sinh ngày này đã ${age} tuổi.${because}`,
    )
  }
  return { value: read.day }
}

function limitOf(
  limit: 'today' | string | { field: string } | undefined,
  answers: Answers,
  context: FormContext,
): { day: string; name: string } | undefined {
  if (limit === undefined) return undefined
  if (limit === 'today') return { day: context.today, name: 'hôm nay' }
  if (typeof limit === 'string') return { day: limit, name: 'ngày' }
  const day = valueAt(answers, limit.field)
  return typeof day === 'string' ? { day, name: 'ngày đã ghi ở trên' } : undefined
}

function readChoice(options: readonly string[], text: string): Reading {
  if (text === '') return 'empty'
  return options.includes(text) ? { value: text } : refuse('choice', 'Chọn một trong các mục đã nêu.')
}

function readChoices(options: readonly string[], values: readonly string[]): Reading {
  const chosen = [...new Set(values.filter((value) => value !== ''))]
  if (chosen.length === 0) return 'empty'
  return chosen.every((value) => options.includes(value))
    ? { value: options.filter((option) => chosen.includes(option)) }
    : refuse('choice', 'Chỉ chọn trong các mục đã nêu.')
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
  const value = parseNumber(text)
  if (value === undefined) {
    return refuse(
      'number',
      decimals > 0
        ? 'Ghi bằng chữ số, phần lẻ sau dấu phẩy, ví dụ 125,5.'
        : 'Ghi bằng chữ số, ví dụ 1.500.000.',
    )
  }
  if (Number(value.toFixed(decimals)) !== value) {
    return refuse(
      'decimals',
      decimals === 0 ? 'Ghi số nguyên, không có phần lẻ.' : `Ghi tối đa ${decimals} chữ số sau dấu phẩy.`,
    )
  }
  const unit = question.type === 'money' ? ' đồng' : question.unit === undefined ? '' : ` ${question.unit}`
  if (value < (question.min ?? 0)) {
    return refuse('too_small', `Ghi từ ${formatNumber(question.min ?? 0, decimals)}${unit} trở lên.`)
  }
  if (question.max !== undefined && value > question.max) {
    return refuse('too_large', `Ghi không quá ${formatNumber(question.max, decimals)}${unit}.`)
  }
  return { value }
}

function readPhone(text: string): Reading {
  if (text === '') return 'empty'
  const digits = text.replace(/[ .()-]/g, '').replace(/^\+?84(?=\d{9,10}$)/, '0')
  return /^0[35789]\d{8}$/.test(digits) || /^02\d{9}$/.test(digits)
    ? { value: digits }
    : refuse('phone', 'Ghi số điện thoại Việt Nam gồm 10 chữ số, bắt đầu bằng 0, ví dụ 0912 345 678.')
}

function readEmail(text: string): Reading {
  if (text === '') return 'empty'
  return text.length <= 254 &&
    /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/.test(text)
    ? { value: text.toLowerCase() }
    : refuse('email', 'Ghi địa chỉ thư điện tử đầy đủ, ví dụ an.nguyen@example.vn.')
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
  return known ? { value: text } : refuse('unit', 'Chọn xã, phường trong danh sách.')
}

function readAddress(
  question: Extract<SimpleQuestion, { type: 'address' }>,
  typed: Typed,
  context: FormContext,
): Reading {
  const unit = clean(typed.parts.unit ?? '')
  const detail = clean(typed.parts.detail ?? '')
  if (unit === '' && detail === '') return 'empty'
  if (unit === '') return refuse('unit', 'Chọn xã, phường của địa chỉ này.')
  const isElsewhere = unit === elsewhere
  if (isElsewhere && question.within)
    return refuse('unit', 'Địa chỉ này phải ở trong thành phố. Chọn xã, phường.')
  const read = isElsewhere ? { value: unit } : readUnit(unit, context)
  if (read !== 'empty' && 'problem' in read) return read
  if (detail === '') {
    return refuse(
      'detail',
      isElsewhere
        ? 'Ghi đủ địa chỉ: số nhà hoặc thôn, xã hoặc phường, tỉnh hoặc thành phố, nước nếu ở nước ngoài.'
        : 'Ghi số nhà, tên đường hoặc thôn, tổ dân phố.',
    )
  }
  if (detail.length > 200) return refuse('too_long', 'Địa chỉ dài quá 200 ký tự. Rút gọn lại.')
  const value: AddressAnswer = { unit, detail }
  return { value }
}

function readYesNo(text: string): Reading {
  if (text === '') return 'empty'
  if (['yes', 'true', 'on', '1'].includes(text)) return { value: true }
  if (['no', 'false', '0'].includes(text)) return { value: false }
  return refuse('choice', 'Chọn Có hoặc Không.')
}

function readFile(text: string): Reading {
  if (text === '') return 'empty'
  return /^[A-Za-z0-9-]{1,80}$/.test(text)
    ? { value: text }
    : refuse('file', 'Chọn lại tệp và tải lên một lần nữa.')
}
