import { type Officer, system } from '#server/platform/actor.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { numberVoided } from '../events.ts'
import { type Document, findDocumentOfDossier, listFurtherOf } from '../queries.ts'
import { readReason } from '../read-reason.ts'
import { beingSigned, wrongStatus } from '../refusals.ts'
import { numberOf, requireOwnDocument, takeAction, tryAction } from '../take-action.ts'
import { requireSigningPower, wantedFor } from './signing-power.ts'

/** Why a number stays empty when its signer did not sign: what the register says, with the reason behind it. */
export const notSigned = 'không ký'
/** Held longer than the rule of the day it was taken says. */
export const holdEnded = `${notSigned}: quá thời hạn giữ số mà người ký chưa xác nhận`
/** Taken in a year that is over: what is signed now bears a number of the new one. */
export const yearEnded = `${notSigned}: sang năm mới, văn bản lấy số của năm mới`

/**
 * Không ký: the number stays empty, the register says why, and the document is a draft again. Whoever may sign it for the agency
 * may do it, until the signer has confirmed. Does nothing to a draft; refuses without a reason.
 */
export async function declineSigning(
  work: Work,
  leader: Officer,
  id: string,
  typedReason: string,
): Promise<void> {
  const document = await requireOwnDocument(work, leader, id)
  await requireSigningPower(work, leader, document.agencyId, wantedFor(document))
  if (document.status === 'draft') return
  if (document.status !== 'signing') throw wrongStatus({ state: document.status })
  await voidNumber(work, document, `${notSigned}: ${readReason(typedReason)}`)
}

/**
 * For whoever takes the dossier away from the signer: the numbers its documents had reserved stay empty, with this reason. Does
 * nothing where none is being signed; refuses once the signer has confirmed.
 */
export async function releaseNumber(work: Work, dossierId: string, why: string): Promise<void> {
  const documents = await asProgram({ tx: work.tx, actor: work.actor }, async () => {
    const first = await findDocumentOfDossier(work.tx, system, dossierId)
    return [...(first ? [first] : []), ...(await listFurtherOf(work.tx, system, dossierId))]
  })
  await releaseNumbers(work, documents, why)
}

/** The same for these documents. */
export async function releaseNumbers(work: Work, documents: readonly Document[], why: string): Promise<void> {
  const held = documents.filter(({ status }) => status === 'signing')
  await asProgram({ tx: work.tx, actor: work.actor }, async () => {
    for (const document of held) {
      if (document.confirmedAt) throw beingSigned({ by: document.signerName ?? '' })
      const reason = `${notSigned}: ${why}`
      await takeAction({ ...work, actor: system }, document, 'void', { ...numberOf(document), reason })
    }
  })
  for (const document of held) await tell(work, document)
}

/** The number of a document being signed stays empty; refuses once it is confirmed. */
export async function voidNumber(work: Work, document: Document, reason: string): Promise<void> {
  if (document.confirmedAt) throw beingSigned({ by: document.signerName ?? '' })
  await voidWhatIsOpen(work, document, reason)
}

/** The same, confirmed or not: whatever was signed of it is never issued. */
export async function voidWhatIsOpen(work: Work, document: Document, reason: string): Promise<void> {
  await takeAction(work, document, 'void', { ...numberOf(document), reason })
  await tell(work, document)
}

/** For the program: false, and nothing done, where the number was confirmed or ended since the document was read. */
export async function voidForgotten(work: Work, document: Document, reason: string): Promise<boolean> {
  if (document.status !== 'signing' || document.confirmedAt) return false
  if (!(await tryAction(work, document, 'void', { ...numberOf(document), reason }))) return false
  await tell(work, document)
  return true
}

async function tell(work: Work, { id, agencyId, kind, dossierId, number, symbol }: Document): Promise<void> {
  await work.record(
    numberVoided(id, { agencyId, kind, dossierId, number: number ?? 0, symbol: symbol ?? '' }),
  )
}
