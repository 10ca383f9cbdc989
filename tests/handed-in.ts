/** A file that somebody handed in, whatever is in it. */
import { type Officer, system } from '#server/platform/actor.ts'
import { type StoredFile, storeOwn } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'

/** Stored as a finished upload of this officer, past everything that looks at what is handed in. */
export async function handedIn(
  owner: Officer,
  bytes: Uint8Array,
  mediaType = 'application/pdf',
): Promise<StoredFile> {
  const file = await storeOwn(bytes, mediaType)
  const { sha256, size } = file
  const expiresAt = new Date(Date.now() + 24 * 60 * 60 * 1000)
  const upload = { id: newId(), ownerId: owner.id, name: 'tep', size, received: size, sha256, expiresAt }
  await perform(system, ({ tx }) => tx.insertInto('platform.upload').values(upload).execute())
  return file
}
