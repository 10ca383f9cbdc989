/** A line of a register in the columns of NĐ 30/2020/NĐ-CP Phụ lục IV: ten of what went out, ten of what came, seven of what is followed. */
import { findAgency } from '#server/modules/agencies/index.ts'
import { listStaffNames } from '#server/modules/identity/index.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { changesOf, changesOfUnread, type SaidChange } from '../changes/changes.ts'
import { type Handling, type Line, listHandling, listSent, type Sent } from './register-queries.ts'

export type Register = 'out' | 'in' | 'followed'

export interface RegisterRow {
  number: number
  documentId: string
  fate: Line['fate']
  isRevoked: boolean
  isReplaced: boolean
  isCorrected: boolean
  /** Its day is earlier than that of a lower number. */
  isOutOfOrder: boolean
  isLate: boolean
  /** In the order of the columns; days as `2026-11-29`. */
  cells: (string | number | null)[]
}

const words = m.documents.registers

/** These lines, in their order. */
export async function rowsOf(work: Work, which: Register, lines: readonly Line[]): Promise<RegisterRow[]> {
  const ids = [...new Set(lines.map(({ documentId }) => documentId))]
  const handling = which === 'out' ? new Map<string, Handling>() : await listHandling(work.tx, ids)
  const sent = which === 'out' ? await listSent(work.tx, ids) : new Map<string, Sent>()
  const nameOf = await leadNames(work, [...handling.values()])
  const read = await changesOf(work, ids)
  const unread = lines.filter(({ documentId, revokedAt }) => revokedAt !== null && !read.has(documentId))
  const changed = new Map([
    ...read,
    ...(await changesOfUnread(
      work,
      unread.map(({ documentId }) => documentId),
    )),
  ])
  return lines.map((line) => {
    const handled = handling.get(line.documentId)
    const isLate = handled?.state === 'assigned' && handled.dueAt !== null && handled.dueAt < work.now
    const changes = changed.get(line.documentId) ?? []
    const closedWhy = which !== 'out' && handled?.state === 'closed' ? handled.closedWhy : null
    const isReplaced = changes.some(({ kind }) => kind === 'replaced')
    const note = noteOf(line, changes, closedWhy)
    return {
      number: line.number,
      documentId: line.documentId,
      fate: line.fate,
      isRevoked: !isReplaced && (line.revokedAt !== null || changes.some(({ isFrozen }) => isFrozen)),
      isReplaced,
      isCorrected: line.correctedAt !== null,
      isOutOfOrder: line.outOfOrder,
      isLate,
      cells:
        which === 'out'
          ? outgoing(line, sent.get(line.documentId), note)
          : which === 'in'
            ? incoming(line, handled, nameOf, note)
            : followed(line, handled, nameOf, note, isLate),
    }
  })
}

function outgoing(line: Line, sent: Sent | undefined, note: string): RegisterRow['cells'] {
  const isKept = (place: string) => /^lưu\s*:/iu.test(place)
  return [
    line.symbol,
    line.onDay,
    titleOf(line),
    line.signer,
    line.places.filter((place) => !isKept(place)).join('\n'),
    line.places
      .filter(isKept)
      .map((place) => place.replace(/^[^:]*:\s*/, ''))
      .join('; '),
    line.copies,
    sent ? localDay(sent.sentAt) : null,
    sent ? words.arrived(sent.arrived, sent.sent) : '',
    note,
  ]
}

function incoming(
  line: Line,
  handled: Handling | undefined,
  nameOf: NameOf,
  note: string,
): RegisterRow['cells'] {
  return [
    line.onDay,
    line.number,
    line.organ,
    line.symbol,
    line.issuedOn,
    titleOf(line),
    handled ? nameOf(handled) : '',
    handled?.assignedAt ? localDay(handled.assignedAt) : null,
    handled?.progressAt ? words.taken(formatDate(handled.progressAt)) : '',
    note,
  ]
}

function followed(
  line: Line,
  handled: Handling | undefined,
  nameOf: NameOf,
  note: string,
  isLate: boolean,
): RegisterRow['cells'] {
  const { type, symbol, issuedOn, organ } = line
  const progress = handled ? handled.progress || m.documents.assign.states[handled.state] : ''
  return [
    line.number,
    [type, symbol, issuedOn && words.ofDay(formatDate(issuedOn)), organ].filter(Boolean).join(', '),
    handled ? nameOf(handled) : '',
    handled?.dueAt ? localDay(handled.dueAt) : null,
    isLate ? words.late(progress) : progress,
    handled?.answerSymbol ?? '',
    note,
  ]
}

function titleOf({ type, subject }: Line): string {
  return subject ? `${type}: ${subject}` : type
}

function noteOf(line: Line, changes: readonly SaidChange[], closedWhy: string | null): string {
  // Revoked by whoever issued it, its line has the reason; replaced, it was not revoked (NĐ 30/2020/NĐ-CP Điều 18).
  const isRevoked = line.revokedAt !== null && changes.every(({ kind }) => kind !== 'replaced')
  return [
    line.fate === 'voided' ? words.voided(line.why) : '',
    line.fate === 'signing' ? words.signing : '',
    isRevoked && line.revokedAt ? words.revoked(formatDate(line.revokedAt), line.why) : '',
    ...changes.filter(({ kind }) => !isRevoked || kind !== 'revoked').map((change) => change.words),
    line.correctedAt ? words.corrected(formatDate(line.correctedAt), line.corrected, line.correctedWhy) : '',
    m.documents.assign.urgencies[line.urgency ?? ''] ?? '',
    closedWhy ? words.closed(closedWhy) : '',
    line.outOfOrder ? words.outOfOrder : '',
  ]
    .filter(Boolean)
    .join('; ')
}

type NameOf = (handled: Handling) => string

async function leadNames(work: Work, all: readonly Handling[]): Promise<NameOf> {
  const people = await listStaffNames(
    work,
    all.flatMap(({ leadAccountId }) => leadAccountId ?? []),
  )
  const agencies = new Map<string, string>()
  for (const id of new Set(all.flatMap(({ leadAgencyId }) => leadAgencyId ?? [])))
    agencies.set(id, (await findAgency(work, id))?.shortName ?? id)
  return ({ leadAgencyId, leadAccountId, state }) => {
    if (state === 'waiting') return ''
    const agency = agencies.get(leadAgencyId ?? '') ?? ''
    const person = people.get(leadAccountId ?? '')
    return person ? `${person}, ${agency}` : agency
  }
}
