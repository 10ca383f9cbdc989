/** Tải bản gỡ băng: what was said in a meeting as a file, for whoever may read it. */
import { writePlainDocx } from '#server/crafts/docx/write-docx.ts'
import type { PlainText } from '#server/crafts/docx/write-plain.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime, formatTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { type Item, listItems, type Meeting } from '../look/queries.ts'
import { requireReader } from '../rights.ts'
import { recordReading } from './openings.ts'
import { listSegments, listSpeakers, type Segment, type Speaker } from './queries.ts'
import { itemAt, nameOf, turnsOf } from './view-transcript.ts'

export const transcriptForms = ['txt', 'vtt', 'docx'] as const
export type TranscriptForm = (typeof transcriptForms)[number]

/** More than anybody says in a day. */
const mostSegments = 50_000

interface Said {
  meeting: Meeting
  turns: Item[]
  segments: Segment[]
  speakers: Speaker[]
}

/**
 * The bytes of the whole: text, DOCX, or subtitles (WebVTT) by the time since the meeting began. That it was taken along is a line of the log.
 */
export async function exportTranscript(
  officer: Officer,
  meetingId: string,
  form: TranscriptForm,
): Promise<Uint8Array> {
  const said = await perform(officer, async (work): Promise<Said> => {
    const { meeting } = await requireReader(work, officer, meetingId)
    await recordReading(work, meeting, 'take')
    const whole = { since: undefined, until: undefined }
    return {
      meeting,
      turns: turnsOf(await listItems(work.tx, meetingId)),
      segments: await listSegments(work.tx, meetingId, whole, { from: 0, limit: mostSegments }),
      speakers: await listSpeakers(work.tx, meetingId),
    }
  })
  if (form === 'vtt') return new TextEncoder().encode(subtitles(said))
  const text = plainText(said)
  return form === 'docx'
    ? writePlainDocx(text, officer.id)
    : new TextEncoder().encode(`\uFEFF${linesOf(text).join('\r\n')}\r\n`)
}

function plainText({ meeting, turns, segments, speakers }: Said): PlainText {
  const words = m.meetings.transcript
  const byItem = Map.groupBy(segments, ({ at }) => itemAt(turns, at))
  return {
    title: words.file.title(meeting.title),
    lead: [
      [formatDateTime(meeting.startedAt ?? meeting.startsAt), meeting.place].join(', '),
      meeting.isSimulated ? words.noSound : words.file.note,
    ],
    parts: [...byItem].map(([item, said]) => ({
      title: item ? words.item(item.position, item.title) : words.whole,
      lines: said.map((one) => ({
        label: `[${clockOf(one.at)}] ${nameOf(one, speakers) || words.unknown}`,
        text: one.words,
      })),
    })),
  }
}

function linesOf({ title, lead, parts }: PlainText): string[] {
  return [
    title,
    ...lead,
    ...parts.flatMap((part) => ['', part.title, ...part.lines.map(({ label, text }) => `${label}: ${text}`)]),
  ]
}

function clockOf(at: Date): string {
  return `${formatTime(at)}:${String(at.getUTCSeconds()).padStart(2, '0')}`
}

/** What has a length, as it was heard. */
function subtitles({ meeting, segments, speakers }: Said): string {
  const begun = (meeting.startedAt ?? meeting.startsAt).getTime()
  const cues = segments.flatMap((one) => {
    if (one.fromMs === null || one.toMs === null) return []
    const from = Math.max(0, one.at.getTime() - begun)
    const name = nameOf(one, speakers)
    const voice = name ? `<v ${escaped(name)}>` : ''
    return [`${stamp(from)} --> ${stamp(from + one.toMs - one.fromMs)}\n${voice}${escaped(one.words)}\n`]
  })
  return ['WEBVTT\n', ...cues].join('\n')
}

function stamp(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(Math.floor(ms) % 1000).padStart(3, '0')}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
