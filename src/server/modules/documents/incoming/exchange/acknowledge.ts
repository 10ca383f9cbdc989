/** The sender hears what became of what the exchange brought. */
import { asProgram, type Work } from '#server/platform/work.ts'
import type { Arrival } from '../model.ts'
import type { Acknowledgement } from './port.ts'
import { noteAcknowledged } from './sending-queries.ts'

/** Tells the sender what became of what the exchange brought; of anything else nobody is told. */
export async function acknowledge(
  work: Work,
  { source, said, agencyId }: Pick<Arrival, 'source' | 'said' | 'agencyId'>,
  acknowledgement: Acknowledgement,
): Promise<void> {
  const { documentId } = said
  if (source !== 'exchange' || !documentId) return
  await asProgram(work, () => noteAcknowledged(work.tx, documentId, agencyId, acknowledgement, work.now))
}
