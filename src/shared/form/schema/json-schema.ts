/** The JSON Schema (2020-12) of a form's answers, for other systems: whatever it accepts, the program accepts. */

import { pathsOf } from '../condition.ts'
import type { Condition, Form, GroupQuestion, Question, SimpleQuestion } from '../definition.ts'
import { type Beyond, beyondSchema } from './beyond-schema.ts'
import { type JsonSchema, placeSchema, type SchemaContext, valueSchema } from './value-schema.ts'

export type { SchemaContext } from './value-schema.ts'

/**
 * The schema on a day: limits such as “not after today” are of that day. An answer nobody asks for, given the others, is
 * refused here and passed over by the program. What no schema can say is listed in its description.
 */
export function answersJsonSchema(form: Form, context: SchemaContext): JsonSchema {
  const rules: JsonSchema[] = []
  const root = branch()
  const types = new Map(form.sections.flatMap(({ questions }) => questions.map((one) => [one.key, one])))
  const beyond = beyondSchema(form)
  for (const section of form.sections) {
    for (const question of section.questions) {
      const needed = isNeeded(question)
      const asked = both(section.condition, question.condition)
      place(root, question.key.split('.'), questionSchema(question, types, context, beyond), needed && !asked)
      if (asked) rules.push(onlyWhen(said(asked, types), question.key, needed))
      rules.push(...agreements(question, question.key, types))
      if (question.type === 'group') rules.push(...rulesFromOutside(question, types))
    }
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    description: describe(context, beyond),
    ...close(root),
    ...(rules.length > 0 ? { allOf: rules } : {}),
    $defs: { place: placeSchema(context) },
  }
}

function describe({ today }: SchemaContext, beyond: readonly Beyond[]): string {
  const rest = beyond.map(({ path, words }) => `${path}: ${words}`)
  return [
    `The answers of a dossier as they are stored, on ${today}: texts in NFC, with single spaces and none at the ends. The program also takes them written more loosely.`,
    'The whole body may have 512 kB.',
    ...(rest.length > 0 ? [`Checked on arrival, and not said here. ${rest.join('; ')}.`] : []),
  ].join(' ')
}

/** A group that must have items is needed whether or not it is called required. */
function isNeeded(question: Question): boolean {
  return question.required || (question.type === 'group' && question.minItems > 0)
}

function both(...conditions: (Condition | undefined)[]): Condition | undefined {
  const given = conditions.filter((one) => one !== undefined)
  return given.length > 1 ? { all: given } : given[0]
}

interface Branch {
  properties: Map<string, Branch | JsonSchema>
  required: Set<string>
}

function branch(): Branch {
  return { properties: new Map(), required: new Set() }
}

function isBranch(value: Branch | JsonSchema | undefined): value is Branch {
  return value !== undefined && value.properties instanceof Map
}

function place(at: Branch, path: readonly string[], schema: JsonSchema, needed: boolean): void {
  const [name, ...rest] = path
  if (name === undefined) return
  if (needed) at.required.add(name)
  if (rest.length === 0) {
    at.properties.set(name, schema)
    return
  }
  const existing = at.properties.get(name)
  const next = isBranch(existing) ? existing : branch()
  at.properties.set(name, next)
  place(next, rest, schema, needed)
}

function close(at: Branch): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...at.properties].map(([name, inner]) => [name, isBranch(inner) ? close(inner) : inner]),
    ),
    required: [...at.required],
    additionalProperties: false,
  }
}

type Types = ReadonlyMap<string, Question>

function questionSchema(
  question: Question,
  types: Types,
  context: SchemaContext,
  beyond: readonly Beyond[],
): JsonSchema {
  const told = toldOf(question, question.key, beyond)
  if (question.type !== 'group') return { ...told, ...valueSchema(question, context) }
  const item = branch()
  const rules: JsonSchema[] = []
  const own = new Map<string, Question>([
    ...types,
    ...question.questions.map((one) => [`item.${one.key}`, one] as const),
  ])
  for (const inner of question.questions) {
    const path = `${question.key}[].${inner.key}`
    const schema = { ...toldOf(inner, path, beyond), ...valueSchema(inner, context) }
    place(item, inner.key.split('.'), schema, inner.required && inner.condition === undefined)
    if (inner.condition && isOfItem(inner.condition))
      rules.push(onlyWhen(said(inner.condition, own, 'item.'), inner.key, inner.required))
    rules.push(...agreements(inner, inner.key, new Map(question.questions.map((one) => [one.key, one]))))
  }
  return {
    ...told,
    type: 'array',
    minItems: question.required ? Math.max(question.minItems, 1) : question.minItems,
    maxItems: question.maxItems,
    // A row of nothing but blanks is no item.
    items: { ...close(item), minProperties: 1, ...(rules.length > 0 ? { allOf: rules } : {}) },
  }
}

