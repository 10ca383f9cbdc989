import { getAgency } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { getDocument } from '#server/modules/documents/index.ts'
import { addPaper } from '#server/modules/registry/index.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { resultDelivered } from '../events.ts'
import { placeOf } from '../parties.ts'
import { missingBefore } from '../prerequisites.ts'
import { listActions } from '../read/action-queries.ts'
import { type Dossier, lockDossier } from '../read/dossier-queries.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'
import { declinedKind } from './declined.ts'
import { takeAction } from './take-action.ts'

/**
 * Trả kết quả: the signed document, and what was signed together with it, enter the applicant's vault. Delivering twice
 * delivers once; what has to come before it is waited for, and its arrival delivers. Where that is only what other agencies add
 * to a result, as residence and insurance to a birth, the vault has it at once and the dossier ends with the last of them.
 */
export async function deliverResult(work: Work, id: string): Promise<void> {
  const dossier = await lockDossier(work.tx, id)
  if (dossier?.status !== 'decided' || !dossier.resultId) return
  const actions = await listActions(work.tx, id)
  const isGranted = actions.findLast(({ kind }) => kind === 'sign')?.data.outcome !== 'decline'
  const awaited = isGranted ? await awaitedBefore(work, dossier) : []
  if (awaited.some(({ kind }) => kind !== 'outcome')) return
  const { resultId: documentId } = dossier
  const proposal = actions.findLast(({ kind }) => kind === 'propose')
  await holdResult(work, dossier, [documentId, ...(proposal?.data.further ?? [])], isGranted)
  if (awaited.length > 0) return
  const { seq } = await takeAction(work, dossier, 'deliver', { documentId })
  await work.record(resultDelivered(id, { ...placeOf(dossier), seq }))
}

/** These issued documents lie in the applicant's vault, each under the kind services ask for; held once, however often. */
export async function holdResult(
  work: Work,
  dossier: Dossier,
  documentIds: readonly string[],
  isGranted: boolean,
): Promise<void> {
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const vaultKinds = new Map(service.further.map(({ key, vaultKind }) => [key, vaultKind]))
  for (const documentId of documentIds) {
    const paper = await getDocument(work, documentId)
    if (paper.dossierId !== dossier.id) throw new Error(`document ${documentId} is of another dossier`)
    const agency = await getAgency(work, paper.agencyId)
    const kind = vaultKinds.get(paper.part.split(':')[0] ?? '') ?? service.result.vaultKind
    await addPaper(work, {
      ownerId: dossier.applicantId,
      kind: isGranted ? kind : declinedKind,
      title: paper.title,
      number: paper.symbol,
      issuer: agency.name,
      issuedOn: localDay(paper.issuedAt ?? work.now),
      sha256: paper.sha256,
      documentId: paper.id,
      dossierId: dossier.id,
    })
  }
}

async function awaitedBefore(work: Work, dossier: Dossier) {
  const { prerequisites, standings } = await prerequisitesOf(work, dossier)
  return missingBefore('deliver', prerequisites, standings)
}
