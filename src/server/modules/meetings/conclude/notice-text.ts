/** The words of a notice of conclusions (NĐ 30/2020/NĐ-CP Phụ lục III): opening, numbered conclusions, who watches over them, and the end. */
import { localDay, writtenDay } from '#shared/dates.ts'
import type { Body } from '#shared/document/body.ts'
import { withIds } from '#shared/document/ids.ts'
import { vi } from '#shared/messages/vi.ts'
import type { Item, Meeting, Person } from '../look/queries.ts'
import { oneLine } from '../model.ts'
import type { Sentence } from './queries.ts'

interface Concluded {
  meeting: Pick<Meeting, 'title' | 'place' | 'startsAt' | 'startedAt'>
  items: readonly Item[]
  chair: Person | undefined
  /** Who was there, as somebody marked it; nobody where nobody did. */
  came: readonly Person[]
  /** Decisions and tasks, in their order. */
  sentences: readonly Sentence[]
  /** Who watches over what was ordered. */
  monitor: string
}

/** The block of the notice a sentence becomes: the same each time it is made. */
export function blockIdOf({ id }: Pick<Sentence, 'id'>): string {
  return `kl${id.replaceAll('-', '').slice(-18)}`
}

/** The text: each sentence is a block of its own, so that an order stands in the words that give it. */
export function noticeText({ meeting, items, chair, came, sentences, monitor }: Concluded): Body {
  const words = vi.meetings.notice
  const day = localDay(meeting.startedAt ?? meeting.startsAt)
  const agencies = [...new Set(came.map(({ agencyName }) => agencyName))].filter(Boolean)
  const begun = items.filter(({ startedAt }) => startedAt !== null)
  const reporters = [...new Set(begun.map(({ reporter }) => reporter))].filter(Boolean)
  const paragraph = (text: string) => block('paragraph', text, { align: 'justify' })
  return withIds({
    type: 'doc',
    content: [
      paragraph(
        words.opening({
          day: writtenDay(day),
          place: meeting.place,
          chair: chairWords(chair),
          meeting: meetingWords(meeting),
          agencies: agencies.slice(0, 30).join('; '),
          reporters: reporters.join(', '),
        }),
      ),
      ...conclusionsOf(items, sentences),
      ...(monitor ? [block('clause', words.monitors(monitor))] : []),
      paragraph(words.end),
    ],
  })
}

/** Of several points each is headed by its title; of one its sentences stand by themselves. */
function conclusionsOf(items: readonly Item[], sentences: readonly Sentence[]) {
  const groups = [...Map.groupBy(sentences, ({ itemId }) => itemId)]
  if (groups.length < 2) return sentences.map((one) => sentenceBlock('clause', one))
  return groups.flatMap(([itemId, said]) => {
    const title = items.find(({ id }) => id === itemId)?.title
    if (!title) return said.map((one) => sentenceBlock('clause', one))
    return [
      block('clause', vi.meetings.notice.about(lowerFirst(title))),
      ...said.map((one) => sentenceBlock('point', one)),
    ]
  })
}

function sentenceBlock(type: 'clause' | 'point', sentence: Sentence) {
  return block(type, withoutNumber(sentence.wording), { id: blockIdOf(sentence) })
}

function block(type: string, text: string, attrs: Record<string, string> = {}) {
  return { type, attrs, content: [{ type: 'text', text: oneLine(text) }] }
}

/** The number it was typed with; the notice has numbers of its own. */
function withoutNumber(text: string): string {
  return text.replace(/^(\p{N}{1,3}(\.\p{N}{1,2})*[.)]|\p{L}[.)]|[-–+•])\s+/u, '')
}

/** Within a sentence: what begins with a name (“Sở Xây dựng”) or with capitals (“UBND”) keeps its first letter. */
function lowerFirst(text: string): string {
  const [first = '', second = ''] = text.split(' ', 2)
  if (/^\p{Lu}/u.test(second) || /^\p{Lu}{2}/u.test(first)) return text
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}

/** “Chủ tịch Ủy ban nhân dân phường Thuận Hóa Nguyễn Văn A”. */
export function chairWords(chair: Pick<Person, 'post' | 'agencyName' | 'name'> | undefined): string {
  return chair ? vi.meetings.notice.chair(postAt(chair), chair.name) : ''
}

/** The agency after the post; what the one ends and the other begins with is said once: “Chánh Văn phòng Ủy ban nhân dân thành phố”. */
function postAt({ post, agencyName }: Pick<Person, 'post' | 'agencyName'>): string {
  if (post === '') return ''
  const [own, of] = [post.split(' '), agencyName.split(' ')]
  const isSame = (count: number) =>
    own.slice(-count).join(' ').toLocaleLowerCase('vi') ===
    of.slice(0, count).join(' ').toLocaleLowerCase('vi')
  const both = own.map((_, at) => own.length - at).find((count) => count <= of.length && isSame(count)) ?? 0
  return [...own, ...of.slice(both)].join(' ').trim()
}

export function meetingWords({ title }: Pick<Meeting, 'title'>): string {
  return vi.meetings.notice.meeting(lowerFirst(title))
}
