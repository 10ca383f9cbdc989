/** SQL on what was done to a dossier: rows are added, never changed. */

import type { Tx } from '#server/platform/database/database.ts'
import type { Action } from '../model.ts'

type Db = Tx<'dossiers'>

export async function listActions(tx: Db, dossierId: string): Promise<Action[]> {
  return tx
    .selectFrom('dossiers.action')
    .select(['seq', 'kind', 'actorKind', 'actorId', 'actorName', 'agencyId', 'data', 'at'])
    .where('dossierId', '=', dossierId)
    .orderBy('seq')
    .limit(500)
    .$castTo<Action>()
    .execute()
}

export async function findActionByKey(
  tx: Db,
  dossierId: string,
  requestKey: string,
): Promise<{ requestMark: Buffer | null } | undefined> {
  return tx
    .selectFrom('dossiers.action')
    .select('requestMark')
    .where('dossierId', '=', dossierId)
    .where('requestKey', '=', requestKey)
    .executeTakeFirst()
}

/** What was asked when the dossier was submitted, if the client gave it a key. */
export async function findSubmissionMark(tx: Db, dossierId: string): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('dossiers.action')
    .select('requestMark')
    .where('dossierId', '=', dossierId)
    .where('seq', '=', 1)
    .executeTakeFirst()
  return row?.requestMark ?? null
}

export async function insertAction(
  tx: Db,
  dossierId: string,
  action: Action,
  {
    requestKey = null,
    requestMark = null,
  }: { requestKey?: string | null | undefined; requestMark?: Buffer | null | undefined },
): Promise<void> {
  const { data, ...columns } = action
  await tx
    .insertInto('dossiers.action')
    .values({ dossierId, requestKey, requestMark, ...columns, data: JSON.stringify(data) })
    .execute()
}
