import { addDays, type LocalDay } from '#shared/dates.ts'
import { type Answers, type AnswerValue, elsewhere, putAt, valueAt } from '#shared/form/answers.ts'
import { ethnicities } from '#shared/form/code-lists.ts'
import { holds } from '#shared/form/condition.ts'
import type { Form, SimpleQuestion } from '#shared/form/definition.ts'
import { composeIdentityNumber } from '#shared/identity-number.ts'
import type { Service } from './model.ts'

export interface SampleOptions {
  today: LocalDay
  /** The commune of every address and choice of place. */
  unit: string
  /** From 0 to 1, as Math.random; the same sequence gives the same answers. */
  random: () => number
  /** Optional questions are answered with this chance. */
  optional?: number
}

/** Answers that a person could have given to this service: complete, and accepted by its rules. */
export function sampleAnswers(form: Form | Service, options: SampleOptions): Answers {
  const { sections } = 'form' in form ? form.form : form
  const answers: Answers = {}
  for (const section of sections) {
    if (!holds(section.condition, answers)) continue
    for (const question of section.questions) {
      if (!holds(question.condition, answers)) continue
      if (!question.required && options.random() >= (options.optional ?? 0.5)) continue
      if (question.type !== 'group') {
        putAt(answers, question.key, sampleValue(question, answers, options))
        continue
      }
      const fewest = Math.max(question.minItems, 1)
      const count = Math.min(question.maxItems, fewest + Math.floor(options.random() * 2))
      putAt(
        answers,
        question.key,
        Array.from({ length: count }, () => sampleItem(question.questions, answers, options)),
      )
    }
  }
  return answers
}

/** Answers as somebody could have given, with these in place of some, by path, and whatever these raise. */
export function answersWith({ form }: Service, given: Record<string, AnswerValue>): Answers {
  const options = { today: '2026-11-23', unit: '19789', random: seeded(7), optional: 0 }
  const answers = sampleAnswers(form, options)
  for (const [path, value] of Object.entries(given)) putAt(answers, path, value)
  for (const section of form.sections) {
    if (!holds(section.condition, answers)) continue
    for (const question of section.questions) {
      if (!question.required || !holds(question.condition, answers)) continue
      if (valueAt(answers, question.key) !== undefined) continue
      const { condition: _, ...open } = question
      const alone = { sections: [{ key: 'x', title: 'x', questions: [open as typeof question] }] }
      const value = valueAt(sampleAnswers(alone, options), question.key)
      if (value !== undefined) putAt(answers, question.key, value as AnswerValue)
    }
  }
  return answers
}

