import { m } from './messages/index.ts'

/** `318 kB`, `1,2 MB`: as files are listed to people, in the reader's language. */
export function formatFileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} byte`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${m.form.values.number(bytes / 1_000_000, 1)} MB`
}
