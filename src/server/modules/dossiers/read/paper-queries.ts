/** SQL on the papers of dossiers. */
import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DossiersPaper } from '#server/platform/schema.gen.ts'

type Db = Tx<'dossiers'>
export type DossierPaper = Selectable<DossiersPaper>

export interface NewPaper {
  key: string
  name: string
  sha256: string
  mediaType: string
  size: number
  source: 'upload' | 'vault'
  vaultPaperId: string | null
}

export async function listPapersOfDossier(tx: Db, dossierId: string): Promise<DossierPaper[]> {
  return tx
    .selectFrom('dossiers.paper')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .orderBy('seq')
    .limit(200)
    .execute()
}

/** The papers of a page of dossiers; row policies show those before the reader. */
export async function listPapersOfDossiers(tx: Db, dossierIds: readonly string[]): Promise<DossierPaper[]> {
  if (dossierIds.length === 0) return []
  return tx
    .selectFrom('dossiers.paper')
    .selectAll()
    .where('dossierId', 'in', dossierIds)
    .orderBy('dossierId')
    .orderBy('seq')
    .limit(1000)
    .execute()
}

/** Adds papers after those already given. */
export async function insertPapers(
  tx: Db,
  dossierId: string,
  actionSeq: number,
  papers: readonly NewPaper[],
  givenAt: Date,
): Promise<void> {
  if (papers.length === 0) return
  const last = await tx
    .selectFrom('dossiers.paper')
    .select((eb) => eb.fn.coalesce(eb.fn.max('seq'), sql<number>`0`).as('seq'))
    .where('dossierId', '=', dossierId)
    .executeTakeFirstOrThrow()
  const rows = papers.map((paper, index) => ({
    ...paper,
    dossierId,
    actionSeq,
    givenAt,
    seq: last.seq + 1 + index,
  }))
  await tx.insertInto('dossiers.paper').values(rows).execute()
}
