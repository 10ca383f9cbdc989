import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'
import { secrecies } from './model.ts'

const agency = { agencyId: z.string() }

export const meetingCalled = defineEvent(
  'meetings.called',
  z.object({ ...agency, secrecy: z.enum(secrecies), isOfSeries: z.boolean() }),
)
/** Time, place, title, or who presides. */
export const meetingChanged = defineEvent('meetings.changed', z.object(agency))
export const meetingCancelled = defineEvent('meetings.cancelled', z.object(agency))
export const peopleInvited = defineEvent('meetings.invited', z.object({ ...agency, people: z.int() }))
export const personRemoved = defineEvent('meetings.uninvited', z.object(agency))
export const substituteNamed = defineEvent('meetings.substituted', z.object(agency))
export const agendaChanged = defineEvent('meetings.agenda_changed', z.object({ ...agency, items: z.int() }))
export const paperAdded = defineEvent('meetings.paper_added', z.object({ ...agency, size: z.number() }))
export const paperRemoved = defineEvent('meetings.paper_removed', z.object(agency))
