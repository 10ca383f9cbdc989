/** JSON from another system about money: read exactly or not at all. */

/** A number that is no whole number of at most 16 digits as it was written: `1e5`, `1.0`, `-0`, `1000000000000000000`. */
export class InexactNumber {
  readonly written: string
  constructor(written: string) {
    this.written = written
  }
}

export type Unread = 'too_long' | 'not_json' | 'too_deep' | 'repeated_key'

/** Brackets within brackets. */
const deepest = 8

/**
 * What the bytes say as JSON, or why nothing was read: longer than `mostBytes`, not UTF-8 or not JSON to its end, too deep, or
 * a key twice in one object, which two readers would understand differently. A number comes as a whole number that is
 * exactly what was written, else as `InexactNumber`: whoever wants an amount sees that it is none.
 */
export function readExactJson(bytes: Uint8Array, mostBytes: number): { value: unknown } | { unread: Unread } {
  if (bytes.length > mostBytes) return { unread: 'too_long' }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { unread: 'not_json' }
  }
  if (isTooDeep(text)) return { unread: 'too_deep' }
  let value: unknown
  try {
    value = JSON.parse(text, exactly)
  } catch {
    return { unread: 'not_json' }
  }
  return repeatsKey(text) ? { unread: 'repeated_key' } : { value }
}

function exactly(_: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number') return value
  const written = context?.source ?? ''
  return /^(?:0|-?[1-9]\d{0,15})$/.test(written) && Number.isSafeInteger(value)
    ? value
    : new InexactNumber(written)
}

function isTooDeep(text: string): boolean {
  let depth = 0
  for (const { 0: token } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    if (depth > deepest) return true
  }
  return false
}

/** Of text that is JSON: a key is a string with a colon behind it. */
function repeatsKey(text: string): boolean {
  const open: Set<string>[] = []
  for (const [token, key] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (token === '{') open.push(new Set())
    else if (token === '}') open.pop()
    else if (key !== undefined) {
      const keys = open.at(-1)
      const name: string = JSON.parse(key)
      if (keys?.has(name)) return true
      keys?.add(name)
    }
  }
  return false
}
