import type { Work } from '../work.ts'
import { extendUpload } from './queries.ts'
import type { UploadOwner } from './upload-limits.ts'

/** Holds an upload longer than its day, because something of its owner's now waits for it. */
export async function keepUpload(
  { tx }: Pick<Work, 'tx'>,
  owner: UploadOwner,
  id: string,
  until: Date,
): Promise<void> {
  await extendUpload(tx, owner.id, id, until)
}
