import type { Officer } from '#server/platform/actor.ts'
import { type InclusionProof, proveInclusion } from '#server/platform/log/seal/prove-inclusion.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { type EventRow, findEventRow } from './queries.ts'
import { eventNotFound } from './refusals.ts'

/** One row of the log and, once it lies under a seal, the path from it to the signed root. */
export async function getEvent(
  work: Work,
  officer: Officer,
  id: number,
): Promise<{ event: EventRow; proof: InclusionProof | undefined }> {
  requireRole(officer, 'administrator')
  const event = await findEventRow(work.tx, id)
  if (!event) throw eventNotFound({ id })
  return { event, proof: await proveInclusion(work, id) }
}
