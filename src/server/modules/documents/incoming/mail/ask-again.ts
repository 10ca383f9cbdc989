/** Tải lại thư: a mail that broke off each time it was fetched is fetched again when its clerk asks for it, once for each asking. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { mailAskedAgain } from '../../events.ts'
import type { Arrival } from '../model.ts'
import { arrivalSettled, mailAskedTooOften, nothingToFetch } from '../refusals.ts'
import { requireArrival } from '../view-arrival.ts'
import { type Asking, insertAsking, listAskings } from './again-queries.ts'

/** So often in a day: the line is looked at before. */
const mostADay = 5
const dayMs = 86_400_000

/**
 * The program fetches it at its next look into the mailbox. Asking while it is asked for changes nothing. Refuses what was not a mail that broke
 * off, what is settled, and a sixth time within a day (`documents.mail_asked_too_often`).
 */
export async function askForMailAgain(work: Work, officer: Officer, arrivalId: string): Promise<void> {
  const arrival = await requireArrival(work, officer, arrivalId)
  if (arrival.state !== 'waiting') throw arrivalSettled()
  if (!isNotFetched(arrival)) throw nothingToFetch()
  const asked = await listAskings(work.tx, arrivalId, mostADay)
  if (asked[0]?.outcome === null) return
  const first = asked[mostADay - 1]
  if (first && work.now.getTime() - first.askedAt.getTime() < dayMs)
    throw mailAskedTooOften({ most: mostADay })
  const asking = { arrivalId, askedBy: officer.id, askedAt: work.now }
  if (!(await insertAsking(work.tx, asking))) return
  await work.record(mailAskedAgain(arrivalId, { agencyId: arrival.agencyId, source: arrival.source }))
}

/** Of a mail that was not fetched and waits, how it was last asked for; undefined of everything else, and where nobody has asked. */
export async function lastAskingOf(
  work: Pick<Work, 'tx'>,
  arrival: Pick<Arrival, 'id' | 'source' | 'state' | 'findings'>,
): Promise<Asking | undefined> {
  if (arrival.state !== 'waiting' || !isNotFetched(arrival)) return undefined
  return (await listAskings(work.tx, arrival.id, 1))[0]
}

function isNotFetched({ source, findings }: Pick<Arrival, 'source' | 'findings'>): boolean {
  return source === 'mail' && findings.problem === 'not_fetched'
}
