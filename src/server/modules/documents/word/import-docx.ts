/** A Word document becomes a text to go on writing: read behind the wall; of the file itself only its pictures are kept. */
import { Readable } from 'node:stream'
import type { ReadDocx } from '#server/crafts/docx/read-docx.ts'
import type { Officer } from '#server/platform/actor.ts'
import { isAboutContent, receiveFile } from '#server/platform/files/index.ts'
import { ReadingFailed, readOutside } from '#server/platform/reading/read-outside.ts'
import { perform } from '#server/platform/work.ts'
import type { Body } from '#shared/document/body.ts'
import { emptyBody } from '#shared/document/empty-body.ts'
import { defineRefusal, Refusal } from '#shared/refusal.ts'
import { takePicture } from '../edit/pictures.ts'
import { requireOpenDraft } from '../edit/require-draft.ts'
import { countReading } from '../limits.ts'
import { readersBusy } from '../refusals.ts'

/** Longer than any text with its pictures has to be. */
export const mostDocxBytes = 20 << 20

export const docxTooLarge = defineRefusal('documents.docx_too_large', 413)
/** Reading it costs more than any honest text of its size. */
export const docxTooCostly = defineRefusal('documents.docx_too_costly', 422)

type ImportedDocx = Omit<ReadDocx, 'pictures'>

/**
 * Text, structure, pictures and what stood around it, and a list of all that is not in the text or was changed. Refuses what is no DOCX,
 * runs something or is encrypted, who may not write the draft, and more files than a person's work needs. Its pictures are handed in by the officer as any other file is
 * (inspected, scanned, counted) and held for the draft; of the text nothing is stored: whoever writes the draft takes it over.
 */
export async function importDocx(
  officer: Officer,
  id: string,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<ImportedDocx> {
  await perform(officer, async (work) => {
    await requireOpenDraft(work, officer, id)
    await countReading(work, officer)
  })
  if (bytes.length > mostDocxBytes) throw docxTooLarge({ limit: mostDocxBytes })
  const question = { kind: 'read-docx', parts: [bytes] } as const
  const { pictures, ...read } = await readOutside(question, { name: officer.id, signal }).catch(
    (error: unknown) => {
      if (!(error instanceof ReadingFailed)) throw error
      throw error.why === 'busy' || error.why === 'gone' ? readersBusy({ seconds: 30 }) : docxTooCostly()
    },
  )
  const uploads: string[] = []
  const refused = new Set<string>()
  for (const { sha256, bytes: picture } of pictures) {
    const upload = await handIn(officer, picture, uploads.length + 1, signal)
    if (upload) uploads.push(upload)
    else refused.add(sha256)
  }
  // All of them or none.
  await perform(officer, async (work) => {
    for (const upload of uploads) await takePicture(work, officer, id, upload)
  })
  return refused.size > 0 ? without(read, refused) : read
}

/** The upload a picture has become; nothing where it is refused for what it contains. */
async function handIn(
  officer: Officer,
  bytes: Uint8Array,
  number: number,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const file = {
    name: `hinh-${number}`,
    source: Readable.from([bytes]),
    size: bytes.length,
    ...(signal ? { signal } : {}),
  }
  return receiveFile(officer, file).then(
    ({ uploadId }) => uploadId,
    (error: unknown) => {
      if (error instanceof Refusal && isAboutContent(error.code)) return undefined
      throw error
    },
  )
}

/** The text without pictures that were not taken, which are named. */
function without(read: ImportedDocx, refused: ReadonlySet<string>): ImportedDocx {
  const isRefused = (block: Body['content'][number]) =>
    block.type === 'image' && refused.has(block.attrs.sha256)
  const gone = read.body.content.filter(isRefused)
  const content = read.body.content.filter((block) => !isRefused(block))
  const texts = gone.flatMap((block) => (block.type === 'image' && block.attrs.alt ? block.attrs.alt : []))
  const before = read.dropped.find(({ kind }) => kind === 'images')
  const named = {
    kind: 'images' as const,
    count: (before?.count ?? 0) + gone.length,
    texts: [...(before?.texts ?? []), ...texts].slice(0, 20),
  }
  return {
    ...read,
    body: content.length > 0 ? { type: 'doc', content } : emptyBody(),
    dropped: [...read.dropped.filter(({ kind }) => kind !== 'images'), named],
  }
}
