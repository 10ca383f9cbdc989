/** A draft of an agency as lists and its own page say it: where it is, with whom, since when. */
import type { Step } from '#server/modules/documents/index.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

export interface Standing {
  status: string
  state: string
  steps: Step[]
  step: number | null
  symbol: string | null
  signerName: string | null
  confirmedAt: Date | null
  leaderSha256: string | null
}

/** Where it is, in words. */
export function stateWords(one: Standing): string {
  const words = m.documents.route.states
  const symbol = one.symbol ?? ''
  if (one.status === 'issued') return words.issued(symbol)
  if (one.status === 'revoked') return words.revoked(symbol)
  if (one.status === 'discarded') return words.discarded
  if (one.status === 'signing') {
    if (one.leaderSha256) return words.sealing(symbol)
    return one.confirmedAt ? words.confirmed(symbol) : words.signing(symbol, one.signerName ?? '')
  }
  if (one.state === 'in_route') return words.in_route(one.steps[one.step ?? -1]?.name ?? '')
  if (one.state === 'approved') return words.approved
  if (one.state === 'returned') return words.returned
  if (one.state === 'withdrawn') return words.withdrawn
  return words.drafting
}

interface Row extends Standing {
  id: string
  title: string
  subject: string
  content: { urgency?: string | undefined }
  since: Date
  dueAt: Date | null
  why: string | null
  issuedAt: Date | null
}

export function presentRow(row: Row, now: Date) {
  const { id, title, subject, content, since, dueAt, why } = row
  return {
    id,
    href: `/van-ban/${id}`,
    title,
    subject,
    urgency: urgencyWords(content.urgency),
    state: stateWords(row),
    since: formatDateTime(row.issuedAt ?? since),
    due: dueAt ? dueWords(dueAt, now) : '',
    isLate: dueAt !== null && dueAt < now && row.state === 'in_route',
    why: row.state === 'returned' ? (why ?? '') : '',
  }
}

/** Its degree of urgency; nothing where it has none. */
export function urgencyWords(urgency: string | undefined): string {
  return urgency ? (m.documents.route.urgency[urgency] ?? '') : ''
}

export function dueWords(dueAt: Date, now: Date): string {
  const moment = formatDateTime(dueAt)
  return dueAt < now ? m.documents.route.overdue(moment) : m.documents.route.due(moment)
}
