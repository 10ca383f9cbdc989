/** Thu hồi, thay thế, sửa đổi, đính chính: what became of documents, in words, and who is stopped by it. */
import type { Work } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { DocumentContent } from '../model.ts'
import { documentFrozen, originalFrozen } from '../refusals.ts'
import {
  type Change,
  type ChangeKind,
  listChanges,
  listOpenable,
  listReplacedInRegisters,
  listSentChanges,
} from './change-queries.ts'

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
  return sayEach(work, await listChanges(work.tx, documentIds))
}

/** Of lines of a register whose documents this actor does not read, results of dossiers: by which number each was replaced. */
export async function changesOfUnread(
  work: Pick<Work, 'tx'>,
  documentIds: readonly string[],
): Promise<Map<string, SaidChange[]>> {
  return sayEach(work, await listReplacedInRegisters(work.tx, documentIds))
}

/** The same of what waits for a clerk, by the documents that was sent as. */
export async function changesOfSent(
  work: Pick<Work, 'tx'>,
  sent: readonly string[],
): Promise<Map<string, SaidChange[]>> {
  return sayEach(work, await listSentChanges(work.tx, sent))
}

/** Refuses what was revoked or replaced. */
export async function requireInForce(work: Pick<Work, 'tx'>, documentId: string): Promise<void> {
  const found = (await listChanges(work.tx, [documentId])).find(freezes)
  if (found) throw documentFrozen({ why: sayChange(found) })
}

/** The same of what is to be copied: a copy of what is in force no longer would pass for one of what is. */
export async function requireCopyable(work: Pick<Work, 'tx'>, documentId: string): Promise<void> {
  const found = (await listChanges(work.tx, [documentId])).find(freezes)
  if (found) throw originalFrozen({ why: sayChange(found) })
}

/** The same of what a copy is of, until it is issued; of what is no copy nothing is asked. */
export async function requireOriginalInForce(
  work: Pick<Work, 'tx'>,
  { content }: { content: Pick<DocumentContent, 'copyOf'> },
): Promise<void> {
  if (content.copyOf) await requireCopyable(work, content.copyOf.documentId)
}

async function sayEach(
  { tx }: Pick<Work, 'tx'>,
  changes: readonly (Change & { documentId: string })[],
): Promise<Map<string, SaidChange[]>> {
  const by = changes.flatMap(({ byDocument }) => byDocument ?? [])
  const openable = new Map((await listOpenable(tx, [...new Set(by)])).map((one) => [one.id, one]))
  const say = (change: Change): SaidChange => {
    const open = openable.get(change.byDocument ?? '')
    const href = open?.copy ? `/van-ban/den/${open.copy}` : open?.isOpen ? `/van-ban/${open.id}` : ''
    return { kind: change.kind, words: sayChange(change), href, isFrozen: freezes(change) }
  }
  const of = Map.groupBy(changes, ({ documentId }) => documentId)
  return new Map([...of].map(([id, its]) => [id, its.map(say)]))
}
