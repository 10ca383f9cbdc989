import { findAgency } from '#server/modules/agencies/index.ts'
import { type DossierView, paperTitle } from '#server/modules/dossiers/index.ts'
import { listPapersByIds } from '#server/modules/registry/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate } from '#shared/dates.ts'
import { formatFileSize } from '#shared/file-size.ts'
import { m } from '#shared/messages/index.ts'
import { originsOf, typeName } from './paper-view.server.ts'

/** The files of a dossier as its applicant reads them: what they handed in, and apart what officers recorded, with whose it is. */
export async function filesOf(work: Work, citizen: Citizen, view: DossierView) {
  const { papers, actions, service, prerequisites } = view
  const held = await listPapersByIds(
    work,
    citizen.id,
    papers.flatMap(({ vaultPaperId }) => vaultPaperId ?? []),
  )
  const origins = await originsOf(work, citizen, held)
  const recording = new Set(
    actions.filter(({ kind }) => kind === 'settle_prerequisite').map(({ seq }) => seq),
  )
  const words = m.dossiers.read.dossier
  const files = []
  for (const { seq, name, key, sha256, mediaType, size, vaultPaperId, actionSeq, givenAt } of papers) {
    const isRecorded = recording.has(actionSeq)
    const origin = origins.get(vaultPaperId ?? '')
    const of = isRecorded ? prerequisites.find((one) => one.key === key)?.of : undefined
    const from = of && ('outside' in of ? of.outside : (await findAgency(work, of.agency))?.name)
    files.push({
      seq,
      name,
      title: paperTitle(service, key),
      detail: [
        formatFileSize(Number(size)),
        typeName(mediaType),
        ...(origin ? [m.dossiers.apply.papers.fromVault(origin)] : []),
        ...(from ? [words.recordedFrom(from)] : []),
        ...(isRecorded ? [words.recordedOn(formatDate(givenAt))] : []),
      ].join(' · '),
      sha256,
      isRecorded,
    })
  }
  return {
    papers: files.filter(({ isRecorded }) => !isRecorded),
    recorded: files.filter(({ isRecorded }) => isRecorded),
  }
}
