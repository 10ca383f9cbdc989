import { sql } from 'kysely'
import type { PublicStatus } from '#server/modules/dossiers/dossier-queries.ts'
import { readDossierCode } from '#server/modules/dossiers/model.ts'
import { dossierNotFound } from '#server/modules/dossiers/refusals.ts'
import { database } from '#server/platform/database.ts'

/** What anyone who holds the code may know: which step it is at and when it is due; nothing personal. */
export async function getPublicStatus(typed: string): Promise<PublicStatus> {
  const code = readDossierCode(typed)
  if (!code) throw dossierNotFound()
  const { rows } = await sql<PublicStatus>`select * from dossiers.public_status(${code})`.execute(database)
  const [status] = rows
  if (!status) throw dossierNotFound()
  return status
}
