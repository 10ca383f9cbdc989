import { type Answers, valueAt } from '../answers.ts'
import type { Form, SimpleQuestion } from '../definition.ts'
import { printValue } from '../show/show-value.ts'
import { partsOf } from './reading.ts'

/** Typed answers as the fields a page would post: the inverse of reading them. Names the form lacks come apart. */
export function flattenAnswers(
  form: Form,
  answers: unknown,
): { fields: [string, string][]; unknown: string[] } {
  const fields: [string, string][] = []
  const known = new Set<string>()
  for (const section of form.sections) {
    for (const question of section.questions) {
      const value = valueAt(answers, question.key)
      known.add(question.key)
      if (question.type !== 'group') {
        fields.push(...printOne(question, question.key, value))
      } else if (Array.isArray(value)) {
        value.slice(0, 99).forEach((item: unknown, index) => {
          for (const own of question.questions) {
            fields.push(...printOne(own, `${question.key}[${index}].${own.key}`, valueAt(item, own.key)))
          }
          for (const name of unknownNames(item, new Set(question.questions.map((own) => own.key)))) {
            fields.push([`${question.key}[${index}].${name}`, ''])
          }
        })
      } else if (value !== undefined && value !== null) {
        fields.push([`${question.key}[]`, ''])
      }
    }
  }
  return { fields, unknown: unknownNames(answers, known) }
}

function printOne(question: SimpleQuestion, name: string, value: unknown): [string, string][] {
  if (typeof value === 'object' && value !== null) {
    const fits =
      question.type === 'multiChoice'
        ? isPlainList(value)
        : question.type === 'address' && !Array.isArray(value)
    // An object where a text belongs is a field the form does not have: say so by name.
    if (!fits) return [[`${name}.${Array.isArray(value) ? '[]' : (Object.keys(value)[0] ?? '')}`, '']]
    if (question.type === 'address') {
      const strange = Object.entries(value).filter(
        ([part, text]) => !isPart(question, part) || typeof text !== 'string',
      )
      return [
        ...printValue(question, name, value),
        ...strange.map(([part]): [string, string] => [`${name}.${part}?`, '']),
      ]
    }
  }
  return printValue(question, name, value)
}

function isPart(question: SimpleQuestion, part: string): boolean {
  return partsOf(question.type).includes(part)
}

function isPlainList(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

/** The paths that no question owns; bounded, and never deeper than keys go. */
function unknownNames(
  value: unknown,
  known: ReadonlySet<string>,
  prefix = '',
  found: string[] = [],
): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (prefix === '' && value !== undefined && value !== null) found.push('answers')
    return found
  }
  for (const [key, inner] of Object.entries(value as Answers)) {
    if (found.length >= 20) return found
    const path = prefix === '' ? key.slice(0, 100) : `${prefix}.${key.slice(0, 100)}`
    if (known.has(path)) continue
    if ([...known].some((name) => name.startsWith(`${path}.`))) {
      if (typeof inner === 'object' && inner !== null && !Array.isArray(inner))
        unknownNames(inner, known, path, found)
      else if (inner !== undefined && inner !== null) found.push(path)
    } else found.push(path)
  }
  return found
}
