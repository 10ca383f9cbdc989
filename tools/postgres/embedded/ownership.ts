/**
 * Who keeps the cluster of a folder running: one process, as long as it lives. Owners are numbered, and the newest counts:
 * nobody takes another's file away to become the owner, so of any number that ask at once only one finds its number free.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf, isRunning } from '../../start/processes.ts'
import { StartFailure } from '../../start/start-failure.ts'

/** `owner` is what the first release wrote. */
const fileOf = (home: string, number: number) => join(home, number === 0 ? 'owner' : `owner.${number}`)

/** Refuses a folder whose owner is alive; otherwise this process is the owner now, and of several that ask at once only one. */
export function takeOwnership(home: string): void {
  const draft = join(home, `owner.${randomUUID()}.new`)
  writeFileSync(draft, `${process.pid} ${commandOf(process.pid).startedAt}`, { mode: 0o600 })
  try {
    for (;;) {
      const last = newest(home)
      const owner = livingIn(home, last)
      if (owner === process.pid) return
      if (owner) {
        throw new StartFailure(`Dữ liệu ở ${home} đang được một lần chạy khác dùng (tiến trình ${owner}).`)
      }
      // The one after whom nobody was seen alive: whoever came since has that number, and this start looks again.
      const number = last + 1
      if (!link(draft, fileOf(home, number))) continue
      // Who was too slow has found a number free that was taken and left behind since.
      if (newest(home) === number) {
        removeOlder(home, number)
        return
      }
      rmSync(fileOf(home, number))
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The number stays taken, by nobody: a slower start cannot mistake it for free. */
export function releaseOwnership(home: string): void {
  if (ownerOf(home) === process.pid) writeFileSync(fileOf(home, newest(home)), '')
}

/** The process that keeps the cluster of this folder, if it is alive. */
export function ownerOf(home: string): number | undefined {
  return livingIn(home, newest(home))
}

function livingIn(home: string, number: number): number | undefined {
  const [pid = 0, startedAt = ''] = (read(fileOf(home, number)) ?? '').split(' ')
  return isRunning(Number(pid), startedAt) ? Number(pid) : undefined
}

/** 0 while nobody has ever been the owner. */
function newest(home: string): number {
  return Math.max(0, ...numbers(home))
}

function numbers(home: string): number[] {
  const names = existsSync(home) ? readdirSync(home) : []
  return names.flatMap((name) => {
    const [, number] = /^owner\.(\d+)$/.exec(name) ?? []
    return number !== undefined ? [Number(number)] : name === 'owner' ? [0] : []
  })
}

/** All but the one before: a list read meanwhile holds the newest, or that. */
function removeOlder(home: string, number: number): void {
  for (const older of numbers(home)) if (older < number - 1) rmSync(fileOf(home, older), { force: true })
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
