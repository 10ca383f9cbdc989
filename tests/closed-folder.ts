import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'

/**
 * Lets nobody write in a folder, as on a disk that turned read-only, until the function returned is called. Undefined where
 * that cannot be done: as root on a file system without attributes.
 */
export function closeFolder(folder: string): (() => void) | undefined {
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o500)
    return () => chmodSync(folder, 0o700)
  }
  if (spawnSync('chattr', ['+i', folder]).status !== 0) return undefined
  return () => void spawnSync('chattr', ['-i', folder])
}