/** A repeatable source of chance, by mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function sampleItem(questions: readonly SimpleQuestion[], answers: Answers, options: SampleOptions): Answers {
  const item: Answers = {}
  for (const question of questions) {
    if (!holds(question.condition, answers, item)) continue
    if (!question.required && options.random() >= (options.optional ?? 0.5)) continue
    putAt(item, question.key, sampleValue(question, { ...answers, ...item }, options))
  }
  return item
}

const names = ['Nguyễn Thị Hồng Nhung', 'Trần Văn Đức', 'Lê Phước An', 'Hồ Thị Mỹ Duyên', 'Tôn Nữ Bảo Châu']
const organisationCodes = ['0100109106', '0100112437', '0300588569']

function sampleValue(question: SimpleQuestion, answers: Answers, options: SampleOptions): AnswerValue {
  const { random } = options
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T =>
    list[Math.floor(random() * list.length)] as T
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
  switch (question.type) {
    case 'text':
      return sampleText(question, random)
    case 'longText':
      return 'Gia đình tôi mới chuyển về đây.\nMong cơ quan xem xét, giải quyết sớm.'
    case 'personName':
      return pick(names)
    case 'date':
      return sampleDay(question, answers, options)
    case 'choice':
      return pick(question.options).value
    case 'multiChoice': {
      const chosen = question.options.filter(() => random() < 0.4).map(({ value }) => value)
      return chosen.length > 0 ? chosen : question.options.slice(0, 1).map(({ value }) => value)
    }
    case 'number': {
      const low = question.min ?? 0
      const whole = between(Math.ceil(low), Math.floor(Math.min(question.max ?? low + 30, low + 30)))
      return question.decimals > 0 && whole < (question.max ?? whole + 1) ? whole + 0.5 : whole
    }
    case 'money':
      return between(Math.max(question.min ?? 0, 1000), Math.min(question.max ?? 500_000_000, 500_000_000))
    case 'phone':
      return `09${String(between(0, 99_999_999)).padStart(8, '0')}`
    case 'email':
      return 'nguoi.dan@example.vn'
    case 'identityNumber':
      return sampleIdentityNumber(question, answers, between(0, 999_999))
    case 'taxCode':
      return pick(organisationCodes)
    case 'unit':
      return options.unit
    case 'address':
      return question.within || random() < 0.9
        ? { unit: options.unit, detail: `${between(1, 300)} Nguyễn Huệ` }
        : { unit: elsewhere, detail: '25 Bạch Đằng, phường Hải Châu, thành phố Đà Nẵng' }
    case 'ethnicity':
      return random() < 0.8 ? 'Kinh' : pick(ethnicities)
    case 'country':
      return 'VN'
    case 'yesNo':
      return random() < 0.5
    case 'agreement':
      return true
    case 'file':
      return '00000000-0000-4000-8000-000000000000'
  }
}

/** By the last part of the question's key, what a person in Huế might write. */
const likelyTexts: Readonly<Record<string, readonly string[]>> = {
  homeland: [
    'Phường Thuận Hóa, thành phố Huế',
    'Xã Phú Vang, thành phố Huế',
    'Phường Hương Trà, thành phố Huế',
  ],
  facility: ['Bệnh viện Trung ương Huế', 'Bệnh viện Trường Đại học Y - Dược Huế'],
  hospital: ['Trạm Y tế phường Thuận Hóa', 'Trạm Y tế phường An Cựu'],
  bornTime: ['08 giờ 15 phút', '21 giờ 40 phút'],
  time: ['05 giờ 30 phút', '16 giờ 05 phút'],
  school: ['Trường THCS Nguyễn Tri Phương', 'Trường THCS Trần Cao Vân'],
  fromSchool: ['Trường THCS Nguyễn Chí Diểu', 'Trường THCS Phan Sào Nam'],
  toSchool: ['Trường THCS Nguyễn Tri Phương', 'Trường THCS Trần Cao Vân'],
  secondChoice: ['Trường THCS Chu Văn An'],
  class: ['8/2', '6/1'],
  hamlet: ['Tổ dân phố 5', 'Thôn An Truyền'],
  marryAt: ['UBND phường Phú Xuân, thành phố Huế'],
  registeredAt: ['UBND xã Hương Thọ, tỉnh Thừa Thiên Huế', 'UBND phường Vỹ Dạ, thành phố Huế'],
  parcel: ['125', '48', '302'],
  sheet: ['12', '7'],
  purpose: ['Đất ở tại đô thị', 'Đất cơ sở sản xuất phi nông nghiệp'],
  work: ['Nhà ở riêng lẻ 3 tầng', 'Nhà ở riêng lẻ 2 tầng'],
  bank: ['Agribank', 'Vietcombank'],
  relation: ['Con', 'Cháu', 'Em ruột'],
  website: ['https://example.vn'],
  orgName: ['Công ty TNHH Thử Nghiệm Sông Hương'],
}

