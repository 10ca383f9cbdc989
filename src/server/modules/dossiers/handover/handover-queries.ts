/** SQL on papers that were asked for: what is done to them is added, the rest the database keeps. */
import type { Selectable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DossiersHandover, DossiersPaperResult } from '#server/platform/schema.gen.ts'
import type { HandoverKind, PaperState, PaperWish } from '../paper-result.ts'

type Db = Tx<'dossiers'>

export type PaperResult = Omit<Selectable<DossiersPaperResult>, 'state' | 'way'> & {
  state: PaperState
  way: PaperWish['way']
}

export interface HandoverData {
  /** Whoever took it, by name and number as on their card. */
  takerName?: string
  takerNumber?: string
  /** By which paper another took it; absent where it was the applicant. */
  mandate?: string
  /** Số vận đơn. */
  consignment?: string
  sentOn?: string
  reason?: string
}

export type Handover = Omit<Selectable<DossiersHandover>, 'kind' | 'data' | 'requestKey' | 'requestMark'> & {
  kind: HandoverKind
  data: HandoverData
}

/** False where it was asked for before. */
export async function insertPaperResult(
  tx: Db,
  row: PaperWish & Pick<PaperResult, 'dossierId' | 'agencyId' | 'askedAt' | 'readyBy'>,
): Promise<boolean> {
  const added = await tx
    .insertInto('dossiers.paperResult')
    .values(row)
    .onConflict((conflict) => conflict.column('dossierId').doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function findPaperResult(tx: Db, dossierId: string): Promise<PaperResult | undefined> {
  return (await listPaperResults(tx, [dossierId]))[0]
}

/** Of these dossiers the ones whose result was asked for on paper. */
export async function listPaperResults(tx: Db, dossierIds: readonly string[]): Promise<PaperResult[]> {
  if (dossierIds.length === 0) return []
  return tx
    .selectFrom('dossiers.paperResult')
    .selectAll()
    .where('dossierId', 'in', dossierIds)
    .limit(dossierIds.length)
    .$castTo<PaperResult>()
    .execute()
}

/** What was done to it, the oldest first. */
export async function listHandovers(tx: Db, dossierId: string): Promise<Handover[]> {
  return tx
    .selectFrom('dossiers.handover')
    .select([
      'dossierId',
      'seq',
      'kind',
      'actorKind',
      'actorId',
      'actorName',
      'agencyId',
      'takerId',
      'data',
      'at',
    ])
    .where('dossierId', '=', dossierId)
    .orderBy('seq')
    .limit(200)
    .$castTo<Handover>()
    .execute()
}

export async function findHandoverByKey(
  tx: Db,
  dossierId: string,
  requestKey: string,
): Promise<{ requestMark: Buffer | null } | undefined> {
  return tx
    .selectFrom('dossiers.handover')
    .select('requestMark')
    .where('dossierId', '=', dossierId)
    .where('requestKey', '=', requestKey)
    .executeTakeFirst()
}

/** False where somebody else has acted on it since: then nothing was added. */
export async function insertHandover(
  tx: Db,
  { data, ...row }: Omit<Selectable<DossiersHandover>, 'data'> & { data: HandoverData },
): Promise<boolean> {
  const added = await tx
    .insertInto('dossiers.handover')
    .values({ ...row, data: JSON.stringify(data) })
    .onConflict((conflict) => conflict.columns(['dossierId', 'seq']).doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}
