/** Answers a form as a person would: every visible question, by its type, agreeing with the person who files. */

import { type Answers, type AnswerValue, putAt, valueAt } from '#shared/form/answers.ts'
import { holds } from '#shared/form/condition.ts'
import type { Form, GroupQuestion, SimpleQuestion } from '#shared/form/definition.ts'
import { composeIdentityNumber } from '#shared/identity-number.ts'
import { aName, aPhone, type Person } from '../people.ts'
import type { Random } from '../random.ts'
import { likelyRow } from './likely-groups.ts'
import { likelyMoney, likelyNumber, likelyText } from './likely-texts.ts'

export interface Filing {
  random: Random
  person: Person
  /** Local day of filing. */
  day: string
  /** The commune where it happens. */
  unitCode: string
}

/** Whether one invented is a man or a woman, by where in the form they stand: name, sex and number agree. */
type Sexes = Map<string, 'male' | 'female'>

interface Filling extends Filing {
  sexes: Sexes
}

export function fillForm(form: Form, asked: Filing): Answers {
  const answers: Answers = {}
  const filing = { ...asked, sexes: new Map() }
  for (const section of form.sections) {
    if (!holds(section.condition, answers)) continue
    for (const question of section.questions) {
      if (!holds(question.condition, answers)) continue
      if (question.type === 'group') putAt(answers, question.key, fillGroup(question, answers, filing))
      else {
        const value = answer(question, answers, filing)
        if (value !== undefined) putAt(answers, question.key, value)
      }
    }
  }
  return answers
}

function fillGroup(group: GroupQuestion, answers: Answers, filing: Filling): Answers[] {
  const count = filing.random.int(
    Math.max(1, group.minItems),
    Math.min(group.maxItems, Math.max(1, group.minItems) + 1),
  )
  return Array.from({ length: count }, (_, index) => {
    const item: Answers = {}
    const sexes: Sexes = new Map()
    const known = likelyRow(group.key, { ...filing, index, answers })
    for (const question of group.questions) {
      if (!holds(question.condition, answers, item)) continue
      const value =
        known[question.key] ?? answer(question, { ...answers, item, ...item }, { ...filing, sexes })
      if (value !== undefined) putAt(item, question.key, value)
    }
    return item
  })
}

function answer(question: SimpleQuestion, answers: Answers, filing: Filling): AnswerValue | undefined {
  const { random, person, unitCode } = filing
  const known = fromRegistry(question, person)
  if (known !== undefined) return known
  if (!question.required && random.chance(0.6)) return undefined
  switch (question.type) {
    case 'personName':
      return aName(random, sexOf(question.key, filing))
    case 'date':
      // A new certificate is of the day it is decided: no contract is younger.
      return question.key === 'certificateOn' ? filing.day : aDate(question, answers, filing)
    case 'choice':
      if (/(?:^|\.)sex$/.test(question.key)) return sexOf(question.key, filing)
      // What else is asked of the building fits a dwelling of a few storeys, or an organisation's small house.
      if (question.key === 'work.kind') return random.chance(0.75) ? 'house' : 'building'
      if (question.key === 'owner.kind' && valueAt(answers, 'work.kind') !== undefined)
        return valueAt(answers, 'work.kind') === 'house' ? 'person' : 'organisation'
      // Of a copy nothing is certified.
      if (question.key === 'originals') return 'original'
      return question.options[random.chance(0.75) ? 0 : random.int(0, question.options.length - 1)]?.value
    case 'multiChoice':
      return [question.options[random.int(0, question.options.length - 1)]?.value ?? '']
    case 'number': {
      const number = likelyNumber(question, random)
      // A part of a plot is no larger than the plot.
      const whole = question.key === 'land.movedArea' ? valueAt(answers, 'land.area') : undefined
      return typeof whole === 'number' ? Math.min(number, whole) : number
    }
    case 'money':
      return likelyMoney(question, random)
    case 'phone':
      return aPhone(random)
    case 'email':
      return `nguoi.dan${random.int(1, 999_999)}@example.vn`
    case 'identityNumber':
      return anIdNumber(question, answers, random)
    case 'taxCode':
      return aTaxCode(random)
    case 'unit':
      return unitCode
    case 'address':
      return {
        unit: unitCode,
        detail: `${random.int(1, 300)} ${random.pick(['Lê Lợi', 'Trần Phú', 'Hùng Vương', 'Chi Lăng'])}`,
      }
    case 'ethnicity':
      return person.ethnicity
    case 'country':
      return 'VN'
    case 'yesNo':
      return random.chance(0.25)
    case 'agreement':
      return true
    case 'file':
      return undefined
    case 'text':
      return aText(question, random)
    case 'longText':
      return 'Nội dung trình bày theo đúng sự việc, đề nghị cơ quan xem xét giải quyết theo quy định.'
  }
}

