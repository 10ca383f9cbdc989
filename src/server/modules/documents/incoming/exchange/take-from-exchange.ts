/** One letter of the exchange is taken in at its receiver, or whoever follows that one: once, whoever has it. */
import { addAbortSignal, Readable } from 'node:stream'
import { system } from '#server/platform/actor.ts'
import { isUnavailable } from '#server/platform/database/unavailable.ts'
import { isId } from '#server/platform/id.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { Day } from '#shared/day.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { normalise } from '#shared/text/index.ts'
import { type Document, findDocument, holdDocuments } from '../../queries.ts'
import { listArrivalsOf } from '../arrival-queries.ts'
import type { ArrivalFile, Findings, Said } from '../model.ts'
import { letterFileNotFetched } from '../refusals.ts'
import { type FileToTake, mostFiles, storeFiles, takeLetter } from '../take-letter.ts'
import { holdLetter } from './exchange-queries.ts'
import { inTime, TooSlow } from './in-time.ts'
import { letterOf } from './letter-of.ts'
import type { Acknowledgement, ReceivedFile, ReceivedLetter } from './port.ts'
import { receiverOn } from './receivers.ts'

/** A letter as far as it is this platform's to believe. */
interface Known {
  letter: ReceivedLetter
  key: string
  /** The document of this platform it is; then the letter is what its register says, and its file the document's. */
  documentId: string | undefined
}

type Place = { agencyId: string } | Acknowledgement

export interface TakingLimits {
  /** Milliseconds for one file of a letter, and for all of them together. */
  files: number
  letter: number
  /** Milliseconds after which a letter whose files break off each time is taken without them. */
  patience: number
}

/**
 * What its sender hears of it: that it waits at its receiver here, now or before, or why nobody received it. Throws where its files could not be
 * fetched or stored now: then it is offered again. A file that always breaks off is named in the letter, which comes without it; a letter
 * of whose files none ever came is not taken, so that its sender sends it anew.
 */
export async function takeFromExchange(
  letter: ReceivedLetter,
  limits: TakingLimits,
): Promise<Acknowledgement> {
  const known = await perform(system, (work) => knownOf(work, letter))
  const before = await perform(system, (work) => whereItArrives(work, known))
  if ('state' in before) return before
  const files = await fetchFiles(known, limits)
  const notHere = letterFileNotFetched().code
  if (files.length > 0 && files.every(({ refused }) => refused === notHere))
    return { state: 'refused', reason: m.refusal(notHere) }
  return perform(system, async (work) => {
    const place = await whereItArrives(work, known)
    if ('state' in place) return place
    const { agencyId } = place
    const senderAgencyId = known.documentId ? (known.letter.from.agencyId ?? null) : null
    await takeLetter(work, {
      agencyId,
      source: 'exchange',
      key: known.key,
      arrivedAt: work.now,
      sender: normalise(String(known.letter.from.name), 300),
      senderAgencyId,
      said: saidOf(known),
      findings: findingsOf(known.letter),
      files,
    })
    return arrived
  })
}

const arrived: Acknowledgement = { state: 'arrived' }

/**
 * Only what an agency here issued to this receiver, with that agency's own file, is its document, whatever a letter says; and of what it says
 * nothing is taken then. Everything else came from outside, under a name of its own: it stands in no document's place.
 */
async function knownOf(work: Work, letter: ReceivedLetter): Promise<Known> {
  const { id, to, documentId = '', from, files } = letter
  const document = isId(documentId) ? await findDocument(work.tx, system, documentId) : undefined
  const isOurs =
    document?.source === 'agency' &&
    (document.status === 'issued' || document.status === 'revoked') &&
    document.agencyId === from.agencyId &&
    files.length > 0 &&
    files.every(({ sha256 }) => sha256 === document.sha256) &&
    (await isFor(work, document, to))
  if (!document || !isOurs)
    return { letter, key: `letter ${String(id).slice(0, 300)}`, documentId: undefined }
  return { letter: { ...(await letterOf(work, document)), id, to }, key: documentId, documentId }
}

/** Whether its agency sent it there, or to one whose work is done there today. */
async function isFor(work: Work, { content }: Document, to: string): Promise<boolean> {
  const named = content.recipientAgencies ?? []
  if (named.includes(to)) return true
  const receiver = await receiverOn(work, to, work.now)
  if (!receiver) return false
  for (const agencyId of named) if ((await receiverOn(work, agencyId, work.now)) === receiver) return true
  return false
}

/**
 * Where this letter arrives now: at its receiver, or whoever follows that one, unless it has arrived there already, be it at one that was merged
 * since. No earlier than what has arrived of it: a sender that began before a merger does not undo it. Whoever takes the same letter comes
 * after this work.
 */
