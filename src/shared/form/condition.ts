import { ageOn, dayNumber, isLocalDay } from '../dates.ts'
import { isSameName, toneKey } from '../text/index.ts'
import { type Answers, itemsAt, valueAt } from './answers.ts'
import type { Rule } from './definition.ts'
import { patterns } from './schema/patterns.ts'

/** Whether a condition holds for these answers; `item.` paths read the current item of a repeating group. */
export function holds(condition: Rule | undefined, answers: Answers, item?: Answers): boolean {
  if (condition === undefined) return true
  if ('all' in condition) return condition.all.every((part) => holds(part, answers, item))
  if ('any' in condition) return condition.any.some((part) => holds(part, answers, item))
  if ('not' in condition) return !holds(condition.not, answers, item)
  if ('eq' in condition) return includes(read(condition.eq[0], answers, item), condition.eq[1])
  if ('in' in condition) {
    const value = read(condition.in[0], answers, item)
    return condition.in[1].some((wanted) => includes(value, wanted))
  }
  if ('atLeast' in condition) {
    const size = sizeOf(read(condition.atLeast[0], answers, item))
    return size !== undefined && size >= condition.atLeast[1]
  }
  if ('notAbove' in condition || 'notBelow' in condition) {
    const [path, bound, times = 1] = 'notAbove' in condition ? condition.notAbove : condition.notBelow
    const value = sizeOf(read(path, answers, item))
    const limit = typeof bound === 'number' ? bound : sizeOf(read(bound, answers, item))
    if (value === undefined || limit === undefined) return false
    return 'notAbove' in condition ? value <= limit * times : value >= limit * times
  }
  if ('before' in condition) {
    const [one, other, days = 1] = condition.before
    const [first, second] = [read(one, answers, item), read(other, answers, item)].map(dayOf)
    return first !== undefined && second !== undefined && first + days <= second
  }
  if ('aged' in condition) {
    const { born, on, atLeast = 0, below = Number.POSITIVE_INFINITY } = condition.aged
    const [birth, day] = [read(born, answers, item), read(on, answers, item)]
    if (!isDay(birth) || !isDay(day)) return false
    const age = ageOn(birth, day)
    return age >= atLeast && age < below
  }
  if ('distinct' in condition) {
    const said = condition.distinct.flatMap((path) => valuesAt(path, answers, item)).map(likeness)
    return new Set(said).size === said.length
  }
  if ('items' in condition) {
    const { of, are, atLeast = 0, atMost = Number.POSITIVE_INFINITY } = condition.items
    const count = itemsAt(answers, of).filter((one) => holds(are, answers, one)).length
    return count >= atLeast && count <= atMost
  }
  if ('sum' in condition) {
    const { of, atLeast, atMost } = condition.sum
    const parts = valuesAt(of, answers, item).filter((value) => typeof value === 'number')
    const sum = parts.reduce((total, part) => total + part, 0)
    const [low, high] = [atLeast, atMost].map((bound) =>
      typeof bound === 'string' ? sizeOf(read(bound, answers, item)) : bound,
    )
    const isBound = (bound: unknown, limit: number | undefined) => bound === undefined || limit !== undefined
    if (parts.length === 0 || !isBound(atLeast, low) || !isBound(atMost, high)) return false
    return sum >= (low ?? sum) - hair && sum <= (high ?? sum) + hair
  }
  if ('earlier' in condition) {
    const [one, other] = condition.earlier.map((path) => minutesOf(read(path, answers, item)))
    return one !== undefined && other !== undefined && one < other
  }
  if ('yearNotBefore' in condition) {
    const [one, other] = condition.yearNotBefore.map((path) => yearOf(read(path, answers, item)))
    return one !== undefined && other !== undefined && one >= other
  }
  if ('product' in condition) {
    const [one, other] = [condition.product.of, condition.product.atMost].map((factors) =>
      factors.reduce<number>(
        (product, factor) =>
          product *
          (typeof factor === 'number' ? factor : (sizeOf(read(factor, answers, item)) ?? Number.NaN)),
        1,
      ),
    )
    return one !== undefined && other !== undefined && one <= other + hair
  }
  if ('since' in condition) {
    const day = read(condition.since[0], answers, item)
    return isDay(day) && day >= condition.since[1]
  }
  if ('same' in condition || 'sameSurname' in condition) {
    const paths = 'same' in condition ? condition.same : condition.sameSurname
    const [one, other] = paths.map((path) => read(path, answers, item))
    if ('same' in condition) return one !== undefined && JSON.stringify(one) === JSON.stringify(other)
    return typeof one === 'string' && typeof other === 'string' && isSameName(surname(one), surname(other))
  }
  if ('matches' in condition) {
    const text = read(condition.matches[0], answers, item)
    return typeof text === 'string' && patterns[condition.matches[1]].test(text)
  }
  const value = read(condition.present, answers, item)
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
}

