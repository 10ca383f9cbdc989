import { asProgram, type Work } from '../work.ts'
import {
  deleteFileUse,
  type FileRow,
  findFile as find,
  holdFiles,
  insertFileUse,
  isHeldFor,
  lockExistingFile,
} from './queries.ts'
import { fileGone } from './refusals.ts'

/** What is known of a stored file. */
export async function findFile(work: Pick<Work, 'tx'>, sha256: string): Promise<FileRow | undefined> {
  return find(work.tx, sha256)
}

/**
 * Holds a file for `<schema>.<table>:<id>` until `releaseFile`. Repeating is safe. Refuses when the file was collected
 * in the meantime: it must be handed in again.
 */
export async function useFile({ tx }: Pick<Work, 'tx'>, sha256: string, usedBy: string): Promise<void> {
  if (!(await lockExistingFile(tx, sha256))) throw fileGone()
  await insertFileUse(tx, sha256, usedBy)
}

/** Holds several files at once, in one order for everyone, so that two cannot wait for each other. */
export async function useFiles(
  work: Pick<Work, 'tx'>,
  sha256s: readonly string[],
  usedBy: string,
): Promise<void> {
  const wanted = [...new Set(sha256s)]
  if (wanted.length > 0 && (await holdFiles(work.tx, wanted, usedBy)) < wanted.length) throw fileGone()
}

/** Whether that holds this file: of a file that came by its hash alone, whether it belongs there. */
export function isUsed(work: Pick<Work, 'tx' | 'actor'>, sha256: string, usedBy: string): Promise<boolean> {
  return asProgram(work, () => isHeldFor(work.tx, sha256, usedBy))
}

/** Gives up the hold. A file nobody holds is collected a day after it was stored. */
export async function releaseFile({ tx }: Pick<Work, 'tx'>, sha256: string, usedBy: string): Promise<void> {
  await deleteFileUse(tx, sha256, usedBy)
}