async function whereItArrives(work: Work, { letter, key, documentId }: Known): Promise<Place> {
  if (documentId) await holdDocuments(work.tx, [documentId])
  await holdLetter(work.tx, key)
  const arrivals = await listArrivalsOf(work.tx, key)
  const at = new Date(Math.max(work.now.getTime(), ...arrivals.map(({ arrivedAt }) => arrivedAt.getTime())))
  const receiver = await receiverOn(work, letter.to, at)
  for (const { agencyId } of arrivals)
    if (
      agencyId === (receiver ?? letter.to) ||
      (receiver && (await receiverOn(work, agencyId, at)) === receiver)
    )
      return arrived
  return receiver ? { agencyId: receiver } : { state: 'refused', reason: m.documents.incoming.nobodyReceives }
}

/** Since when files of a letter break off, in this process: after a new start, and of more than that, its sender has as long again. */
const failingSince = new Map<string, number>()
const mostFailing = 10_000

/** A file that never comes whole is named once its letter had its time, and the others come. */
async function fetchFiles(
  { letter, key, documentId }: Known,
  { files: time, letter: together, patience }: TakingLimits,
): Promise<ArrivalFile[]> {
  const kept: ArrivalFile[] = []
  const tried = `${key} ${letter.to}`
  const begun = performance.now()
  for (const [index, file] of letter.files.slice(0, mostFiles).entries()) {
    const position = index + 1
    // Without its bytes only a file of this platform's own is here: a fingerprint from outside is none.
    if (!documentId && !file.open) {
      kept.push(notFetched(file, position))
      continue
    }
    try {
      const left = Math.min(time, begun + together - performance.now())
      if (left <= 0) throw new TooSlow()
      kept.push({ ...(await inTime((signal) => fetchFile(file, signal), left)), position })
    } catch (failure) {
      if (failedHere(failure)) throw failure
      const since = failingSince.get(tried) ?? begun
      if (failingSince.size >= mostFailing) failingSince.clear()
      failingSince.set(tried, since)
      if (performance.now() - since < patience) throw failure
      kept.push(notFetched(file, position))
    }
  }
  failingSince.delete(tried)
  return kept
}

function notFetched({ size, name, mediaType }: ReceivedFile, position: number): ArrivalFile {
  return {
    position,
    name: normalise(String(name), 200) || `tep-${position}`,
    mediaType: String(mediaType),
    size: Math.max(0, Math.trunc(Number(size)) || 0),
    sha256: null,
    refused: letterFileNotFetched().code,
  }
}

/** What went wrong where the file lies, or with what is given there. */
class BrokenOff extends Error {}

/** Whether it went wrong here: a full disk, busy readers or a database that is away are no fault of the letter. */
function failedHere(failure: unknown): boolean {
  if (failure instanceof BrokenOff || failure instanceof TooSlow) return false
  return (
    failure instanceof Refusal || isUnavailable(failure) || (failure instanceof Error && 'errno' in failure)
  )
}

async function fetchFile({ open, ...file }: ReceivedFile, signal: AbortSignal): Promise<ArrivalFile> {
  if (!open) return { ...file, size: Number(file.size), position: 1, refused: null }
  const source = Readable.from(bytesOf(open, signal), { objectMode: false })
  try {
    const toTake: FileToTake = { ...file, open: async () => source }
    const [stored] = await storeFiles([toTake], 'exchange')
    if (!stored || (stored.sha256 && stored.sha256 !== file.sha256))
      throw new BrokenOff('a file of a letter is not the one its sender named')
    return stored
  } finally {
    source.destroy()
  }
}

/** Its bytes as they come; what breaks off there is told from what fails where they are stored. */
async function* bytesOf(
  open: NonNullable<ReceivedFile['open']>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    // Also an exchange that does not heed the signal is not waited for.
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    yield* addAbortSignal(signal, await Promise.race([open(signal), late]))
  } catch (cause) {
    throw new BrokenOff('a file of a letter broke off', { cause })
  }
}

const urgencies = ['urgent', 'most_urgent', 'express']

/** What the letter says of itself: proposals, cut to what a clerk may enter, never more than that. */
function saidOf({ letter, documentId }: Known): Said {
  const { number, symbol, issuedOn, from, type, subject, urgency } = letter
  const word = (text: unknown, most: number) => (typeof text === 'string' ? normalise(text, most) : '')
  return {
    ...(documentId ? { documentId } : { letterId: String(letter.id).slice(0, 300), letterTo: letter.to }),
    number: word(number, 11),
    symbol: word(symbol, 30),
    ...(Day.safeParse(issuedOn).success ? { issuedOn } : {}),
    organ: word(from.name, 200),
    type: word(type, 60),
    subject: word(subject, 500),
    ...(urgencies.includes(urgency ?? '') ? { urgency: urgency ?? '' } : {}),
  }
}

function findingsOf({ files }: ReceivedLetter): Findings {
  const left = files.slice(mostFiles)
  if (left.length === 0) return {}
  return { left: { count: left.length, names: left.slice(0, 20).map(({ name }) => normalise(name, 200)) } }
}
