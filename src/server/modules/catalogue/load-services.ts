import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { unverifiedFigures } from './definition/sources.ts'
import { forgetMarks } from './definitions.ts'
import { versionLoaded } from './events.ts'
import { insertVersion, listVersionMarks, lockLoading, upsertServices, withdrawOthers } from './queries.ts'
import { readServiceFolder, type ServiceFile } from './service-folder.ts'

export interface LoadedServices {
  services: number
  /** `1.001193 version 2` for each version that was not there before. */
  added: string[]
  withdrawn: string[]
}

/**
 * Brings the catalogue to what the province's folder says. Repeating it changes nothing. A version that is already
 * loaded never changes: a file that differs from it is refused until its `version` is raised.
 */
export async function loadServices(work: Work, folder: string): Promise<LoadedServices> {
  return loadServiceFiles(work, readServiceFolder(folder))
}

export async function loadServiceFiles(work: Work, files: readonly ServiceFile[]): Promise<LoadedServices> {
  await lockLoading(work.tx)
  forgetMarks()
  const marks = await listVersionMarks(work.tx)
  const known = new Map(marks.map((mark) => [`${mark.code} version ${mark.version}`, mark]))
  const added: string[] = []
  const inOrder = files.toSorted((one, other) => one.service.version - other.service.version)
  const newestOf = new Map(inOrder.map(({ service }) => [service.code, service]))
  await upsertServices(work.tx, [...newestOf.values()])
  for (const { file, service, sha256 } of inOrder) {
    const name = `${service.code} version ${service.version}`
    const mark = known.get(name)
    if (mark !== undefined && !mark.sha256.equals(sha256)) {
      throw new Error(
        `${file}: ${name} differs from the one already loaded. Raise "version" to ${newest(marks, service.code) + 1}.`,
      )
    }
    if (mark !== undefined) continue
    await insertVersion(work.tx, service, sha256)
    await work.record(
      versionLoaded(subjectOf(sha256), {
        code: service.code,
        version: service.version,
        sha256: sha256.toString('hex'),
        unverified: unverifiedFigures(service),
      }),
    )
    added.push(name)
  }
  const codes = [...newestOf.keys()]
  const withdrawn = await withdrawOthers(work.tx, codes, localDay(work.now))
  return { services: codes.length, added, withdrawn }
}

function newest(marks: readonly { code: string; version: number }[], code: string): number {
  return Math.max(...marks.filter((mark) => mark.code === code).map(({ version }) => version))
}

function subjectOf(sha256: Buffer): string {
  return sha256.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
