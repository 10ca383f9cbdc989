/** Text PostgreSQL can keep: without NUL, and without half of a character. */
import { defineRefusal } from '#shared/refusal.ts'

export const notText = defineRefusal('platform.not_text', 400)

export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** What PostgreSQL says of text that came to it another way, in a path or a query. */
export function isNotTextError(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  return code === '22021' || code === '22P05'
}
