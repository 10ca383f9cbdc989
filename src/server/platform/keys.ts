/** The program's own keys: files of 32 random bytes under `keys/`, made on first use, readable by the owner only. */
import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from '#server/platform/config.ts'

export const keysFolder = join(config.NHIP_DATA, 'keys')

/** The key of this name. Two processes that make it at once agree: the first file written wins. */
export function loadKey(name: string, folder = keysFolder): Buffer {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${name}.key`)
  try {
    writeFileSync(path, randomBytes(32), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const key = readFileSync(path)
  if (key.length !== 32)
    throw new Error(`Key file ${name} is damaged: expected 32 bytes, found ${key.length}`)
  return key
}

/** A key of its own for one purpose, so that no two purposes share bytes. */
export function deriveKey(key: Buffer, purpose: string): Buffer {
  return createHmac('sha256', key).update(purpose).digest()
}
