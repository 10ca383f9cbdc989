/** What came, as the clerk sees it: its files, what was read, and what of the register may be the same. */
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { changesOfSent, type SaidChange } from '../changes/changes.ts'
import { recordArrivalOpening } from '../openings.ts'
import { findArrival, listArrivalFiles, listWaiting } from './arrival-queries.ts'
import { type Found, findDuplicates, soughtOf } from './duplicates.ts'
import type { Arrival, ArrivalFile } from './model.ts'
import { arrivalNotFound } from './refusals.ts'

/** For a clerk of the agency it came to; to everyone else it is as if it did not exist. */
export async function requireArrival(work: Pick<Work, 'tx'>, officer: Officer, id: string): Promise<Arrival> {
  requireRole(officer, 'clerk')
  const arrival = await findArrival(work.tx, id)
  if (!arrival || !officer.agencyIds.includes(arrival.agencyId)) throw arrivalNotFound()
  return arrival
}

export interface ArrivalView {
  arrival: Arrival
  files: ArrivalFile[]
  /** By what was read or said; what the clerk enters is compared once more. */
  duplicates: Found[]
  /** What became of it at its sender since. */
  changes: SaidChange[]
}

/** Everything of it, with the log saying that a clerk opened it. */
export async function viewArrival(work: Work, officer: Officer, id: string): Promise<ArrivalView> {
  const arrival = await requireArrival(work, officer, id)
  const files = await listArrivalFiles(work.tx, [id])
  const main = files.find(({ sha256 }) => sha256 !== null)
  const read = arrival.reading?.proposals ?? {}
  const entered = {
    organ: read.organ?.value ?? arrival.said.organ,
    sentNumber: read.number?.value ?? arrival.said.number,
    symbol: read.symbol?.value ?? arrival.said.symbol,
  }
  const sought = soughtOf(arrival, main?.sha256 ?? '', {
    organ: entered.organ ?? '',
    sentNumber: entered.sentNumber ?? '',
    symbol: entered.symbol ?? '',
  })
  const found = await findDuplicates(work, officer.agencyIds, sought)
  await recordArrivalOpening(work, arrival)
  const changes = await changesOfArrivals(work, [arrival])
  return {
    arrival,
    files,
    changes: changes.get(id) ?? [],
    duplicates: found.filter(({ documentId }) => documentId !== arrival.documentId),
  }
}

/** What became of them at their senders since, by arrival: the exchange alone proves what a letter was sent as. */
async function changesOfArrivals(
  work: Pick<Work, 'tx'>,
  arrivals: readonly Pick<Arrival, 'id' | 'source' | 'said'>[],
): Promise<Map<string, SaidChange[]>> {
  const sent = arrivals.flatMap(({ id, source, said }) =>
    source === 'exchange' && said.documentId ? [{ id, documentId: said.documentId }] : [],
  )
  const changes = await changesOfSent(
    work,
    sent.map(({ documentId }) => documentId),
  )
  return new Map(sent.map(({ id, documentId }) => [id, changes.get(documentId) ?? []]))
}

export interface WaitingLine extends Omit<Arrival, 'reading'> {
  files: ArrivalFile[]
  /** What became of it at its sender since. */
  changes: SaidChange[]
}

/** What waits for the clerks of the agency, newest first; one more than a page says that there are more. */
export async function listArrivals(
  work: Pick<Work, 'tx'>,
  officer: Officer,
  filter: Parameters<typeof listWaiting>[2],
): Promise<WaitingLine[]> {
  requireRole(officer, 'clerk')
  const arrivals = await listWaiting(work.tx, officer.agencyIds, filter)
  const files = await listArrivalFiles(
    work.tx,
    arrivals.map(({ id }) => id),
  )
  const changes = await changesOfArrivals(work, arrivals)
  return arrivals.map((arrival) => ({
    ...arrival,
    changes: changes.get(arrival.id) ?? [],
    files: files.filter(({ arrivalId }) => arrivalId === arrival.id),
  }))
}
