/** Pictures of a draft: files handed in by its writer, held as long as the document is. */
import { requireModest } from '#server/crafts/typeset/picture-limits.ts'
import type { Officer } from '#server/platform/actor.ts'
import { findFile, getUploadedFile, isUsed, readFile } from '#server/platform/files/index.ts'
import type { Work } from '#server/platform/work.ts'
import type { Body } from '#shared/document/body.ts'
import { keepFiles } from '../keep-files.ts'
import { recordOpening } from '../openings.ts'
import { documentNotFound } from '../refusals.ts'
import { notPicture, pictureNotOwn } from './refusals.ts'
import { requireAgencyDocument, requireOpenDraft } from './require-draft.ts'

const usedBy = (documentId: string) => `documents.document:${documentId}`

/** Takes an upload of the writer's into the draft. Refuses what is no PNG or JPEG, and one with more dots than are set on pages. */
export async function takePicture(
  work: Work,
  officer: Officer,
  documentId: string,
  uploadId: string,
): Promise<{ sha256: string }> {
  await requireOpenDraft(work, officer, documentId)
  const { sha256, mediaType } = await getUploadedFile(work, officer, uploadId)
  if (!/^image\/(png|jpeg)$/.test(mediaType)) throw notPicture()
  requireModest(new Map([[sha256, await readFile(sha256)]]))
  await keepFiles(work, [sha256], 'document', documentId)
  return { sha256 }
}

/** Holds the pictures of a text a draft begins with, where it was another document's before: its readers see them as they see the text. */
export async function holdPictures(work: Work, documentId: string, body: Body): Promise<void> {
  await keepFiles(work, picturesOf(body), 'document', documentId)
}

/** Whether this file is a picture of the draft. */
export function hasPicture(work: Work, documentId: string, sha256: string): Promise<boolean> {
  return isUsed(work, sha256, usedBy(documentId))
}

/** A picture of a draft, for whoever may read it: with whichever it begins, that it was opened is in the log. Refuses any other file. */
export async function readPicture(
  work: Work,
  officer: Officer,
  documentId: string,
  sha256: string,
): Promise<{ bytes: Uint8Array; mediaType: string }> {
  const document = await requireAgencyDocument(work, officer, documentId)
  const known = (await hasPicture(work, documentId, sha256)) && (await findFile(work, sha256))
  if (!known) throw documentNotFound()
  await recordOpening(work, document)
  return { bytes: await readFile(sha256), mediaType: known.mediaType }
}

export function picturesOf(body: Body | undefined): string[] {
  return (body?.content ?? []).flatMap((block) => (block.type === 'image' ? block.attrs.sha256 : []))
}

/** Refuses a text with a picture that is neither in the one before it nor was handed in for this draft: a hash gives no right. */
export async function requireOwnPictures(
  work: Work,
  documentId: string,
  body: Body,
  before: Body | undefined,
): Promise<void> {
  const known = new Set(picturesOf(before))
  for (const sha256 of new Set(picturesOf(body)))
    if (!known.has(sha256) && !(await hasPicture(work, documentId, sha256))) throw pictureNotOwn()
}
