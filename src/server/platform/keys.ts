/** The program's own keys: files of 32 random bytes under `keys/`, made on first use, readable by the owner only. */
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { config } from './config.ts'
import { openKeyFile } from './key-file.ts'

export const keysFolder = join(config.NHIP_DATA, 'keys')

/** The program's key of this name, made on first use. */
export function loadKey(name: string, folder = keysFolder): Buffer {
  return openKeyFile(folder, name)
}

/** A key of its own for one purpose, so that no two purposes share bytes. */
export function deriveKey(key: Buffer, purpose: string): Buffer {
  return createHmac('sha256', key).update(purpose).digest()
}