const likelyNames: readonly [RegExp, readonly string[]][] = [
  [/hộ kinh doanh|tên mới|tên địa điểm/i, ['Hộ kinh doanh Tạp hóa An Cựu', 'Hộ kinh doanh Bún bò Mụ Rớt']],
  [/ngành/i, ['Bán lẻ hàng tạp hóa', 'Nhà hàng, quán ăn', 'Cắt tóc, gội đầu']],
  [/giấy tờ/i, ['Bằng tốt nghiệp trung học phổ thông', 'Giấy khai sinh', 'Sơ yếu lý lịch']],
  [/tổ chức|đơn vị/i, ['Công ty TNHH Thử Nghiệm Sông Hương', 'Hợp tác xã Thử Nghiệm Tam Giang']],
  [/công trình/i, ['Nhà kho', 'Nhà điều hành']],
  [/đồ dùng/i, ['Máy trợ thính', 'Sách chữ nổi']],
]

function sampleText(question: Extract<SimpleQuestion, { type: 'text' }>, random: () => number): string {
  const byPattern = {
    licensePlate: '75A-123.45',
    certificateNumber: 'BC 123456',
    documentNumber: '05/2026',
    birthCertificateNumber: '46001.GCS.00123.26',
    vietnameseName: 'Nguyễn Thị Hồng Nhung',
    householdBusinessName: 'Hộ kinh doanh Tạp hóa An Cựu',
    bankAccount: '0123456789',
    industryCode: '4711',
    year: '2019',
    timeOfDay: '08 giờ 30 phút',
    communeCode: '19789',
    personalNumber: '046190000001',
  }
  // The number of a birth paper is as hospitals have written it since October 2025.
  if (question.key === 'birth.certificateNumber') return byPattern.birthCertificateNumber
  if (question.pattern !== undefined) return byPattern[question.pattern]
  const texts = likelyTexts[question.key.split('.').at(-1) ?? ''] ??
    likelyNames.find(([label]) => label.test(question.label))?.[1] ?? ['Theo giấy tờ kèm theo']
  const text = texts[Math.floor(random() * texts.length)] ?? ''
  return text.slice(0, question.maxLength ?? 200).trimEnd()
}

function sampleDay(
  question: Extract<SimpleQuestion, { type: 'date' }>,
  answers: Answers,
  { today, random }: SampleOptions,
): LocalDay {
  const limit = (bound: typeof question.notAfter | typeof question.notBefore): LocalDay | undefined => {
    if (bound === undefined) return undefined
    if (bound === 'today') return today
    if (typeof bound === 'string') return bound
    const day = valueAt(answers, bound.field)
    return typeof day === 'string' ? day : undefined
  }
  const youngest =
    question.minAge === undefined ? undefined : addDays(today, -Math.ceil(question.minAge * 365.25) - 1)
  const oldest =
    question.maxAge === undefined ? undefined : addDays(today, -Math.floor(question.maxAge * 365.25))
  const latest = [limit(question.notAfter), youngest].filter((day) => day !== undefined).sort()[0]
  const earliest = [limit(question.notBefore), oldest]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1)
  const span = Math.floor(random() * (youngest === undefined ? 300 : 9000))
  if (earliest !== undefined) {
    const day = addDays(earliest, span)
    return latest !== undefined && day > latest ? latest : day
  }
  return addDays(latest ?? today, -span)
}

function sampleIdentityNumber(
  question: Extract<SimpleQuestion, { type: 'identityNumber' }>,
  answers: Answers,
  serial: number,
): string {
  const bornOn = question.bornOn === undefined ? undefined : valueAt(answers, question.bornOn)
  const sex = question.sex === undefined ? undefined : valueAt(answers, question.sex)
  const year = typeof bornOn === 'string' ? Number(bornOn.slice(0, 4)) : 1985
  return composeIdentityNumber('046', year, sex === 'female' ? 'female' : 'male', serial)
}

/** An extension lasts until then: not so long that it would have to be explained. */
export const nextYear = String(new Date().getFullYear() + 1)

/** What makes a permit one that is extended without further words: given to who asks a month ago, nothing begun, a year asked for. */
export function extendable({ permit, applicant }: Record<string, unknown>): Record<string, object> {
  const issuedOn = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10)
  return {
    permit: { ...(permit as object), started: false, issuedOn, months: 12 },
    applicant: { ...(applicant as object), fullName: 'Nguyễn Văn Minh' },
  }
}
