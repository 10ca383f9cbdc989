/** The OpenAPI document as a page reads it: operations under their headings, schemas as lists of fields. */

interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  example?: unknown
  enum?: unknown[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
}

interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: Schema
  example?: unknown
}

interface Operation {
  operationId: string
  summary: string
  description?: string
  tags: string[]
  security?: unknown[]
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>
}

export interface Contract {
  info: { title: string; version: string; description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

export interface Field {
  name: string
  type: string
  /** A schema of this page. */
  ref?: string
  isRequired: boolean
  description?: string
}

export interface Route {
  id: string
  method: string
  path: string
  summary: string
  description?: string
  isPublic: boolean
  parameters: (Field & { place: string })[]
  body?: { type: string; ref?: string; fields: Field[] }
  answers: { status: string; description: string; type?: string; ref?: string }[]
  curl: string
}

export function routesUnder(contract: Contract, tag: string): Route[] {
  return Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => routeOf(contract, path, method, operation)),
  )
}

/** The named schemas, each with its fields. */
export function schemasOf({
  components,
}: Contract): { name: string; description?: string; fields: Field[] }[] {
  return Object.entries(components.schemas)
    .map(([name, schema]) => ({ name, ...described(schema), fields: fieldsOf(schema) }))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

function routeOf(contract: Contract, path: string, method: string, operation: Operation): Route {
  const { operationId: id, summary, security, parameters = [], requestBody, responses } = operation
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  const schema = content?.schema
  return {
    id,
    method: method.toUpperCase(),
    path,
    summary,
    ...described(operation),
    isPublic: security?.length === 0,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      place: parameter.in,
      isRequired: parameter.required ?? false,
      ...typed(parameter.schema ?? {}),
      ...described({ description: parameter.description ?? parameter.schema?.description }),
    })),
    ...(type && schema
      ? { body: { type, ...refOf(schema), fields: schema.$ref ? [] : fieldsOf(schema) } }
      : {}),
    answers: Object.entries(responses).map(([status, { description, content: answer }]) => {
      const [mediaType, inside] = Object.entries(answer ?? {})[0] ?? []
      return {
        status,
        description,
        ...(mediaType ? { type: mediaType } : {}),
        ...refOf(inside?.schema ?? {}),
      }
    }),
    curl: curlOf(contract, path, method, operation),
  }
}

function fieldsOf(schema: Schema): Field[] {
  const parts = [schema, ...(schema.allOf ?? [])]
  return parts.flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).map(([name, property]) => ({
      name,
      isRequired: required.includes(name),
      ...typed(property),
      ...described(property),
    })),
  )
}

function typed(schema: Schema): { type: string; ref?: string } {
  const ref = refOf(schema)
  if (ref.ref) return { type: ref.ref, ...ref }
  if (schema.enum) return { type: schema.enum.map((value) => JSON.stringify(value)).join(' | ') }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) {
    const types = choices.map(typed)
    return { type: types.map(({ type }) => type).join(' | '), ...types.find(({ ref: found }) => found) }
  }
  if (schema.items) {
    const inner = typed(schema.items)
    return { ...inner, type: `${inner.type}[]` }
  }
  const type = [schema.type ?? 'any'].flat().join(' | ')
  const bounds = boundsOf(schema)
  return { type: [schema.format ? `${type} (${schema.format})` : type, bounds].filter(Boolean).join(', ') }
}

function boundsOf({ minLength, maxLength, minimum, maximum }: Schema): string {
  const largest = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined
  const smallest = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : undefined
  const [low, high] = [minLength ?? smallest, maxLength ?? largest]
  if (low === undefined && high === undefined) return ''
  return `${low ?? ''}…${high ?? ''}`
}

function refOf(schema: Schema): { ref?: string } {
  const ref = (schema.$ref ?? schema.items?.$ref)?.split('/').at(-1)
  return ref ? { ref } : {}
}

function described({ description }: { description?: string | undefined }): { description?: string } {
  return description ? { description } : {}
}

/** A command to copy: `$NHIP` is the address of the platform, `$TOKEN` what `npm run token` printed. */
function curlOf(contract: Contract, path: string, method: string, operation: Operation): string {
  const { parameters = [], requestBody, security } = operation
  const exampleOf = ({ name, example, schema }: Parameter) =>
    String(example ?? schema?.example ?? schema?.enum?.[0] ?? sampleNames[name] ?? `{${name}}`)
  const place = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((filled, parameter) => filled.replace(`{${parameter.name}}`, exampleOf(parameter)), path)
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map((parameter) => `${parameter.name}=${encodeURIComponent(exampleOf(parameter))}`)
    .join('&')
  const lines = [`curl${curlMethod[method] ?? ''} "$NHIP${place}${query ? `?${query}` : ''}"`]
  if (security?.length !== 0) lines.push('-H "Authorization: Bearer $TOKEN"')
  for (const parameter of parameters) {
    if (parameter.in !== 'header') continue
    if (parameter.required || parameter.name === 'x-file-name')
      lines.push(`-H '${parameter.name}: ${exampleOf(parameter)}'`)
    else if (parameter.name === 'idempotency-key') lines.push('-H "Idempotency-Key: $(uuidgen)"')
  }
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  if (type?.includes('json')) {
    lines.push(`-H 'Content-Type: ${type}'`)
    lines.push(`-d '${JSON.stringify(sampleOf(contract, content?.schema ?? {}))}'`)
  } else if (type?.includes('form')) {
    lines.push('-u "$CLIENT_ID:$CLIENT_SECRET"', '-d grant_type=client_credentials')
  } else if (type) {
    lines.push(`-H 'Content-Type: ${type}'`, '--data-binary @tep.pdf')
  }
  const answer = Object.keys(operation.responses['200']?.content ?? {})[0]
  if (answer === 'application/pdf') lines.push('-o ket-qua.pdf')
  return lines.join(' \\\n  ')
}

const curlMethod: Record<string, string> = { head: ' -I', patch: ' -X PATCH' }
const sampleNames: Record<string, string> = {
  id: '0193f0a2-1c3d-7e4f-8a5b-6c7d8e9f0a1b',
  seq: '1',
  'upload-offset': '0',
}

function sampleOf(contract: Contract, schema: Schema): unknown {
  if (schema.$ref)
    return sampleOf(contract, contract.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  if (schema.example !== undefined) return schema.example
  if (schema.enum) return schema.enum[0]
  const [choice] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []
  if (choice) return sampleOf(contract, choice)
  const type = [schema.type].flat()[0]
  if (type === 'object') {
    const { properties = {}, required = [] } = schema
    return Object.fromEntries(required.map((name) => [name, sampleOf(contract, properties[name] ?? {})]))
  }
  if (type === 'array') return [sampleOf(contract, schema.items ?? {})]
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (type === 'boolean') return true
  if (schema.format === 'date') return '2026-12-31'
  if (schema.format === 'uuid') return sampleNames.id
  return '…'
}
