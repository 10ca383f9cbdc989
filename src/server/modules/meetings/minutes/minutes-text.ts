/** The words of minutes in the order of NĐ 30/2020/NĐ-CP Phụ lục III, Mẫu 1.9: what is known of each, and nothing else. */
import { localDay, writtenDay } from '#shared/dates.ts'
import type { Body } from '#shared/document/body.ts'
import { withIds } from '#shared/document/ids.ts'
import { vi } from '#shared/messages/vi.ts'
import type { Sentence } from '../conclude/queries.ts'
import type { Item } from '../look/queries.ts'
import { oneLine } from '../model.ts'
import { clockWords, type WhoWasThere } from './who-was-there.ts'

interface Recorded {
  place: string
  startedAt: Date
  closedAt: Date
  items: readonly Item[]
  there: WhoWasThere
  strangers: number
  /** Who presided and who kept the record, with their posts; empty where nobody knows. */
  chair: string
  secretary: string
  /** What was concluded, as it was said or typed, in its order. */
  sentences: readonly Sentence[]
}

const words = vi.meetings.minutes
const blank = '…'
/** A paragraph longer than this stands sentence by sentence. */
const longParagraph = 8000

/** The text of the first version, of which what else was said is written by hand. */
export function minutesText(recorded: Recorded): Body {
  const { place, startedAt, closedAt, items, there, strangers, chair, secretary, sentences } = recorded
  const whole = sentences.filter(({ itemId }) => itemId === null)
  return withIds({
    type: 'doc',
    content: [
      paragraph(words.begun(momentWords(startedAt))),
      paragraph(words.place(place)),
      paragraph(words.people),
      ...group(words.present, there.present),
      ...group(words.absentOnes, there.absent),
      ...group(words.unsaid, there.unsaid),
      ...(strangers > 0 ? [line(1, words.strangers(strangers))] : []),
      paragraph(words.chair(chair || blank)),
      paragraph(words.secretary(secretary || blank)),
      paragraph(words.content),
      ...items.flatMap((item) => [
        block('clause', headOf(item, closedAt)),
        ...concluded(sentences.filter(({ itemId }) => itemId === item.id)),
      ]),
      ...(whole.length > 0 ? [block('clause', words.whole), ...paragraphsOf(whole)] : []),
      paragraph(words.ended(momentWords(closedAt))),
    ],
  })
}

function headOf({ title, reporter, startedAt, endedAt }: Item, closedAt: Date): string {
  if (!startedAt) return words.notReached(title)
  const times = words.fromTo(clockWords(startedAt), clockWords(endedAt ?? closedAt))
  return words.item(title, [times, ...(reporter ? [words.reporter(reporter)] : [])].join('; '))
}

function concluded(sentences: readonly Sentence[]) {
  return sentences.length > 0 ? [paragraph(words.concluded), ...paragraphsOf(sentences)] : []
}

function paragraphsOf(sentences: readonly Sentence[]) {
  return [...Map.groupBy(sentences, ({ paragraph: at }) => at).values()].flatMap((said) => {
    const each = said.map((one) => one.words)
    const together = each.join(' ')
    return (together.length > longParagraph ? each : [together]).map(paragraph)
  })
}

function group(title: (count: number) => string, lines: readonly string[]) {
  return lines.length > 0 ? [line(1, title(lines.length)), ...lines.map((text) => line(2, text))] : []
}

function momentWords(moment: Date): string {
  return words.moment(clockWords(moment), writtenDay(localDay(moment)))
}

function line(level: number, text: string) {
  return block('item', text, { ordered: false, level })
}

function paragraph(text: string) {
  return block('paragraph', text, { align: 'justify' })
}

function block(type: string, text: string, attrs: Record<string, string | number | boolean> = {}) {
  return { type, attrs, content: [{ type: 'text', text: oneLine(text) }] }
}
