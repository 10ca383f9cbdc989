/** The folder of everything the program keeps: there, ours, and with room, before anything else begins. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { freeSpace } from './disk-reserve.ts'
import { requireAccess } from './require-access.ts'
import { refuseUnfinishedRestore } from './restore-mark.ts'
import { StartFailure } from './start-failure.ts'

/** Finds out now whether the disk takes what we write. */
export function prepareDataFolder(data: string): void {
  makeFolder(data)
  refuseUnfinishedRestore(data)
  requireAccess(data)
  const probe = join(data, `.probe-${process.pid}`)
  writeFileSync(probe, Buffer.alloc(65_536))
  rmSync(probe)
}

export function requireRoom(data: string): void {
  const free = freeSpace(data)
  if (free < 200_000_000) {
    throw new StartFailure(`Ổ đĩa của ${data} chỉ còn ${Math.round(free / 1e6)} MB: cần ít nhất 200 MB.`)
  }
}

/** One by one: asked to make all of them, Node hides why one cannot be made, or tries for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
}

/** A disk that filled up on the way shows itself in many ways, seldom by name; PostgreSQL alone takes 16 MB at a time. */
export function describeFullDisk(folders: readonly string[]): string | undefined {
  const full = folders.find((folder) => freeSpace(folder) < 20_000_000)
  return full && `Ổ đĩa của ${full} đã đầy. Giải phóng dung lượng rồi chạy lại.`
}
