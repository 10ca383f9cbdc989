import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { patience } from '#tests/time/patience.ts'
import { freeSpace, keepReserve } from './disk-reserve.ts'

/** A disk of our own to fill: only where a small one may be mounted. */
const disk = mkdtempSync(join(tmpdir(), 'nhip-disk-'))
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk]).status === 0

describe.skipIf(!isMounted)('on a small disk (skipped where none may be mounted)', () => {
  test('the reserve is given back when the disk is full, and taken again once there is room', async () => {
    const said: string[] = []
    const reserve = keepReserve(disk, (line) => said.push(line))
    try {
      expect(freeSpace(disk)).toBeLessThan(360_000_000)
      fill(join(disk, 'fill'))
      await vi.waitUntil(() => reserve.isSpent, patience)
      expect(freeSpace(disk)).toBeGreaterThan(60_000_000)
      expect(said.join()).toMatch(/đã đầy/)
      rmSync(join(disk, 'fill'))
      await vi.waitUntil(() => !reserve.isSpent, patience)
      expect(existsSync(join(disk, 'reserve'))).toBe(true)
    } finally {
      reserve.close()
      spawnSync('umount', ['-l', disk])
    }
  })
})

function fill(path: string): void {
  const piece = Buffer.alloc(1_000_000)
  for (let size = freeSpace(disk) - 5_000_000; size > 0; size -= piece.length) {
    writeFileSync(path, piece, { flag: 'a' })
  }
}
