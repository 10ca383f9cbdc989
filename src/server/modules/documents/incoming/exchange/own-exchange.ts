/** The exchange among agencies of this platform, and the stand-in for the national one: what is handed over lies here until it is acknowledged. */
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { tellSender } from './acknowledge.ts'
import { dropLetters, keepLetter, listLetters } from './exchange-queries.ts'
import type { Exchange } from './port.ts'

export const ownExchange: Exchange = {
  async send(letter) {
    await perform(system, ({ tx, now }) => keepLetter(tx, letter, now))
    return undefined
  },

  async receive({ after, limit }) {
    const found = await perform(system, ({ tx }) => listLetters(tx, after, limit))
    const letters = found.map(({ letter }) => ({ ...letter, id: letter.documentId }))
    const last = found.at(-1)
    return found.length === limit && last ? { letters, next: last.seq } : { letters }
  },

  async acknowledge({ id, to }, acknowledgement) {
    await perform(system, async (work) => {
      await tellSender(work, { documentId: id, agencyId: to }, acknowledgement)
      await dropLetters(work.tx, id, [to])
    })
  },
}
