/** What the rows of a group say that have to agree with one another or with the person who files. */
import { ageOn } from '#shared/dates.ts'
import { type Answers, type AnswerValue, valueAt } from '#shared/form/answers.ts'
import type { Person } from '../people.ts'
import type { Random } from '../random.ts'

type Known = Record<string, AnswerValue>

interface Row {
  index: number
  answers: Answers
  person: Person
  /** Local day of filing. */
  day: string
  random: Random
}

/** The answers of one row of the group with this key that are not for chance alone. */
export function likelyRow(group: string, row: Row): Known {
  if (/(?:^|\.)industries$/.test(group)) return industry(row)
  if (group === 'household.members') return member(row)
  if (group === 'marital.places') return formerHome(row)
  // Of two at most, half each.
  if (group === 'receivers') return { share: 50 }
  return {}
}

interface Industry {
  /** Of the fourth level, Hệ thống ngành kinh tế Việt Nam. */
  code: string
  name: string
  /** What a household business in this trade has in its name. */
  called: RegExp
}

const industries: readonly Industry[] = [
  { code: '4711', name: 'Bán lẻ hàng tạp hóa', called: /tạp hóa/i },
  { code: '5610', name: 'Nhà hàng, quán ăn', called: /bún bò/i },
  { code: '5630', name: 'Quán cà phê, giải khát', called: /trà/i },
  { code: '4771', name: 'Bán lẻ quần áo, giày dép', called: /may/i },
]

/** The first trade is the main one, and the one the business is called after. */
function industry({ index, answers, random }: Row): Known {
  const business = String(valueAt(answers, 'business.name') ?? '')
  const own = industries.findIndex(({ called }) => called.test(business))
  const first = own >= 0 ? own : random.int(0, industries.length - 1)
  const { code, name } = industries[(first + index) % industries.length] as Industry
  return { code, name, main: index === 0 }
}

/** First who files, as head; then a child at school, or a parent of someone too young to have one. */
function member({ index, person, day, random }: Row): Known {
  const { fullName, bornOn } = person
  if (index === 0) return { fullName, bornOn, relation: 'self', work: 'working' }
  if (ageOn(bornOn, day) < 32) {
    return { relation: 'parent', bornOn: yearsFrom(bornOn, -random.int(22, 30)), work: 'unable' }
  }
  return { relation: 'child', bornOn: yearsFrom(day, -random.int(7, 11)), work: 'studying' }
}

/** One home after another, each for two years or three. */
function formerHome({ index, day, random }: Row): Known {
  const from = yearsFrom(day, 3 * index - 9)
  return { from, to: yearsFrom(from, random.int(2, 3)) }
}

/** The 28th at most, so that there is such a day in every year. */
function yearsFrom(day: string, years: number): string {
  const date = String(Math.min(28, Number(day.slice(8)))).padStart(2, '0')
  return `${Number(day.slice(0, 4)) + years}${day.slice(4, 8)}${date}`
}
