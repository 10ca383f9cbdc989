/** One letter of the exchange is taken in at its receiver, or whoever follows that one: once, whoever has it. */
import { addAbortSignal } from 'node:stream'
import { z } from 'zod'
import { system } from '#server/platform/actor.ts'
import { isId } from '#server/platform/id.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { normalise } from '#shared/text/index.ts'
import { findDocument, holdDocuments } from '../../queries.ts'
import { listArrivalsOf } from '../arrival-queries.ts'
import { countTries } from '../mail/count-tries.ts'
import type { ArrivalFile, Findings, Said } from '../model.ts'
import { letterFileNotFetched } from '../refusals.ts'
import { type FileToTake, mostFiles, storeFiles, takeLetter } from '../take-letter.ts'
import { holdLetter } from './exchange-queries.ts'
import { inTime } from './in-time.ts'
import type { ReceivedFile, ReceivedLetter } from './port.ts'
import { receiverOn } from './receivers.ts'

/** A letter as far as it is this platform's to believe. */
interface Known {
  letter: ReceivedLetter
  key: string
  /** The document of this platform it is. */
  documentId: string | undefined
}

type Place = { agencyId: string } | 'arrived' | 'nobody'

/**
 * Whether somebody here receives it: then it waits there by now, or did before. Its files have so many milliseconds each to come. Throws where they
 * could not be fetched or stored now: then it is offered again; what always breaks off is named in the letter, which comes without it.
 */
export async function takeFromExchange(letter: ReceivedLetter, time: number): Promise<boolean> {
  const known = await perform(system, (work) => knownOf(work, letter))
  const before = await perform(system, (work) => whereItArrives(work, known))
  if (typeof before === 'string') return before === 'arrived'
  const files = await fetchFiles(known, time)
  return perform(system, async (work) => {
    const place = await whereItArrives(work, known)
    if (typeof place === 'string') return place === 'arrived'
    const { agencyId } = place
    const senderAgencyId = known.documentId ? (letter.from.agencyId ?? null) : null
    await takeLetter(work, {
      agencyId,
      source: 'exchange',
      key: known.key,
      arrivedAt: work.now,
      sender: normalise(String(letter.from.name), 300),
      senderAgencyId,
      said: saidOf(known),
      findings: findingsOf(letter),
      files,
    })
    return true
  })
}

/** Only what an agency here issued, with that agency's own file, is its document, whatever a letter says. */
async function knownOf(work: Work, letter: ReceivedLetter): Promise<Known> {
  const { documentId = '', from, files } = letter
  const document = isId(documentId) ? await findDocument(work.tx, system, documentId) : undefined
  const isOurs =
    document?.source === 'agency' &&
    document.agencyId === from.agencyId &&
    files.every(({ sha256 }) => sha256 === document.sha256)
  const key = isOurs ? documentId : `letter ${String(letter.id).slice(0, 300)}`
  return { letter, key, documentId: isOurs ? documentId : undefined }
}

/**
 * Where this letter arrives now: at its receiver, or whoever follows that one, unless it has arrived there already, be it at one that was merged
 * since. No earlier than what has arrived of it: a sender that began before a merger does not undo it. Whoever takes the same letter comes
 * after this work.
 */
async function whereItArrives(work: Work, { letter, key, documentId }: Known): Promise<Place> {
  if (documentId) await holdDocuments(work.tx, [documentId])
  await holdLetter(work.tx, key)
  const arrived = await listArrivalsOf(work.tx, key)
  const at = new Date(Math.max(work.now.getTime(), ...arrived.map(({ arrivedAt }) => arrivedAt.getTime())))
  const receiver = await receiverOn(work, letter.to, at)
  for (const { agencyId } of arrived)
    if (
      agencyId === (receiver ?? letter.to) ||
      (receiver && (await receiverOn(work, agencyId, at)) === receiver)
    )
      return 'arrived'
  return receiver ? { agencyId: receiver } : 'nobody'
}

const broken = countTries(5)

/** Each in this time. A file that never comes whole is named once it was tried often enough, and the others come. */
async function fetchFiles({ letter, key }: Known, time: number): Promise<ArrivalFile[]> {
  const kept: ArrivalFile[] = []
  const tried = `${key} ${letter.to}`
  let isLast: boolean | undefined
  for (const [index, file] of letter.files.slice(0, mostFiles).entries()) {
    const position = index + 1
    try {
      kept.push({ ...(await inTime((signal) => fetchFile(file, signal), time)), position })
    } catch (failure) {
      // A full disk and busy readers are no fault of the letter.
      if (failure instanceof Refusal) throw failure
      isLast ??= broken.failed(tried)
      if (!isLast) throw failure
      const { code } = letterFileNotFetched()
      const size = Math.max(0, Math.trunc(Number(file.size)) || 0)
      const name = normalise(String(file.name), 200) || `tep-${position}`
      kept.push({ position, name, mediaType: String(file.mediaType), size, sha256: null, refused: code })
    }
  }
  broken.done(tried)
  return kept
}

async function fetchFile({ open, ...file }: ReceivedFile, signal: AbortSignal): Promise<ArrivalFile> {
  if (!open) return { ...file, size: Number(file.size), position: 1, refused: null }
  const toTake: FileToTake = { ...file, open: async () => addAbortSignal(signal, await open(signal)) }
  const [stored] = await storeFiles([toTake], 'exchange')
  if (!stored || (stored.sha256 && stored.sha256 !== file.sha256))
    throw new Error('a file of a letter is not the one its sender named')
  return stored
}

const day = z.iso.date()
const urgencies = ['urgent', 'most_urgent', 'express']

/** What the letter says of itself: proposals, cut to what a clerk may enter, never more than that. */
function saidOf({ letter, documentId }: Known): Said {
  const { number, symbol, issuedOn, from, type, subject, urgency } = letter
  const word = (text: unknown, most: number) => (typeof text === 'string' ? normalise(text, most) : '')
  return {
    ...(documentId ? { documentId } : { letterId: String(letter.id).slice(0, 300), letterTo: letter.to }),
    number: word(number, 11),
    symbol: word(symbol, 30),
    ...(day.safeParse(issuedOn).success ? { issuedOn } : {}),
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
