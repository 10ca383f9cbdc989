/** Whose digital signatures a file that came bears, and whether it is still what they signed (NĐ 30/2020/NĐ-CP Điều 21 khoản 2 điểm a). */
import type { PdfReading } from '#server/crafts/pdf/read-pdf.ts'
import type { LetterReading } from '#server/crafts/recognise/model.ts'
import { ReadingFailed, readOutside } from '#server/platform/reading/read-outside.ts'
import { demoAuthority } from '../sign/signers.ts'
import { countTries } from './mail/count-tries.ts'

export type SignedState = NonNullable<LetterReading['signed']>

/** Those of people and agencies, not of moments. */
export function signaturesIn({ signatures }: PdfReading): PdfReading['signatures'] {
  return signatures.filter(({ kind }) => kind === 'signature')
}

export function signedState(reading: PdfReading | undefined): SignedState {
  if (reading?.state !== 'read') return 'unreadable'
  const all = signaturesIn(reading)
  if (all.length === 0) return 'unsigned'
  return all.every(({ integrity }) => integrity === 'intact') ? 'intact' : 'broken'
}

const ended = countTries(3)

/** Undefined where reading costs too much, or ended its reader time and again; waits its turn where others read. `of` is what it came as. */
export async function readSigned(pdf: Uint8Array, of: string): Promise<PdfReading | undefined> {
  const root = (await demoAuthority())?.certificate
  const question = {
    kind: 'read-pdf' as const,
    parts: [pdf],
    trustAnchors: root ? [root] : [],
    mentioned: '/kiem-tra/',
  }
  try {
    const reading = await readOutside(question, { name: 'incoming' })
    ended.done(of)
    return reading
  } catch (failure) {
    const why = failure instanceof ReadingFailed ? failure.why : undefined
    if (why === 'beyond-limits' || (why === 'ended' && ended.failed(of))) return undefined
    throw failure
  }
}
