/** A document of an agency as DOCX, as it stands now: for whoever goes on with it elsewhere. */
import { writeDocx } from '#server/crafts/docx/write-docx.ts'
import type { Officer } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { imagesOf } from '../draft/images-of.ts'
import { type LaidOut, layOut } from '../draft/layout.ts'
import { requireAgencyDocument } from '../edit/require-draft.ts'
import { currentText } from '../edit/save-draft.ts'
import { countPaper } from '../limits.ts'
import { fileNameOf } from '../model.ts'
import { recordOpening } from '../openings.ts'
import { documentNotFound } from '../refusals.ts'
import { powerOfHead } from '../sign/signing-power.ts'

/** Bytes and file name. Who may read the document may take it along; that they did is in the log as an opening. */
export async function exportDocx(
  officer: Officer,
  id: string,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const { laidOut, fileName } = await perform(officer, (work) => layOutNow(work, officer, id))
  if (laidOut.template !== 'nd30' || !laidOut.data.body) throw documentNotFound()
  // Set outside the work: nobody waits for a connection meanwhile.
  return { bytes: await writeDocx(laidOut.data, await imagesOf(laidOut.data.body), officer.id), fileName }
}

async function layOutNow(
  work: Work,
  officer: Officer,
  id: string,
): Promise<{ laidOut: LaidOut; fileName: string }> {
  const document = await requireAgencyDocument(work, officer, id)
  await countPaper(work, officer)
  await recordOpening(work, document, 'take')
  const { text } = document.status === 'draft' ? await currentText(work, document) : { text: document }
  const { agency, parent, block } = await powerOfHead(work, document.agencyId, text.content)
  const laidOut = layOut({
    ...text,
    checkCode: document.checkCode,
    agency,
    parent,
    signer: { name: document.signerName ?? '…………', block },
    number: document.number ?? undefined,
    issuedOn: localDay(document.signedAt ?? work.now),
    origin: config.ORIGIN,
  })
  return { laidOut, fileName: fileNameOf(document.symbol ?? text.subject).replace(/\.pdf$/, '.docx') }
}
