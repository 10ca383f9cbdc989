import { z } from 'zod'
import { isLocalDay } from '#shared/dates.ts'

/** How many numbers of the log one question may look back over when no index answers the whole of it. */
export const mostRowsLookedAt = 250_000

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)

/** What the log is searched by, as it stands in an address; a value that makes no sense is left out. */
export const EventFilter = z.object({
  name: optional(z.string().regex(/^[a-z]+\.[a-z_-]+$/)),
  subjectId: optional(z.uuid()),
  actorId: optional(z.uuid()),
  agencyId: optional(z.string().regex(/^[a-z0-9-]{1,100}$/)),
  day: optional(z.string().refine(isLocalDay)),
  /** Only rows before this number. */
  before: optional(z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)),
})
export type EventFilter = z.infer<typeof EventFilter>

/** Whether an index finds the rows: of all filters together only one account at one agency has none. */
export function isIndexed({
  subjectId,
  actorId,
  agencyId,
}: Pick<EventFilter, 'subjectId' | 'actorId' | 'agencyId'>): boolean {
  return subjectId !== undefined || actorId === undefined || agencyId === undefined
}

/** What an error of a job may say on a screen: its first line, without anything that could be someone's data. */
export function describeJobError(output: unknown): string {
  if (typeof output !== 'object' || output === null) return ''
  const { message, severity, code, value } = output as Record<string, unknown>
  // A database error quotes the values it stumbled over.
  if (typeof severity === 'string') return `PostgreSQL ${typeof code === 'string' ? code : ''}`.trim()
  const text = typeof message === 'string' ? message : typeof value === 'string' ? value : ''
  const line = wrongFields(text) ?? text.split('\n')[0] ?? ''
  return line
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, '…')
    .replace(/(?<![\w-])\+?\d{9,13}(?![\w-])/g, '…')
    .slice(0, 300)
}

/** What Zod says of data that do not fit, `dossierId: Invalid input`; its message is a list in JSON. */
function wrongFields(text: string): string | undefined {
  if (!text.startsWith('[')) return undefined
  const issues = Issues.safeParse(parseJson(text))
  return issues.data
    ?.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
    .join('; ')
}

const Issues = z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
