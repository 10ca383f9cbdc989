/** The write-ahead log as it lies beside the backups: in segments of one size, the last one not yet whole. */
import { existsSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readPosition } from './replication.ts'

const usualSize = 16n * 1024n * 1024n

/** The name of the segment that holds a position: `000000010000000000000005`. */
export function segmentName(timeline: number, position: bigint, size: bigint): string {
  const number = position / size
  const perFile = 0x1_0000_0000n / size
  const hex = (value: bigint) => value.toString(16).toUpperCase().padStart(8, '0')
  return `${hex(BigInt(timeline))}${hex(number / perFile)}${hex(number % perFile)}`
}

/** The position after the last whole segment of this timeline that lies here. */
export function nextWanted(home: string, timeline: number, size: bigint): bigint | undefined {
  const prefix = timeline.toString(16).toUpperCase().padStart(8, '0')
  const names = existsSync(home) ? readdirSync(home) : []
  const segments = names.filter((name) => /^[0-9A-F]{24}(\.partial)?$/.test(name) && name.startsWith(prefix))
  const last = segments.sort().at(-1)
  if (!last) return undefined
  const perFile = 0x1_0000_0000n / size
  const number = BigInt(`0x${last.slice(8, 16)}`) * perFile + BigInt(`0x${last.slice(16, 24)}`)
  return (last.endsWith('.partial') ? number : number + 1n) * size
}

/** The segment a position lies in, by the size of those that lie here. */
export function segmentOf(home: string, position: string): string | undefined {
  const [any] = existsSync(home) ? readdirSync(home).filter((name) => /^[0-9A-F]{24}$/.test(name)) : []
  return any && segmentName(1, readPosition(position), BigInt(statSync(join(home, any)).size))
}

/** Removes log that ends before `from`: no kept backup needs it. */
export function pruneLog(home: string, firstNeeded: string): void {
  for (const name of existsSync(home) ? readdirSync(home) : []) {
    // Of all timelines: what was written before a branch is older than what the branch needs.
    if (/^[0-9A-F]{24}/.test(name) && name.slice(8, 24) < firstNeeded.slice(8, 24)) rmSync(join(home, name))
  }
}

export interface KeptLog {
  segments: Segment[]
  /** Whether there is log of later than the backup itself. */
  goesOn: boolean
  /** What is missing or damaged between there and the newest, in words. */
  damage: string[]
  /** The number of the newest whole segment; everything up to its end can be brought back. */
  lastWhole: bigint | undefined
  size: bigint
}

interface Segment {
  name: string
  number: bigint
  isWhole: boolean
}

/**
 * Looks through the log from where a backup begins. The log up to its end is in the backup itself; after that nothing
 * lies there where nobody followed.
 */
export function readKeptLog(home: string, { start, end }: { start: string; end: string }): KeptLog {
  const names = (existsSync(home) ? readdirSync(home) : [])
    .filter((name) => /^[0-9A-F]{24}(\.partial)?$/.test(name))
    .sort()
  const size = sizeOfSegments(home, names)
  const perFile = 0x1_0000_0000n / size
  const first = readPosition(start) / size
  const segments = names
    .map((name) => ({
      name,
      number: BigInt(`0x${name.slice(8, 16)}`) * perFile + BigInt(`0x${name.slice(16, 24)}`),
      isWhole: name.length === 24,
    }))
    .filter(({ number }) => number >= first)
  const damage: string[] = []
  for (const { name, isWhole } of segments) {
    const found = statSync(join(home, name)).size
    if (isWhole && BigInt(found) !== size)
      damage.push(`${join(home, name)}: dài ${found} byte, lẽ ra ${size}`)
  }
  const there = new Set(segments.map(({ number }) => number))
  const ownLast = (readPosition(end) - 1n) / size
  const newest = largest(segments) ?? ownLast
  for (let number = ownLast + 1n; number < newest && damage.length < 10; number++) {
    if (there.has(number)) continue
    const timeline = Number.parseInt(segments[0]?.name.slice(0, 8) ?? '1', 16)
    damage.push(`${join(home, segmentName(timeline, number * size, size))}: không còn trên đĩa`)
  }
  const lastWhole = largest(segments.filter(({ isWhole }) => isWhole))
  return { segments, damage, goesOn: newest > ownLast, lastWhole, size }
}

function largest(segments: readonly Segment[]): bigint | undefined {
  return segments
    .map(({ number }) => number)
    .sort((a, b) => (a < b ? -1 : 1))
    .at(-1)
}

/** A power of two from 1 MB to 1 GB: the one most of them have. */
function sizeOfSegments(home: string, names: readonly string[]): bigint {
  const counts = new Map<number, number>()
  for (const name of names.filter((name) => name.length === 24)) {
    const { size } = statSync(join(home, name))
    if (size >= 2 ** 20 && size <= 2 ** 30 && Number.isInteger(Math.log2(size))) {
      counts.set(size, (counts.get(size) ?? 0) + 1)
    }
  }
  const [usual] = [...counts].sort(([, a], [, b]) => b - a)
  return usual ? BigInt(usual[0]) : usualSize
}

/** Every piece of log a restore needs, where the server can read it. */
export async function gatherLog(home: string, { segments, size }: KeptLog, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const name of existsSync(home) ? readdirSync(home) : []) {
    if (name.endsWith('.history')) await copyFile(join(home, name), join(to, name))
  }
  // A whole one follows its own beginning of the same name.
  for (const { name, isWhole } of segments.sort((a, b) => Number(a.isWhole) - Number(b.isWhole))) {
    const whole = join(to, name.slice(0, 24))
    await copyFile(join(home, name), whole)
    // The rest has not been written yet: PostgreSQL finds the end by what it cannot read.
    if (!isWhole) truncateSync(whole, Number(size))
  }
}
