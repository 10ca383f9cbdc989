import { fileEmpty } from '#server/crafts/inspect/refusals.ts'
import { type Asker, ReadingFailed, readOutside } from '../reading/read-outside.ts'
import { beyondLimits, readersBusy, readingEnded } from './refusals.ts'
import { scanFile } from './scan.ts'

/**
 * The media type of a file from outside. It is read by a process of its own and, where the province has a virus
 * scanner, scanned; refuses, with what to do, what may not be handed in and what could not be read or scanned now.
 */
export async function recognise(path: string, size: number, asker: Asker): Promise<string> {
  if (size === 0) throw fileEmpty()
  const mediaType = await readOutside({ kind: 'inspect', path, size }, asker).catch(refuse)
  await scanFile(path, asker.signal)
  return mediaType
}

function refuse(error: unknown): never {
  if (!(error instanceof ReadingFailed)) throw error
  if (error.why === 'beyond-limits') throw beyondLimits()
  throw error.why === 'ended' ? readingEnded() : readersBusy({ seconds: 30 })
}
