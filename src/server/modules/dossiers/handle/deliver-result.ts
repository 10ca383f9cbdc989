import { getAgency } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { type Document, getDocument } from '#server/modules/documents/index.ts'
import { addPaper } from '#server/modules/registry/index.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { resultDelivered } from '../events.ts'
import { declinedKind } from '../model.ts'
import { placeOf } from '../parties.ts'
import { missingBefore } from '../prerequisites.ts'
import { listActions } from '../read/action-queries.ts'
import { type Dossier, lockDossier } from '../read/dossier-queries.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'
import { takeAction } from './take-action.ts'

/**
 * Trả kết quả: the signed document, and what was signed together with it, enter the applicant's vault. Delivering twice
 * delivers once; what has to come before it is waited for, and its arrival delivers.
 */
export async function deliverResult(work: Work, id: string): Promise<void> {
  const dossier = await lockDossier(work.tx, id)
  if (dossier?.status !== 'decided' || !dossier.resultId) return
  const signed = (await listActions(work.tx, id)).findLast(({ kind }) => kind === 'sign')
  const isGranted = signed?.data.outcome !== 'decline'
  if (isGranted && !(await isReadyToDeliver(work, dossier))) return
  const document = await getDocument(work, dossier.resultId)
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const agency = await getAgency(work, document.agencyId)
  const vaultKinds = new Map(service.further.map(({ key, vaultKind }) => [key, vaultKind]))
  for (const paper of [document, ...(await furtherOf(work, id))]) {
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
  const { seq } = await takeAction(work, dossier, 'deliver', { documentId: document.id })
  await work.record(resultDelivered(id, { ...placeOf(dossier), seq }))
}

async function isReadyToDeliver(work: Work, dossier: Dossier): Promise<boolean> {
  const { prerequisites, standings } = await prerequisitesOf(work, dossier)
  return missingBefore('deliver', prerequisites, standings).length === 0
}

/** The papers that were signed together with the result. */
async function furtherOf(work: Work, id: string): Promise<Document[]> {
  const proposal = (await listActions(work.tx, id)).findLast(({ kind }) => kind === 'propose')
  const papers: Document[] = []
  for (const documentId of proposal?.data.further ?? []) papers.push(await getDocument(work, documentId))
  return papers
}
