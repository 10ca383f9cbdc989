/** Where drafts are kept: every question names its owner. */
import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DossiersDraft } from '#server/platform/schema.gen.ts'
import type { Answers } from '#shared/form/answers.ts'
import type { SubmitDossier } from '../model.ts'

export type DraftPaper = SubmitDossier['papers'][number]
export type Draft = Omit<Selectable<DossiersDraft>, 'answers' | 'papers'> & {
  answers: Answers
  papers: DraftPaper[]
}

type Db = Tx<'dossiers'>

/** The open draft of this service, newest first should there be several. */
export function findOpenDraft(
  tx: Db,
  ownerId: string,
  serviceCode: string,
  now: Date,
): Promise<Draft | undefined> {
  return ownDrafts(tx, ownerId)
    .where('serviceCode', '=', serviceCode)
    .where('dossierId', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('updatedAt', 'desc')
    .$castTo<Draft>()
    .executeTakeFirst()
}

/** The newest draft of this service, an open one before one that was sent. */
export function findNewestDraft(
  tx: Db,
  ownerId: string,
  serviceCode: string,
  now: Date,
): Promise<Draft | undefined> {
  return ownDrafts(tx, ownerId)
    .where('serviceCode', '=', serviceCode)
    .where('expiresAt', '>', now)
    .orderBy(sql`dossier_id is null`, 'desc')
    .orderBy('updatedAt', 'desc')
    .limit(1)
    .$castTo<Draft>()
    .executeTakeFirst()
}

export function findDraft(tx: Db, ownerId: string, id: string): Promise<Draft | undefined> {
  return ownDrafts(tx, ownerId).where('id', '=', id).$castTo<Draft>().executeTakeFirst()
}

/** An open draft, held until the work ends. */
export function findDraftToChange(tx: Db, ownerId: string, id: string): Promise<Draft | undefined> {
  return ownDrafts(tx, ownerId)
    .where('id', '=', id)
    .where('dossierId', 'is', null)
    .forUpdate()
    .$castTo<Draft>()
    .executeTakeFirst()
}

/** The open drafts, newest first, 50 at most. */
export function listOpenDrafts(tx: Db, ownerId: string, now: Date): Promise<Draft[]> {
  return ownDrafts(tx, ownerId)
    .where('dossierId', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('updatedAt', 'desc')
    .limit(50)
    .$castTo<Draft>()
    .execute()
}

export function insertDraft(
  tx: Db,
  draft: Pick<Draft, 'id' | 'ownerId' | 'serviceCode' | 'serviceVersion' | 'requestKey' | 'expiresAt'>,
): Promise<Draft> {
  return tx
    .insertInto('dossiers.draft')
    .values(draft)
    .returningAll()
    .$castTo<Draft>()
    .executeTakeFirstOrThrow()
}

/** Changes an open draft; false where there is none. */
export async function updateDraft(
  tx: Db,
  ownerId: string,
  id: string,
  change: {
    answers?: string
    papers?: string
    section?: string
    dossierId?: string
    updatedAt: Date
    expiresAt: Date
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('dossiers.draft')
    .set(change)
    .where('id', '=', id)
    .where('ownerId', '=', ownerId)
    .where('dossierId', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteOpenDraft(tx: Db, ownerId: string, id: string): Promise<void> {
  await tx
    .deleteFrom('dossiers.draft')
    .where('id', '=', id)
    .where('ownerId', '=', ownerId)
    .where('dossierId', 'is', null)
    .execute()
}

export async function deleteExpiredDrafts(tx: Db, now: Date): Promise<void> {
  await tx.deleteFrom('dossiers.draft').where('expiresAt', '<', now).execute()
}

function ownDrafts(tx: Db, ownerId: string) {
  return tx.selectFrom('dossiers.draft').selectAll().where('ownerId', '=', ownerId)
}
