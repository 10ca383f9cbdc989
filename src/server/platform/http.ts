/** What every module's HTTP API is built from. */
import { createHash } from 'node:crypto'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Actor } from '#server/platform/actor.ts'
import { defineRefusal } from '#server/platform/refusal.ts'

const invalid = defineRefusal('platform.invalid', 422)

export interface ApiEnvironment {
  /** What the edge passes with a request: `api.fetch(request, { address })`. */
  Bindings: { address?: string }
  Variables: { actor: Actor }
}

/** A router whose wrong input is refused with one line per field. */
export function createRouter() {
  return new OpenAPIHono<ApiEnvironment>({
    defaultHook: (parsed) => {
      if (parsed.success) return
      const issues = parsed.error.issues.slice(0, 50).map(({ path, code, message }) => ({
        field: path.map(String).join('.').slice(0, 200),
        code,
        message,
      }))
      throw invalid({ issues })
    },
  })
}

/** RFC 9457. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457); extension members depend on the type.' })

const problemContent = { 'application/problem+json': { schema: Problem } }

/** The refusals a route may give, for its description. */
export function problems(...statuses: (400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503)[]) {
  return Object.fromEntries(
    statuses.map((status) => [status, { description: problemTitles[status] ?? '', content: problemContent }]),
  )
}

const problemTitles: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'A valid token is needed',
  403: 'The token does not allow this',
  404: 'Not found, or not yours to see',
  409: 'Not possible in the present state',
  413: 'Too large',
  415: 'A file of another type',
  422: 'Understood, and refused by a rule',
  429: 'Too many requests',
  503: 'Not available right now',
}

export const IdempotencyKey = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Repeating a request with the same key gives the first answer and changes nothing again.' }),
})

/** The same principal, operation and key always make the same request key (UUID version 8, RFC 9562 §5.8). */
export function requestKeyFrom(actor: Actor, operation: string, key: string | undefined): string | undefined {
  if (key === undefined) return undefined
  const principal = actor.kind === 'citizen' || actor.kind === 'officer' ? actor.id : actor.kind
  const hex = createHash('sha256').update(`${principal}\n${operation}\n${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
