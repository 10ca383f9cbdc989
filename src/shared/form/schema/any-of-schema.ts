/** Draws values a JSON Schema describes, as another program would make them knowing nothing but the schema; for tests. */
import type { Ajv2020 } from 'ajv/dist/2020.js'
import fc, { type Arbitrary } from 'fast-check'

interface Schema {
  $ref?: string
  $defs?: Record<string, Schema>
  type?: string
  const?: unknown
  enum?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  multipleOf?: number
  pattern?: string
  format?: string
  allOf?: Schema[]
  if?: Schema
  then?: Schema
  else?: Schema
  not?: Schema
}

/** Values of this shape, every optional part sometimes there; its `if`s are still to be kept by `repair`. */
export function anyOfSchema(schema: Schema, root: Schema = schema): Arbitrary<unknown> {
  if (schema.$ref) return anyOfSchema(root.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}, root)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object': {
      const parts: Record<string, Arbitrary<unknown>> = {}
      for (const [name, inner] of Object.entries(schema.properties ?? {}))
        parts[name] = anyOfSchema(inner, root)
      const requiredKeys: string[] = schema.required ?? []
      return fc.record(parts, { requiredKeys })
    }
    case 'array': {
      const { minItems = 0, maxItems = 4 } = schema
      const bounds = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 2) }
      return fc.uniqueArray(anyOfSchema(schema.items ?? {}, root), {
        ...bounds,
        selector: (one) => JSON.stringify(one),
      })
    }
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number': {
      const unit = schema.multipleOf ?? 1
      const [low, high] = [schema.minimum ?? 0, Math.min(schema.maximum ?? 1e9, 2 ** 50)]
      return fc
        .oneof(
          fc.integer({ min: Math.ceil(low / unit), max: Math.floor(high / unit) }),
          fc.constantFrom(low / unit, high / unit),
        )
        .map((count) => Number((count * unit).toFixed(4)))
    }
    default:
      return anyString(schema)
  }
}

function anyString(schema: Schema): Arbitrary<string> {
  const patterns = [schema, ...(schema.allOf ?? [])].flatMap(({ pattern }) =>
    pattern ? [new RegExp(pattern, 'u')] : [],
  )
  const { minLength = 0, maxLength = 2000 } = schema
  const fits = (text: string) =>
    text.length >= minLength && text.length <= maxLength && patterns.every((pattern) => pattern.test(text))
  if (schema.format === 'date') return anyDay().filter(fits)
  const drawn = patterns.map((pattern) => fc.stringMatching(pattern))
  const [first = fc.string()] = drawn
  return first.map((text) => text.slice(0, maxLength)).filter(fits)
}

const dayMs = 24 * 3600 * 1000

function anyDay(): Arbitrary<string> {
  const now = Date.now()
  const days = (min: number, max: number) =>
    fc.integer({ min, max }).map((count) => new Date(now + count * dayMs).toISOString().slice(0, 10))
  return fc.oneof(days(-60_000, 30_000), days(-12_000, -3000), days(-400, 400), days(-1, 1))
}

/** Answers as the `if`s of the schema want them: what must be there is drawn, what must not be there is taken away. */
export function repair(schema: Schema, drawn: unknown, ajv: Ajv2020, random: () => number): unknown {
  const value = structuredClone(drawn)
  const seed = () => Math.floor(random() * 2 ** 31)
  for (let round = 0; round < 3; round++) mend(schema, schema, value, ajv, seed, schema)
  return value
}

function mend(
  schema: Schema,
  shape: Schema,
  value: unknown,
  ajv: Ajv2020,
  seed: () => number,
  root: Schema,
): void {
  for (const rule of schema.allOf ?? []) {
    if (!rule.if) continue
    const wanted = ajv.validate(rule.if, value) ? rule.then : rule.else
    if (wanted) force(wanted, shape, value, seed, root)
  }
  if (Array.isArray(value))
    for (const item of value) mend(shape.items ?? {}, shape.items ?? {}, item, ajv, seed, root)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      const of = shape.properties?.[name]
      if (of) mend({ ...of, allOf: of.type === 'string' ? [] : (of.allOf ?? []) }, of, inner, ajv, seed, root)
    }
  }
}

function force(wanted: Schema, shape: Schema, value: unknown, seed: () => number, root: Schema): void {
  if (Array.isArray(value)) {
    for (const item of value) if (wanted.items) force(wanted.items, shape.items ?? {}, item, seed, root)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const record = value as Record<string, unknown>
  for (const name of wanted.not?.required ?? []) delete record[name]
  for (const name of wanted.required ?? []) {
    const of = shape.properties?.[name]
    if (of && record[name] === undefined)
      record[name] = fc.sample(anyOfSchema(of, root), { numRuns: 1, seed: seed() })[0]
  }
  for (const [name, inner] of Object.entries(wanted.properties ?? {})) {
    const of = shape.properties?.[name]
    if (!of || record[name] === undefined) continue
    if (inner.pattern && typeof record[name] === 'string') record[name] = fitted(record[name], inner.pattern)
    else if (inner.not && !inner.not.required) delete record[name]
    else force(inner, of, record[name], seed, root)
  }
}

/** The text with one digit changed so that it matches, if one will do. */
function fitted(text: string, pattern: string): string {
  const matches = new RegExp(pattern, 'u')
  if (matches.test(text)) return text
  for (let index = 0; index < text.length; index++) {
    for (const digit of '0123456789') {
      const other = text.slice(0, index) + digit + text.slice(index + 1)
      if (matches.test(other)) return other
    }
  }
  return text
}
