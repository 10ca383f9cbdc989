/** The sender hears what became of what the exchange brought. */
import { asProgram, type Work } from '#server/platform/work.ts'
import type { Arrival } from '../model.ts'
import { noteToTell } from './exchange-queries.ts'
import type { Acknowledgement } from './port.ts'
import { receiverOn } from './receivers.ts'
import { listSendings, noteAcknowledged } from './sending-queries.ts'

/**
 * Tells the sender what became of what the exchange brought: of a document of this platform at once, of one from outside once this work has
 * ended (`tellSettled`). Of anything else nobody is told.
 */
export async function acknowledge(
  work: Work,
  { id, source, said, agencyId }: Pick<Arrival, 'id' | 'source' | 'said' | 'agencyId'>,
  acknowledgement: Acknowledgement,
): Promise<void> {
  if (source !== 'exchange') return
  const { documentId } = said
  await asProgram(work, () =>
    documentId ? tellSender(work, { documentId, agencyId }, acknowledgement) : noteToTell(work.tx, id),
  )
}

/** Notes at the document that was sent what this receiver, or whoever has it in its place, says of it. */
export async function tellSender(
  work: Pick<Work, 'tx' | 'now'>,
  { documentId, agencyId }: { documentId: string; agencyId: string },
  acknowledgement: Acknowledgement,
): Promise<void> {
  const sent = (await listSendings(work, documentId)).map((sending) => sending.agencyId)
  const line = sent.includes(agencyId) ? agencyId : await lineOf(work, agencyId, sent)
  if (line) await noteAcknowledged(work.tx, documentId, line, acknowledgement, work.now)
}

/** The receiver in whose place this agency, or whose place it, has the letter: one of both was merged while it was under way. */
async function lineOf(
  work: Pick<Work, 'tx' | 'now'>,
  agencyId: string,
  sent: readonly string[],
): Promise<string | undefined> {
  const receiver = await receiverOn(work, agencyId, work.now)
  for (const one of sent) if (receiver && (await receiverOn(work, one, work.now)) === receiver) return one
  return undefined
}
