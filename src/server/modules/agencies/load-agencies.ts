import { createHash } from 'node:crypto'
import type { Work } from '#server/platform/work.ts'
import { problemsOf } from './check-data.ts'
import { forgetDirectory } from './directory.ts'
import type { AgencyData } from './model.ts'
import { readProvinceData } from './province-data.ts'
import { insertRevision, lockLoading, readRevision, replaceSuccessions, writeAgencyData } from './queries.ts'

export interface Loaded {
  changed: boolean
  units: number
  agencies: number
}

/**
 * Brings units, agencies and positions to what the province's folder says. Repeating it changes nothing; data with a
 * gap between predecessor and successor, a code used twice or an orphan is not loaded at all.
 */
export async function loadAgencies(work: Work, folder: string): Promise<Loaded> {
  return loadAgencyData(work, readProvinceData(folder))
}

export async function loadAgencyData({ tx }: Work, data: AgencyData): Promise<Loaded> {
  const problems = problemsOf(data)
  if (problems.length > 0) throw new Error(`Agency data cannot be loaded:\n${problems.join('\n')}`)

  await lockLoading(tx)
  const counts = { units: data.units.length, agencies: data.agencies.length }
  const sha256 = createHash('sha256').update(JSON.stringify(data)).digest('hex')
  const last = await readRevision(tx)
  if (last.sha256 === sha256) return { changed: false, ...counts }

  await writeAgencyData(tx, data)
  await replaceSuccessions(tx, data)
  await insertRevision(tx, last.revision + 1, sha256)
  forgetDirectory()
  return { changed: true, ...counts }
}
