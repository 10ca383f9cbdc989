/** Numbers of what is issued in the past, and of what is not; what is taken back or comes in the place of another. */
import {
  documentIssued,
  documentReplaced,
  documentRevoked,
  numberReserved,
  numberVoided,
  revocationAsked,
} from '#server/modules/documents/events.ts'
import { symbolIn } from '#server/modules/documents/model.ts'
import type { SealBy } from '#server/modules/documents/route/model.ts'
import { localDay } from '#shared/dates.ts'
import type { DocumentTypeKey } from '#shared/document/types.ts'
import type { Office } from '../place.ts'
import { aboutOf, act, after, countedOf, type Desk, isOver } from './desk.ts'
import type { Paper, Place } from './paper.ts'

/** By whom it is sealed, as `province/hue/documents.json` has it. */
export const sealOf = ({ kind }: Office): SealBy => (kind === 'department' ? 'by_clerk' : 'at_once')

const ownRegisters: Partial<Record<DocumentTypeKey, string>> = {
  decision: 'so-quyet-dinh',
  notice: 'so-thong-bao',
  minutes: 'so-bien-ban',
  official_letter: 'so-cong-van',
  directive: 'directive',
}

/** The next number, as `province/hue/documents.json` has the registers. */
function take(desk: Desk, paper: Paper, at: Date): Place | undefined {
  const { id, office, kind, content } = paper
  const { leader } = desk.staffOf(office)
  const year = Number(localDay(at).slice(0, 4))
  const register = ownRegisters[kind as DocumentTypeKey] ?? 'so-van-ban-khac'
  const place: Place = { register, year, number: 0, symbol: '' }
  const told = { ...aboutOf(paper), number: 0, symbol: '' }
  const onWrite = () => {
    place.number = desk.registers.next(`${office.id} ${register} ${year}`)
    place.symbol = symbolIn(content, place.number, year, office.symbol)
    Object.assign(told, { number: place.number, symbol: place.symbol })
  }
  const data = () => ({ symbol: place.symbol, name: leader.name, seal: sealOf(office) })
  const fact = numberReserved(id, told)
  const reserved = act(desk, paper, { kind: 'reserve', actorId: leader.id, at, place, data, fact, onWrite })
  return reserved ? place : undefined
}

export function leaveNumberEmpty(desk: Desk, paper: Paper, at: Date): boolean {
  const ended = new Date(at.getTime() + 360_000)
  if (isOver(desk, paper.office, ended)) return false
  const place = take(desk, paper, at)
  if (!place) return false
  const { leader } = desk.staffOf(paper.office)
  const told = { ...aboutOf(paper), number: 0, symbol: '' }
  const fact = numberVoided(paper.id, told)
  const onWrite = () => void Object.assign(told, { number: place.number, symbol: place.symbol })
  const reason = 'Không ký: nội dung cần làm rõ thêm'
  return act(desk, paper, { kind: 'void', actorId: leader.id, at: ended, place, reason, fact, onWrite })
}

/**
 * Numbered, confirmed and issued within minutes, or within the hour where the clerk seals, or not at all. No file is kept of the past, and none
 * says that it was signed: neither by the leader before the clerk has it.
 */
export function issue(desk: Desk, paper: Paper, at: Date): Date | undefined {
  const confirmedAt = new Date(at.getTime() + desk.random.int(40, 200) * 1000)
  const isByClerk = sealOf(paper.office) === 'by_clerk'
  const seconds = isByClerk ? desk.random.int(180, 2700) : desk.random.int(2, 9)
  const issuedAt = new Date(confirmedAt.getTime() + seconds * 1000)
  if (isOver(desk, paper.office, issuedAt)) return
  const place = take(desk, paper, at)
  if (!place) return
  const { leader, clerk } = desk.staffOf(paper.office)
  act(desk, paper, { kind: 'confirm', actorId: leader.id, at: confirmedAt })
  const told = {
    ...aboutOf(paper),
    number: 0,
    symbol: '',
    sha256: '',
    ...countedOf(desk, paper, issuedAt),
  }
  const fact = documentIssued(paper.id, told)
  const onWrite = () => void Object.assign(told, { number: place.number, symbol: place.symbol })
  const by = isByClerk ? clerk : leader
  act(desk, paper, { kind: 'issue', actorId: by.id, at: issuedAt, place, fact, onWrite })
  Object.assign(paper, { place, confirmedAt, issuedAt })
  paper.route = { ...paper.route, state: 'issued', since: issuedAt }
  return issuedAt
}

export function takeBack(desk: Desk, paper: Paper, since: Date): void {
  const { specialist, leader } = desk.staffOf(paper.office)
  const why = 'Số liệu trong văn bản chưa đúng.'
  const at = after(desk, since, 300, 1800)
  const asking = { kind: 'ask_revoke', actorId: specialist.id, at, reason: why }
  if (!act(desk, paper, { ...asking, fact: revocationAsked(paper.id, aboutOf(paper)) })) return
  paper.revokeAsked = { by: specialist.id, at, why }
  const decided = after(desk, at, 30, 900)
  const revoking = { kind: 'revoke', actorId: leader.id, at: decided, reason: why }
  const told = { ...aboutOf(paper), ...countedOf(desk, paper, decided, paper.issuedAt) }
  if (act(desk, paper, { ...revoking, fact: documentRevoked(paper.id, told) }))
    paper.revoked = { by: leader.id, at: decided, why }
}

export function replace(desk: Desk, old: Paper, next: Paper, at: Date): void {
  const { leader } = desk.staffOf(old.office)
  const why = 'Ban hành văn bản khác thay thế'
  const done = { kind: 'replace', actorId: leader.id, at, reason: why, data: () => ({ replacedBy: next.id }) }
  const fact = documentReplaced(old.id, { ...aboutOf(old), replacedBy: next.id })
  if (act(desk, old, { ...done, fact })) old.revoked = { by: leader.id, at, why, replacedBy: next }
}
