/** A form of the office: as `handleForm` and, when the session has ended meanwhile, typed only once. */
import type { Cookies } from '@sveltejs/kit'
import type { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { handleForm, readForm } from '#ui/handle-form.server.ts'
import { forgetParked, park, parkedAt } from './parked-form.server.ts'

interface Posted {
  request: Request
  locals: App.Locals
  url: URL
  cookies: Cookies
}

export async function handleStaffForm<Input>(
  event: Posted,
  schema: z.ZodType<Input>,
  submit: (input: Input) => Promise<void>,
) {
  const { actor } = event.locals
  if (actor.kind === 'anonymous') await park(event, fieldsOf(await readForm(event.request)))
  else if (actor.kind !== 'system') await forgetParked(event, actor)
  return handleForm(event.request, schema, submit)
}

/** What was typed here before the session ended, in the shape in which a form comes back with mistakes. */
export async function parkedForm(event: Pick<Posted, 'url' | 'cookies'>, officer: Officer) {
  const fields = await parkedAt(event, officer)
  if (!fields) return null
  const values: Record<string, unknown> = {}
  for (const [name, value] of fields) {
    const [part = '', inner] = name.split('.')
    values[part] = inner ? { ...(values[part] as object | undefined), [inner]: value } : value
  }
  const issues: Record<string, string[]> = {}
  const details: Record<string, unknown> = {}
  return { values, issues, refusal: null, details }
}

/** One level of nesting is all that the forms of the office have: a day in three boxes. */
function fieldsOf(values: Record<string, unknown>): [string, string][] {
  return Object.entries(values).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([inner, text]) => [`${name}.${inner}`, String(text)])
      : [[name, String(value)]],
  )
}
