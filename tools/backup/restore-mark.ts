/** A data folder that is being restored into: until it is whole, nothing may start from it. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartFailure } from '#tools/start/start-failure.ts'

const markOf = (data: string) => join(data, '.restoring')

export function markRestore(data: string): void {
  writeFileSync(markOf(data), '', { mode: 0o600 })
}

export function isRestoreUnfinished(data: string): boolean {
  return existsSync(markOf(data))
}

export function unmarkRestore(data: string): void {
  rmSync(markOf(data))
}

export function refuseUnfinishedRestore(data: string): void {
  if (!isRestoreUnfinished(data)) return
  throw new StartFailure(`Lần khôi phục vào ${data} chưa xong: chạy lại npm run restore.`)
}
