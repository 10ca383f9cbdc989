/** A clerk brings a scan, or a file that came by other ways: it waits like everything that came, and the program reads it. */
import type { Officer } from '#server/platform/actor.ts'
import type { StoredFile } from '#server/platform/files/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { countReading } from '../limits.ts'
import { readableTypes } from './model.ts'
import { scanNotReadable } from './refusals.ts'
import { takeLetter } from './take-letter.ts'

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
  const { agencyId } = officer
  const id = await takeLetter(work, {
    agencyId,
    source: 'scan',
    arrivedAt: work.now,
    sender: '',
    broughtBy: officer.id,
    files: [
      {
        position: 1,
        name: name.slice(0, 200) || 'scan',
        mediaType,
        size: Number(size),
        sha256,
        refused: null,
      },
    ],
  })
  if (!id) throw new Error('each scan is one of its own')
  return id
}
