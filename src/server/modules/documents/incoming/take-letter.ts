/** The one door by which what is sent to an agency comes in, by the exchange, by mail or as a scan: once, with its files looked at, waiting for the clerk. */
import type { Readable } from 'node:stream'
import { fileName, storeStream } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { Refusal } from '#shared/refusal.ts'
import { normalise } from '#shared/text/index.ts'
import { documentArrived } from '../events.ts'
import { keepFiles } from '../keep-files.ts'
import { insertArrival, type NewArrival } from './arrival-queries.ts'
import { type ArrivalFile, readableTypes } from './model.ts'

/** As many as a letter has files here; how many more there were, its source says. */
export const mostFiles = 40

export interface FileToTake {
  /** As the sender calls it, and what the sender says it is. */
  name: string
  mediaType: string
  size: number
  open(): Promise<Readable>
}

/**
 * Each file stored as what it is found to be and under the ending that deserves, or named with the refusal it met: it is hashed, recognised and
 * looked through as everything is that is handed in. Throws where the disk or the readers have no room now, or it broke off: then the letter
 * is taken another time. Not within a transaction.
 */
export async function storeFiles(files: readonly FileToTake[], asker: string): Promise<ArrivalFile[]> {
  const kept: ArrivalFile[] = []
  for (const [index, { name, mediaType, size, open }] of files.entries()) {
    const given = normalise(name, 200) || `tep-${index + 1}`
    const position = index + 1
    try {
      const stored = await storeStream(await open(), { asker: { name: asker } })
      const { mediaType: type, sha256 } = stored
      const measured = Number(stored.size)
      kept.push({
        position,
        size: measured,
        name: fileName(given, type),
        mediaType: type,
        sha256,
        refused: null,
      })
    } catch (failure) {
      // Full or busy is no fault of the file.
      if (!(failure instanceof Refusal) || failure.status >= 500) throw failure
      kept.push({ position, size, name: given, mediaType, sha256: null, refused: failure.code })
    }
  }
  return kept
}

export function hasReadable(files: readonly ArrivalFile[]): boolean {
  return files.some(({ sha256, mediaType }) => sha256 !== null && readableTypes.includes(mediaType))
}

export interface LetterToTake extends Omit<NewArrival, 'id' | 'key' | 'readingState'> {
  /** What makes it one at its source; absent where each act of bringing is one of its own. */
  key?: string
  files: readonly ArrivalFile[]
}

/**
 * What came waits for the clerk from the end of this work on, and is read by the program. Undefined where the same came from there before: then
 * nothing changes. What may be the same by its number, symbol and organ, its file or its words is shown to the clerk before it
 * is entered (`findDuplicates`).
 */
export async function takeLetter(
  work: Work,
  { files, key, ...letter }: LetterToTake,
): Promise<string | undefined> {
  const id = newId(work.now.getTime())
  const isReadable = hasReadable(files)
  const row = { ...letter, id, key: key ?? id, readingState: isReadable ? 'waiting' : 'none' } as const
  if (!(await insertArrival(work.tx, row, files))) return undefined
  const kept = files.flatMap(({ sha256 }) => sha256 ?? [])
  await keepFiles(work, kept, 'arrival', id)
  const { agencyId, source, said = {} } = letter
  const isScan = source === 'scan'
  await work.record(
    documentArrived(id, {
      agencyId,
      source,
      isReadable,
      // Its own word for it may be anybody's name.
      kind: findDocumentType(said.type ?? '')?.key ?? null,
      urgency: said.urgency ?? null,
      days: 0,
      electronic: !isScan,
      // Whether a file is signed nobody has looked yet; a scan is paper.
      signed: isScan ? false : null,
    }),
  )
  return id
}
