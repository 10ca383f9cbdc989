import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { keepHandedIn } from '#server/modules/registry/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { listActions } from '../read/action-queries.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { listPapersOfDossier } from '../read/paper-queries.ts'
import { standingOfPapers } from '../read/paper-standing.ts'
import { agencyInCharge } from './take-action.ts'

/**
 * The lasting papers an agency has accepted with a dossier enter the applicant's vault, so that nobody asks for them
 * again (Nghị định 224/2026/NĐ-CP, Điều 15). What came from the vault lies there already. Repeating is safe.
 */
export async function keepPapers(work: Work, officer: Officer, dossier: Dossier): Promise<void> {
  const papers = await listPapersOfDossier(work.tx, dossier.id)
  if (papers.length === 0) return
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  // What could not be used, or was answered anew, nobody accepted.
  const standing = standingOfPapers(papers, await listActions(work.tx, dossier.id), service.papers)
  const uploads = papers.filter(
    ({ source, seq }) => source === 'upload' && !['rejected', 'replaced'].includes(standing.get(seq) ?? ''),
  )
  const agency = await agencyInCharge(work, officer, dossier)
  for (const { key, sha256, givenAt } of uploads) {
    const asked = service.papers.find((paper) => paper.key === key)
    if (!asked?.vaultKind) continue
    await keepHandedIn(work, {
      ownerId: dossier.applicantId,
      kind: asked.vaultKind,
      title: asked.name,
      sha256,
      dossierId: dossier.id,
      handedInOn: localDay(givenAt),
      acceptedBy: agency.name,
    })
  }
}
