import { z } from 'zod'
import { newId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { normalise } from '#shared/text/index.ts'
import { workFileOpened } from '../events.ts'
import { retentionUnknown, workFileCodeTaken } from './refusals.ts'
import { listClasses } from './retention.ts'
import { insertWorkFile } from './work-file-queries.ts'

const line = (maximum: number) =>
  z
    .string()
    .transform((text) => normalise(text, maximum))
    .pipe(z.string().min(1).max(maximum))

export const OpenWorkFile = z.object({
  code: line(60),
  title: line(500),
  retention: z.string().max(20),
  isConstruction: z.boolean().default(false),
})
export type OpenWorkFile = z.infer<typeof OpenWorkFile>

/**
 * Opens a work file of the agency acted for; its opener answers for it, or whom the list of its year names. Refuses a code the agency has and a
 * class nobody gives any more.
 */
export async function openWorkFile(
  work: Work,
  input: OpenWorkFile,
  responsible: string | null = null,
): Promise<string> {
  const officer = requireDocumentHandler(work.actor)
  const { agencyId } = officer
  if (!listClasses(localDay(work.now)).some(({ key }) => key === input.retention)) throw retentionUnknown()
  const id = newId()
  const row = { id, agencyId, ...input, responsible, openedBy: officer.id, openedAt: work.now }
  if (!(await insertWorkFile(work.tx, row))) throw workFileCodeTaken()
  await work.record(workFileOpened(id, { agencyId, retention: input.retention }))
  return id
}
