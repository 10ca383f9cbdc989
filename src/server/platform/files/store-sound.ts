import type { Readable } from 'node:stream'
import { fileEmpty } from '#server/crafts/inspect/refusals.ts'
import { hearSound } from '#server/crafts/sound/hear-sound.ts'
import type { HeardSound } from '#server/crafts/sound/model.ts'
import { refuseWhenScarce } from './file-store.ts'
import { scanFile } from './scan.ts'
import { type StoredFile, storeWith } from './store-file.ts'

export interface StoredSound extends StoredFile {
  heard: HeardSound
}

/**
 * Takes in some seconds of recorded sound: hashed while it is written, listened to in a process of its own, refused where nothing of it can
 * be heard (`SoundRefused`) or where `accept` refuses. Whoever needs it longer than a day calls `useFile`.
 */
export async function storeSound(
  source: Readable,
  { limit, mostSeconds, accept }: StoreSoundOptions,
): Promise<StoredSound> {
  await refuseWhenScarce()
  let heard: HeardSound | undefined
  const file = await storeWith(source, limit, async (path, size) => {
    if (size === 0) throw fileEmpty()
    await scanFile(path)
    heard = await hearSound(path, mostSeconds)
    accept(heard)
    return mediaTypes[heard.container] ?? 'application/octet-stream'
  })
  if (!heard) throw new Error('sound was stored unheard')
  return { ...file, heard }
}

export interface StoreSoundOptions {
  limit: number
  mostSeconds: number
  /** Throws the refusal of what is not wanted, before it is kept. */
  accept: (heard: HeardSound) => void
}

const mediaTypes: Partial<Record<HeardSound['container'], string>> = {
  webm: 'audio/webm',
  matroska: 'audio/webm',
  mp4: 'audio/mp4',
  quicktime: 'audio/mp4',
}