function fromRegistry(question: SimpleQuestion, person: Person): AnswerValue | undefined {
  switch (question.prefill) {
    case 'registry.person.fullName':
      return person.fullName
    case 'registry.person.bornOn':
      return person.bornOn
    case 'registry.person.identityNumber':
    case 'registry.person.idNumber':
      return person.idNumber
    case 'registry.person.phone':
      return question.type === 'phone' ? person.phone : undefined
    case 'registry.person.residence':
      return question.type === 'address' ? { unit: person.unitCode, detail: person.address } : undefined
    case 'registry.person.ethnicity':
      return person.ethnicity
    case 'registry.person.sex':
    case 'registry.person.gender':
      return question.type === 'choice' ? person.gender : undefined
    default:
      return undefined
  }
}

function sexOf(key: string, { random, sexes }: Filling): 'male' | 'female' {
  const who = key.slice(0, key.lastIndexOf('.') + 1)
  if (/^(?:groom|father)\./.test(who)) return 'male'
  if (/^(?:bride|mother)\./.test(who)) return 'female'
  const sex = sexes.get(who) ?? (random.chance(0.5) ? 'male' : 'female')
  sexes.set(who, sex)
  return sex
}

/** How old those are whose age no rule of the form bounds, in years. */
const bornAges: readonly [RegExp, number, number][] = [
  [/^student\.bornOn$/, 11.5, 14],
  [/^bornOn$/, 2, 17],
  [/^(?:veteran|deceased|beneficiary)\.bornOn$/, 66, 88],
]

/** A day that fits what the question allows and what other answers say. */
function aDate(
  question: Extract<SimpleQuestion, { type: 'date' }>,
  answers: Answers,
  { random, day }: Filling,
): string {
  const bound = (limit: typeof question.notAfter | typeof question.notBefore): string | undefined => {
    if (limit === undefined) return undefined
    if (limit === 'today') return day
    if (typeof limit === 'string') return limit
    const value = valueAt(answers, limit.field)
    return typeof value === 'string' ? value : undefined
  }
  const latest = bound(question.notAfter)
  const earliest = bound(question.notBefore)
  if (question.minAge !== undefined || question.maxAge !== undefined) {
    const youngest = question.minAge ?? 0
    const oldest = Math.min(question.maxAge ?? youngest + 40, youngest + 40)
    return shift(
      day,
      -Math.floor((youngest + 0.1 + random.next() * Math.max(0.3, oldest - youngest - 0.2)) * 365.3),
    )
  }
  const ages = bornAges.find(([born]) => born.test(question.key))
  if (ages) return shift(day, -Math.floor((ages[1] + random.next() * (ages[2] - ages[1])) * 365.25))
  if (earliest !== undefined && latest === undefined) return shift(earliest, random.int(1, 20))
  const late = latest ?? day
  const back = random.int(1, 25)
  const candidate = shift(late, -back)
  if (earliest === undefined || candidate >= earliest) return candidate
  const between = Math.round((Date.parse(late) - Date.parse(earliest)) / 86_400_000)
  return shift(earliest, random.int(0, Math.max(0, between)))
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function anIdNumber(
  question: Extract<SimpleQuestion, { type: 'identityNumber' }>,
  answers: Answers,
  random: Random,
): string {
  const bornOn = question.bornOn === undefined ? undefined : valueAt(answers, question.bornOn)
  const sex = question.sex === undefined ? undefined : valueAt(answers, question.sex)
  const year = typeof bornOn === 'string' ? Number(bornOn.slice(0, 4)) : random.int(1960, 1999)
  const female = sex === 'female' || (sex !== 'male' && random.chance(0.5))
  return composeIdentityNumber('046', year, female ? 'female' : 'male', random.int(0, 999_999))
}

/** Nine digits and the check digit their weights give. */
export function aTaxCode(random: Random): string {
  const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
  for (;;) {
    const digits = `33${String(random.int(0, 9_999_999)).padStart(7, '0')}`
    const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
    const check = 10 - (sum % 11)
    if (check !== 10) return `${digits}${check}`
  }
}

function aText(
  { pattern, maxLength = 200, key, label }: Extract<SimpleQuestion, { type: 'text' }>,
  random: Random,
): string {
  if (key === 'birth.certificateNumber')
    return `46001.GCS.${String(random.int(1, 99_999)).padStart(5, '0')}.26`
  switch (pattern) {
    case 'licensePlate':
      return `75A-${random.int(100, 999)}.${random.int(10, 99)}`
    case 'certificateNumber':
      return `BC ${random.int(100_000, 999_999)}`
    case 'bankAccount':
      return String(random.int(1_000_000_000, 9_999_999_999))
    case 'year':
      return String(random.int(1995, 2025))
    case 'industryCode':
      return random.pick(['4711', '5610', '4771', '5630'])
    case 'documentNumber':
      return `${random.int(1, 99)}/${random.int(2020, 2026)}`
    default: {
      const text = likelyText(key, label, random)
      return text.length <= maxLength ? text : String(random.int(1, 99))
    }
  }
}
