/** Small files that later starts depend on: whole or not there, whatever ends the process or fills the disk meanwhile. */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'

/**
 * The content of a file made on first use, readable by its owner only. Of several processes that make it at once the
 * first one's is everybody's. An empty one is what a full disk once left, and is made anew.
 */
export function openKeptFile(path: string, make: () => string | Uint8Array): Buffer {
  const found = read(path)
  if (found && found.length > 0) return found
  const draft = writeDraft(path, make())
  try {
    if (found) renameSync(draft, path)
    else linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readFileSync(path)
}

/** Puts new content in the place of a file's: whoever reads it finds the one or the other. */
export function replaceFile(path: string, content: string): void {
  const draft = writeDraft(path, content)
  try {
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function writeDraft(path: string, content: string | Uint8Array): string {
  const draft = `${path}.${randomUUID()}.new`
  const file = openSync(draft, 'wx', 0o600)
  try {
    const bytes = Buffer.from(content)
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
  return draft
}
