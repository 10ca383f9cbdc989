/** One incoming document, and the list of those an agency received: for whoever works on documents there. */
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { recordOpening, type Way } from '../openings.ts'
import { type Document, findDocument } from '../queries.ts'
import { documentNotFound } from '../refusals.ts'
import { listArrivalFiles } from './arrival-queries.ts'
import {
  findIncoming,
  type Incoming,
  type IncomingFilter,
  type IncomingLine,
  listIncomingLines,
} from './incoming-queries.ts'
import type { ArrivalFile } from './model.ts'

export interface IncomingView {
  document: Document
  incoming: Incoming
  /** What came with it, those that were not taken too. */
  others: ArrivalFile[]
}

/** The document with its line of the register, shown or taken along: that staff opened it is in the log. */
export async function openIncoming(
  work: Work,
  officer: Officer,
  id: string,
  way: Way = 'look',
): Promise<IncomingView> {
  requireDocumentHandler(officer)
  const incoming = await requireIncoming(work, officer, id)
  const document = await findDocument(work.tx, officer, id)
  if (!document) throw documentNotFound()
  await recordOpening(work, document, way)
  const files = await listArrivalFiles(work.tx, [incoming.arrivalId])
  const main = files.find(({ sha256 }) => sha256 === incoming.sha256)
  return { document, incoming, others: files.filter((file) => file !== main) }
}

/** Its line of the register; refuses to whoever does not work on documents of an agency that may read it. */
export async function requireIncoming(
  work: Pick<Work, 'tx'>,
  officer: Officer,
  id: string,
): Promise<Incoming> {
  requireDocumentHandler(officer)
  const incoming = await findIncoming(work.tx, id)
  if (!incoming) throw documentNotFound()
  return incoming
}

/** What the agency received, the last number first. */
export function listIncoming(
  work: Pick<Work, 'tx'>,
  officer: Officer,
  filter: IncomingFilter,
): Promise<IncomingLine[]> {
  requireDocumentHandler(officer)
  return listIncomingLines(work.tx, officer.agencyIds, filter)
}
