/** A Word document becomes a text to go on writing: read behind the wall, and nothing of the file is kept. */
import type { ReadDocx } from '#server/crafts/docx/read-docx.ts'
import type { Officer } from '#server/platform/actor.ts'
import { ReadingFailed, readOutside } from '#server/platform/reading/read-outside.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { readersBusy } from '../refusals.ts'

/** Longer than any text of words alone; what is larger holds pictures, which do not come along. */
export const mostDocxBytes = 20 << 20

export const docxTooLarge = defineRefusal('documents.docx_too_large', 413)
/** Reading it costs more than any honest text of its size. */
export const docxTooCostly = defineRefusal('documents.docx_too_costly', 422)

/**
 * Text, structure and what stood around it, and a list of all that is not in the text or was changed. Refuses what is no DOCX, runs
 * something or is encrypted. Nothing is stored: whoever writes the draft takes it over.
 */
export async function importDocx(
  officer: Officer,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<ReadDocx> {
  requireDocumentHandler(officer)
  if (bytes.length > mostDocxBytes) throw docxTooLarge({ limit: mostDocxBytes })
  const question = { kind: 'read-docx', parts: [bytes] } as const
  return readOutside(question, { name: officer.id, signal }).catch((error: unknown) => {
    if (!(error instanceof ReadingFailed)) throw error
    throw error.why === 'busy' || error.why === 'gone' ? readersBusy({ seconds: 30 }) : docxTooCostly()
  })
}
