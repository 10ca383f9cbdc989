/** Who keeps the cluster of a folder running: one process, as long as it lives. */
import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf, isRunning } from '../../start/processes.ts'
import { StartFailure } from '../../start/start-failure.ts'

const fileOf = (home: string) => join(home, 'owner')

/** Refuses a folder whose owner is alive; otherwise this process is the owner now, and of several that ask at once only one. */
export function takeOwnership(home: string): void {
  const mine = `${process.pid} ${commandOf(process.pid).startedAt}`
  const draft = `${fileOf(home)}.${randomUUID()}.new`
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    while (!link(draft, fileOf(home))) {
      const found = read(fileOf(home))
      if (found === mine) return
      const owner = livingIn(found)
      if (owner) {
        throw new StartFailure(`Dữ liệu ở ${home} đang được một lần chạy khác dùng (tiến trình ${owner}).`)
      }
      removeDead(home, found)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

export function releaseOwnership(home: string): void {
  rmSync(fileOf(home), { force: true })
}

/** The process that keeps the cluster of this folder, if it is alive. */
export function ownerOf(home: string): number | undefined {
  return livingIn(read(fileOf(home)))
}

function livingIn(content = ''): number | undefined {
  const [pid = 0, startedAt = ''] = content.split(' ')
  return isRunning(Number(pid), startedAt) ? Number(pid) : undefined
}

/** Another may have done so meanwhile and be the owner: then what was moved away is put back. */
function removeDead(home: string, dead: string | undefined): void {
  const aside = `${fileOf(home)}.${randomUUID()}.new`
  try {
    renameSync(fileOf(home), aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (read(aside) !== dead) link(aside, fileOf(home))
  rmSync(aside)
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
