/** A form as one nested object, as the schemas of pages read it. */
import { formLimits, readPost } from './read-post.ts'
import { formTooManyFields } from './refusals.ts'

/** The values of a form without files, as `valuesOf` nests them; more or deeper than a page of ours asks is refused. */
export async function readValues(request: Request): Promise<Record<string, unknown>> {
  const { fields } = await readPost(request)
  const most = formLimits.values
  if (fields.length > most.fields || fields.some(([name]) => name.split('.').length > most.depth))
    throw formTooManyFields()
  return valuesOf(fields)
}

/**
 * Fields by the path their names give: `answers.childName` nests, a name ending in `[]` repeats, of any other the first
 * counts. Text is NFC and trimmed.
 */
export function valuesOf(fields: readonly [string, string][]): Record<string, unknown> {
  const values = branch()
  for (const [name, pairs] of Map.groupBy(fields, ([name]) => name)) {
    const texts = pairs.map(([, text]) => text.normalize('NFC').trim())
    place(values, name.replace(/\[\]$/, '').split('.'), name.endsWith('[]') ? texts : texts[0])
  }
  return values
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
