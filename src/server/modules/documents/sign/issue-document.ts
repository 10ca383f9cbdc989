import type { Officer } from '#server/platform/actor.ts'
import { storeOwn, useFile } from '#server/platform/files/index.ts'
import { requireProofToSign } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { documentIssued } from '../events.ts'
import { symbolOf } from '../model.ts'
import { lockDocument, markIssued, takeNumber } from '../queries.ts'
import { documentNotFound, draftChanged, wrongStatus } from '../refusals.ts'
import { seriesOf } from './number-series.ts'
import { setDocument, signDocument } from './set-and-sign.ts'
import { forgetShown, requireShown } from './shown-pages.ts'
import { requireSigners } from './signers.ts'
import { requireSigningPower } from './signing-power.ts'

export interface IssuedDocument {
  id: string
  number: number
  symbol: string
  sha256: string
  size: number
  checkCode: string
  title: string
  issuedAt: Date
}

/**
 * Ký và phát hành: the leader signs, the agency seals, the document gets the next number of its register for this
 * year of Vietnamese time (NĐ 30/2020 Điều 15). All of it happens or none: a number is never lost. Whoever comes
 * second finds the document signed and is refused.
 *
 * The leader has proved lately who they are (`requireProofToSign`), once for all that is signed in that time.
 *
 * `shown` is the fingerprint of the file this leader has had before their eyes, every page of it. The signed file begins
 * with those very bytes; only where somebody else took the number meanwhile does it bear the next one, and nothing else in
 * it may differ.
 */
export async function issueDocument(
  work: Work,
  leader: Officer,
  id: string,
  shown: string,
): Promise<IssuedDocument> {
  const document = await lockDocument(work.tx, leader, id)
  if (!document) throw documentNotFound()
  const power = await requireSigningPower(work, leader.id, document.agencyId)
  if (document.status !== 'draft') throw wrongStatus({ state: document.status })
  requireProofToSign(leader, work.now)
  const shownNumber = await requireShown(work, leader, id, shown)
  // Looked at before it could be signed: marked as a draft, without the number it will bear.
  if (shownNumber === null) throw draftChanged()
  const setting = { document, power, leader: leader.name, at: work.now }
  const again = await setDocument({ ...setting, number: shownNumber })
  if (again.sha256 !== shown) throw draftChanged()
  // Before the number is taken: making a key for the first time must not hold up the register.
  const person = { accountId: leader.id, name: leader.name, position: power.title }
  const signers = await requireSigners(person, power.agency, power.parent)

  const { kind, dossierId, title, checkCode, content } = document
  const agencyId = power.agency.id
  const number = await takeNumber(work.tx, seriesOf(content.register, power, work.now))
  const symbol = symbolOf(number, content.documentType.abbreviation, power.agency.symbol)
  const { pdf: page } = number === shownNumber ? again : await setDocument({ ...setting, number })
  const pdf = await signDocument(page, { ...setting, number }, signers)
  const { sha256, size } = await storeOwn(pdf, 'application/pdf', work)
  await useFile(work, sha256, `documents.document:${id}`)

  await markIssued(work.tx, id, {
    agencyId,
    number,
    symbol,
    signedBy: leader.id,
    signerName: leader.name,
    signerPosition: power.position,
    signedAt: work.now,
    issuedAt: work.now,
    sha256,
  })
  await forgetShown(work, id)
  await work.record(documentIssued(id, { agencyId, kind, dossierId, number, symbol, sha256 }))
  return { id, number, symbol, sha256, size, checkCode, title, issuedAt: work.now }
}