/** Every path a condition reads. */
export function pathsOf(condition: Rule | undefined): string[] {
  if (condition === undefined) return []
  if ('all' in condition) return condition.all.flatMap(pathsOf)
  if ('any' in condition) return condition.any.flatMap(pathsOf)
  if ('not' in condition) return pathsOf(condition.not)
  if ('eq' in condition) return [condition.eq[0]]
  if ('in' in condition) return [condition.in[0]]
  if ('atLeast' in condition) return [condition.atLeast[0]]
  if ('notAbove' in condition) return pathsIn(condition.notAbove)
  if ('notBelow' in condition) return pathsIn(condition.notBelow)
  if ('before' in condition) return [condition.before[0], condition.before[1]]
  if ('aged' in condition) return [condition.aged.born, condition.aged.on]
  if ('since' in condition) return [condition.since[0]]
  if ('distinct' in condition) return condition.distinct
  if ('items' in condition) {
    const { of, are } = condition.items
    return [of, ...pathsOf(are).map((path) => path.replace(/^item\./, `${of}.`))]
  }
  if ('sum' in condition) {
    const { of, atLeast, atMost } = condition.sum
    return [of, ...pathsIn([atLeast ?? 0, atMost ?? 0])]
  }
  if ('earlier' in condition) return condition.earlier
  if ('yearNotBefore' in condition) return condition.yearNotBefore
  if ('product' in condition) return pathsIn([...condition.product.of, ...condition.product.atMost])
  if ('same' in condition) return condition.same
  if ('sameSurname' in condition) return condition.sameSurname
  if ('matches' in condition) return [condition.matches[0]]
  return [condition.present]
}

function pathsIn(parts: readonly (string | number)[]): string[] {
  return parts.filter((part) => typeof part === 'string')
}

function surname(name: string): string {
  return name.split(' ', 1)[0] ?? ''
}

function sizeOf(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length
  return typeof value === 'number' ? value : undefined
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && isLocalDay(value)
}

function dayOf(value: unknown): number | undefined {
  return isDay(value) ? dayNumber(value) : undefined
}

function read(path: string, answers: Answers, item: Answers | undefined): unknown {
  return path.startsWith('item.') ? valueAt(item, path.slice('item.'.length)) : valueAt(answers, path)
}

/** What is answered there, once for each item of the groups on the way. */
function valuesAt(path: string, answers: Answers, item: Answers | undefined): unknown[] {
  if (path.startsWith('item.')) return [read(path, answers, item)].filter((value) => value !== undefined)
  const step = (value: unknown, [part, ...rest]: string[]): unknown[] => {
    if (part === undefined) return value === undefined || value === '' ? [] : [value]
    if (Array.isArray(value)) return value.flatMap((one) => step(one, [part, ...rest]))
    return step(valueAt(value, part), rest)
  }
  return step(answers, path.split('.'))
}

/** Names however they are spelled, numbers however they are set. */
function likeness(value: unknown): string {
  return typeof value === 'string'
    ? toneKey(value.replaceAll(/(?<=\d)[ .-](?=\d)/g, ''))
    : JSON.stringify(value)
}

/** Less than this apart two sums of decimals are one. */
const hair = 0.005

/** A year of four digits, or the last two of a number in this century. */
function yearOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined
  const year =
    /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(value)?.[0] ?? /\.(\d\d)$/.exec(value)?.[1]?.replace(/^/, '20')
  return year === undefined ? undefined : Number(year)
}

/** Of a time of day as people write it, in minutes. */
function minutesOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !patterns.timeOfDay.test(value.trim())) return undefined
  const [hours = 0, minutes = 0] = [...value.matchAll(/\d+/g)].map(Number)
  return hours * 60 + minutes
}

/** A multiple choice holds a value when it is among the chosen. */
function includes(value: unknown, wanted: string | boolean | number): boolean {
  return Array.isArray(value) ? value.includes(wanted) : value === wanted
}
