/** What the pages of a meeting say alike. */
import { z } from 'zod'
import { meetingNotFound } from '#server/modules/meetings/index.ts'
import { isId } from '#server/platform/id.ts'
import {
  dateWords,
  formatIsoLocal,
  formatTime,
  instantAt,
  localDay,
  localDayNumber,
  parseVietnameseDate,
  weekdayWord,
} from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

/** “14:00–16:00, thứ Hai, 30/11/2026”; of one that ends on another day, both. */
export function whenWords({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string {
  const day = (moment: Date) => `${weekdayWord(localDayNumber(moment))}, ${dateWords(moment)}`
  return localDay(startsAt) === localDay(endsAt)
    ? `${formatTime(startsAt)}–${formatTime(endsAt)}, ${day(startsAt)}`
    : `${formatTime(startsAt)}, ${day(startsAt)} – ${formatTime(endsAt)}, ${day(endsAt)}`
}

export function idOf(params: { id?: string | undefined }): string {
  if (!params.id || !isId(params.id)) throw meetingNotFound()
  return params.id
}

const box = z.string().max(40).default('')
export const dayBoxes = z
  .object({ day: box, month: box, year: box })
  .default({ day: '', month: '', year: '' })

/** The fields of a form that say when: a day in three boxes, two hours of it. */
export const whenFields = {
  day: dayBoxes,
  from: z.string().trim().max(20),
  to: z.string().trim().max(20),
}

/** Both as the contract has them; what cannot be read is said at its field. */
export function readWhen(
  { day, from, to }: { day: z.infer<typeof dayBoxes>; from: string; to: string },
  context: z.RefinementCtx,
): { startsAt: string; endsAt: string } | undefined {
  const parsed = parseVietnameseDate(day)
  if (!parsed.ok) context.addIssue({ code: 'custom', path: ['day'], message: parsed.message })
  const [begin, end] = [minutesOf(from), minutesOf(to)]
  if (begin === undefined)
    context.addIssue({ code: 'custom', path: ['from'], message: m.meetings.call.hourUnread })
  if (end === undefined)
    context.addIssue({ code: 'custom', path: ['to'], message: m.meetings.call.hourUnread })
  if (!parsed.ok || begin === undefined || end === undefined) return undefined
  return {
    startsAt: formatIsoLocal(instantAt(parsed.day, begin)),
    endsAt: formatIsoLocal(instantAt(parsed.day, end)),
  }
}

/** `14:00`, `14h30`, `14 giờ`, `8`. */
export function minutesOf(text: string): number | undefined {
  const [, hours, minutes = '0'] =
    /^(\d{1,2})\s?(?:[:.hg]|giờ)?\s?(\d{2})?(?:\s?phút)?$/.exec(text.trim().toLowerCase()) ?? []
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined
  return Number(hours) * 60 + Number(minutes)
}

/** `Nội dung | người báo cáo | 15`, one a line; without a number fifteen minutes. */
export function agendaOf(text: string): { title: string; reporter: string; minutes: number }[] {
  return text
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()))
    .filter(([title = '']) => title !== '')
    .map(([title = '', reporter = '', minutes = '']) => ({
      title,
      reporter,
      minutes: Number(/^\d{1,3}/.exec(minutes)?.[0] ?? 15) || 15,
    }))
}

/** What is typed one a line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
