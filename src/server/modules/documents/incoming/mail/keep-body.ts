/** A mail without a file: what stands in it is set as a PDF/A of ours, so that it can be entered, marked and kept like every document. */
import type { ReadMail } from '#server/crafts/mail/model.ts'
import { mostMailLines, mostOfFact, mostOfLine, mostOfSubject } from '#server/crafts/typeset/mail-paper.ts'
import { typeset } from '#server/crafts/typeset/typeset.ts'
import { storeOwn } from '#server/platform/files/index.ts'
import { formatDateTime, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { normalise, normaliseLines } from '#shared/text/index.ts'
import { unprintable } from '#shared/text/printable.ts'
import type { ArrivalFile, MailFindings } from '../model.ts'
import type { FetchedMail } from './fetch-mails.ts'

/** As it is shown and judged: what its writer says of themself is theirs alone. */
export interface KnownMail extends Pick<FetchedMail, 'at'> {
  subject: string
  sender: string
  judged: MailFindings | undefined
}

/** What no paper can show. */
const instead = '[?]'

/**
 * The stored file; undefined where nothing stands in it that can be read. What the font cannot show is marked in its place and said, and what is
 * longer than is set is said to be. Throws where the typesetter has no time now: then the mail is fetched again.
 */
export async function keepBody(
  { body, date }: Pick<ReadMail, 'body' | 'date'>,
  { at, subject, sender, judged }: KnownMail,
): Promise<ArrivalFile | undefined> {
  const words = m.documents.incoming.mailBody
  const { text, lost } = printed(normaliseLines(body.text, 60_000))
  if (!text) return undefined
  const all = text.split('\n').filter(Boolean)
  const lines = all.slice(0, mostMailLines).map((line) => normalise(line, mostOfLine))
  const isCut = body.isCut || all.length > lines.length || all.some((line) => line.length > mostOfLine)
  const title = normalise(printed(subject).text, mostOfSubject) || words.noSubject
  const pdf = await typeset(
    'mail',
    {
      letterhead: { issuedOn: localDay(at) },
      mark: words.mark,
      subject: title,
      facts: [
        [words.from, normalise(printed(sender).text, mostOfFact) || words.noSender],
        [words.verdict, m.documents.incoming.arrival.mail[judged?.sender ?? 'unknown']],
        ...(date ? [[words.writtenAt, formatDateTime(new Date(date))] as [string, string]] : []),
        [words.arrivedAt, formatDateTime(at)],
        [words.subject, title],
      ],
      notes: [
        ...(body.isGarbled ? [words.garbled] : []),
        ...(lost > 0 ? [words.lost(lost, instead)] : []),
        ...(isCut ? [words.cut] : []),
      ],
      lines,
    },
    { asker: 'mail' },
  )
  const stored = await storeOwn(pdf, 'application/pdf')
  const { sha256, mediaType } = stored
  return { position: 1, name: words.fileName, mediaType, size: Number(stored.size), sha256, refused: null }
}

function printed(text: string): { text: string; lost: number } {
  const missing = new Set(unprintable(text))
  if (missing.size === 0) return { text, lost: 0 }
  let [kept, lost] = ['', 0]
  for (const letter of text) {
    const isLost = missing.has(letter)
    kept += isLost ? instead : letter
    if (isLost) lost += 1
  }
  return { text: kept, lost }
}
