import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

export interface Access {
  id: number
  at: Date
  /** Account of the officer who looked. */
  actorId: string | null
  agencyId: string | null
  purpose: string
  /** What was opened: `dossier`, `paper`, `result` … */
  opened: string
  dossierId: string | null
}

/** Every time an officer opened this person's data, newest first. */
export async function listAccesses(
  tx: Tx<'platform'>,
  personId: string,
  eventName: string,
): Promise<Access[]> {
  return tx
    .selectFrom('platform.eventLog')
    .select(['id', 'occurredAt as at', 'actorId', 'agencyId'])
    .select(sql<string>`data ->> 'purpose'`.as('purpose'))
    .select(sql<string>`coalesce(data ->> 'opened', 'dossier')`.as('opened'))
    .select(sql<string | null>`data ->> 'dossierId'`.as('dossierId'))
    .where('subjectId', '=', personId)
    .where('name', '=', eventName)
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
}
