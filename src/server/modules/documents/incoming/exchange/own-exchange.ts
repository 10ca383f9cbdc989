/** The exchange among agencies of this platform, and the stand-in for the national one: what is handed over arrives here. */
import { system } from '#server/platform/actor.ts'
import { useFiles } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { documentArrived } from '../../events.ts'
import { holdDocuments } from '../../queries.ts'
import { insertArrival, listArrivalsOf } from '../arrival-queries.ts'
import { arrivedFact } from '../arrived-fact.ts'
import type { Exchange, Letter } from './port.ts'
import { receiverOn } from './receivers.ts'

/**
 * Where this letter arrives now: at its receiver, or whoever follows that one; undefined where it has arrived there already, be it at one that was
 * merged since. No earlier than what has arrived of it: a sender that began before a merger does not undo it.
 */
async function whereItArrives(
  work: Work,
  { documentId, to }: Pick<Letter, 'documentId' | 'to'>,
): Promise<string | undefined> {
  const arrived = await listArrivalsOf(work.tx, documentId)
  const at = new Date(Math.max(work.now.getTime(), ...arrived.map(({ arrivedAt }) => arrivedAt.getTime())))
  const receiver = (await receiverOn(work, to, at)) ?? to
  for (const { agencyId } of arrived)
    if (agencyId === receiver || (await receiverOn(work, agencyId, at)) === receiver) return undefined
  return receiver
}

export const ownExchange: Exchange = {
  async send(letter) {
    const { documentId, from, files } = letter
    await perform(system, async (work) => {
      // Whoever hands over the same letter comes after this, and finds it here.
      await holdDocuments(work.tx, [documentId])
      const to = await whereItArrives(work, letter)
      if (!to) return
      const id = newId(work.now.getTime())
      const isNew = await insertArrival(
        work.tx,
        {
          id,
          agencyId: to,
          source: 'exchange',
          key: documentId,
          arrivedAt: work.now,
          sender: from.name,
          senderAgencyId: from.agencyId,
          said: {
            documentId,
            number: letter.number,
            symbol: letter.symbol,
            issuedOn: letter.issuedOn,
            organ: from.name,
            type: letter.type,
            subject: letter.subject,
            ...(letter.urgency ? { urgency: letter.urgency } : {}),
          },
          readingState: 'waiting',
        },
        files.map((file, index) => ({ ...file, position: index + 1, refused: null })),
      )
      if (!isNew) return
      await useFiles(
        work,
        files.map(({ sha256 }) => sha256),
        `documents.arrival:${id}`,
      )
      await work.record(documentArrived(id, arrivedFact(to, 'exchange', letter)))
    })
    return { state: 'arrived' }
  },
}
