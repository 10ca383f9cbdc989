import { unreadable } from './refusals.ts'

/** The fields of one level in the order they stand, a value for each number. */
export class Fields {
  readonly ids: string[] = []
  readonly values: string[] = []

  get(id: string): string | undefined {
    return this.values[this.ids.indexOf(id)]
  }
}

/**
 * Each field as long as it says, none empty, none twice, and nothing left over. `path` is the field they lie in, `''` the
 * code itself.
 */
export function readFields(text: string, path = ''): Fields {
  const fields = new Fields()
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = endOfField(text, at, path)
    const id = text.slice(at, at + 2)
    if (fields.ids.includes(id)) throw unreadable(join(path, id), 'repeated')
    fields.ids.push(id)
    fields.values.push(text.slice(at + 4, end))
  }
  return fields
}

/** The values of a level that has exactly these fields in this order. */
export function readExactly(text: string, path: string, ids: readonly string[]): string[] {
  const values: string[] = []
  let at = 0
  for (const id of ids) {
    if (!text.startsWith(id, at)) throw unlike(text, path, ids)
    const end = endOfField(text, at, path)
    values.push(text.slice(at + 4, end))
    at = end
  }
  if (at < text.length) throw unlike(text, path, ids)
  return values
}

/** Two digits of number, two of length, and as many characters as they say. */
function endOfField(text: string, at: number, path: string): number {
  if (at + 4 > text.length) throw unreadable(path, 'wrong_length')
  const length = numberAt(text, at + 2)
  if (length < 0 || numberAt(text, at) < 0) throw unreadable(path, 'malformed')
  const end = at + 4 + length
  if (length === 0 || end > text.length) throw unreadable(join(path, text.slice(at, at + 2)), 'wrong_length')
  return end
}

/** Two digits as a number, or less than 0. */
function numberAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

function unlike(text: string, path: string, ids: readonly string[]) {
  const found = readFields(text, path).ids
  const unknown = found.find((id) => !ids.includes(id))
  if (unknown !== undefined) return unreadable(join(path, unknown), 'unknown')
  const missing = ids.find((id) => !found.includes(id))
  if (missing !== undefined) return unreadable(join(path, missing), 'missing')
  return unreadable(join(path, found.find((id, index) => id !== ids[index]) ?? ''), 'misplaced')
}

function join(path: string, id: string): string {
  return path === '' ? id : `${path}/${id}`
}
