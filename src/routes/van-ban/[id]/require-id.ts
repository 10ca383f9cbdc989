import { z } from 'zod'
import { documentNotFound } from '#server/modules/documents/index.ts'

/** An address that holds no identifier leads to no document. */
export function requireId(text: string): string {
  const parsed = z.uuid().safeParse(text)
  if (!parsed.success) throw documentNotFound()
  return parsed.data
}
