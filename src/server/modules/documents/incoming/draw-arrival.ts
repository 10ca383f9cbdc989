/** The pages of what came, as pictures: the strips beside the proposals are cut out of them by the page that shows them. */
import { countPages, drawPage } from '#server/crafts/draw/draw-page.ts'
import { jpegAsPdf } from '#server/crafts/recognise/picture-page.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { AnsweredFile } from '#server/platform/files/answer-file.ts'
import { findFile, isUsed, readFile } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { openDocument } from '../get-document.ts'
import { fileNameOf } from '../model.ts'
import { recordArrivalOpening } from '../openings.ts'
import { findDocument } from '../queries.ts'
import { documentDestroyed } from '../refusals.ts'
import { listArrivalFiles } from './arrival-queries.ts'
import { type Arrival, type ArrivalFile, readableTypes } from './model.ts'
import { pageNotThere, secretLetGo } from './refusals.ts'
import { requireArrival } from './view-arrival.ts'
import { openIncoming, requireIncoming } from './view-incoming.ts'

export interface PagedFile {
  sha256: string
  mediaType: string
}

/** How many pages there are to show; one for a picture, none where it cannot be drawn, undefined where too many ask to count them now. */
export async function countFilePages(
  { sha256, mediaType }: PagedFile,
  asker?: string,
): Promise<number | undefined> {
  if (mediaType === 'image/jpeg' || mediaType === 'image/png') return 1
  if (mediaType !== 'application/pdf') return 0
  return countPages(await readFile(sha256), { asker }).catch((failure) => (isBusy(failure) ? undefined : 0))
}

/** One page as a PNG, as PDFium draws it, whatever a photograph says of its own orientation. */
export async function drawFilePage(
  { sha256, mediaType }: PagedFile,
  page: number,
  asker?: string,
): Promise<Uint8Array> {
  const bytes = await readFile(sha256)
  if (mediaType === 'image/png' && page === 1) return bytes
  const pdf = mediaType === 'image/jpeg' ? asPdf(bytes) : bytes
  const picture = await drawPage(pdf, page, { asker }).catch(unlessBusy)
  if (!picture) throw pageNotThere()
  return picture
}

/** What could not be drawn now is there all the same: it is worth asking again. */
function unlessBusy(failure: unknown): undefined {
  if (isBusy(failure)) throw failure
}

function isBusy(failure: unknown): boolean {
  return failure instanceof Refusal && failure.status === 503
}

function asPdf(jpeg: Uint8Array): Uint8Array {
  try {
    return jpegAsPdf(jpeg)
  } catch {
    throw pageNotThere()
  }
}

/** One page of the first file of what came, for a clerk of its agency. */
export async function drawArrivalPage(officer: Officer, id: string, page: number): Promise<Uint8Array> {
  const file = await perform(officer, async (work) => {
    const arrival = await requireKeptArrival(work, officer, id)
    const files = await listArrivalFiles(work.tx, [arrival.id])
    await requireHeld(work, arrival, files)
    await recordArrivalOpening(work, arrival)
    return files.find(({ sha256, mediaType }) => sha256 !== null && readableTypes.includes(mediaType))
  })
  if (!file?.sha256) throw pageNotThere()
  return drawFilePage({ ...file, sha256: file.sha256 }, page, officer.id)
}

/** One of the files of what came, to be handed out: that a clerk took it is in the log. */
export async function openArrivalFile(
  work: Work,
  officer: Officer,
  id: string,
  position: number,
): Promise<AnsweredFile> {
  const arrival = await requireKeptArrival(work, officer, id)
  const files = await listArrivalFiles(work.tx, [arrival.id])
  await requireHeld(work, arrival, files)
  const file = files.find((one) => one.position === position)
  if (!file?.sha256) throw pageNotThere()
  await recordArrivalOpening(work, arrival, 'take')
  return { sha256: file.sha256, name: file.name, mediaType: file.mediaType, size: Number(file.size) }
}

/** What came, unless the document it was entered as was destroyed. */
async function requireKeptArrival(work: Work, officer: Officer, id: string): Promise<Arrival> {
  const arrival = await requireArrival(work, officer, id)
  const { documentId } = arrival
  const document = documentId ? await findDocument(work.tx, officer, documentId) : undefined
  if (document?.destroyedAt) throw documentDestroyed()
  return arrival
}

/** Not what was let go as a state secret: its bytes are gone before long, and shown to nobody from that moment on. */
async function requireHeld(work: Work, { id, state }: Arrival, files: readonly ArrivalFile[]): Promise<void> {
  if (state !== 'refused') return
  const [first] = files.flatMap(({ sha256 }) => sha256 ?? [])
  if (first && !(await isUsed(work, first, `documents.arrival:${id}`))) throw secretLetGo()
}

/** Which file of an incoming document: as it came, with the ĐẾN mark, or what came with it, by its place. */
export type Copy = 'goc' | 'den' | number

/** One page of an incoming document as it stands here: with the mark where it bears one. */
export async function drawIncomingPage(officer: Officer, id: string, page: number): Promise<Uint8Array> {
  const { sha256, markedSha256, mediaType } = await perform(officer, async (work) => {
    const incoming = await requireIncoming(work, officer, id)
    const { destroyedAt } = await openDocument(work, id)
    if (destroyedAt) throw documentDestroyed()
    return incoming
  })
  return drawFilePage({ sha256: markedSha256 ?? sha256, mediaType }, page, officer.id)
}

/** The file of an incoming document; that staff opened it is in the log. */
export async function openIncomingFile(
  work: Work,
  officer: Officer,
  id: string,
  copy: Copy,
): Promise<AnsweredFile> {
  const { incoming, document, others } = await openIncoming(work, officer, id, 'take')
  if (document.destroyedAt) throw documentDestroyed()
  if (typeof copy === 'number') {
    const file = others.find(({ position }) => position === copy)
    if (!file?.sha256) throw pageNotThere()
    return { sha256: file.sha256, name: file.name, mediaType: file.mediaType, size: Number(file.size) }
  }
  const sha256 = copy === 'den' ? incoming.markedSha256 : incoming.sha256
  const stored = sha256 ? await findFile(work, sha256) : undefined
  if (!sha256 || !stored) throw pageNotThere()
  const name = fileNameOf(document.symbol || id).replace(/\.pdf$/, '')
  return { sha256, name, mediaType: stored.mediaType, size: Number(stored.size) }
}
