import type { Citizen } from '#server/platform/actor.ts'
import { findFile, releaseFile, useFile } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import type { LocalDay } from '#shared/dates.ts'
import { normalise } from '#shared/text/index.ts'
import { paperAdded } from './events.ts'
import type { Paper } from './model.ts'
import {
  findSamePaper,
  insertPaper,
  listPapersOf,
  listPapersOfIds,
  listPapersOfKinds,
} from './queries/papers.ts'
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

/** Puts an issued paper into a person's vault and holds its file. The same document, or the same bytes, is held once. */
export function addPaper(work: Work, input: AddPaper): Promise<Paper> {
  return hold(work, {
    ...input,
    issuer: normalise(input.issuer, 200),
    number: input.number ?? null,
    issuedOn: input.issuedOn ?? null,
    handedInOn: null,
    acceptedBy: null,
    sha256: input.sha256 ?? null,
    documentId: input.documentId ?? null,
    dossierId: input.dossierId ?? null,
  })
}

interface KeepHandedIn {
  ownerId: string
  kind: string
  title: string
  sha256: string
  dossierId: string
  handedInOn: LocalDay
  /** The agency that accepted the dossier. */
  acceptedBy: string
}

/**
 * Puts what a person handed in into their vault, once an agency has accepted it: a citizen hands in each paper once
 * (Nghị định 224/2026/NĐ-CP, Điều 15). Bytes held already as this kind, issued or handed in, stay as they are.
 */
export function keepHandedIn(work: Work, input: KeepHandedIn): Promise<Paper> {
  return hold(work, { ...input, number: null, issuer: null, issuedOn: null, documentId: null })
}

async function hold(work: Work, input: Omit<Paper, 'id' | 'mediaType' | 'size' | 'heldAt'>): Promise<Paper> {
  const { ownerId, kind, sha256, dossierId } = input
  const known = await findSamePaper(work.tx, input)
  if (known) return known
  const file = sha256 ? await findFile(work, sha256) : undefined
  const id = newId(work.now.getTime())
  if (sha256) await useFile(work, sha256, `registry.paper:${id}`)
  const added = await insertPaper(work.tx, {
    ...input,
    id,
    title: normalise(input.title, 300),
    mediaType: file?.mediaType ?? null,
    size: file?.size ?? null,
    heldAt: work.now,
  })
  if (added) {
    await work.record(paperAdded(ownerId, { paperId: id, kind, dossierId }))
    return added
  }
  // Someone else put it there in between.
  if (sha256) await asProgram(work, () => releaseFile(work, sha256, `registry.paper:${id}`))
  const same = await findSamePaper(work.tx, input)
  if (!same) throw new Error('a paper is held twice and not at all')
  return same
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

/** The papers of these kinds whose file is held, newest first: to be used again instead of asking. */
export function listReusablePapers(work: Work, ownerId: string, kinds: readonly string[]): Promise<Paper[]> {
  return listPapersOfKinds(work.tx, ownerId, kinds)
}
