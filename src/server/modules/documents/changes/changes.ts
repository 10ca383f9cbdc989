/** Thu hồi, thay thế, sửa đổi, đính chính: what became of documents, in words, and who is stopped by it. */
import type { Work } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { documentFrozen } from '../refusals.ts'
import { type Change, type ChangeKind, listChanges, listOpenable, listSentChanges } from './change-queries.ts'

export interface SaidChange {
  kind: ChangeKind
  words: string
  /** The document that does it, where this actor may open it; else empty. */
  href: string
  /** Revoked or replaced: it is in force no longer. */
  isFrozen: boolean
}

const freezes = ({ kind }: Pick<Change, 'kind'>) => kind === 'revoked' || kind === 'replaced'

/** One of them as a sentence without its stop. */
export function sayChange({ kind, bySymbol, byDay, at }: Change): string {
  return m.documents.changes[kind](formatDate(localDay(at)), bySymbol, byDay ? formatDate(byDay) : '')
}

/** What became of these documents, of each that anything became of, the earliest first. */
export async function changesOf(
  work: Pick<Work, 'tx'>,
  documentIds: readonly string[],
): Promise<Map<string, SaidChange[]>> {
  const changes = await listChanges(work.tx, documentIds)
  const said = await sayAll(work, changes)
  const of = Map.groupBy(
    changes.map(({ documentId }, at) => ({ documentId, at })),
    (one) => one.documentId,
  )
  return new Map([...of].map(([id, places]) => [id, places.flatMap(({ at }) => said[at] ?? [])]))
}

/** The same of what waits for a clerk, by the document it is a copy of. */
export async function changesOfSent(work: Pick<Work, 'tx'>, sent: string | undefined): Promise<SaidChange[]> {
  return sent ? sayAll(work, await listSentChanges(work.tx, sent)) : []
}

/** Refuses what was revoked or replaced. */
export async function requireInForce(work: Pick<Work, 'tx'>, documentId: string): Promise<void> {
  const found = (await listChanges(work.tx, [documentId])).find(freezes)
  if (found) throw documentFrozen({ why: sayChange(found) })
}

async function sayAll({ tx }: Pick<Work, 'tx'>, changes: readonly Change[]): Promise<SaidChange[]> {
  const by = changes.flatMap(({ byDocument }) => byDocument ?? [])
  const openable = new Map((await listOpenable(tx, [...new Set(by)])).map((one) => [one.id, one]))
  return changes.map((change) => {
    const open = openable.get(change.byDocument ?? '')
    const href = open?.copy ? `/van-ban/den/${open.copy}` : open?.isOpen ? `/van-ban/${open.id}` : ''
    return { kind: change.kind, words: sayChange(change), href, isFrozen: freezes(change) }
  })
}
