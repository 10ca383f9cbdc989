/** The sender hears what became of what the exchange brought. */
import { asProgram, type Work } from '#server/platform/work.ts'
import type { Arrival } from '../model.ts'
import type { Acknowledgement } from './port.ts'
import { receiverOn } from './receivers.ts'
import { listSendings, noteAcknowledged } from './sending-queries.ts'

/** Tells the sender what became of what the exchange brought; of anything else nobody is told. */
export async function acknowledge(
  work: Work,
  { source, said, agencyId }: Pick<Arrival, 'source' | 'said' | 'agencyId'>,
  acknowledgement: Acknowledgement,
): Promise<void> {
  const { documentId } = said
  if (source !== 'exchange' || !documentId) return
  await asProgram(work, async () => {
    const sent = (await listSendings(work, documentId)).map((sending) => sending.agencyId)
    const line = sent.includes(agencyId) ? agencyId : await lineOf(work, agencyId, sent)
    if (line) await noteAcknowledged(work.tx, documentId, line, acknowledgement, work.now)
  })
}

/** The receiver in whose place this agency, or whose place it, has the letter: one of both was merged while it was under way. */
async function lineOf(work: Work, agencyId: string, sent: readonly string[]): Promise<string | undefined> {
  const receiver = await receiverOn(work, agencyId, work.now)
  for (const one of sent) if (receiver && (await receiverOn(work, one, work.now)) === receiver) return one
  return undefined
}