function toldOf({ label, help }: Question, path: string, beyond: readonly Beyond[]): JsonSchema {
  const rest = beyond.filter((one) => one.path === path).map(({ words }) => `Checked on arrival: ${words}.`)
  const description = [...(help === undefined ? [] : [help]), ...rest].join(' ')
  return { title: label, ...(description === '' ? {} : { description }) }
}

/** True when the condition reads nothing but the item it stands in. */
function isOfItem(condition: Condition): boolean {
  return pathsOf(condition).every((path) => path.startsWith('item.'))
}

/** Questions of a group that answers outside it ask for. */
function rulesFromOutside(group: GroupQuestion, types: Types): JsonSchema[] {
  return group.questions.flatMap(({ key, condition, required }) => {
    if (!condition || pathsOf(condition).some((path) => path.startsWith('item.'))) return []
    const ofItems = (schema: JsonSchema) => at(group.key, { items: schema })
    const asked = said(condition, types)
    return [when(asked, required ? ofItems(present(key)) : {}, ofItems(absent(key)))]
  })
}

function onlyWhen(asked: JsonSchema, path: string, needed: boolean): JsonSchema {
  return when(asked, needed ? present(path) : {}, absent(path))
}

function when(asked: JsonSchema, holds: JsonSchema, fails?: JsonSchema): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: asked, then: holds, ...(fails ? { else: fails } : {}) }
}

/** `schema` for what lies at this path, if anything does. */
function at(path: string, schema: JsonSchema): JsonSchema {
  return path.split('.').reduceRight<JsonSchema>((inner, name) => ({ properties: { [name]: inner } }), schema)
}

/** Something lies at this path, and it is such. */
function present(path: string, schema: JsonSchema = {}): JsonSchema {
  return path
    .split('.')
    .reduceRight<JsonSchema>((inner, name) => ({ required: [name], properties: { [name]: inner } }), schema)
}

function absent(path: string): JsonSchema {
  const names = path.split('.')
  const last = names.pop() ?? ''
  return names.reduceRight<JsonSchema>((inner, name) => ({ properties: { [name]: inner } }), {
    not: { required: [last] },
  })
}

/** A condition in the words of JSON Schema. */
function said(condition: Condition, types: Types, prefix = ''): JsonSchema {
  const inner = (one: Condition) => said(one, types, prefix)
  if ('all' in condition) return { allOf: condition.all.map(inner) }
  if ('any' in condition) return { anyOf: condition.any.map(inner) }
  if ('not' in condition) return { not: inner(condition.not) }
  const of = (path: string, schema?: JsonSchema) => present(path.slice(prefix.length), schema)
  const holding = (path: string, values: readonly unknown[]) => {
    const among = { enum: [...values] }
    return of(path, types.get(path)?.type === 'multiChoice' ? { contains: among } : among)
  }
  if ('eq' in condition) return holding(condition.eq[0], [condition.eq[1]])
  if ('in' in condition) return holding(condition.in[0], condition.in[1])
  if ('atLeast' in condition) {
    const [path, least] = condition.atLeast
    const isList = ['multiChoice', 'group'].includes(types.get(path)?.type ?? '')
    return of(path, isList ? { minItems: Math.ceil(least) } : { minimum: least })
  }
  return of(condition.present)
}

/** An identity number carries the sex and the year of birth: each digit against the answer it must agree with. */
function agreements(question: Question | SimpleQuestion, path: string, types: Types): JsonSchema[] {
  if (question.type !== 'identityNumber') return []
  const { bornOn, sex } = question
  const rule = (other: string, schema: JsonSchema, pattern: string) =>
    when(present(other, schema), at(path, { pattern }))
  const ofSex =
    sex !== undefined && types.has(sex)
      ? [rule(sex, { const: 'male' }, '^[0-9]{3}[024]'), rule(sex, { const: 'female' }, '^[0-9]{3}[135]')]
      : []
  if (bornOn === undefined || !types.has(bornOn)) return ofSex
  const centuries = ['19', '20', '21'].map((century, index) =>
    rule(bornOn, { pattern: `^${century}` }, `^[0-9]{3}[${2 * index}${2 * index + 1}]`),
  )
  const digits = Array.from('0123456789', (digit) => [
    rule(bornOn, { pattern: `^[0-9]{2}${digit}` }, `^[0-9]{4}${digit}`),
    rule(bornOn, { pattern: `^[0-9]{3}${digit}` }, `^[0-9]{5}${digit}`),
  ])
  // Nobody born before 1900 has a number.
  const tooOld = when(present(bornOn, { pattern: '^18' }), at(path, { not: {} }))
  return [...ofSex, tooOld, ...centuries, ...digits.flat()]
}
