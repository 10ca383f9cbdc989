/** Text and data from outside, as PostgreSQL can keep them: what somebody wrote never stops the work it is part of. */

/** Without the character of no meaning, and without halves of letters: of both the database takes none. */
export function storable(text: string): string {
  return text.replaceAll('\0', ' ').toWellFormed()
}

/** JSON of it, all its texts as `storable` gives them. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? storable(part) : part))
}
