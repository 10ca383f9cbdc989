/** Nơi gửi đã thu hồi, thay thế, sửa đổi, đính chính: noted by a clerk on what proves no sender, so that no program learns of it. */
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { findEntered, findNoted, handChanges, listNotes, type NoteRow } from '../changes/note-queries.ts'
import { senderFollowed, senderNoteUndone } from '../events.ts'
import { findDocument, holdDocuments } from '../queries.ts'
import { readReason } from '../read-reason.ts'
import { documentDestroyed, documentNotFound } from '../refusals.ts'
import { takeAction } from '../take-action.ts'
import { findAssignment, listParts } from './assignment-queries.ts'
import { senderNoteUnclear } from './refusals.ts'
import { tellHolders } from './tell.ts'

export const NoteSender = z.strictObject({
  change: z.enum(handChanges),
  /** Số đến of the document that says so, `12/2026`, where it was entered. */
  arrival: z.string().trim().max(20).default(''),
  /** Else its number and symbol, and its day, as they are printed on it. */
  symbol: z.string().trim().max(100).normalize().default(''),
  day: z.union([z.literal(''), Day]).default(''),
})
export type NoteSender = z.infer<typeof NoteSender>

export const UnnoteSender = z.strictObject({ note: z.coerce.number().int().min(0), reason: z.string() })
export type UnnoteSender = z.infer<typeof UnnoteSender>

/**
 * Notes what the sender did to an incoming document, by which document; revoked or replaced it is frozen from then on, as one the exchange brought is
 * (NĐ 30/2020/NĐ-CP Điều 18, Phụ lục VI). Whoever has it is told. Refuses to whoever is no clerk of the agency, of a copy the program follows by itself,
 * without a document that says so, one of a later day, and the same note twice.
 */
export async function noteSender(work: Work, officer: Officer, id: string, input: NoteSender): Promise<void> {
  // Nobody gives or answers it meanwhile.
  await holdDocuments(work.tx, [id])
  const copy = await requireNoted(work, officer, id)
  if (copy.isFollowed) throw senderNoteUnclear({ why: 'followed' })
  const { change } = input
  const said = await saidBy(work, officer, id, input)
  if (said.day > localDay(work.now)) throw senderNoteUnclear({ why: 'future' })
  const isSame = (one: NoteRow) => one.kind === change && one.symbol === said.symbol && one.day === said.day
  if ((await listNotes(work.tx, id)).some(isSame)) throw senderNoteUnclear({ why: 'twice' })
  await takeAction(work, { id, lastSeq: copy.lastSeq }, 'note_sender', { data: { change, ...said } })
  await work.record(senderFollowed(id, { agencyId: copy.agencyId, kind: copy.type, change }))
  await tell(work, officer, id, `document_${change}`, said.symbol)
}

/** Takes a note back that was wrong, with the reason: what it froze goes its way again. Whoever has it is told. Refuses as `noteSender`, and without a reason. */
export async function takeNoteBack(
  work: Work,
  officer: Officer,
  id: string,
  { note, reason }: UnnoteSender,
): Promise<void> {
  // Nobody gives or answers it meanwhile.
  await holdDocuments(work.tx, [id])
  const copy = await requireNoted(work, officer, id)
  const found = (await listNotes(work.tx, id)).find(({ seq }) => seq === note)
  if (!found) throw senderNoteUnclear({ why: 'gone' })
  const why = readReason(reason)
  await takeAction(work, { id, lastSeq: copy.lastSeq }, 'unnote_sender', { reason: why, data: { note } })
  await work.record(senderNoteUndone(id, { agencyId: copy.agencyId, kind: copy.type, change: found.kind }))
  await tell(work, officer, id, 'document_note_undone', found.symbol)
}

/** The notes by hand that stand on an incoming document one may read, the earliest first; and whether more may be made. */
export async function viewNotes(
  work: Work,
  officer: Officer,
  id: string,
): Promise<{ notes: NoteRow[]; isFollowed: boolean }> {
  const { isFollowed } = await requireNoted(work, officer, id)
  return { notes: await listNotes(work.tx, id), isFollowed }
}

async function requireNoted(work: Work, officer: Officer, id: string) {
  requireRole(officer, 'clerk')
  const document = await findDocument(work.tx, officer, id)
  const copy = await findNoted(work.tx, id)
  if (!document || !copy || !officer.agencyIds.includes(copy.agencyId)) throw documentNotFound()
  if (document.destroyedAt) throw documentDestroyed()
  return copy
}

/** By which document: one of the register, else as it was typed. */
async function saidBy(
  work: Work,
  { agencyIds }: Officer,
  id: string,
  { arrival, symbol, day }: NoteSender,
): Promise<{ by: string | null; symbol: string; day: string }> {
  if (arrival !== '') {
    const [number = '', year = ''] = arrival.split('/').map((part) => part.trim())
    const isNumber = /^\d{1,6}$/.test(number) && /^\d{4}$/.test(year)
    const found = isNumber && (await findEntered(work.tx, agencyIds, Number(number), Number(year)))
    if (!found || found.id === id) throw senderNoteUnclear({ why: 'arrival' })
    // Without number or day of its own it is named by those that were typed.
    const named = { by: found.id, symbol: found.symbol || symbol, day: found.day ?? day }
    if (named.symbol !== '' && named.day !== '') return named
  } else if (symbol !== '' && day !== '') return { by: null, symbol, day }
  throw senderNoteUnclear({ why: 'document' })
}

async function tell(work: Work, officer: Officer, id: string, kind: string, by: string): Promise<void> {
  const about = await findAssignment(work.tx, id)
  if (about) await tellHolders(work, about, await listParts(work.tx, [id]), kind, { by }, officer)
}
