import {
  type ArrivalPlace,
  arrivalSources,
  changesOf,
  countWaiting,
  type IncomingPlace,
  listArrivals,
  listIncoming,
  type WaitingLine,
  writtenSymbol,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'

const pageSize = 25

/** What waits for the clerk, and what was received: newest first. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  const isClerk = officer.roles.includes('clerk')
  const source = arrivalSources.find((one) => one === url.searchParams.get('nguon'))
  const urgency = Object.keys(m.documents.incoming.urgencies).find(
    (one) => one === url.searchParams.get('khan'),
  )
  const isWaiting = isClerk && url.searchParams.get('xem') !== 'so'
  const after = url.searchParams.get('sau') ?? ''
  return perform(officer, async (work) => ({
    isClerk,
    isWaiting,
    isFirst: after === '',
    filter: { source: source ?? '', urgency: urgency ?? '' },
    count: isClerk ? await countWaiting(work.tx, officer.agencyIds) : 0,
    done: url.searchParams.get('xong') === 'khong-nhan' ? m.documents.incoming.arrival.refused : '',
    ...(isWaiting
      ? await waiting(work, officer, source, arrivalPlace(after))
      : await registered(work, officer, { source, urgency, after: incomingPlace(after) })),
  }))
}

/** Where a page goes on, as its address says: what cannot be read is the beginning. */
function incomingPlace(said: string): IncomingPlace | undefined {
  const [, year, number, agencyId] = /^(\d{4})-(\d{1,9})-([a-z0-9-]{1,100})$/.exec(said) ?? []
  return agencyId ? { year: Number(year), number: Number(number), agencyId } : undefined
}

function arrivalPlace(said: string): ArrivalPlace | undefined {
  const [, at, id] = /^(\d{1,15})-([0-9a-f-]{36})$/.exec(said) ?? []
  return id && isId(id) ? { at: new Date(Number(at)), id } : undefined
}

async function waiting(
  work: Work,
  officer: Officer,
  source: (typeof arrivalSources)[number] | undefined,
  after: ArrivalPlace | undefined,
) {
  // One more than is shown says whether there are older ones.
  const arrivals = await listArrivals(work, officer, { source, after, limit: pageSize + 1 })
  const last = arrivals[pageSize - 1]
  // Before all that waits; on the first page alone, where a clerk begins.
  const urgent = after ? [] : await listArrivals(work, officer, { source, isUrgent: true, limit: pageSize })
  return {
    next: last && arrivals.length > pageSize ? `${last.arrivedAt.getTime()}-${last.id}` : '',
    lines: [],
    urgent: urgent.map(present),
    arrivals: arrivals.slice(0, pageSize).map(present),
  }
}

function present({ id, source, sender, said, files, urgency, ...arrival }: WaitingLine) {
  const words = m.documents.incoming
  return {
    id,
    source: words.sourceOf(source),
    sender: sender || words.unknownSender,
    what: said.subject ?? said.mailSubject ?? files[0]?.name ?? words.noFile,
    at: formatDateTime(arrival.arrivedAt),
    files: files.filter(({ sha256 }) => sha256 !== null).length,
    reading: words.readingStates[arrival.readingState] ?? '',
    urgency: urgency ? words.urgencyOf(urgency) : '',
    changes: arrival.changes.map((change) => change.words),
  }
}

async function registered(
  work: Work,
  officer: Officer,
  filter: { source: string | undefined; urgency: string | undefined; after: IncomingPlace | undefined },
) {
  const lines = await listIncoming(work, officer, { ...filter, limit: pageSize + 1 })
  const last = lines[pageSize - 1]
  const changes = await changesOf(
    work,
    lines.map(({ documentId }) => documentId),
  )
  const words = m.documents.incoming
  return {
    next: last && lines.length > pageSize ? `${last.year}-${last.number}-${last.agencyId}` : '',
    urgent: [],
    arrivals: [],
    lines: lines.slice(0, pageSize).map((line) => ({
      id: line.documentId,
      number: `${String(line.number).padStart(2, '0')}/${line.year}`,
      arrivedOn: formatDate(line.arrivedOn),
      organ: line.organ,
      symbol: writtenSymbol(line.sentNumber, line.symbol),
      issuedOn: line.issuedOn ? formatDate(line.issuedOn) : '',
      type: findDocumentType(line.type)?.name ?? line.type,
      subject: line.subject,
      source: words.sourceOf(line.source),
      urgency: words.urgencyOf(line.urgency),
      isUrgent: line.urgency !== null,
      changes: (changes.get(line.documentId) ?? []).map((change) => change.words),
      due: line.dueOn ? formatDate(line.dueOn) : '',
    })),
  }
}
