import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely'
import type { Actor, Officer } from '#server/platform/actor.ts'
import type { Tx } from '#server/platform/database/database.ts'
import { handlesCases, handlesDocuments, readsEveryCase } from '#server/platform/rights.ts'
import type { DocumentsAction } from '#server/platform/schema.gen.ts'
import { type Document, findAsShown, type Row, type Text } from './as-shown-queries.ts'
import type { ActionKind, DocumentContent, DocumentSource } from './model.ts'

export type { Document } from './as-shown-queries.ts'

/** A document as far as this actor may see it: its owner once it is issued, those who work on cases of its agency; whoever was asked about it as it was then. */
export async function findDocument(
  tx: Tx<'documents'>,
  actor: Actor,
  id: string,
): Promise<Document | undefined> {
  const found = await visible(tx, actor)?.where('documents.document.id', '=', id).executeTakeFirst()
  return found ?? (actor.kind === 'officer' && handlesDocuments(actor) ? findAsShown(tx, id) : undefined)
}

/** The newest document of a dossier that this actor may see, of this part: the first of those signed together, unless said. */
export async function findDocumentOfDossier(
  tx: Tx<'documents'>,
  actor: Actor,
  dossierId: string,
  part = '',
): Promise<Document | undefined> {
  return visible(tx, actor)
    ?.where('documents.document.dossierId', '=', dossierId)
    .where('documents.document.part', '=', part)
    .where(answersIt)
    .orderBy('documents.document.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What somebody asks to have taken back, longest waiting first. */
export async function listRevocationsAsked(
  tx: Tx<'documents'>,
  agencyIds: readonly string[],
  limit: number,
): Promise<Document[]> {
  return (
    documents(tx)
      .where('documents.document.agencyId', 'in', [...agencyIds, ''])
      // Spelt out, as its index is.
      .where(sql<SqlBool>`revoke_asked_at is not null and status = 'issued'`)
      .orderBy('documents.document.revokeAskedAt')
      .limit(limit)
      .execute()
  )
}

/** The further papers of a dossier that are drafted or being signed, in the order of their making. */
export async function listFurtherOf(
  tx: Tx<'documents'>,
  actor: Actor,
  dossierId: string,
): Promise<Document[]> {
  const rows = await visible(tx, actor)
    ?.where('documents.document.dossierId', '=', dossierId)
    .where('documents.document.part', '<>', '')
    .where('documents.document.status', 'in', ['draft', 'signing'])
    .where('documents.document.replaces', 'is', null)
    .orderBy('documents.document.id')
    .limit(50)
    .execute()
  return rows ?? []
}

/** Of these dossiers the ones of which a document is being signed; the row policies say of whose. */
export async function listBeingSigned(
  tx: Tx<'documents'>,
  dossierIds: readonly string[],
): Promise<Pick<Row, 'dossierId' | 'symbol' | 'signerName' | 'signedBy' | 'confirmedAt'>[]> {
  if (dossierIds.length === 0) return []
  return tx
    .selectFrom('documents.document')
    .select(['dossierId', 'symbol', 'signerName', 'signedBy', 'confirmedAt'])
    .where(sql<SqlBool>`dossier_id = any (${dossierIds}::uuid[])`)
    .where('status', '=', 'signing')
    .where('part', '=', '')
    .where('replaces', 'is', null)
    .limit(dossierIds.length)
    .execute()
}

/** What is to come in the place of a signed document answers nothing before it is issued; then the other does no more. */
const answersIt = sql<SqlBool>`replaced_by is null and (replaces is null or status in ('issued', 'revoked'))`

/** The documents this actor may see; undefined for whom there are none. */
export function visible(tx: Tx<'documents'>, actor: Actor) {
  const all = documents(tx).where('documents.document.status', '<>', 'discarded')
  switch (actor.kind) {
    case 'citizen':
      return all
        .where('documents.document.ownerId', '=', actor.id)
        .where('documents.document.status', 'in', ['issued', 'revoked'])
    case 'officer':
      return all.where(({ eb, or, and, selectFrom }) => {
        const isOwn = eb('documents.document.agencyId', 'in', [...actor.agencyIds, ''])
        const isOfDossier = eb('documents.document.source', '=', 'dossier')
        const isPutBefore = eb(
          'documents.document.id',
          'in',
          selectFrom('documents.reader')
            .select('documentId')
            .where('agencyId', 'in', [...actor.agencyIds, '']),
        )
        return or([
          ...(readsEveryCase(actor) ? [isOfDossier] : handlesCases(actor) ? [and([isOfDossier, isOwn])] : []),
          ...(handlesDocuments(actor)
            ? [and([eb('documents.document.source', '<>', 'dossier'), or([isOwn, isPutBefore])])]
            : []),
        ])
      })
    case 'system':
      return all
    case 'anonymous':
      return undefined
  }
}

/** The document, within the agencies of this officer; not one that was given up. */
export async function findOwnDocument(
  tx: Tx<'documents'>,
  officer: Officer,
  id: string,
): Promise<Document | undefined> {
  return documents(tx)
    .where('documents.document.id', '=', id)
    .where('documents.document.agencyId', 'in', officer.agencyIds)
    .where('documents.document.status', '<>', 'discarded')
    .executeTakeFirst()
}

function documents(tx: Tx<'documents'>) {
  return (
    tx
      .selectFrom('documents.document')
      .innerJoin('documents.version', (join) =>
        join
          .onRef('documents.version.documentId', '=', 'documents.document.id')
          .onRef('documents.version.version', '=', 'documents.document.version'),
      )
      .selectAll('documents.document')
      .select(['kind', 'title', 'subject', 'content', 'draftedBy', 'draftedAt'])
      // Every content was written by `addVersion`; the column itself only knows that it is JSON.
      .$castTo<Document>()
  )
}

export async function insertDocument(
  tx: Tx<'documents'>,
  row: Pick<Row, 'id' | 'dossierId' | 'agencyId' | 'checkCode' | 'ownerId'> & {
    part?: string
    replaces?: string | null
    source?: DocumentSource
  },
): Promise<void> {
  await tx.insertInto('documents.document').values(row).execute()
}

/** Until this work ends nobody else acts on these documents, files, revokes or destroys them: what is read of them now stays true. */
export async function holdDocuments(tx: Tx<'documents'>, ids: readonly string[]): Promise<void> {
  await sql`select documents.hold_documents(${ids}::uuid[])`.execute(tx)
}

/** Adds a text to a draft, or to what was received. False where somebody has added one since, or it is no draft any more. */
export async function addVersion(
  tx: Tx<'documents'>,
  {
    documentId,
    version,
    kind,
    title,
    subject,
    content,
    draftedBy,
    draftedAt,
  }: Omit<Text, 'content'> & { content: DocumentContent },
): Promise<boolean> {
  // What was written or signed since the document was read is there by now: then the row policies would only say that nobody may.
  const added = await sql`
    insert into documents.version (document_id, version, kind, title, subject, content, drafted_by, drafted_at)
    select d.id, ${version}::integer, ${kind}, ${title}, ${subject}, ${JSON.stringify(content)}::jsonb, ${draftedBy}::uuid,
           ${draftedAt}::timestamptz
      from documents.document d
     where d.id = ${documentId} and d.version = ${version - 1} and d.status in ('draft', 'received')
    on conflict (document_id, version) do nothing`.execute(tx)
  return (added.numAffectedRows ?? 0n) > 0n
}

/**
 * Adds an action; the database keeps the row of the document equal to the fold, and defends the rules once more. False where
 * somebody else has acted since: then nothing was added.
 */
export async function addAction(tx: Tx<'documents'>, action: NewAction): Promise<boolean> {
  const added = await insertAction(tx, action)
    .onConflict((conflict) => conflict.columns(['documentId', 'seq']).doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The same of an action that nothing may be kept without: where somebody else has acted since, the statement fails. */
export async function addActionOrFail(tx: Tx<'documents'>, action: NewAction): Promise<void> {
  await insertAction(tx, action).execute()
}

/** Whether a statement failed because somebody else has acted on the document since. */
export function isActedSince(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return code === '23505' && constraint === 'action_pkey'
}

type NewAction = Omit<Insertable<DocumentsAction>, 'data'> & { data?: object }

function insertAction(tx: Tx<'documents'>, { data, ...action }: NewAction) {
  return tx.insertInto('documents.action').values({ ...action, data: JSON.stringify(data ?? {}) })
}

/** The newest action of this kind. */
export async function findLastAction(
  tx: Tx<'documents'>,
  documentId: string,
  kind: ActionKind,
): Promise<Selectable<DocumentsAction> | undefined> {
  return tx
    .selectFrom('documents.action')
    .selectAll()
    .where('documentId', '=', documentId)
    .where('kind', '=', kind)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A place among what was confirmed, by when. */
export interface ConfirmedPlace {
  confirmedAt: Date
  id: string
}

/** Of documents `d` those after this place. */
export function confirmedAfter(after: ConfirmedPlace | undefined) {
  return after
    ? sql<SqlBool>`(d.confirmed_at, d.id) > (${after.confirmedAt}::timestamptz, ${after.id}::uuid)`
    : sql<SqlBool>`true`
}

/** What was confirmed before `since` and is not issued yet, longest waiting first, from after one on. */
export async function listConfirmedBefore(
  tx: Tx<'documents'>,
  since: Date,
  { after, limit }: { after: ConfirmedPlace | undefined; limit: number },
): Promise<(ConfirmedPlace & { dossierId: string; replaces: string | null; data: unknown })[]> {
  return (
    tx
      .selectFrom('documents.document as d')
      .innerJoin('documents.action as a', 'a.documentId', 'd.id')
      .select(['d.id', 'd.confirmedAt', 'd.dossierId', 'd.replaces', 'a.data'])
      // Spelt out, as its index is.
      .where(sql<SqlBool>`d.status = 'signing'`)
      .where('d.confirmedAt', '<', since)
      .where('d.dossierId', 'is not', null)
      .where('a.kind', '=', 'confirm')
      .where(confirmedAfter(after))
      .orderBy('d.confirmedAt')
      .orderBy('d.id')
      .limit(limit)
      .$narrowType<{ confirmedAt: Date; dossierId: string }>()
      .execute()
  )
}

/**
 * The next number of a register; whoever asks next waits until this work ends, so a number is neither given
 * twice nor lost when a work fails. Such a work is a few questions long: nothing is set or signed in it.
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
