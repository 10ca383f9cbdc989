/** Holds what the program answers against what the contract says it may answer; for tests. */
import { createRequire } from 'node:module'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { api } from './app.ts'

const require = createRequire(import.meta.url)

interface Described {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, unknown> }> }>>
}

interface Answered {
  method: string
  /** Beneath `/api/v1`, with what was asked for. */
  path: string
  status: number
  mediaType: string
  body: unknown
}

let contract: Promise<{ document: Described; judge: Ajv2020 }> | undefined

async function readContract() {
  const document = (await (await api.request('/api/v1/openapi.json')).json()) as Described
  // These packages are CommonJS, and their types say otherwise.
  const { Ajv2020: Judge } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')
  const judge = new Judge({ strict: false, allErrors: true })
  require('ajv-formats').default(judge)
  judge.addFormat('binary', true)
  judge.addSchema(document, 'contract')
  return { document, judge }
}

/** What in this answer the contract does not say; undefined for an address that is no operation. */
export async function breachOf({ method, path, status, mediaType, body }: Answered) {
  contract ??= readContract()
  const { document, judge } = await contract
  const operation = operationAt(document, method.toLowerCase(), `/api/v1${path.split('?', 1)[0]}`)
  if (!operation || status === 405) return undefined
  const [place, { responses }] = operation
  const answer = responses[status]
  if (!answer) return `${method} ${place} answers ${status}, which the contract does not name`
  const types = Object.keys(answer.content ?? {})
  const type = mediaType.split(';', 1)[0] ?? ''
  if (method === 'HEAD') return types.length > 0 ? `HEAD ${place} has no body` : undefined
  if (types.length === 0)
    return type === '' ? undefined : `${method} ${place} ${status} has no body, not ${type}`
  if (!types.includes(type)) return `${method} ${place} ${status} is ${types.join(', ')}, not ${type}`
  if (!type.includes('json')) return undefined
  const pointer = [
    'paths',
    place,
    method.toLowerCase(),
    'responses',
    String(status),
    'content',
    type,
    'schema',
  ]
  const ref = `contract#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`
  const fits = judge.getSchema(ref)
  if (!fits) return `${ref} is no schema`
  if (fits(body)) return undefined
  return `${method} ${place} ${status}: ${judge.errorsText(fits.errors)}`
}

/** A path without places goes before one with them. */
function operationAt({ paths }: Described, method: string, path: string) {
  const found = Object.entries(paths)
    .filter(([place, methods]) => method in methods && fits(place, path))
    .sort(([one], [other]) => one.split('{').length - other.split('{').length)[0]
  const operation = found?.[1][method]
  return found && operation ? ([found[0], operation] as const) : undefined
}

function fits(place: string, path: string): boolean {
  const [wanted, given] = [place.split('/'), path.split('/')]
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith('{') ? given[index] !== '' : part === given[index]))
  )
}
