/** Files of 32 random bytes, made on first use, readable by the owner only. */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openKeptFile } from './kept-file.ts'

/** The key of this name in this folder. Two processes that make it at once agree: the first file written wins. */
export function openKeyFile(folder: string, name: string): Buffer {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const key = openKeptFile(join(folder, `${name}.key`), () => randomBytes(32))
  if (key.length !== 32)
    throw new Error(`Key file ${name} is damaged: expected 32 bytes, found ${key.length}`)
  return key
}
