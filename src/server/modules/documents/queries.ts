import { type Selectable, sql } from 'kysely'
import type { Actor, Officer } from '#server/platform/actor.ts'
import type { Tx } from '#server/platform/database/database.ts'
import { handlesCases, readsEveryCase } from '#server/platform/rights.ts'
import type { DocumentsDocument, DocumentsShownPage } from '#server/platform/schema.gen.ts'
import type { DocumentContent, Status } from './model.ts'

type Row = Selectable<DocumentsDocument>

/** Văn bản: a document of an agency, from draft to signed and issued. */
export type Document = Omit<Row, 'content' | 'status'> & { content: DocumentContent; status: Status }

/** A document as far as this actor may see it: its owner once it is issued, those who work on cases of its agency. */
export async function findDocument(
  tx: Tx<'documents'>,
  actor: Actor,
  id: string,
): Promise<Document | undefined> {
  return visible(tx, actor)?.where('id', '=', id).executeTakeFirst()
}

export async function findDocumentOfDossier(
  tx: Tx<'documents'>,
  actor: Actor,
  dossierId: string,
): Promise<Document | undefined> {
  return visible(tx, actor)?.where('dossierId', '=', dossierId).executeTakeFirst()
}

export async function listRevokedOf(
  tx: Tx<'documents'>,
  ownerId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('documents.document')
    .select('id')
    .where('ownerId', '=', ownerId)
    .where('id', 'in', ids)
    .where('status', '=', 'revoked')
    .execute()
  return rows.map(({ id }) => id)
}

function visible(tx: Tx<'documents'>, actor: Actor) {
  const all = documents(tx)
  switch (actor.kind) {
    case 'citizen':
      return all.where('ownerId', '=', actor.id).where('status', '<>', 'draft')
    case 'officer':
      if (!handlesCases(actor)) return undefined
      return readsEveryCase(actor) ? all : all.where('agencyId', 'in', actor.agencyIds)
    case 'system':
      return all
    case 'anonymous':
      return undefined
  }
}

/** The row, locked until the work ends, within the agencies of this officer. */
export async function lockDocument(
  tx: Tx<'documents'>,
  officer: Officer,
  id: string,
): Promise<Document | undefined> {
  return documents(tx)
    .where('id', '=', id)
    .where('agencyId', 'in', officer.agencyIds)
    .forUpdate()
    .executeTakeFirst()
}

function documents(tx: Tx<'documents'>) {
  // Every content was written by `putDraft`; the column itself only knows that it is JSON.
  return tx.selectFrom('documents.document').selectAll().$castTo<Document>()
}

export interface Draft {
  id: string
  dossierId: string
  agencyId: string
  kind: string
  title: string
  subject: string
  content: DocumentContent
  checkCode: string
  ownerId: string | null
  draftedBy: string
  draftedAt: Date
}

/** Stores a draft, or replaces the one its dossier has. Undefined when that one is no longer a draft. */
export async function putDraft(
  tx: Tx<'documents'>,
  { content, ...draft }: Draft,
): Promise<{ id: string } | undefined> {
  const row = { ...draft, content: JSON.stringify(content) }
  const { id: _id, dossierId: _dossierId, checkCode: _checkCode, ...replaced } = row
  return tx
    .insertInto('documents.document')
    .values({ ...row, status: 'draft' })
    .onConflict((conflict) =>
      conflict.column('dossierId').doUpdateSet(replaced).where('documents.document.status', '=', 'draft'),
    )
    .returning('id')
    .executeTakeFirst()
}

export async function deleteDraft(tx: Tx<'documents'>, id: string): Promise<void> {
  await tx.deleteFrom('documents.document').where('id', '=', id).where('status', '=', 'draft').execute()
}

/**
 * The next number of a register; whoever asks next waits until this work ends, so a number is neither given
 * twice nor lost when a work fails.
 */
export async function takeNumber(tx: Tx<'documents'>, series: NumberSeries): Promise<number> {
  const { last } = await tx
    .insertInto('documents.numberSeries')
    .values({ ...series, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['agencyId', 'register', 'year'])
        .doUpdateSet({ last: sql`documents.number_series.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export interface NumberSeries {
  agencyId: string
  register: string
  year: number
}

/** The number whoever signs next will get, unless someone else signs before. Takes nothing. */
export async function nextNumber(tx: Tx<'documents'>, series: NumberSeries): Promise<number> {
  const row = await tx
    .selectFrom('documents.numberSeries')
    .select('last')
    .where('agencyId', '=', series.agencyId)
    .where('register', '=', series.register)
    .where('year', '=', series.year)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

export async function insertShownPages(
  tx: Tx<'documents'>,
  rows: readonly Selectable<DocumentsShownPage>[],
): Promise<void> {
  await tx
    .insertInto('documents.shownPage')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['documentId', 'accountId', 'sha256', 'page'])
        .doUpdateSet({ shownAt: sql`excluded.shown_at` }),
    )
    .execute()
}

export async function listShownPages(
  tx: Tx<'documents'>,
  documentId: string,
  accountId: string,
  sha256: string,
): Promise<{ page: number; pages: number; number: number | null }[]> {
  return tx
    .selectFrom('documents.shownPage')
    .select(['page', 'pages', 'number'])
    .where('documentId', '=', documentId)
    .where('accountId', '=', accountId)
    .where('sha256', '=', sha256)
    .limit(1000)
    .execute()
}

export async function deleteShownPages(tx: Tx<'documents'>, documentId: string): Promise<void> {
  await tx.deleteFrom('documents.shownPage').where('documentId', '=', documentId).execute()
}

export interface Issue {
  agencyId: string
  number: number
  symbol: string
  signedBy: string
  signerName: string
  signerPosition: string
  signedAt: Date
  issuedAt: Date
  sha256: string
}

export async function markIssued(tx: Tx<'documents'>, id: string, issue: Issue): Promise<void> {
  await tx
    .updateTable('documents.document')
    .set({ ...issue, status: 'issued' })
    .where('id', '=', id)
    .execute()
}

export async function markRevoked(
  tx: Tx<'documents'>,
  id: string,
  revocation: { revokedBy: string; revokedAt: Date; revokedWhy: string },
): Promise<void> {
  await tx
    .updateTable('documents.document')
    .set({ ...revocation, status: 'revoked' })
    .where('id', '=', id)
    .execute()
}
