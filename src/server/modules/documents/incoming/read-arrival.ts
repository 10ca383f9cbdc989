/** The first file of what came is read by the program: what may be entered is proposed, with the place it was read from, and whether its signatures stand. */
import { closestName } from '#server/crafts/recognise/closest-name.ts'
import type { LetterReading } from '#server/crafts/recognise/model.ts'
import {
  RecognitionFailed,
  type RecognitionLimits,
  recogniseLetter,
  usualLimits,
} from '#server/crafts/recognise/recognise.ts'
import { listAgencies } from '#server/modules/agencies/index.ts'
import { system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { log } from '#server/platform/log.ts'
import { ReadingFailed } from '#server/platform/reading/read-outside.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { findArrival, listArrivalFiles, noteReading } from './arrival-queries.ts'
import { countTries } from './mail/count-tries.ts'
import { readableTypes } from './model.ts'
import { readSigned, type SignedState, signedState } from './read-signed.ts'

/**
 * Reads what waits to be read; what cannot be read is said to be so, and is entered by hand. Repeating does nothing. What the machine had
 * no time for is thrown and waits on, until it was so a third time.
 */
export async function readArrival(id: string, limits: RecognitionLimits = usualLimits): Promise<void> {
  const file = await perform(system, async ({ tx }) => {
    const arrival = await findArrival(tx, id)
    if (arrival?.readingState !== 'waiting') return undefined
    const files = await listArrivalFiles(tx, [id])
    return files.find(({ sha256, mediaType }) => sha256 && readableTypes.includes(mediaType))
  })
  if (!file?.sha256) return
  const bytes = await readFile(file.sha256)
  const signed = file.mediaType === 'application/pdf' ? await signedOf(id, bytes) : undefined
  const letter = await read(id, bytes, file.mediaType, limits)
  const reading = letter && { ...letter, ...(signed ? { signed } : {}) }
  await perform(system, async (work) => {
    if (reading) await nameOrgan(work, reading)
    await noteReading(work.tx, id, reading)
  })
}

/** Undefined where the readers are busy: a letter waits for no signature to be read, and once entered it is judged in any case. */
async function signedOf(id: string, pdf: Uint8Array): Promise<SignedState | undefined> {
  try {
    return signedState(await readSigned(pdf, id))
  } catch (failure) {
    if (failure instanceof ReadingFailed) return undefined
    throw failure
  }
}

/** An agency of this platform is named as it is written here, though a letter of it was misread. */
async function nameOrgan(work: Work, { proposals }: LetterReading): Promise<void> {
  if (!proposals.organ) return
  const known = (await listAgencies(work, localDay(work.now))).map(({ name }) => name)
  proposals.organ.value = closestName(proposals.organ.value, known) ?? proposals.organ.value
}

const overdue = countTries(3)

/** Undefined where it cannot be read. Throws where the machine had no time for it, a few times: then it waits for another turn. */
async function read(
  id: string,
  bytes: Uint8Array,
  mediaType: string,
  limits: RecognitionLimits,
): Promise<LetterReading | undefined> {
  try {
    const type = mediaType as Parameters<typeof recogniseLetter>[0]['mediaType']
    const reading = await recogniseLetter({ bytes, mediaType: type }, limits)
    overdue.done(id)
    return reading
  } catch (failure) {
    if (!(failure instanceof RecognitionFailed)) throw failure
    if (failure.why === 'overdue' && !overdue.failed(id)) throw failure
    log.info({ arrival: id, why: failure.why }, 'a letter was not read')
    return undefined
  }
}
