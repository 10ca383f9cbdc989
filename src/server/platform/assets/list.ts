/** What `assets/assets.json` names: packages of engines and weights with the files used of them, and single files somebody brings. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { CheckedFile } from '#server/crafts/checked-file.ts'

export const assetGroups = ['speech', 'faces'] as const
export type AssetGroup = (typeof assetGroups)[number]

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Path = z.string().refine((path) => !path.split('/').includes('..') && !path.startsWith('/'))
const Groups = z.array(z.enum(assetGroups)).min(1)

const AssetPackage = z.object({
  name: z.string(),
  version: z.string(),
  integrity: z.string(),
  licence: z.string(),
  groups: Groups,
  /** Only for these machines; for every one where it is not said. */
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  /** The files used of it. One that lies in a folder of another machine is not needed here. */
  files: z.record(Path, z.object({ bytes: z.number().int(), sha256: Sha256 })),
})
export type AssetPackage = z.infer<typeof AssetPackage>

const SingleFile = z.object({
  path: Path,
  groups: Groups,
  /** Where its maker publishes it. */
  address: z.string(),
  licence: z.string(),
  bytes: z.number().int(),
  sha256: Sha256,
})
export type SingleFile = z.infer<typeof SingleFile>

export const AssetList = z.object({ packages: z.array(AssetPackage), files: z.array(SingleFile) })
export type AssetList = z.infer<typeof AssetList>

/** The folder of engines and weights: that of the checkout, or the one NHIP_ASSETS names. */
export const assetsFolder = (): string => resolve(process.env.NHIP_ASSETS || 'assets')

const kept = new Map<string, AssetList>()

/** What is listed; read once in each process. Nothing in a folder without a list. */
export function readAssetList(folder = assetsFolder()): AssetList {
  const known = kept.get(folder)
  if (known) return known
  const path = join(folder, 'assets.json')
  const list = existsSync(path)
    ? AssetList.parse(JSON.parse(readFileSync(path, 'utf8')))
    : { packages: [], files: [] }
  kept.set(folder, list)
  return list
}

/** The packages of a group this machine can use. */
export function packagesOf(group: AssetGroup, folder = assetsFolder()): AssetPackage[] {
  return readAssetList(folder).packages.filter(
    ({ groups, os, cpu }) =>
      groups.includes(group) &&
      (!os || os.includes(process.platform)) &&
      (!cpu || cpu.includes(process.arch)),
  )
}

const machineFolder = /(?:^|\/)(darwin|linux|win32)\/(arm64|x64)\//

/** The files of a package this machine uses, where npm puts them. */
export function filesOf({ name, files }: AssetPackage, folder = assetsFolder()): CheckedFile[] {
  return Object.entries(files).flatMap(([file, { bytes, sha256 }]) => {
    const [, os = process.platform, cpu = process.arch] = machineFolder.exec(file) ?? []
    if (os !== process.platform || cpu !== process.arch) return []
    return { path: join(folder, 'node_modules', name, file), bytes, sha256 }
  })
}

/** Where a single file lies once it was brought. */
export function placeOf({ path, bytes, sha256 }: SingleFile, folder = assetsFolder()): CheckedFile {
  return { path: join(folder, 'files', path), bytes, sha256 }
}
