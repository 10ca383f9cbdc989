/** The exchange among agencies of this platform, and the stand-in for the national one: what is handed over arrives here. */
import { system } from '#server/platform/actor.ts'
import { useFiles } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { documentArrived } from '../../events.ts'
import { insertArrival } from '../arrival-queries.ts'
import type { Exchange } from './port.ts'

export const ownExchange: Exchange = {
  async send(letter) {
    const { documentId, from, to, files } = letter
    await perform(system, async (work) => {
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
      await work.record(documentArrived(id, { agencyId: to, source: 'exchange', isReadable: true }))
    })
    return { state: 'arrived' }
  },
}
