import type { Service } from '#server/modules/catalogue/index.ts'
import { findTakenBack } from '#server/modules/documents/index.ts'
import { listPapersByIds } from '#server/modules/registry/index.ts'
import { getUploadedFile, listFinishedUploads, useFiles } from '#server/platform/files/index.ts'
import type { Work } from '#server/platform/work.ts'
import { itemsAt } from '#shared/form/answers.ts'
import type { FiledAnswers } from '#shared/form/filing.ts'
import { acceptsFile, papersFor } from '#shared/form/requirements.ts'
import type { SubmitDossier } from '../model.ts'
import type { NewPaper } from '../read/paper-queries.ts'
import {
  paperKind,
  paperReplaced,
  papersUneven,
  paperTakenBack,
  paperUnknown,
  tooManyPapers,
} from '../refusals.ts'

/** What of the papers given was found: finished uploads of whoever files, papers of the applicant's vault. */
export interface HandedIn {
  uploads: Awaited<ReturnType<typeof listFinishedUploads>>
  vault: Awaited<ReturnType<typeof listPapersByIds>>
}

/** The finished uploads of whoever files among what was handed in. */
export async function findUploads(work: Work, given: SubmitDossier['papers']): Promise<HandedIn['uploads']> {
  const { actor } = work
  const uploadIds = ids(given, 'upload')
  const isFiler = actor.kind === 'citizen' || actor.kind === 'officer'
  return isFiler && uploadIds.length > 0 ? listFinishedUploads(work, actor.id, uploadIds) : []
}

/** Looks for what was handed in, and refuses nothing yet. */
export async function findHandedIn(
  work: Work,
  applicantId: string,
  given: SubmitDossier['papers'],
  asked: Promise<HandedIn['uploads']> = findUploads(work, given),
): Promise<HandedIn> {
  const vaultIds = ids(given, 'vaultPaper')
  const [uploads, vault] = await Promise.all([
    asked,
    vaultIds.length > 0 ? listPapersByIds(work, applicantId, vaultIds) : [],
  ])
  return { uploads, vault }
}

/**
 * Turns what was handed in into papers of a dossier, still to be held. Each must answer a paper these answers ask for, and
 * be a finished upload of the one who files or lie in the applicant's vault: a fingerprint alone opens nothing. What was taken
 * back or replaced since is refused by `refuseTakenBack`.
 */
export async function gatherPapers(
  work: Work,
  service: Pick<Service, 'papers'>,
  answers: FiledAnswers,
  given: SubmitDossier['papers'],
  { uploads, vault }: HandedIn,
): Promise<NewPaper[]> {
  await refuseUnfinished(work, ids(given, 'upload'), uploads)
  const asked = new Map(papersFor(service, answers).map((paper) => [paper.key, paper]))
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
  return papers
}

/** Refuses more or fewer files than what is listed in the form, where the service wants one file for each. */
export function requireOneForEach(
  service: Pick<Service, 'papers'>,
  answers: FiledAnswers,
  papers: readonly NewPaper[],
): void {
  for (const { key, name, eachOf } of papersFor(service, answers)) {
    const given = papers.filter((paper) => paper.key === key).length
    if (eachOf === undefined || given === 0) continue
    const wanted = itemsAt(answers, eachOf).length
    if (given !== wanted) throw papersUneven({ key, name, given, wanted })
  }
}

/**
 * What an agency here issued and took back since, or replaced, proves nothing any more: refused by its number, told by the file
 * itself too.
 */
export async function refuseTakenBack(
  work: Work,
  service: Pick<Service, 'papers'>,
  papers: readonly NewPaper[],
  { vault }: Pick<HandedIn, 'vault'>,
): Promise<void> {
  if (papers.length === 0) return
  const documentOf = ({ vaultPaperId }: NewPaper) =>
    vaultPaperId === null ? null : (vault.find(({ id }) => id === vaultPaperId)?.documentId ?? null)
  const ids = papers.flatMap((paper) => documentOf(paper) ?? [])
  const gone = await findTakenBack(work, { ids, files: papers.map(({ sha256 }) => sha256) })
  for (const paper of papers) {
    const found = gone.find(({ id, sha256 }) => id === documentOf(paper) || sha256 === paper.sha256)
    if (!found) continue
    const name = service.papers.find(({ key }) => key === paper.key)?.name ?? paper.key
    const told = { key: paper.key, name, number: found.symbol ?? '' }
    throw found.replacedBySymbol === null
      ? paperTakenBack(told)
      : paperReplaced({ ...told, by: found.replacedBySymbol })
  }
}

/** Holds the files of these papers, for as long as the applicant's dossiers are kept. */
export function holdPapers(work: Work, applicantId: string, papers: readonly NewPaper[]): Promise<void> {
  const files = papers.map(({ sha256 }) => sha256)
  return useFiles(work, files, `dossiers.paper:${applicantId}`)
}

/** An upload that is not there says itself why not. */
async function refuseUnfinished(
  work: Work,
  uploadIds: readonly string[],
  finished: HandedIn['uploads'],
): Promise<void> {
  const { actor } = work
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return
  for (const id of uploadIds) {
    if (!finished.some((file) => file.id === id)) await getUploadedFile(work, actor, id)
  }
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
