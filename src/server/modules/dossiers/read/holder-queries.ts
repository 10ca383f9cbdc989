/** SQL on where a paper was handed in, for the program. */
import type { Tx } from '#server/platform/database/database.ts'

export interface Holder {
  id: string
  code: string
  serviceCode: string
  applicantId: string
}

/** The dossiers in which this very file was handed in, the newest first; not the one it is a result of. */
export async function listHolders(
  tx: Tx<'dossiers'>,
  sha256: string,
  exceptId: string | null,
): Promise<Holder[]> {
  let query = tx
    .selectFrom('dossiers.paper')
    .innerJoin('dossiers.dossier', 'dossiers.dossier.id', 'dossiers.paper.dossierId')
    .select(['dossiers.dossier.id', 'code', 'serviceCode', 'applicantId'])
    .distinct()
    .where('dossiers.paper.sha256', '=', sha256)
  if (exceptId) query = query.where('dossiers.dossier.id', '<>', exceptId)
  return query.orderBy('dossiers.dossier.id', 'desc').limit(1000).execute()
}
