import { z } from 'zod'
import { isLocalDay } from '#shared/dates.ts'

/** The legal calendar as a province keeps it: law and yearly decisions, every row with its source. */

const Day = z.string().refine(isLocalDay, 'must be a day, yyyy-MM-dd')
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, HH:mm')

const Session = z.tuple([Time, Time]).refine(([from, to]) => from < to, 'a session must end after it begins')
const Sessions = z
  .array(Session)
  .max(6)
  .refine(
    (sessions) =>
      sessions.every((session, index) => index === 0 || (sessions[index - 1]?.[1] ?? '') <= session[0]),
    'sessions must follow one another',
  )

const provenance = {
  source: z.string().min(1),
  /** Taken from general knowledge: an administrator has still to compare it with the text it cites. */
  unverified: z.boolean().optional(),
}
const effective = { from: Day, to: Day.optional() }

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

const WorkingHours = z.strictObject({
  ...effective,
  ...provenance,
  /** A weekday without sessions is a weekly day of rest. */
  weekdays: z.partialRecord(z.enum(weekdays), Sessions),
})

const Holiday = z.strictObject({
  code: z.string().regex(/^[a-z_]+$/),
  name: z.string().min(1),
  ...effective,
  ...provenance,
  /** Each year's notice says which days it takes; until one is entered, the days below are the usual ones. */
  byNotice: z.boolean().optional(),
  days: z.array(Day).min(1),
})

const Decision = z.discriminatedUnion('kind', [
  /** Which days of that year a holiday takes. */
  z.strictObject({
    kind: z.literal('days'),
    holiday: z.string(),
    year: z.int(),
    days: z.array(Day).min(1),
    ...provenance,
  }),
  /** Hoán đổi ngày làm việc: one working day off, worked on another day. */
  z.strictObject({ kind: z.literal('swap'), off: Day, work: Day, ...provenance }),
  /** Offices closed by decision, a flood for example; nothing is worked instead. */
  z.strictObject({
    kind: z.literal('closure'),
    name: z.string().min(1),
    days: z.array(Day).min(1),
    ...provenance,
  }),
])

export const CalendarFile = z
  .strictObject({
    from: Day,
    to: Day,
    workingHours: z.array(WorkingHours).min(1),
    holidays: z.array(Holiday),
    decisions: z.array(Decision),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after from' })
  .superRefine(({ holidays, decisions }, context) => {
    for (const [index, row] of decisions.entries()) {
      if (row.kind !== 'days') continue
      const path = ['decisions', index]
      if (!holidays.some((holiday) => holiday.code === row.holiday)) {
        context.addIssue({ code: 'custom', path, message: `there is no holiday ${row.holiday}` })
      }
      if (!row.days.every((day) => day.startsWith(`${row.year}-`))) {
        context.addIssue({ code: 'custom', path, message: `every day must be in ${row.year}` })
      }
    }
  })

export type CalendarFile = z.infer<typeof CalendarFile>
export type HolidayRow = CalendarFile['holidays'][number]
