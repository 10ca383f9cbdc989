/** How far the assets of a group are here, told without reading them. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { CheckedFile } from '#server/crafts/checked-file.ts'
import { replaceFile } from '../kept-file.ts'
import { type AssetGroup, assetsFolder, filesOf, packagesOf } from './list.ts'

/** Why they could not be fetched when it was last tried. */
export const fetchFailures = ['no_network', 'disk_full', 'damaged', 'failed'] as const
export type FetchFailure = (typeof fetchFailures)[number]

export interface AssetState {
  /** `damaged`: they were whole and are no longer, or what came was not what was chosen. */
  state: 'absent' | 'fetching' | 'present' | 'damaged'
  /** How much of it lies here. */
  bytes: number
  of: number
  /** Of the last attempt, where it failed. */
  failure?: FetchFailure
}

const Seen = z.object({ sha256: z.string(), bytes: z.number(), changedAt: z.number() })
const GroupRecord = z.object({
  /** By path within the folder: as the file was when the whole of it was read and found right. */
  files: z.record(z.string(), Seen).optional(),
  failure: z.enum(fetchFailures).optional(),
})
export type GroupRecord = z.infer<typeof GroupRecord>
const Fetching = z.object({ groups: z.array(z.string()) })

/** Whoever fetches writes it anew so often; one that was not is of a run that was killed. */
export const fetchingBeat = 2_000
const fetchingLapse = 20_000

export const fetchingMark = (folder: string): string => join(folder, '.fetching')
const recordFile = (folder: string, group: AssetGroup) => join(folder, `.${group}-record`)

/** How far a group is here. Looks at the sizes and times of some dozen files, so a page may ask. */
export function assetState(group: AssetGroup, folder = assetsFolder()): AssetState {
  const files = packagesOf(group, folder).flatMap((asset) => filesOf(asset, folder))
  const { files: seen, failure } = readRecord(group, folder)
  const of = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let bytes = 0
  let isWhole = files.length > 0
  let isChosenAnew = false
  for (const file of files) {
    const now = statOf(file)
    const before = seen?.[keyOf(file, folder)]
    bytes += Math.min(now?.size ?? 0, file.bytes)
    if (before && before.sha256 !== file.sha256) isChosenAnew = true
    if (!now || now.size !== file.bytes || before?.sha256 !== file.sha256 || before.changedAt !== now.mtimeMs)
      isWhole = false
  }
  const told = { bytes, of, ...(failure ? { failure } : {}) }
  if (isWhole) return { state: 'present', bytes, of }
  if (isFetching(group, folder)) return { state: 'fetching', bytes, of }
  const isDamaged = (seen !== undefined && !isChosenAnew) || failure === 'damaged'
  return { state: isDamaged ? 'damaged' : 'absent', ...told }
}

export function readRecord(group: AssetGroup, folder: string): GroupRecord {
  const parsed = GroupRecord.safeParse(readJson(recordFile(folder, group)))
  return parsed.success ? parsed.data : {}
}

export function writeRecord(group: AssetGroup, folder: string, record: GroupRecord): void {
  replaceFile(recordFile(folder, group), JSON.stringify(record))
}

/** What a file that was read and found right is known by from now on. */
export function seenNow(files: readonly CheckedFile[], folder: string): NonNullable<GroupRecord['files']> {
  const seen = files.flatMap((file) => {
    const now = statOf(file)
    const { sha256 } = file
    return now ? [[keyOf(file, folder), { sha256, bytes: now.size, changedAt: now.mtimeMs }] as const] : []
  })
  return Object.fromEntries(seen)
}

/** A process found another file than was chosen: the state says so from now on. */
export function noteDamaged(group: AssetGroup, file: CheckedFile, folder: string): void {
  const { files = {} } = readRecord(group, folder)
  const { [keyOf(file, folder)]: _, ...others } = files
  try {
    writeRecord(group, folder, { files: others })
  } catch {
    // A folder that cannot be written keeps its record; whoever needs the file is refused all the same.
  }
}

const keyOf = ({ path }: CheckedFile, folder: string) => path.slice(folder.length + 1)

function statOf({ path }: CheckedFile) {
  return statSync(path, { throwIfNoEntry: false })
}

function isFetching(group: AssetGroup, folder: string): boolean {
  const mark = statSync(fetchingMark(folder), { throwIfNoEntry: false })
  if (!mark || Date.now() - mark.mtimeMs > fetchingLapse) return false
  const parsed = Fetching.safeParse(readJson(fetchingMark(folder)))
  return parsed.success && parsed.data.groups.includes(group)
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
