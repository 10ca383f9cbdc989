/** A form of the office: as `handleForm` and, when the session has ended meanwhile, typed only once. */
import type { Cookies } from '@sveltejs/kit'
import type { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { valuesOf } from '#server/platform/forms/read-values.ts'
import { handleForm } from './handle-form.server.ts'
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
  if (actor.kind === 'anonymous') await park(event, (await readPost(event.request)).fields)
  else if (actor.kind !== 'system') await forgetParked(event, actor)
  return handleForm(event.request, schema, submit)
}

/** What was typed here before the session ended, in the shape in which a form comes back with mistakes. */
export async function parkedForm(event: Pick<Posted, 'url' | 'cookies'>, officer: Officer) {
  const fields = await parkedAt(event, officer)
  return fields ? returnedForm(fields) : null
}

/** These fields in the shape in which a form comes back with mistakes. */
export function returnedForm(fields: [string, string][]) {
  const issues: Record<string, string[]> = {}
  const details: Record<string, unknown> = {}
  return { values: valuesOf(fields), issues, refusal: null, details }
}
