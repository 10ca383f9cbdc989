/**
 * Room set aside for the moment the disk is full: given back then, it lets PostgreSQL finish what it has begun and come
 * up again; taken anew once there is room.
 */
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

const size = 64 * 1024 * 1024
/** Where the reserve is given back, and where it is taken again. */
const low = 24 * 1024 * 1024
const high = 4 * size

export interface DiskReserve {
  /** True while the disk is so full that the reserve was given back. */
  readonly isSpent: boolean
  close(): void
}

/** Keeps a reserve in `folder` and looks at the disk twice a second; `say` is told when it is given back or taken again. */
export function keepReserve(folder: string, say: (line: string) => void): DiskReserve {
  const path = join(folder, 'reserve')
  let isSpent = false
  const look = () => {
    const free = freeSpace(folder)
    if (free < low && !isSpent) {
      giveBack(path)
      isSpent = true
      say(`  Ổ đĩa của ${folder} đã đầy: giải phóng dung lượng, chương trình sẽ tự chạy tiếp.`)
    } else if (free > high && !holds(path)) {
      setAside(path)
      if (isSpent) say(`  Ổ đĩa của ${folder} đã có chỗ trống.`)
      isSpent = false
    }
  }
  look()
  const watch = setInterval(look, 500).unref()
  return {
    get isSpent() {
      return isSpent
    },
    close: () => clearInterval(watch),
  }
}

/** Bytes an ordinary user may still write on the disk of `folder`; 0 where that cannot be told. */
export function freeSpace(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return 0
  }
}

function holds(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === size
}

/** Whether the folder takes files now; false for a disk that turned read-only. */
export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function giveBack(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Read-only as well: nothing can be given back.
  }
}

function setAside(path: string): void {
  try {
    const file = openSync(path, 'w', 0o600)
    try {
      const piece = Buffer.alloc(4 * 1024 * 1024)
      for (let written = 0; written < size; written += piece.length) writeSync(file, piece)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  } catch {
    giveBack(path)
  }
}
