import type { SignatureBlock } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { requireOriginalInForce } from '../changes/changes.ts'
import { numberReserved } from '../events.ts'
import { symbolIn } from '../model.ts'
import { type Document, findLastAction, takeNumber } from '../queries.ts'
import { beingSigned, secondPersonNeeded, wrongStatus } from '../refusals.ts'
import { requireApproved } from '../route/may-sign.ts'
import type { SealBy } from '../route/model.ts'
import { heldUntil, numberingOf } from '../route/numbering.ts'
import { requireOwnDocument, sendAction } from '../take-action.ts'
import { requireSigningKeys } from './signers.ts'
import { requireSigningPower, type SigningPower, wantedFor } from './signing-power.ts'
import { holdEnded, voidNumber, yearEnded } from './void-number.ts'

/** How the signer signs, kept with the number: the same page is set again whenever work goes on. */
export interface Reservation {
  symbol: string
  name: string
  position: string
  title: string
  block: SignatureBlock
  /** Of a document of an agency: who seals it, by the rule of this day. */
  seal?: SealBy | undefined
}

/** How whoever holds the number of this document signs. */
export async function getReservation(work: Work, id: string): Promise<Reservation> {
  const reserved = await findLastAction(work.tx, id, 'reserve')
  if (!reserved) throw new Error(`Document ${id} holds no number`)
  return reserved.data as unknown as Reservation
}

/** Two eyes: who wrote what is to replace a signed document does not sign it. */
export function requireSecondPerson(leader: Officer, { replaces, draftedBy }: Document): void {
  if (replaces !== null && draftedBy === leader.id) throw secondPersonNeeded()
}

/**
 * Ký: the document takes the next number of its register for this year of Vietnamese time (NĐ 30/2020 Điều 15), and this
 * leader signs it or does not; nobody else meanwhile. Repeating keeps the number; only where the year, or the time it is held, has ended since is it
 * voided and another taken.
 */
export async function reserveNumber(work: Work, leader: Officer, id: string): Promise<void> {
  await reserveFor(work, leader, await requireOwnDocument(work, leader, id))
}

/** The same for a document as it was read in this work. */
export async function reserveFor(work: Work, leader: Officer, document: Document): Promise<void> {
  const isDraft = document.status === 'draft'
  const [power, , , numbering] = await firstRefusalOf([
    requireSigner(work, leader, document),
    isDraft ? requireApproved(work, leader, document) : undefined,
    isDraft ? requireOriginalInForce(work, document) : undefined,
    isDraft ? numberingOf(work, document) : undefined,
  ])
  if (document.status === 'signing') {
    if (document.signedBy !== leader.id) throw beingSigned({ by: document.signerName ?? '' })
    const ended = document.confirmedAt ? undefined : await endOf(work, document)
    if (!ended) return
    await voidNumber(work, document, ended)
    return reserveNumber(work, leader, document.id)
  }
  if (!numbering) throw wrongStatus({ state: document.status })
  requireSigningKeys()
  await reserve(work, leader, document, power, numbering)
}

async function requireSigner(work: Work, leader: Officer, document: Document): Promise<SigningPower> {
  const power = await requireSigningPower(work, leader, document.agencyId, wantedFor(document))
  requireSecondPerson(leader, document)
  return power
}

/** What was asked at once, once all of it is answered: the database is waited for together. The first that refuses, in this order, refuses. */
async function firstRefusalOf<T extends readonly unknown[]>(
  asked: readonly [...T],
): Promise<{ [Key in keyof T]: Awaited<T[Key]> }> {
  await Promise.allSettled(asked)
  const answers: unknown[] = []
  for (const one of asked) answers.push(await one)
  return answers as { [Key in keyof T]: Awaited<T[Key]> }
}

/** Why the number of a document may not be signed any more, whether or not the program has come to void it. */
async function endOf(work: Work, document: Document): Promise<string | undefined> {
  const year = Number(localDay(work.now).slice(0, 4))
  if (document.year !== year) return yearEnded
  const reserved = await findLastAction(work.tx, document.id, 'reserve')
  if (!reserved || localDay(reserved.at) === localDay(work.now)) return undefined
  return work.now < (await heldUntil(work, document, { takenAt: reserved.at, year })) ? undefined : holdEnded
}

async function reserve(
  work: Work,
  leader: Officer,
  document: Document,
  power: SigningPower,
  { register, seal }: Awaited<ReturnType<typeof numberingOf>>,
): Promise<void> {
  const { id, kind, dossierId, content } = document
  const { block, title, position, agency } = power
  // Numbers begin anew with each year of Vietnamese time, per agency and register.
  const series = { agencyId: agency.id, register, year: Number(localDay(work.now).slice(0, 4)) }
  const number = await takeNumber(work.tx, series)
  const symbol = symbolIn(content, number, series.year, agency.symbol)
  const data: Reservation = { symbol, name: leader.name, position, title, block, seal }
  // Whoever asks for the next number waits from here on: nothing is waited for any more.
  sendAction(work, document, 'reserve', { ...series, number, data })
  await work.record(numberReserved(id, { agencyId: agency.id, kind, dossierId, number, symbol }))
}
