import {
  arrivalSources,
  countWaiting,
  listArrivals,
  listIncoming,
  writtenSymbol,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'

const pageSize = 25
const mostPages = 1000

/** What waits for the clerk, and what was received: newest first. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  const isClerk = officer.roles.includes('clerk')
  const source = arrivalSources.find((one) => one === url.searchParams.get('nguon'))
  const urgency = Object.keys(m.documents.incoming.urgencies).find(
    (one) => one === url.searchParams.get('khan'),
  )
  const page = pageOf(url)
  const isWaiting = isClerk && url.searchParams.get('xem') !== 'so'
  return perform(officer, async (work) => ({
    isClerk,
    isWaiting,
    page,
    filter: { source: source ?? '', urgency: urgency ?? '' },
    count: isClerk ? await countWaiting(work.tx, officer.agencyIds) : 0,
    done: url.searchParams.get('xong') === 'khong-nhan' ? m.documents.incoming.arrival.refused : '',
    ...(isWaiting
      ? await waiting(work, officer, { source, page })
      : await registered(work, officer, { source, urgency, page })),
  }))
}

function pageOf(url: URL): number {
  const asked = Number(url.searchParams.get('trang') ?? 1)
  return Number.isInteger(asked) && asked >= 1 && asked <= mostPages ? asked : 1
}

async function waiting(
  work: Work,
  officer: Officer,
  { source, page }: { source: (typeof arrivalSources)[number] | undefined; page: number },
) {
  // One more than is shown says whether there are older ones.
  const place = { limit: pageSize + 1, offset: (page - 1) * pageSize }
  const arrivals = await listArrivals(work, officer, { source, ...place })
  const words = m.documents.incoming
  return {
    hasMore: arrivals.length > pageSize,
    lines: [],
    arrivals: arrivals.slice(0, pageSize).map(({ id, source, sender, said, files, ...arrival }) => ({
      id,
      source: words.sourceOf(source),
      sender: sender || words.unknownSender,
      what: said.subject ?? said.mailSubject ?? files[0]?.name ?? words.noFile,
      at: formatDateTime(arrival.arrivedAt),
      files: files.filter(({ sha256 }) => sha256 !== null).length,
      reading: words.readingStates[arrival.readingState] ?? '',
    })),
  }
}

async function registered(
  work: Work,
  officer: Officer,
  filter: { source: string | undefined; urgency: string | undefined; page: number },
) {
  const { page, source, urgency } = filter
  const lines = await listIncoming(work, officer, {
    source,
    urgency,
    limit: pageSize + 1,
    offset: (page - 1) * pageSize,
  })
  const words = m.documents.incoming
  return {
    hasMore: lines.length > pageSize,
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
      due: line.dueOn ? formatDate(line.dueOn) : '',
    })),
  }
}
