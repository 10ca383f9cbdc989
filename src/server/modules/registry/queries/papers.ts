import type { Tx } from '#server/platform/database/database.ts'
import type { Paper } from '../model.ts'

const paperColumns = [
  'id',
  'ownerId',
  'kind',
  'title',
  'number',
  'issuer',
  'issuedOn',
  'handedInOn',
  'acceptedBy',
  'sha256',
  'mediaType',
  'size',
  'documentId',
  'dossierId',
  'heldAt',
] as const

/** Everything in a person's vault, newest first. */
export async function listPapersOf(tx: Tx<'registry'>, ownerId: string): Promise<Paper[]> {
  return tx
    .selectFrom('registry.paper')
    .select(paperColumns)
    .where('ownerId', '=', ownerId)
    .orderBy('heldAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function listPapersOfIds(
  tx: Tx<'registry'>,
  ownerId: string,
  ids: readonly string[],
): Promise<Paper[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('registry.paper')
    .select(paperColumns)
    .where('ownerId', '=', ownerId)
    .where('id', 'in', ids)
    .execute()
}

/** Those of these kinds whose file is held, newest first. */
export async function listPapersOfKinds(
  tx: Tx<'registry'>,
  ownerId: string,
  kinds: readonly string[],
): Promise<Paper[]> {
  if (kinds.length === 0) return []
  return tx
    .selectFrom('registry.paper')
    .select(paperColumns)
    .where('ownerId', '=', ownerId)
    .where('kind', 'in', kinds)
    .where('sha256', 'is not', null)
    .orderBy('heldAt', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
}

/** Papers of this kind an agency issued to somebody since a day, the newest first; for the program. */
export async function listIssuedTo(
  tx: Tx<'registry'>,
  ownerId: string,
  kind: string,
  since: string,
): Promise<Pick<Paper, 'number' | 'issuedOn' | 'documentId' | 'dossierId'>[]> {
  return tx
    .selectFrom('registry.paper')
    .select(['number', 'issuedOn', 'documentId', 'dossierId'])
    .where('ownerId', '=', ownerId)
    .where('kind', '=', kind)
    .where('issuedOn', '>=', since)
    .where('documentId', 'is not', null)
    .orderBy('issuedOn', 'desc')
    .limit(50)
    .execute()
}

/** What is known of these papers, whoever's they are; for the program. */
export async function listPapersOfAnyone(
  tx: Tx<'registry'>,
  ids: readonly string[],
): Promise<Pick<Paper, 'id' | 'kind' | 'ownerId' | 'issuedOn' | 'number' | 'documentId'>[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('registry.paper')
    .select(['id', 'kind', 'ownerId', 'issuedOn', 'number', 'documentId'])
    .where('id', 'in', ids)
    .execute()
}

/** Undefined when the same paper is held already. */
export async function insertPaper(tx: Tx<'registry'>, paper: Paper): Promise<Paper | undefined> {
  return tx
    .insertInto('registry.paper')
    .values(paper)
    .onConflict((conflict) => conflict.doNothing())
    .returning(paperColumns)
    .executeTakeFirst()
}

export async function findSamePaper(
  tx: Tx<'registry'>,
  { ownerId, kind, sha256, documentId }: Pick<Paper, 'ownerId' | 'kind' | 'sha256' | 'documentId'>,
): Promise<Paper | undefined> {
  const query = tx.selectFrom('registry.paper').select(paperColumns)
  return documentId
    ? query.where('documentId', '=', documentId).executeTakeFirst()
    : query
        .where('ownerId', '=', ownerId)
        .where('kind', '=', kind)
        .where('sha256', '=', sha256)
        .executeTakeFirst()
}
