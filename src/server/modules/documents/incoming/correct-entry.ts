/** Sửa thông tin đăng ký: what was entered of an incoming document is corrected, and what stood there stays to be read. */
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { entryCorrected } from '../events.ts'
import type { Urgency } from '../model.ts'
import { recordOpening } from '../openings.ts'
import { addVersion, type Document, findDocument, holdDocuments } from '../queries.ts'
import { readReason } from '../read-reason.ts'
import { changedMeanwhile, documentDestroyed, documentNotFound } from '../refusals.ts'
import { takeAction } from '../take-action.ts'
import { findIncoming, type Incoming, listCorrections } from './incoming-queries.ts'
import { type IncomingDetails, plainKey, writtenSymbol } from './model.ts'
import { dayInFuture, dueBeforeArrival, nothingCorrected } from './refusals.ts'

/** What may be corrected; số đến and ngày đến are the register's own and stay. */
export const entryFacts = [
  'sentNumber',
  'symbol',
  'issuedOn',
  'organ',
  'type',
  'subject',
  'pages',
  'urgency',
  'dueOn',
] as const
export type EntryFact = (typeof entryFacts)[number]
type Facts = Record<EntryFact, string | number | null>

export interface Correction {
  details: IncomingDetails
  reason: string
  /** The last act on the document as the clerk read it. */
  seen: number
}

/** What was entered, as it stands now, for the clerk who is going to correct it; refuses one that was destroyed, which has no words. */
export async function openEntry(
  work: Work,
  officer: Officer,
  id: string,
): Promise<{ document: Document; incoming: Incoming; facts: Facts }> {
  const entry = await requireEntry(work, officer, id)
  await recordOpening(work, entry.document)
  return entry
}

async function requireEntry(work: Work, officer: Officer, id: string): ReturnType<typeof openEntry> {
  requireRole(officer, 'clerk')
  const incoming = await findIncoming(work.tx, id)
  const document = await findDocument(work.tx, officer, id)
  if (!document || !incoming || !officer.agencyIds.includes(incoming.agencyId)) throw documentNotFound()
  if (document.destroyedAt) throw documentDestroyed()
  return { document, incoming, facts: factsOf(document, incoming) }
}

/**
 * Corrects what was entered, with the reason; the register shows what is right, and that it was corrected. Refuses to whoever is not a clerk of the
 * agency, without a reason, where nothing is other than before, and where somebody acted on the document since it was read.
 */
export async function correctEntry(
  work: Work,
  officer: Officer,
  id: string,
  { details, reason, seen }: Correction,
): Promise<void> {
  await holdDocuments(work.tx, [id])
  const { document, incoming, facts: before } = await requireEntry(work, officer, id)
  const why = readReason(reason)
  if (document.lastSeq !== seen) throw changedMeanwhile()
  if (details.issuedOn && details.issuedOn > localDay(work.now)) throw dayInFuture()
  if (details.dueOn && details.dueOn < String(incoming.arrivedOn)) throw dueBeforeArrival()
  const after = Object.fromEntries(
    entryFacts.map((fact) => [fact, details[fact] ?? emptyFacts[fact]]),
  ) as Facts
  const changed = entryFacts.filter((fact) => before[fact] !== after[fact])
  if (changed.length === 0) throw nothingCorrected()
  const type = findDocumentType(details.type)
  const version = document.version + 1
  const printed = writtenSymbol(details.sentNumber, details.symbol)
  const { from } = document.content
  await addVersion(work.tx, {
    documentId: id,
    version,
    kind: details.type,
    title: type?.name ?? details.type,
    subject: details.subject,
    content: {
      ...document.content,
      documentType: { abbreviation: type?.abbreviation ?? '', name: type?.name ?? '' },
      urgency: details.urgency as Urgency | undefined,
      // Another sender than the one the exchange named is no agency known here.
      from: { ...(changed.includes('organ') ? {} : from), name: details.organ },
      symbol: printed,
    },
    draftedBy: officer.id,
    draftedAt: work.now,
  })
  const only = (facts: Facts) => Object.fromEntries(changed.map((fact) => [fact, facts[fact]]))
  await takeAction(work, document, 'correct_entry', {
    version,
    reason: why,
    data: {
      was: only(before),
      is: only(after),
      printedNumber: details.sentNumber,
      organKey: plainKey(details.organ),
      symbolKey: plainKey(details.symbol),
    },
  })
  await work.record(entryCorrected(id, { agencyId: incoming.agencyId, type: details.type, facts: changed }))
}

export interface CorrectionLine {
  at: Date
  by: string
  reason: string
  changes: { fact: EntryFact; was: string | number | null; is: string | number | null }[]
}

/** Every correction of a document one may read, the newest first. */
export async function correctionsOf(work: Pick<Work, 'tx'>, id: string): Promise<CorrectionLine[]> {
  const rows = await listCorrections(work.tx, id)
  return rows.map(({ data, ...row }) => ({
    ...row,
    changes: entryFacts
      .filter((fact) => fact in data.is)
      .map((fact) => ({ fact, was: data.was[fact] ?? null, is: data.is[fact] ?? null })),
  }))
}

const emptyFacts: Facts = {
  sentNumber: '',
  symbol: '',
  issuedOn: null,
  organ: '',
  type: '',
  subject: '',
  pages: null,
  urgency: null,
  dueOn: null,
}

function factsOf({ symbol, subject }: Document, incoming: Incoming): Facts {
  const ending = incoming.symbol && `/${incoming.symbol}`
  const printed = symbol ?? ''
  const sentNumber =
    printed === incoming.symbol
      ? ''
      : ending && printed.endsWith(ending)
        ? printed.slice(0, -ending.length)
        : printed
  const { organ, issuedOn, type, pages, urgency, dueOn } = incoming
  return { sentNumber, symbol: incoming.symbol, issuedOn, organ, type, subject, pages, urgency, dueOn }
}
