/** Folders only their owner may enter, and what is copied into them as a whole. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { copyHashed } from './copy-files.ts'

/** Copies every file below `from`; with `onlyNew` those that `to` does not have. */
export async function copyFolder(from: string, to: string, { onlyNew = false } = {}): Promise<void> {
  for (const entry of existsSync(from) ? readdirSync(from, { recursive: true, withFileTypes: true }) : []) {
    if (!entry.isFile() || entry.name.endsWith('.new')) continue
    const source = join(entry.parentPath, entry.name)
    const target = join(to, source.slice(from.length))
    if (onlyNew && existsSync(target)) continue
    makePrivate(dirname(target))
    await copyHashed(source, target)
  }
}

/** One by one: asked for several at once, Node says of a disk that is only read that they were not found. */
export function makePrivate(folder: string): void {
  if (existsSync(folder)) return
  makePrivate(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Made by another meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
