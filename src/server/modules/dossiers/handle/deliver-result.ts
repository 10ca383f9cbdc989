import { getAgency } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { getDocument } from '#server/modules/documents/index.ts'
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
 * Trả kết quả: the signed document enters the applicant's vault. Delivering twice delivers once; what has to come before it is
 * waited for, and its arrival delivers.
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
  await addPaper(work, {
    ownerId: dossier.applicantId,
    kind: isGranted ? service.result.vaultKind : declinedKind,
    title: document.title,
    number: document.symbol,
    issuer: agency.name,
    issuedOn: localDay(document.issuedAt ?? work.now),
    sha256: document.sha256,
    documentId: document.id,
    dossierId: dossier.id,
  })
  const { seq } = await takeAction(work, dossier, 'deliver', { documentId: document.id })
  await work.record(resultDelivered(id, { ...placeOf(dossier), seq }))
}

async function isReadyToDeliver(work: Work, dossier: Dossier): Promise<boolean> {
  const { prerequisites, standings } = await prerequisitesOf(work, dossier)
  return missingBefore('deliver', prerequisites, standings).length === 0
}
