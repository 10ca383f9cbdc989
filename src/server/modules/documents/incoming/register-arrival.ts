/** Đăng ký văn bản đến: what came is entered into the register with the next number, once (NĐ 30/2020/NĐ-CP Điều 22). */
import { workingDaysBetween } from '#server/crafts/calendar/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { noteChanges } from '../changes/note-changes.ts'
import { newCheckCode } from '../check-code.ts'
import { documentRegistered } from '../events.ts'
import { keepFiles } from '../keep-files.ts'
import type { Urgency } from '../model.ts'
import { addVersion, holdDocuments, insertDocument } from '../queries.ts'
import { takeAction } from '../take-action.ts'
import { listArrivalFiles, settleArrival } from './arrival-queries.ts'
import { findDuplicates, soughtOf, textOf } from './duplicates.ts'
import { acknowledge } from './exchange/acknowledge.ts'
import { insertIncoming, takeArrivalNumber } from './incoming-queries.ts'
import type { Arrival, ArrivalFile, IncomingDetails } from './model.ts'
import { writtenSymbol } from './model.ts'
import {
  arrivalSettled,
  bearsSecrecyMark,
  dayInFuture,
  dueBeforeArrival,
  maybeEntered,
  nothingToEnter,
} from './refusals.ts'
import { requireArrival } from './view-arrival.ts'

export interface Registration {
  details: IncomingDetails
  /** What the clerk has looked at and says is another document. */
  distinct: readonly string[]
  /** The clerk looked at the mark of secrecy that was read on it: there is none. */
  isNotSecret?: boolean
}

export interface Registered {
  documentId: string
  number: number
  year: number
}

/**
 * Enters what came. Refuses where another clerk settled it first, where a mark of secrecy was read on it (`bears_secrecy_mark`), and where the register holds something that may be the same and
 * the clerk has not said it is another. Numbers follow each other; one is never lost. What its
 * sender revoked or changed meanwhile says so from the first moment.
 */
export async function registerArrival(
  work: Work,
  officer: Officer,
  arrivalId: string,
  { details, distinct, isNotSecret = false }: Registration,
): Promise<Registered> {
  requireRole(officer, 'clerk')
  const arrival = await requireArrival(work, officer, arrivalId)
  if (arrival.state !== 'waiting') throw arrivalSettled()
  const secrecy = arrival.reading?.proposals.secrecy
  if (secrecy && !isNotSecret) throw bearsSecrecyMark({ mark: secrecy.value })
  const arrivedOn = localDay(arrival.arrivedAt)
  const today = localDay(work.now)
  if (details.issuedOn && details.issuedOn > today) throw dayInFuture()
  if (details.dueOn && details.dueOn < arrivedOn) throw dueBeforeArrival()
  const files = (await listArrivalFiles(work.tx, [arrival.id])).filter(({ sha256 }) => sha256 !== null)
  const [main] = files
  if (!main?.sha256) throw nothingToEnter()
  const { agencyId } = arrival
  // Its sender revokes or replaces it before this, or after it: it is never missed between the two.
  const sent = arrival.source === 'exchange' ? arrival.said.documentId : undefined
  if (sent) await holdDocuments(work.tx, [sent])
  const year = Number(today.slice(0, 4))
  // From here on other clerks of the agency wait: who comes second sees what the first entered.
  const number = await takeArrivalNumber(work.tx, agencyId, year)
  const sought = soughtOf(arrival, main.sha256, details)
  const alike = await findDuplicates(work, officer.agencyIds, sought)
  const unseen = alike.filter(({ documentId }) => !distinct.includes(documentId))
  if (unseen.length > 0) throw maybeEntered({ count: unseen.length })
  const documentId = await enterDocument(work, officer, arrival, details, files)
  const isMine = await settleArrival(work.tx, arrival.id, {
    state: 'registered',
    documentId,
    settledBy: officer.id,
    settledAt: work.now,
  })
  if (!isMine) throw arrivalSettled()
  await insertIncoming(work.tx, {
    documentId,
    agencyId,
    year,
    number,
    arrivedOn,
    source: arrival.source,
    arrivalId: arrival.id,
    organ: details.organ,
    organKey: sought.organKey,
    sentNumber: sought.sentNumber,
    symbol: details.symbol,
    symbolKey: sought.symbolKey,
    issuedOn: details.issuedOn ?? null,
    type: details.type,
    pages: details.pages ?? null,
    urgency: details.urgency ?? null,
    dueOn: details.dueOn ?? null,
    sha256: main.sha256,
    mediaType: main.mediaType,
    sentDocument: sought.sentDocument,
    textKey: sought.textKey,
    registeredBy: officer.id,
    registeredAt: work.now,
  })
  if (sent) await noteChanges(work, documentId)
  await acknowledge(work, arrival, { state: 'registered', receivedAs: `${number}, ${arrivedOn}` })
  await work.record(
    documentRegistered(documentId, {
      agencyId,
      kind: details.type,
      urgency: details.urgency ?? null,
      source: arrival.source,
      number,
      days: Math.max(workingDaysBetween(provinceCalendar(), arrival.arrivedAt, work.now), 0),
      electronic: arrival.source !== 'scan',
      signed: signedAsRead(arrival),
    }),
  )
  return { documentId, number, year }
}

/** Whether it is electronic and signed, as it was read before it was entered; null where it was not. */
function signedAsRead({ source, reading }: Arrival): boolean | null {
  if (source === 'scan') return false
  return reading?.signed ? reading.signed === 'intact' : null
}

async function enterDocument(
  work: Work,
  officer: Officer,
  arrival: Arrival,
  details: IncomingDetails,
  files: readonly ArrivalFile[],
): Promise<string> {
  const documentId = newId(work.now.getTime())
  const { agencyId } = arrival
  const document = { id: documentId, dossierId: null, agencyId, checkCode: newCheckCode(), ownerId: null }
  await insertDocument(work.tx, { ...document, source: 'incoming' })
  const type = findDocumentType(details.type)
  const symbol = writtenSymbol(details.sentNumber, details.symbol)
  await addVersion(work.tx, {
    documentId,
    version: 1,
    kind: details.type,
    title: type?.name ?? details.type,
    subject: details.subject,
    content: {
      documentType: { abbreviation: type?.abbreviation ?? '', name: type?.name ?? '' },
      register: 'den',
      blocks: [],
      recipients: [],
      urgency: details.urgency as Urgency | undefined,
      from: { name: details.organ, ...(arrival.senderAgencyId ? { agencyId: arrival.senderAgencyId } : {}) },
      symbol,
      text: textOf(arrival),
    },
    draftedBy: officer.id,
    draftedAt: work.now,
  })
  const held = files.flatMap(({ sha256 }) => sha256 ?? [])
  await keepFiles(work, held, 'document', documentId)
  await takeAction(work, { id: documentId, lastSeq: 0 }, 'receive', {
    version: 1,
    agencyId,
    sha256: held[0] ?? null,
    data: { symbol },
  })
  return documentId
}
