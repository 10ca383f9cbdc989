import type { Citizen } from '#server/platform/actor.ts'
import { findFile, releaseFile, useFile } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import type { LocalDay } from '#shared/dates.ts'
import { normalise } from '#shared/text/index.ts'
import { paperAdded } from './events.ts'
import type { Paper } from './model.ts'
import { findPaperOfKind, findSamePaper, insertPaper, listPapersOf, listPapersOfIds } from './queries.ts'
import { paperNotFound } from './refusals.ts'

export interface AddPaper {
  ownerId: string
  /** The kind services ask for: `giay-khai-sinh`. */
  kind: string
  title: string
  number?: string | null
  issuer: string
  issuedOn?: LocalDay | null
  sha256?: string | null
  /** The issued document it is, if we issued it. */
  documentId?: string | null
  dossierId?: string | null
}

/** Puts a paper into a person's vault and holds its file. The same document, or the same bytes, is held once. */
export async function addPaper(work: Work, input: AddPaper): Promise<Paper> {
  const {
    ownerId,
    kind,
    number = null,
    issuedOn = null,
    sha256 = null,
    documentId = null,
    dossierId = null,
  } = input
  const file = sha256 ? await findFile(work, sha256) : undefined
  const id = newId(work.now.getTime())
  if (sha256) await useFile(work, sha256, `registry.paper:${id}`)
  const paper = {
    id,
    ownerId,
    kind,
    title: normalise(input.title, 300),
    number,
    issuer: normalise(input.issuer, 200),
    issuedOn,
    sha256,
    mediaType: file?.mediaType ?? null,
    size: file?.size ?? null,
    documentId,
    dossierId,
    heldAt: work.now,
  }
  const added = await insertPaper(work.tx, paper)
  if (added) {
    await work.record(paperAdded(ownerId, { paperId: id, kind, dossierId }))
    return added
  }
  if (sha256) await releaseFile(work, sha256, `registry.paper:${id}`)
  const known = await findSamePaper(work.tx, paper)
  if (!known) throw new Error('a paper is held twice and not at all')
  return known
}

/** The citizen's own vault, newest first. */
export function listPapers(work: Work, citizen: Pick<Citizen, 'id'>): Promise<Paper[]> {
  return listPapersOf(work.tx, citizen.id)
}

/** Of these papers, the ones that are this person's. */
export function listPapersByIds(work: Work, ownerId: string, ids: readonly string[]): Promise<Paper[]> {
  return listPapersOfIds(work.tx, ownerId, ids)
}

/** A paper of the citizen's own vault. Anyone else's does not exist. */
export async function getPaperForOwner(work: Work, citizen: Pick<Citizen, 'id'>, id: string): Promise<Paper> {
  const [paper] = await listPapersOfIds(work.tx, citizen.id, [id])
  if (!paper) throw paperNotFound()
  return paper
}

/** The newest paper of a kind whose file is held, to be used again instead of asking. */
export function findReusablePaper(work: Work, ownerId: string, kind: string): Promise<Paper | undefined> {
  return findPaperOfKind(work.tx, ownerId, kind)
}
