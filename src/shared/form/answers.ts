/** In place of a code, for an address in no list: the detail then says all of it. */
export const elsewhere = 'elsewhere'

/** An address: where by a code, and the rest as people write it. */
export interface AddressAnswer {
  /** A commune's code, anywhere in Việt Nam; the ISO 3166-1 code of another country; or `elsewhere`. */
  unit: string
  detail: string
}

export type AnswerValue = string | number | boolean | string[] | AddressAnswer | Answers[]
/** Typed answers, nested as their keys are: `child.fullName` is `answers.child.fullName`. */
export interface Answers {
  [key: string]: AnswerValue | Answers | undefined
}

/** What the rules must know of the world; passed in, so that they stay pure. */
export interface FormContext {
  /** Today in Vietnam, `2026-11-23`. */
  today: string
  /** The name of a commune, or undefined when no unit has this code. Without it any well-formed code passes. */
  unitName?: (code: string) => string | undefined
  /** The same for any commune of the country, with its province, and for any other country. */
  placeName?: (code: string) => string | undefined
  /** The question of this key as it is asked; known while a form is read. */
  labelOf?: (key: string) => string | undefined
}

export interface Issue {
  /** The name of the field in the page: `answers.child.bornOn`. */
  field: string
  label: string
  code: string
  message: string
}

const unsafe = new Set(['__proto__', 'constructor', 'prototype'])

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a dotted path, or undefined. */
export function valueAt(answers: unknown, path: string): unknown {
  let value: unknown = answers
  for (const part of path.split('.')) {
    if (!isRecord(value) || unsafe.has(part) || !Object.hasOwn(value, part)) return undefined
    value = value[part]
  }
  return value
}

/** Puts a value at a dotted path, making the objects on the way. */
export function putAt(answers: Answers, path: string, value: AnswerValue): void {
  const parts = path.split('.')
  const last = parts.pop()
  if (last === undefined || unsafe.has(last)) return
  let place: Answers = answers
  for (const part of parts) {
    if (unsafe.has(part)) return
    const next = Object.hasOwn(place, part) ? place[part] : undefined
    if (isRecord(next)) {
      place = next as Answers
    } else {
      const made: Answers = {}
      place[part] = made
      place = made
    }
  }
  place[last] = value
}

/** The name of a question's field in a page: `answers.child.fullName`, `answers.members[0].name`. */
export function fieldName(path: string): string {
  return `answers.${path}`
}

/** The items of a repeating group, empty when it was not answered. */
export function itemsAt(answers: Answers, path: string): Answers[] {
  const value = valueAt(answers, path)
  return Array.isArray(value) ? value.filter((item): item is Answers => isRecord(item)) : []
}
