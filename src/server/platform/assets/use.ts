/** The files of engines and weights, for the process that runs them. */
import { join } from 'node:path'
import { type CheckedFile, FileUnusable, requireChecked } from '#server/crafts/checked-file.ts'
import { type AssetGroup, assetsFolder, filesOf, packagesOf, placeOf, readAssetList } from './list.ts'
import { noteDamaged } from './state.ts'

/** They are not here, or not as they were chosen: `npm run assets` fetches them. */
export class AssetUnusable extends Error {
  readonly group: AssetGroup
  readonly why: 'absent' | 'damaged'

  constructor(group: AssetGroup, why: 'absent' | 'damaged', what: string) {
    super(`${what} of the assets ${group} is ${why}: npm run assets -- ${group}`)
    this.group = group
    this.why = why
  }
}

/** One file of a package, as it must be; nothing is read yet. Throws `AssetUnusable` for a file that is not listed. */
export function assetFile(
  group: AssetGroup,
  packageName: string,
  file: string,
  folder = assetsFolder(),
): CheckedFile {
  const path = join(folder, 'node_modules', packageName, file)
  const listed = packagesOf(group, folder)
    .filter(({ name }) => name === packageName)
    .flatMap((asset) => filesOf(asset, folder))
    .find((known) => known.path === path)
  if (!listed) throw new AssetUnusable(group, 'absent', `${packageName}/${file}`)
  return listed
}

/** Where a file of a package lies; the whole of it was read by this process and is what was chosen. Throws `AssetUnusable`. */
export async function assetPath(
  group: AssetGroup,
  packageName: string,
  file: string,
  folder = assetsFolder(),
): Promise<string> {
  return checked(group, assetFile(group, packageName, file, folder), folder)
}

/** The folder of a package, every listed file of which was read by this process and is what was chosen. Throws `AssetUnusable`. */
export async function assetPackage(
  group: AssetGroup,
  packageName: string,
  folder = assetsFolder(),
): Promise<string> {
  const asset = packagesOf(group, folder).find(({ name }) => name === packageName)
  if (!asset) throw new AssetUnusable(group, 'absent', packageName)
  for (const file of filesOf(asset, folder)) await checked(group, file, folder)
  return join(folder, 'node_modules', packageName)
}

/** A single file that somebody may have brought, as it must be; nothing is read yet. Throws `RangeError` for one that is not listed. */
export function broughtFile(path: string, folder = assetsFolder()): CheckedFile {
  const listed = readAssetList(folder).files.find((file) => file.path === path)
  if (!listed) throw new RangeError(`${path} is not in assets.json`)
  return placeOf(listed, folder)
}

async function checked(group: AssetGroup, file: CheckedFile, folder: string): Promise<string> {
  try {
    return await requireChecked(file)
  } catch (error) {
    if (!(error instanceof FileUnusable)) throw error
    if (!error.isMissing) noteDamaged(group, file, folder)
    throw new AssetUnusable(group, error.isMissing ? 'absent' : 'damaged', file.path.slice(folder.length + 1))
  }
}
