import { type Answers, valueAt } from './answers.ts'
import type { Condition } from './definition.ts'

/** Whether a condition holds for these answers; `item.` paths read the current item of a repeating group. */
export function holds(condition: Condition | undefined, answers: Answers, item?: Answers): boolean {
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
    const value = read(condition.atLeast[0], answers, item)
    const size = Array.isArray(value) ? value.length : value
    return typeof size === 'number' && size >= condition.atLeast[1]
  }
  const value = read(condition.present, answers, item)
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
}

/** Every path a condition reads. */
export function pathsOf(condition: Condition | undefined): string[] {
  if (condition === undefined) return []
  if ('all' in condition) return condition.all.flatMap(pathsOf)
  if ('any' in condition) return condition.any.flatMap(pathsOf)
  if ('not' in condition) return pathsOf(condition.not)
  if ('eq' in condition) return [condition.eq[0]]
  if ('in' in condition) return [condition.in[0]]
  if ('atLeast' in condition) return [condition.atLeast[0]]
  return [condition.present]
}

function read(path: string, answers: Answers, item: Answers | undefined): unknown {
  return path.startsWith('item.') ? valueAt(item, path.slice('item.'.length)) : valueAt(answers, path)
}

/** A multiple choice holds a value when it is among the chosen. */
function includes(value: unknown, wanted: string | boolean | number): boolean {
  return Array.isArray(value) ? value.includes(wanted) : value === wanted
}
