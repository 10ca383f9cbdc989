import type { staff as Words } from './staff.vi.ts'

type Data = Record<string, unknown>

const said = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '…'
/** `2026-12-01` as it is written; dates.ts needs these very words. */
const day = (due: string) => due.split('-').reverse().join('/')
const until = ({ due }: Data) => (typeof due === 'string' ? `, due ${day(due)}` : '')
const ordered = ({ symbol }: Data) => (symbol ? `the task of document ${said(symbol)}` : 'a task')
/** Of a meeting, the hour and the day. */
const at = (data: Data) => `at ${said(data.time)} on ${day(String(data.day ?? ''))}`
const copy = ({ symbol }: Data) => (symbol ? `copy ${said(symbol)}` : 'a draft of a copy')
const incoming = ({ symbol }: Data) => `incoming document${symbol ? ` ${said(symbol)}` : ''}`

export const staff: typeof Words = {
  title: 'Notices of your work',
  noneAdvice: 'When work is given to you, a deadline comes near or somebody answers, we tell you here.',
  lost: 'News no longer comes by itself. Load the page anew.',
  elsewhere: (agency) => `Work of ${agency}: change the agency you work for to open it`,
  unread: (count) => (count >= 100 ? '100 or more unread notices' : `${count} unread notices`),
  kinds: {
    draft_opinion: () => 'Somebody gave an opinion on a draft of yours',
    draft_returned: () => 'A draft of yours was given back; see why',
    draft_issued: (data) => `A document you drafted is issued: ${said(data.symbol)}`,
    number_forgotten: (data) =>
      `Number ${said(data.symbol)} stays empty: it was held too long unsigned; signing takes a new one`,
    number_given_up: (data) =>
      `Number ${said(data.symbol)}, which you held, was given up; the register says why`,
    seal_refused: (data) => `The clerk did not seal ${said(data.symbol)}; see why`,
    rule_made: (data) =>
      `A new rule for documents of your agency applies from ${day(String(data.day ?? ''))}`,
    rule_ended: (data) => `A rule for documents of your agency ends on ${day(String(data.day ?? ''))}`,
    document_assigned: (data) => `You lead on ${incoming(data)}${until(data)}`,
    document_shared: (data) => `You take part in ${incoming(data)}${until(data)}`,
    document_returned: (data) => `The lead gives ${incoming(data)} back; see why`,
    document_time_asked: (data) => `More time is asked for ${incoming(data)}`,
    document_time_given: (data) => `More time is given for ${incoming(data)}${until(data)}`,
    document_time_refused: (data) => `No more time is given for ${incoming(data)}${until(data)}`,
    document_taken_away: (data) => `You no longer lead on ${incoming(data)}: it was given to another`,
    document_answered: (data) => `The ${incoming(data)} was answered by ${said(data.answer)}`,
    document_closed: (data) => `The ${incoming(data)} is closed`,
    document_reopened: (data) => `The ${incoming(data)} is open again: its answer was revoked`,
    document_revoked: (data) => `The sender revoked ${incoming(data)}`,
    document_replaced: (data) => `The sender replaced ${incoming(data)} by ${said(data.by)}`,
    document_amended: (data) => `The sender amended ${incoming(data)} by ${said(data.by)}`,
    document_corrected: (data) => `The sender corrected ${incoming(data)} by ${said(data.by)}`,
    document_undone: (data) =>
      `The sender revoked or replaced ${said(data.by)}, which had amended, replaced or corrected ${incoming(data)}`,
    document_note_undone: (data) =>
      `The sender did not revoke, replace or amend ${incoming(data)}: that was noted by mistake`,
    original_revoked: (data) => `What ${copy(data)} is of was revoked; see whether to revoke the copy`,
    original_replaced: (data) => `What ${copy(data)} is of was replaced; see whether to revoke the copy`,
    original_amended: (data) => `What ${copy(data)} is of was amended`,
    original_corrected: (data) => `What ${copy(data)} is of was corrected`,
    original_undone: (data) =>
      `What had amended, replaced or corrected the original of ${copy(data)} was revoked or replaced`,
    original_note_undone: (data) =>
      `What ${copy(data)} is of was not revoked, replaced or amended: that was noted by mistake`,
    document_due_soon: (data) => `Due soon: ${incoming(data)}${until(data)}`,
    document_due_head: (data) => `Not answered and due soon: ${incoming(data)}${until(data)}`,
    task_ordered: (data) => `You are given ${ordered(data)}${until(data)}`,
    task_reported: (data) => `There is a report on ${ordered(data)} to look at`,
    task_accepted: (data) => `The report on ${ordered(data)} is accepted`,
    task_returned: (data) => `The report on ${ordered(data)} is returned; see why`,
    meeting_called: (data) => `You are invited to a meeting ${at(data)}`,
    meeting_changed: (data) => `A meeting has another time or place: ${at(data)}`,
    meeting_cancelled: (data) => `The meeting ${at(data)} is cancelled; see why`,
    meeting_uninvited: (data) => `You need not come to the meeting ${at(data)}`,
    meeting_substitute: (data) => `You are to go to a meeting in somebody's stead ${at(data)}`,
    meeting_ahead: (data) => `A meeting comes: ${at(data)}`,
    meeting_soon: (data) => `A meeting is about to begin: ${at(data)}`,
    power_given: ({ authority, from, to }) =>
      `You may sign ${said(authority)} from ${day(String(from))} to ${day(String(to))}`,
    power_ended: ({ authority, from }) =>
      `You may no longer sign ${said(authority)} from ${day(String(from))}`,
    power_changed: () => 'Who may sign for the agency has changed; see who does',
    face_enrolled: () => 'An administrator enrolled your face for roll calls; see it or withdraw it',
    face_key_lost: () =>
      'The system was restored from a backup: your enrolled face is of no use, enrol again',
    meeting_sound_ends: (data) =>
      `The recording of the meeting ${at(data)} is kept only until ${day(String(data.due ?? ''))}`,
    work_file_archive: ({ code, due }) =>
      `Work file ${said(code)} is to be handed to the archive${until({ due })}`,
    work_file_keep: ({ code, due }) => `Work file ${said(code)} is kept no longer${until({ due })}`,
  } as Record<string, (data: Data) => string>,
}
