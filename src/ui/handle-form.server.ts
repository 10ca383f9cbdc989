import { fail } from '@sveltejs/kit'
import type { z } from 'zod'
import { isStorable, notText } from '#server/platform/storable-text.ts'
import { m } from '#shared/messages/index.ts'
import { defineRefusal, Refusal } from '#shared/refusal.ts'

/** By the path of the field, `answers.childName`: what to do, in the reader's language. */
export type Issues = Record<string, string[]>

const formTooLarge = defineRefusal('ui.form_too_large', 413)
const formTooManyFields = defineRefusal('ui.form_too_many_fields', 413)
/** A line that broke, or a body that is no form. */
const formBroken = defineRefusal('ui.form_broken', 400)

/** A person's form, not a program's: more than this is a mistake or an attack. Files go another way. */
const limits = { bytes: 512 * 1024, fields: 500, depth: 6, value: 20_000 }

/** A form post, parsed. Valid input reaches `submit`; anything else returns to the page with what was typed. */
export async function handleForm<Input>(
  request: Request,
  schema: z.ZodType<Input>,
  submit: (input: Input) => Promise<void>,
) {
  let values: Record<string, unknown> = {}
  try {
    values = await readForm(request)
    const parsed = schema.safeParse(values)
    if (!parsed.success) {
      return fail(400, { values, issues: issuesByField(parsed.error), refusal: null, details: {} })
    }
    await submit(parsed.data)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const issues: Issues = {}
    return fail(error.status, { values, issues, refusal: error.code, details: error.details })
  }
}

/** Reads a form into a nested object: `answers.childName` nests, a name ending in `[]` repeats. Text is NFC and trimmed. */
export async function readForm(request: Request): Promise<Record<string, unknown>> {
  if (Number(request.headers.get('content-length') ?? 0) > limits.bytes) throw formTooLarge()
  const form = await request.formData().catch((error: unknown) => {
    throw error instanceof Refusal ? error : formBroken()
  })
  if ([...form.keys()].length > limits.fields) throw formTooManyFields()

  const values = branch()
  for (const name of new Set(form.keys())) {
    if (!isStorable(name)) throw notText()
    const texts = form.getAll(name).map(cleanText)
    const path = name.replace(/\[\]$/, '').split('.')
    if (path.length > limits.depth) throw formTooManyFields()
    place(values, path, name.endsWith('[]') ? texts : texts[0])
  }
  return values
}

/** Our words for what Zod found, unless the schema brought its own. */
function issuesByField(error: z.ZodError): Issues {
  const issues: Issues = {}
  for (const issue of error.issues) {
    const field = issue.path.join('.')
    issues[field] = [...(issues[field] ?? []), wordsFor(issue)]
  }
  return issues
}

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message
  if (issue.code === 'invalid_type')
    return issue.expected === 'number' ? m.ui.form.number : m.ui.form.required
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return Number(issue.minimum) <= 1 ? m.ui.form.required : m.ui.form.tooShort(Number(issue.minimum))
  }
  if (issue.code === 'too_big' && issue.origin === 'string') return m.ui.form.tooLong(Number(issue.maximum))
  if (issue.code === 'invalid_value') return m.ui.form.choice
  if (issue.code === 'invalid_format' && issue.format === 'email') return m.ui.form.email
  if (issue.code === 'invalid_format' && issue.format === 'date') return m.ui.form.date
  return isOurs(issue.message) ? issue.message : m.ui.form.unreadable
}

/** A message written in a schema of ours is Vietnamese; Zod's own begin in English. */
function isOurs(message: string): boolean {
  return !/^(Invalid|Too (small|big)|Unrecognized|Expected)/.test(message)
}

function cleanText(entry: FormDataEntryValue): string {
  // A file in a form that expects text is not text: it arrives as an empty answer.
  if (typeof entry !== 'string') return ''
  if (entry.length > limits.value) throw formTooLarge()
  if (!isStorable(entry)) throw notText()
  return entry.normalize('NFC').trim()
}

function place(values: Record<string, unknown>, path: string[], value: unknown): void {
  const leaf = path.at(-1) ?? ''
  let target = values
  for (const key of path.slice(0, -1)) {
    const next = target[key]
    target[key] = isBranch(next) ? next : branch()
    target = target[key] as Record<string, unknown>
  }
  target[leaf] = value
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Without a prototype, so that a field named `__proto__` is only a field. */
function branch(): Record<string, unknown> {
  return Object.create(null)
}
