import { countryCodes, ethnicities } from './code-lists.ts'
import type { Form, Question, SimpleQuestion } from './definition.ts'

export type JsonSchema = { [key: string]: unknown }

/**
 * The JSON Schema (2020-12) of a form's answers, for other systems. A question that only some answers ask for is
 * described but not required here; the program checks the whole on arrival.
 */
export function answersJsonSchema(form: Form): JsonSchema {
  const root = branch()
  for (const section of form.sections) {
    for (const question of section.questions) {
      const needed = question.required && question.condition === undefined && section.condition === undefined
      place(root, question.key.split('.'), schemaOf(question), needed)
    }
  }
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...close(root) }
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

function schemaOf(question: Question): JsonSchema {
  const told = {
    title: question.label,
    ...(question.help === undefined ? {} : { description: question.help }),
  }
  if (question.type !== 'group') return { ...told, ...typeOf(question) }
  const item = branch()
  for (const own of question.questions) {
    place(
      item,
      own.key.split('.'),
      { title: own.label, ...typeOf(own) },
      own.required && own.condition === undefined,
    )
  }
  return {
    ...told,
    type: 'array',
    minItems: question.minItems,
    maxItems: question.maxItems,
    items: close(item),
  }
}

/** Every country but this one. */
const abroad = countryCodes.filter((code) => code !== 'VN').join('|')
const placeCodes =
  'A commune of Viet Nam by its code since 1 July 2025, another country by its ISO 3166-1 code, or `elsewhere` with the whole address as detail'

function typeOf(question: SimpleQuestion): JsonSchema {
  switch (question.type) {
    case 'text':
    case 'longText':
      return {
        type: 'string',
        minLength: question.minLength ?? 1,
        maxLength: question.maxLength ?? (question.type === 'text' ? 200 : 2000),
      }
    case 'personName':
      return { type: 'string', minLength: 1, maxLength: 100 }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'choice':
      return { type: 'string', enum: question.options.map((option) => option.value) }
    case 'multiChoice':
      return {
        type: 'array',
        items: { type: 'string', enum: question.options.map((option) => option.value) },
        uniqueItems: true,
      }
    case 'number':
      return {
        type: question.decimals === 0 ? 'integer' : 'number',
        minimum: question.min ?? 0,
        ...(question.max === undefined ? {} : { maximum: question.max }),
      }
    case 'money':
      return {
        type: 'integer',
        minimum: question.min ?? 0,
        ...(question.max === undefined ? {} : { maximum: question.max }),
      }
    case 'phone':
      return { type: 'string', pattern: '^0\\d{9,10}$' }
    case 'email':
      return { type: 'string', format: 'email' }
    case 'identityNumber':
      return { type: 'string', pattern: '^\\d{12}$' }
    case 'taxCode':
      return { type: 'string', pattern: '^(\\d{10}(-\\d{3})?|\\d{12})$' }
    case 'unit':
      return { type: 'string', pattern: '^\\d{5}$' }
    case 'address':
      return {
        type: 'object',
        properties: {
          unit: {
            type: 'string',
            pattern: question.within ? '^\\d{5}$' : `^(\\d{5}|elsewhere|${abroad})$`,
            ...(question.within ? {} : { description: placeCodes }),
          },
          detail: { type: 'string', maxLength: 200 },
        },
        required: ['unit', 'detail'],
        additionalProperties: false,
      }
    case 'ethnicity':
      return { type: 'string', enum: [...ethnicities] }
    case 'country':
      return { type: 'string', enum: [...countryCodes] }
    case 'agreement':
      return { const: true }
    case 'yesNo':
      return { type: 'boolean' }
    case 'file':
      return { type: 'string', pattern: '^[A-Za-z0-9-]{1,80}$' }
  }
}
