import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'
import { endings } from './door/model.ts'
import { secrecies, segmentActs, treatments } from './model.ts'
import { tracks } from './recording/model.ts'
import { presences, sources } from './run/timeline.ts'

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
export const substituteTakenBack = defineEvent('meetings.substitute_taken_back', z.object(agency))
export const agendaChanged = defineEvent('meetings.agenda_changed', z.object({ ...agency, items: z.int() }))
export const paperAdded = defineEvent('meetings.paper_added', z.object({ ...agency, size: z.number() }))
export const paperRemoved = defineEvent('meetings.paper_removed', z.object(agency))
export const meetingStarted = defineEvent('meetings.started', z.object(agency))
/** The next point of the agenda, or the end of it. */
export const itemReached = defineEvent(
  'meetings.went_on',
  z.object({ ...agency, position: z.int().nullable() }),
)
export const meetingClosed = defineEvent(
  'meetings.closed',
  z.object({ ...agency, items: z.int(), minutes: z.int(), invited: z.int(), came: z.int() }),
)
/** Of whom it is said stands in the room alone. */
export const personMarked = defineEvent(
  'meetings.marked',
  z.object({ ...agency, state: z.enum(presences), source: z.enum(sources) }),
)
/** What the chair concluded, typed or changed. */
export const conclusionsTyped = defineEvent(
  'meetings.conclusions_typed',
  z.object({ ...agency, sentences: z.int() }),
)
export const sentencesDecided = defineEvent(
  'meetings.conclusions_decided',
  z.object({ ...agency, treatment: z.enum(treatments), sentences: z.int() }),
)
export const noticeBegun = defineEvent(
  'meetings.notice_begun',
  z.object({ ...agency, documentId: z.uuid(), tasks: z.int(), sentences: z.int(), left: z.int() }),
)
/** How many were there, were not, and of how many nobody said anything; who stands in the room alone. */
export const minutesBegun = defineEvent(
  'meetings.minutes_begun',
  z.object({ ...agency, documentId: z.uuid(), present: z.int(), absent: z.int(), unsaid: z.int() }),
)
const recording = { ...agency, recordingId: z.uuid() }
export const recordingBegun = defineEvent(
  'meetings.recording_begun',
  z.object({ ...recording, track: z.enum(tracks) }),
)
/** Some seconds each, six at a time: the hash over their numbers and hashes, so that none can be changed or left out afterwards. */
export const minuteRecorded = defineEvent(
  'meetings.minute_recorded',
  z.object({ ...recording, minute: z.int(), chunks: z.int(), sha256: z.string().length(64) }),
)
export const recordingEnded = defineEvent(
  'meetings.recording_ended',
  z.object({ ...recording, chunks: z.int(), missing: z.int() }),
)
/** What a machine still held is waited for no longer. Why stands in the room alone. */
export const recordingGivenUp = defineEvent(
  'meetings.recording_given_up',
  z.object({ ...recording, missing: z.int() }),
)
/** Whom stands in the room alone. */
export const listenerAllowed = defineEvent('meetings.listener_allowed', z.object(agency))
export const listenerEnded = defineEvent('meetings.listener_ended', z.object(agency))
const soundFile = { ...agency, recordingId: z.uuid() }
/** A file recorded elsewhere, under the id of the recording it is to become. */
export const soundFileBrought = defineEvent(
  'meetings.sound_file_brought',
  z.object({ ...soundFile, size: z.number() }),
)
export const soundFileDropped = defineEvent('meetings.sound_file_dropped', z.object(soundFile))
export const soundFileRefused = defineEvent(
  'meetings.sound_file_refused',
  z.object({ ...soundFile, problem: z.string() }),
)
/** Cut into chunks as far as it can be heard; the hash of the whole as it came. */
export const soundFileTaken = defineEvent(
  'meetings.sound_file_taken',
  z.object({ ...soundFile, chunks: z.int(), sha256: z.string().length(64), isWhole: z.boolean() }),
)
/** Somebody fetched a minute of a recording to hear it; told once for each hour in which they did. */
export const soundHeard = defineEvent(
  'meetings.heard',
  z.object({ ...recording, minute: z.int(), startsMs: z.int() }),
)
/** What was known of each chunk, and the hashes of the minutes, stay. */
export const soundReleased = defineEvent(
  'meetings.sound_released',
  z.object({
    ...agency,
    secrecy: z.enum(secrecies),
    keptTo: z.iso.date(),
    recordings: z.int(),
    chunks: z.int(),
  }),
)
/** Somebody was handed what was said: looked at it, took it along as a file, or found it by its words. */
export const transcriptRead = defineEvent(
  'meetings.transcript_read',
  z.object({ ...agency, way: z.enum(['look', 'take', 'find']) }),
)
/** What was said stands in the room alone. */
export const transcriptChanged = defineEvent(
  'meetings.transcript_changed',
  z.object({ ...agency, segmentId: z.uuid(), act: z.enum(segmentActs) }),
)
/** Sentences of the chair went from what was heard to the conclusions. */
export const conclusionsTaken = defineEvent(
  'meetings.conclusions_taken',
  z.object({ ...agency, sentences: z.int() }),
)
/** The subject is the account whose face it is; nothing of the face is in it. */
export const faceEnrolled = defineEvent(
  'meetings.face_enrolled',
  z.object({
    enrolmentId: z.uuid(),
    basis: z.enum(['consent', 'legal']),
    consentVersion: z.int().nullable(),
    views: z.int(),
  }),
)
/** Key and template are destroyed. */
export const faceWithdrawn = defineEvent(
  'meetings.face_withdrawn',
  z.object({ enrolmentId: z.uuid(), why: z.enum(endings) }),
)
/** A person said of what the camera took them for that it is not so. */
export const proposalRefused = defineEvent('meetings.face_refused', z.object(agency))
