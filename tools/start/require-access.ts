/** Whether what lies in the data folder may be used: found out before anything starts, and named. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const { R_OK, W_OK, X_OK } = constants

/**
 * Fails with the file or folder that this user may not use, as after a run or a copy by somebody else. Keys are only read: a
 * machine may have them on a disk it cannot write to.
 */
export function requireAccess(data: string): void {
  const [files, keys] = [join(data, 'files'), join(data, 'keys')]
  if (existsSync(files)) accessSync(files, R_OK | W_OK | X_OK)
  if (!existsSync(keys)) return
  for (const entry of readdirSync(keys, { recursive: true, withFileTypes: true })) {
    accessSync(join(entry.parentPath, entry.name), R_OK)
  }
}
