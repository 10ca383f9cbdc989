/** A clerk brings a scan, or a file that came by other ways: it waits like everything that came, and the program reads it. */
import type { Officer } from '#server/platform/actor.ts'
import type { StoredFile } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { documentArrived } from '../events.ts'
import { keepFiles } from '../keep-files.ts'
import { countReading } from '../limits.ts'
import { insertArrival } from './arrival-queries.ts'
import { arrivedFact } from './arrived-fact.ts'
import { scanNotReadable } from './refusals.ts'

/** What can be read and shown page by page. */
export const readableTypes = ['application/pdf', 'image/jpeg', 'image/png']

/**
 * Takes in a stored file for the agency acted for; refuses what is no page, and more files than a person's work needs. Returns what
 * now waits.
 */
export async function bringScan(
  work: Work,
  officer: Officer,
  { name, sha256, size, mediaType }: StoredFile & { name: string },
): Promise<string> {
  requireRole(officer, 'clerk')
  if (!readableTypes.includes(mediaType)) throw scanNotReadable()
  await countReading(work, officer)
  const id = newId(work.now.getTime())
  const { agencyId } = officer
  await insertArrival(
    work.tx,
    {
      id,
      agencyId,
      source: 'scan',
      key: id,
      arrivedAt: work.now,
      sender: '',
      broughtBy: officer.id,
      readingState: 'waiting',
    },
    [
      {
        position: 1,
        name: name.slice(0, 200) || 'scan',
        mediaType,
        size: Number(size),
        sha256,
        refused: null,
      },
    ],
  )
  await keepFiles(work, [sha256], 'arrival', id)
  await work.record(documentArrived(id, arrivedFact(agencyId, 'scan')))
  return id
}
