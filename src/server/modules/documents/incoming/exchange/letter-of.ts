/** What an agency here issued, as a letter: what its receivers are given, and all that is believed of one that comes back. */
import { findAgency } from '#server/modules/agencies/index.ts'
import { findFile } from '#server/platform/files/index.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { fileNameOf } from '../../model.ts'
import type { Document } from '../../queries.ts'
import type { Letter } from './port.ts'

/** By the register alone. Throws where its file or its agency is not here: nobody is sent less. */
export async function letterOf(work: Work, document: Document): Promise<Omit<Letter, 'to'>> {
  const sender = await findAgency(work, document.agencyId)
  const stored = document.sha256 ? await findFile(work, document.sha256) : undefined
  if (!sender || !stored) throw new Error('the file of an issued document, or its agency, is not here')
  const { sha256, size, mediaType } = stored
  const written = document.symbol ?? ''
  const slash = written.indexOf('/')
  return {
    documentId: document.id,
    from: { agencyId: sender.id, name: sender.name },
    number: slash < 0 ? '' : written.slice(0, slash),
    symbol: written.slice(slash + 1),
    issuedOn: localDay(document.issuedAt ?? work.now),
    type: document.kind,
    subject: document.subject,
    urgency: document.content.urgency ?? null,
    files: [{ name: fileNameOf(written || document.id), mediaType, size: Number(size), sha256 }],
  }
}
