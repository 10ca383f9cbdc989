import { config } from '#server/platform/config.ts'
import { draw, typeset } from '#server/platform/typeset/typeset.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { openDocument } from './get-document.ts'
import { layOut } from './layout.ts'
import { mayNotSign, wrongStatus } from './refusals.ts'
import { findSigningPower } from './signing-power.ts'

export interface DraftReader {
  /** `identity.account.id` of whoever would sign. */
  signerAccountId: string
  signerName?: string
}

/**
 * The page a leader reviews: what will be signed, line for line, but without number and seal and marked DỰ THẢO
 * beside the text.
 */
export async function renderDraft(work: Work, id: string, reader: DraftReader): Promise<Uint8Array> {
  return typeset('nd30', await layOutDraft(work, id, reader))
}

/** The same page as a picture (SVG), for screens that show no PDF inside a page. */
export async function drawDraft(work: Work, id: string, reader: DraftReader): Promise<Uint8Array> {
  return draw('nd30', await layOutDraft(work, id, reader))
}

async function layOutDraft(work: Work, id: string, reader: DraftReader) {
  const document = await openDocument(work, id)
  if (document.status !== 'draft') throw wrongStatus({ state: document.status })
  const power = await findSigningPower(work, reader.signerAccountId, document.agencyId)
  if (!power) throw mayNotSign()
  const { agency, parent, block } = power
  return layOut({
    ...document,
    agency,
    parent,
    signer: { name: signerName(work, reader), block },
    number: undefined,
    issuedOn: localDay(work.now),
    origin: config.ORIGIN,
  })
}

function signerName({ actor }: Work, { signerAccountId, signerName }: DraftReader): string {
  if (signerName) return signerName
  return actor.kind === 'officer' && actor.id === signerAccountId ? actor.name : '…………'
}
