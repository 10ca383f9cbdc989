import { ageOn, dayNumber, isLocalDay } from '../dates.ts'
import { isSameName } from '../text/index.ts'
import { type Answers, valueAt } from './answers.ts'
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

/** A multiple choice holds a value when it is among the chosen. */
function includes(value: unknown, wanted: string | boolean | number): boolean {
  return Array.isArray(value) ? value.includes(wanted) : value === wanted
}
