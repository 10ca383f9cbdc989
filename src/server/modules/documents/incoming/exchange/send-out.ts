/** A document an agency issued goes to each agency among its receivers, once. */
import { findAgency, resolveSuccessor } from '#server/modules/agencies/index.ts'
import { system } from '#server/platform/actor.ts'
import { findFile } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { fileNameOf } from '../../model.ts'
import { type Document, findDocument } from '../../queries.ts'
import { ownExchange } from './own-exchange.ts'
import type { Letter } from './port.ts'
import { beginSendings, noteAcknowledged } from './sending-queries.ts'

/**
 * Hands it to the exchange for every receiver it has not arrived at. Repeating sends nothing twice; where one was not taken, it
 * throws after the others were sent, so that it is done again.
 */
export async function sendOut(documentId: string): Promise<void> {
  const letters = await perform(system, (work) => lettersOf(work, documentId))
  const failures: unknown[] = []
  for (const letter of letters) {
    try {
      const acknowledgement = await ownExchange.send(letter)
      await perform(system, ({ tx, now }) =>
        noteAcknowledged(tx, documentId, letter.to, acknowledgement, now),
      )
    } catch (failure) {
      failures.push(failure)
    }
  }
  if (failures.length > 0) throw failures[0]
}

async function lettersOf(work: Work, documentId: string): Promise<Letter[]> {
  const document = await findDocument(work.tx, system, documentId)
  if (document?.source !== 'agency' || document.status !== 'issued' || !document.sha256) return []
  const receivers = new Set<string>()
  for (const agencyId of document.content.recipientAgencies ?? []) {
    if (!(await findAgency(work, agencyId))) continue
    // Of one that was merged the successor receives.
    const { id } = await resolveSuccessor(work, agencyId, localDay(work.now))
    if (id !== document.agencyId) receivers.add(id)
  }
  const waiting = await beginSendings(work.tx, documentId, [...receivers], work.now)
  if (waiting.length === 0) return []
  const sender = await findAgency(work, document.agencyId)
  const stored = await findFile(work, document.sha256)
  if (!sender || !stored) return []
  const letter = letterOf(document, { ...stored, size: Number(stored.size) }, work.now)
  return waiting.map((to) => ({ ...letter, from: { agencyId: sender.id, name: sender.name }, to }))
}

function letterOf(
  document: Document,
  { sha256, size, mediaType }: { sha256: string; size: number; mediaType: string },
  now: Date,
): Omit<Letter, 'from' | 'to'> {
  const written = document.symbol ?? ''
  const slash = written.indexOf('/')
  return {
    documentId: document.id,
    number: slash < 0 ? '' : written.slice(0, slash),
    symbol: written.slice(slash + 1),
    issuedOn: localDay(document.issuedAt ?? now),
    type: document.kind,
    subject: document.subject,
    urgency: document.content.urgency ?? null,
    files: [{ name: fileNameOf(written || document.id), mediaType, size, sha256 }],
  }
}
