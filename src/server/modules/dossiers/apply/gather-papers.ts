import type { Service } from '#server/modules/catalogue/index.ts'
import type { SubmitDossier } from '#server/modules/dossiers/model.ts'
import type { NewPaper } from '#server/modules/dossiers/read/paper-queries.ts'
import { paperKind, paperUnknown, tooManyPapers } from '#server/modules/dossiers/refusals.ts'
import { listPapersByIds } from '#server/modules/registry/index.ts'
import { getUploadedFile, listFinishedUploads, useFiles } from '#server/platform/files/index.ts'
import type { Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { acceptsFile, papersFor } from '#shared/form/requirements.ts'

/**
 * Turns what was handed in into papers of a dossier. Each must answer a paper these answers ask for, and be a
 * finished upload of the one who files or lie in the applicant's vault: a fingerprint alone opens nothing.
 */
export async function gatherPapers(
  work: Work,
  applicantId: string,
  service: Pick<Service, 'papers'>,
  answers: Answers,
  given: SubmitDossier['papers'],
): Promise<NewPaper[]> {
  if (given.length === 0) return []
  const asked = new Map(papersFor(service, answers).map((paper) => [paper.key, paper]))
  const uploads = await finishedUploads(work, ids(given, 'upload'))
  const vault = await listPapersByIds(work, applicantId, ids(given, 'vaultPaper'))

  const papers: NewPaper[] = []
  for (const { key, upload, vaultPaper } of given) {
    const paper = asked.get(key)
    if (!paper) throw paperUnknown({ key })
    const uploaded = uploads.find(({ id }) => id === upload)
    const held = vault.find(({ id }) => id === vaultPaper)
    if (uploaded) {
      if (!acceptsFile(paper, uploaded.mediaType))
        throw paperKind({ key, name: paper.name, accept: paper.accept })
      papers.push({ key, source: 'upload', vaultPaperId: null, ...fileOf(uploaded, uploaded.name) })
    } else if (held?.sha256 && held.mediaType && held.size !== null) {
      const { sha256, mediaType, size } = held
      if (!acceptsFile(paper, mediaType)) throw paperKind({ key, name: paper.name, accept: paper.accept })
      papers.push({
        key,
        source: 'vault',
        vaultPaperId: held.id,
        ...fileOf({ sha256, mediaType, size }, held.title),
      })
    } else {
      throw paperUnknown({ key })
    }
    if (papers.filter((other) => other.key === key).length > paper.maxFiles) {
      throw tooManyPapers({ key, name: paper.name, most: paper.maxFiles })
    }
  }
  await useFiles(
    work,
    papers.map(({ sha256 }) => sha256),
    `dossiers.paper:${applicantId}`,
  )
  return papers
}

type FinishedUpload = Awaited<ReturnType<typeof listFinishedUploads>>[number]

/** Uploads of whoever files: the citizen, or the officer who scanned for them. */
async function finishedUploads(work: Work, uploadIds: readonly string[]): Promise<FinishedUpload[]> {
  const { actor } = work
  if (uploadIds.length === 0 || (actor.kind !== 'citizen' && actor.kind !== 'officer')) return []
  const files = await listFinishedUploads(work, actor.id, uploadIds)
  // One that is not there says itself why not.
  for (const id of uploadIds) {
    if (!files.some((file) => file.id === id)) await getUploadedFile(work, actor, id)
  }
  return files
}

function ids(given: SubmitDossier['papers'], source: 'upload' | 'vaultPaper'): string[] {
  return given.flatMap((paper) => paper[source] ?? [])
}

function fileOf(
  { sha256, mediaType, size }: { sha256: string; mediaType: string; size: number },
  name: string,
) {
  return { sha256, mediaType, size, name: name.slice(0, 200) }
}
