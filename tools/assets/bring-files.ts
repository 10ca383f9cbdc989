/** Single files somebody brings: taken only if they are, byte by byte, those that were chosen. */
import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { FileUnusable, requireChecked } from '#server/crafts/checked-file.ts'
import { placeOf, readAssetList, type SingleFile } from '#server/platform/assets/list.ts'

export interface Brought {
  file: SingleFile
  /** `unwritable`: the folder of assets took nothing. */
  how: 'brought' | 'not-there' | 'not-chosen' | 'unwritable'
}

/** Takes over each listed file that `from` holds, by its path there or its name alone; one that is another is left. */
export async function bringFiles(from: string, folder: string): Promise<Brought[]> {
  const all: Brought[] = []
  for (const file of readAssetList(folder).files) all.push({ file, how: await bring(file, from, folder) })
  return all
}

async function bring(file: SingleFile, from: string, folder: string): Promise<Brought['how']> {
  let how: Brought['how'] = 'not-there'
  for (const path of [join(from, file.path), join(from, basename(file.path))]) {
    try {
      await requireChecked({ ...file, path })
      return take(path, placeOf(file, folder).path)
    } catch (error) {
      if (!(error instanceof FileUnusable)) throw error
      if (!error.isMissing) how = 'not-chosen'
    }
  }
  return how
}

/** Whole or not at all. */
function take(from: string, to: string): Brought['how'] {
  const draft = `${to}.new`
  try {
    mkdirSync(dirname(to), { recursive: true })
    copyFileSync(from, draft)
    renameSync(draft, to)
    return 'brought'
  } catch {
    rmSync(draft, { force: true })
    return 'unwritable'
  }
}
