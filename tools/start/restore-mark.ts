/** A data folder that is being restored into: until it is whole, nothing may start from it. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf, isRunning } from './processes.ts'
import { StartFailure } from './start-failure.ts'

const markOf = (data: string) => join(data, '.restoring')

/** Written by the process that restores, which is alone as long as it lives. */
export function markRestore(data: string): void {
  writeFileSync(markOf(data), `${process.pid} ${commandOf(process.pid).startedAt}`, { mode: 0o600 })
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

/** What another restore, still at work, is writing is not taken for what an interrupted one left. */
export function refuseRunningRestore(data: string): void {
  if (!isRestoreUnfinished(data)) return
  const [pid = '', startedAt = ''] = readFileSync(markOf(data), 'utf8').split(' ')
  if (!isRunning(Number(pid), startedAt)) return
  throw new StartFailure(`Một lần khôi phục khác đang ghi vào ${data} (tiến trình ${pid}): chờ nó xong.`)
}
