import type { Citizen, Officer } from '#server/platform/actor.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'

/** In which of their dossiers a person handed in papers of their vault, newest first. */
export async function listUsesOfPapers(
  work: Work,
  citizen: Citizen,
  paperIds: readonly string[],
): Promise<{ paperId: string; code: string }[]> {
  if (paperIds.length === 0) return []
  const rows = await work.tx
    .selectFrom('dossiers.paper')
    .innerJoin('dossiers.dossier', 'dossiers.dossier.id', 'dossiers.paper.dossierId')
    .select(['dossiers.paper.vaultPaperId', 'dossiers.dossier.code'])
    .where('dossiers.dossier.applicantId', '=', citizen.id)
    .where('dossiers.paper.vaultPaperId', 'in', paperIds)
    .orderBy('dossiers.dossier.submittedAt', 'desc')
    .limit(500)
    .execute()
  return rows.flatMap(({ vaultPaperId, code }) => (vaultPaperId ? [{ paperId: vaultPaperId, code }] : []))
}

/** The codes of dossiers before this officer, by id. */
export async function listCodes(
  work: Work,
  officer: Officer,
  ids: readonly string[],
): Promise<Map<string, string>> {
  requireCaseHandler(officer)
  if (ids.length === 0) return new Map()
  const rows = await work.tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'code'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, code }) => [id, code]))
}

/** The codes of a person's own dossiers, by id. */
export async function listOwnCodes(
  work: Work,
  citizen: Citizen,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await work.tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'code'])
    .where('applicantId', '=', citizen.id)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, code }) => [id, code]))
}
