/** Fetches engines and weights, so that whatever ends it leaves nothing that is taken for whole. */
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CheckedFile, checkNow, FileUnusable } from '#server/crafts/checked-file.ts'
import { type AssetGroup, assetGroups, assetState, type FetchFailure } from '#server/platform/assets/index.ts'
import { type AssetPackage, filesOf, packagesOf } from '#server/platform/assets/list.ts'
import {
  fetchingBeat,
  fetchingMark,
  readRecord,
  seenNow,
  writeRecord,
} from '#server/platform/assets/state.ts'
import { alone } from '../start/lock.mjs'
import { cacheOf, endLeftNpm, installGroups, NpmFailed } from './npm.ts'

/** Packed and unpacked at once, and something for everybody else on the disk. */
const roomFactor = 1.7
const spareBytes = 500_000_000

export interface Fetched {
  failure?: FetchFailure
  /** What npm said, for whoever looks into it. */
  said?: string
}

export interface FetchOptions {
  folder: string
  signal: AbortSignal
  /** Told every two seconds how much of all is there. */
  onProgress?(bytes: number, of: number): void
  /** Another run fetches already and is waited for. */
  onWait?(): void
  /** In place of npm, for a test without a registry. */
  install?: typeof installGroups
}

/**
 * Brings the packages of these groups into `folder`, each file read and compared before it counts as there. What an earlier run left
 * whole is kept, what it left half is fetched anew. A failure changes nothing but the state; rejects only when `signal` says stop.
 */
export async function fetchAssets(groups: readonly AssetGroup[], options: FetchOptions): Promise<Fetched> {
  const { folder, onWait } = options
  if (groups.every((group) => assetState(group, folder).state === 'present')) return {}
  return alone(join(folder, '.lock'), () => fetchNow(groups, options), onWait)
}

async function fetchNow(groups: readonly AssetGroup[], options: FetchOptions): Promise<Fetched> {
  const { folder, signal, onProgress, install = installGroups } = options
  const missing = groups.filter((group) => assetState(group, folder).state !== 'present')
  if (missing.length === 0) return {}
  const mark = fetchingMark(folder)
  const beat = setInterval(() => {
    if (existsSync(mark)) utimesSync(mark, new Date(), new Date())
    const states = missing.map((group) => assetState(group, folder))
    onProgress?.(sum(states.map(({ bytes }) => bytes)), sum(states.map(({ of }) => of)))
  }, fetchingBeat)
  try {
    await endLeftNpm(folder)
    writeFileSync(mark, JSON.stringify({ groups: missing }))
    if (!(await keepWhole(missing, folder))) {
      requireRoom(missing, folder)
      // With those that are here, some of whose small packages went with the others' above.
      await install([...missing, ...presentBeside(missing, folder)], folder, signal)
      // What npm took from its cache or the registry it compared with the lock file; what lies on the disk is compared here.
      if (!(await keepWhole(missing, folder)))
        throw new NpmFailed('damaged', 'the files are not those chosen')
    }
    rmSync(cacheOf(folder), { recursive: true, force: true })
    return {}
  } catch (error) {
    signal.throwIfAborted()
    const failure = failureOf(error)
    for (const group of missing) noteFailure(group, folder, failure)
    return { failure, said: error instanceof Error ? error.message : String(error) }
  } finally {
    clearInterval(beat)
    rmSync(mark, { force: true })
  }
}

/**
 * Reads every listed file. Packages with another file than was chosen are taken away, and so is every unlisted one where any was: nobody
 * knows how far it came. Says whether all was whole, and then that it was is written down.
 */
async function keepWhole(groups: readonly AssetGroup[], folder: string): Promise<boolean> {
  const packages = groups.flatMap((group) => packagesOf(group, folder))
  const whole = new Set<string>()
  for (const asset of packages) if (await isWhole(asset, folder)) whole.add(asset.name)
  if (packages.every(({ name }) => whole.has(name)) && existsSync(installedRecord(folder))) {
    for (const group of groups)
      writeRecord(group, folder, { files: seenNow(filesOfGroup(group, folder), folder) })
    return true
  }
  rmSync(installedRecord(folder), { force: true })
  for (const name of pinned(folder))
    if (!whole.has(name) && !isOfAnother(name, groups, folder))
      rmSync(join(folder, 'node_modules', name), { recursive: true, force: true })
  return false
}

async function isWhole(asset: AssetPackage, folder: string): Promise<boolean> {
  for (const file of filesOf(asset, folder)) {
    try {
      await checkNow(file)
    } catch (error) {
      if (error instanceof FileUnusable) return false
      throw error
    }
  }
  return isVersion(asset, folder)
}

function isVersion({ name, version }: AssetPackage, folder: string): boolean {
  try {
    const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')
    return JSON.parse(text).version === version
  } catch {
    return false
  }
}

const filesOfGroup = (group: AssetGroup, folder: string): CheckedFile[] =>
  packagesOf(group, folder).flatMap((asset) => filesOf(asset, folder))

/** npm's own record of what it installed, which it writes last. */
const installedRecord = (folder: string) => join(folder, 'node_modules/.package-lock.json')

/** The folders npm puts below node_modules itself, links of ours left aside. */
function pinned(folder: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { link?: boolean }>
  }
  return Object.entries(packages).flatMap(([path, { link }]) => {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? []
    return name && !link ? name : []
  })
}

function presentBeside(groups: readonly AssetGroup[], folder: string): AssetGroup[] {
  return assetGroups.filter(
    (group) => !groups.includes(group) && assetState(group, folder).state === 'present',
  )
}

/** Whether a group that is not fetched now has it whole. */
function isOfAnother(name: string, groups: readonly AssetGroup[], folder: string): boolean {
  return presentBeside(groups, folder).some((group) =>
    packagesOf(group, folder).some((asset) => asset.name === name),
  )
}

function requireRoom(groups: readonly AssetGroup[], folder: string): void {
  mkdirSync(folder, { recursive: true })
  const states = groups.map((group) => assetState(group, folder))
  const wanted = sum(states.map(({ bytes, of }) => of - bytes)) * roomFactor + spareBytes
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < wanted) throw new NpmFailed('disk_full', `${Math.ceil(wanted / 1e6)} MB are needed`)
}

function failureOf(error: unknown): FetchFailure {
  if (error instanceof NpmFailed) return error.why
  return (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk_full' : 'failed'
}

function noteFailure(group: AssetGroup, folder: string, failure: FetchFailure): void {
  try {
    writeRecord(group, folder, { ...readRecord(group, folder), failure })
  } catch {
    // On a full or read-only disk nothing can be written down; the caller is told.
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
