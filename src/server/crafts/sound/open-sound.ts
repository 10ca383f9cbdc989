/** Any file of sound as mono at 16 kHz, read in a process of its own, piece by piece as it is wanted. */
import { requireNoTransaction } from '#server/crafts/threads/transaction-around.ts'
import { findFfmpeg, readByFfmpeg } from './ffmpeg.ts'
import { type SoundFacts, type SoundLimits, usualSoundLimits } from './model.ts'
import { ReaderEnded, type SoundReader, startReader } from './reader.ts'
import { SoundRefused } from './refusals.ts'
import { soundRate } from './resample.ts'

/** How long an opened file waits in its process to be read; later it is opened anew. */
const keptFor = 10_000

export interface OpenSound extends SoundFacts {
  /**
   * Mono, 16,000 samples a second between −1 and 1, some seconds at a time, from the beginning whenever it is called; as fast as it is
   * taken, so that a file of any size is never in memory. Sound that was missed (a damaged packet, a pause the file tells) is silence
   * of its length: the n-th sample is always what was heard at n / 16,000. Throws `SoundRefused` where the rest cannot be read: what was given is
   * good. Leaving early ends the process.
   */
  samples(): AsyncGenerator<Float32Array>
}

/**
 * Opens a file of Opus (WebM, MP4, Ogg), WAV, MP3 or FLAC; AAC only where the system has ffmpeg. Throws `SoundRefused` with the reason
 * where there is no sound in it that can be read, or more than `mostSeconds`. The file must stay as it is while it is read.
 */
export async function openSound(path: string, limits: SoundLimits = usualSoundLimits): Promise<OpenSound> {
  requireNoTransaction('reading sound')
  const opened = await openTwice(path, limits)
  const { facts } = opened
  const ffmpeg = facts.codec === 'aac' ? findFfmpeg() : undefined
  if (facts.codec === 'aac') {
    opened.reader.end()
    if (!ffmpeg) throw new SoundRefused('needs-ffmpeg')
    return { ...facts, samples: () => readByFfmpeg(ffmpeg, path, facts.container, limits) }
  }
  let kept: SoundReader | undefined = opened.reader
  const timer = setTimeout(() => {
    kept?.end()
    kept = undefined
  }, keptFor).unref()

  async function* samples(): AsyncGenerator<Float32Array> {
    clearTimeout(timer)
    let reader = kept ?? (await openTwice(path, limits)).reader
    kept = undefined
    let given = 0
    try {
      for (;;) {
        let reply: Awaited<ReturnType<SoundReader['ask']>>
        try {
          reply = await reader.ask({ next: true })
        } catch (error) {
          if (!(error instanceof ReaderEnded)) throw error
          // Somebody may have killed it: only a second one that stops at the same place was stopped by the file.
          reader = await goOnAt(path, limits, given)
          reply = await reader.ask({ next: true }).catch(asOverdue(given))
        }
        if (!('samples' in reply)) return
        given += reply.samples.length
        yield reply.samples
      }
    } catch (error) {
      if (!(error instanceof SoundRefused) || error.second !== undefined || given === 0) throw error
      throw new SoundRefused(error.problem, given / soundRate)
    } finally {
      reader.end()
    }
  }

  return { ...facts, samples }
}

/** A reader of the same file that has given as much already. */
async function goOnAt(path: string, limits: SoundLimits, given: number): Promise<SoundReader> {
  const { reader } = await openTwice(path, limits)
  for (let passed = 0; passed < given; ) {
    const reply = await reader.ask({ next: true }).catch(asOverdue(given))
    if (!('samples' in reply)) break
    passed += reply.samples.length
  }
  return reader
}

async function openTwice(
  path: string,
  limits: SoundLimits,
): Promise<{ facts: SoundFacts; reader: SoundReader }> {
  try {
    return await openOnce(path, limits)
  } catch (error) {
    if (!(error instanceof ReaderEnded)) throw error
    return openOnce(path, limits).catch(asOverdue())
  }
}

async function openOnce(path: string, limits: SoundLimits) {
  const reader = startReader(limits, path)
  const reply = await reader.ask({ open: path, mostSeconds: limits.mostSeconds })
  if (!('facts' in reply)) throw new ReaderEnded()
  return { facts: reply.facts, reader }
}

function asOverdue(given?: number) {
  return (error: unknown): never => {
    if (!(error instanceof ReaderEnded)) throw error
    throw new SoundRefused('overdue', given === undefined ? undefined : given / soundRate)
  }
}
