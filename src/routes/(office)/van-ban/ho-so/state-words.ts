/** How a work file stands, in words. */
import { formatDate, type LocalDay, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

interface WorkFileState {
  openedAt: Date
  closedAt: Date | null
  archiveBy: LocalDay | null
  keepUntil: LocalDay | null
  transferredAt: Date | null
  destroyedAt: Date | null
}

export function stateWords(file: WorkFileState, today: LocalDay): string[] {
  const words = m.documents.workFiles.states
  const day = (at: Date) => formatDate(localDay(at))
  if (file.destroyedAt) return [words.destroyed(day(file.destroyedAt))]
  if (!file.closedAt) return [words.open(day(file.openedAt))]
  const archive = file.transferredAt
    ? words.transferred(day(file.transferredAt))
    : file.archiveBy
      ? (file.archiveBy < today ? words.late : words.archive)(formatDate(file.archiveBy))
      : ''
  const kept =
    file.keepUntil === null
      ? words.forEver
      : (file.keepUntil < today ? words.ended : words.kept)(formatDate(file.keepUntil))
  return [archive, kept].filter(Boolean)
}
