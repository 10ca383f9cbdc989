import type { Officer } from '#server/platform/actor.ts'
import { storeOwn, useFile } from '#server/platform/files/index.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { documentIssued } from './events.ts'
import { symbolOf } from './model.ts'
import { lockDocument, markIssued, takeNumber } from './queries.ts'
import { documentNotFound, wrongStatus } from './refusals.ts'
import { setAndSign } from './set-and-sign.ts'
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
 */
export async function issueDocument(work: Work, leader: Officer, id: string): Promise<IssuedDocument> {
  const document = await lockDocument(work.tx, leader, id)
  if (!document) throw documentNotFound()
  const power = await requireSigningPower(work, leader.id, document.agencyId)
  if (document.status !== 'draft') throw wrongStatus({ state: document.status })
  // Before the number is taken: making a key for the first time must not hold up the register.
  const person = { accountId: leader.id, name: leader.name, position: power.title }
  const signers = await requireSigners(person, power.agency, power.parent)

  const { kind, dossierId, title, checkCode, content } = document
  const agencyId = power.agency.id
  const year = Number(localDay(work.now).slice(0, 4))
  const number = await takeNumber(work.tx, { agencyId, register: content.register, year })
  const symbol = symbolOf(number, content.documentType.abbreviation, power.agency.symbol)
  const pdf = await setAndSign({ document, power, signers, leader: leader.name, number, at: work.now })
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
  await work.record(documentIssued(id, { agencyId, kind, dossierId, number, symbol, sha256 }))
  return { id, number, symbol, sha256, size, checkCode, title, issuedAt: work.now }
}
