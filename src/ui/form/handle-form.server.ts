import { fail } from '@sveltejs/kit'
import type { z } from 'zod'
import { readValues } from '#server/platform/forms/read-values.ts'
import { m } from '#shared/messages/index.ts'
import { formatNumber } from '#shared/money.ts'
import { Refusal } from '#shared/refusal.ts'

/** By the path of the field, `answers.childName`: what to do, in the reader's language. */
export type Issues = Record<string, string[]>

/** A form post, parsed. Valid input reaches `submit`; anything else returns to the page with what was typed. */
export async function handleForm<Input>(
  request: Request,
  schema: z.ZodType<Input>,
  submit: (input: Input) => Promise<void>,
) {
  let values: Record<string, unknown> = {}
  try {
    values = await readValues(request)
    const parsed = schema.safeParse(values)
    if (!parsed.success) {
      return fail(400, {
        values,
        issues: issuesByField(parsed.error, Object.keys(values)),
        refusal: null,
        details: {},
      })
    }
    await submit(parsed.data)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const issues: Issues = {}
    return fail(error.status, { values, issues, refusal: error.code, details: error.details })
  }
}

/** Our words for what Zod found, unless the schema brought its own; in the order in which the fields were posted, as they stand on the page. */
function issuesByField(error: z.ZodError, posted: readonly string[]): Issues {
  const issues: Issues = {}
  // A field that was not posted at all, an empty choice, comes last.
  const place = ({ path: [field] }: z.core.$ZodIssue) => {
    const at = posted.indexOf(String(field))
    return at < 0 ? posted.length : at
  }
  for (const issue of error.issues.toSorted((one, other) => place(one) - place(other))) {
    const field = issue.path.join('.')
    issues[field] = [...(issues[field] ?? []), wordsFor(issue)]
  }
  return issues
}

function wordsFor(issue: z.core.$ZodIssue): string {
  if (isOurs(issue.message)) return issue.message
  if (issue.code === 'invalid_type' && issue.expected === 'int') return m.form.number.noDecimals
  if (issue.code === 'invalid_type')
    return issue.expected === 'number' ? m.ui.form.number : m.ui.form.required
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return Number(issue.minimum) <= 1 ? m.ui.form.required : m.ui.form.tooShort(Number(issue.minimum))
  }
  if (issue.code === 'too_big' && issue.origin === 'string') return m.ui.form.tooLong(Number(issue.maximum))
  if (issue.code === 'too_small' && issue.origin === 'number')
    return m.form.number.atLeast(formatNumber(Number(issue.minimum), 0))
  if (issue.code === 'too_big' && issue.origin === 'number')
    return m.form.number.atMost(formatNumber(Number(issue.maximum), 0))
  if (issue.code === 'invalid_value') return m.ui.form.choice
  if (issue.code === 'invalid_format' && issue.format === 'email') return m.ui.form.email
  if (issue.code === 'invalid_format' && issue.format === 'date') return m.ui.form.date
  return m.ui.form.unreadable
}

/** A message written in a schema of ours is Vietnamese; Zod's own begin in English. */
function isOurs(message: string): boolean {
  return !/^(Invalid|Too (small|big)|Unrecognized|Expected)/.test(message)
}
