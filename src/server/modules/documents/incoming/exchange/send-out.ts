/** A document an agency issued goes to each agency among its receivers, once. */
import { system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { findDocument, holdDocuments } from '../../queries.ts'
import { exchangeInUse, isStandIn } from './connected.ts'
import { dropLetters } from './exchange-queries.ts'
import { letterOf } from './letter-of.ts'
import type { Letter } from './port.ts'
import { receiveLetters } from './receive-letters.ts'
import { planSendings } from './receivers.ts'
import { beginSendings, dropSendings, listSendings, noteAcknowledged } from './sending-queries.ts'

/**
 * Hands it to the exchange for every receiver it has not arrived at; of one that was merged the successor receives. Repeating sends nothing
 * twice; where one was not taken, it throws after the others were sent, so that it is done again.
 */
export async function sendOut(documentId: string): Promise<void> {
  const letters = await perform(system, (work) => lettersOf(work, documentId))
  const failures: unknown[] = []
  for (const letter of letters) {
    try {
      const acknowledgement = await exchangeInUse().send(letter)
      if (!acknowledgement) continue
      await perform(system, ({ tx, now }) =>
        noteAcknowledged(tx, documentId, letter.to, acknowledgement, now),
      )
    } catch (failure) {
      failures.push(failure)
    }
  }
  // What lies here already arrives at once; what cannot now is in the log, and the clock goes on with it.
  if (letters.length > 0 && isStandIn()) await receiveLetters()
  if (failures.length > 0) throw failures[0]
}

async function lettersOf(work: Work, documentId: string): Promise<Letter[]> {
  // Who sends it at the same time comes after this, and sees to whom it goes.
  await holdDocuments(work.tx, [documentId])
  const document = await findDocument(work.tx, system, documentId)
  if (document?.source !== 'agency' || !document.sha256) return []
  const { agencyId, content } = document
  const known = await listSendings(work, documentId)
  if (document.status !== 'issued' || document.destroyedAt) {
    // Taken back before it arrived, or gone: it waits no more.
    const all = known.map((one) => one.agencyId)
    await dropSendings(work.tx, documentId, all)
    await dropLetters(work.tx, documentId, all)
    return []
  }
  const plan = await planSendings(work, { for: content.recipientAgencies ?? [], of: agencyId }, known)
  await dropSendings(work.tx, documentId, plan.drop)
  await dropLetters(work.tx, documentId, plan.drop)
  const waiting = await beginSendings(work.tx, documentId, [...plan.begin, ...plan.nobody], work.now)
  for (const gone of plan.nobody) {
    const reason = m.documents.incoming.nobodyReceives
    await noteAcknowledged(work.tx, documentId, gone, { state: 'refused', reason }, work.now)
  }
  const going = waiting.filter((to) => !plan.nobody.includes(to))
  if (going.length === 0) return []
  const letter = await letterOf(work, document)
  return going.map((to) => ({ ...letter, to }))
}
