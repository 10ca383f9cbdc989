/** Cuộc họp as its forms and pages have it. */
import { z } from 'zod'

export const rhythms = ['weekly', 'monthly', 'irregular'] as const
export type Rhythm = (typeof rhythms)[number]

/** `closed` is the highest class of this house: nothing recorded, no model. State secrets are none of these. */
export const secrecies = ['open', 'internal', 'closed'] as const
export type Secrecy = (typeof secrecies)[number]

export const states = ['called', 'running', 'closed', 'cancelled'] as const
export type State = (typeof states)[number]

export const parts = ['chair', 'secretary', 'member', 'guest'] as const
export type Part = (typeof parts)[number]

export const most = { items: 40, people: 500, papers: 100, paperBytes: 50 * 1024 * 1024 } as const

/** On one line, without what no text of a document keeps: where somebody broke the line or pasted a tab stands a space. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** What is typed for one line, however it was broken. */
export const line = (letters: number) =>
  z
    .string()
    .overwrite(oneLine)
    .max(letters)
    .regex(/^\P{Cs}*$/u)
    .normalize()

export const AgendaItem = z.strictObject({
  title: line(300).min(3),
  reporter: line(200).default(''),
  minutes: z.coerce.number().int().min(1).max(600).default(15),
})
export type AgendaItem = z.infer<typeof AgendaItem>

/** Where and when, and what it is called. */
export const MeetingHead = z.strictObject({
  title: line(300).min(5),
  place: line(300).min(2),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  /** Accounts: who presides, who keeps the record. */
  chair: z.uuid(),
  secretary: z.uuid(),
})
export type MeetingHead = z.infer<typeof MeetingHead>

export const CallMeeting = MeetingHead.extend({
  requestKey: z.uuid(),
  secrecy: z.enum([...secrecies, 'state_secret']).default('internal'),
  /** Begins a series with this meeting. */
  rhythm: z.enum(rhythms).optional(),
  /** The meeting it follows in its series: whoever was invited there is invited here. */
  follows: z.uuid().optional(),
  items: z.array(AgendaItem).max(most.items).default([]),
})
export type CallMeeting = z.input<typeof CallMeeting>

/** What a sentence of the chair is, as somebody decided: open until then. */
export const treatments = ['open', 'decision', 'task', 'none'] as const
export type Treatment = (typeof treatments)[number]

/** What a person does to a segment of what was said. */
export const segmentActs = ['word', 'name', 'split', 'join', 'remove', 'restore'] as const
export type SegmentAct = (typeof segmentActs)[number]
