import { defineRefusal } from '#shared/refusal.ts'

export const meetingNotFound = defineRefusal('meetings.not_found', 404)
/** Seen, and not theirs to prepare or to run. */
export const notYours = defineRefusal('meetings.not_yours', 403)
export const inPast = defineRefusal('meetings.in_past', 422)
export const endsBefore = defineRefusal('meetings.ends_before', 422)
/** A state secret is neither announced, discussed nor kept on a system on a network. */
export const stateSecret = defineRefusal('meetings.state_secret', 422)
export const wrongState = defineRefusal('meetings.wrong_state', 409)
export const personUnknown = defineRefusal('meetings.person_unknown', 422)
export const oneEach = defineRefusal('meetings.one_each', 422)
export const tooMany = defineRefusal('meetings.too_many', 422)
export const itemGone = defineRefusal('meetings.item_gone', 409)
/** What was concluded of it would lose its place. */
export const itemConcluded = defineRefusal('meetings.item_concluded', 409)
export const paperNotFound = defineRefusal('meetings.paper_not_found', 404)
export const agendaEmpty = defineRefusal('meetings.agenda_empty', 409)
/** Those invited come at another hour. */
export const tooEarly = defineRefusal('meetings.too_early', 409)
/** The page shows another point than the one whose turn it is. */
export const movedOn = defineRefusal('meetings.moved_on', 409)
export const notInvited = defineRefusal('meetings.not_invited', 403)
export const rollClosed = defineRefusal('meetings.roll_closed', 409)
export const pinWrong = defineRefusal('meetings.pin_wrong', 422)
export const pinSpent = defineRefusal('meetings.pin_spent', 429)
export const sentenceGone = defineRefusal('meetings.sentence_gone', 409)
/** Saving would put what was typed in the place of what another has typed since. */
export const textChanged = defineRefusal('meetings.text_changed', 409)
export const sentenceLong = defineRefusal('meetings.sentence_long', 422)
export const tooLong = defineRefusal('meetings.too_long', 422)
/** A task nobody is told to do is none. */
export const leadMissing = defineRefusal('meetings.lead_missing', 422)
/** Whoever is told would be late from the first day. */
export const taskInPast = defineRefusal('meetings.task_in_past', 409)
export const nothingConcluded = defineRefusal('meetings.nothing_concluded', 409)
/** Sentences nobody has decided on, and no reason why. */
export const sentencesOpen = defineRefusal('meetings.sentences_open', 409)
/** What was concluded went into a draft, which nothing changed here would reach. */
export const boardDone = defineRefusal('meetings.board_done', 409)
export const noticeThere = defineRefusal('meetings.notice_there', 409)
/** What the minutes say of it would no longer be so. */
export const minutesThere = defineRefusal('meetings.minutes_there', 409)
/** A draft is read by everybody who works on documents of the agency; what is closed is not for them. */
export const closedNoNotice = defineRefusal('meetings.closed_no_notice', 409)
export const closedNoMinutes = defineRefusal('meetings.closed_no_minutes', 409)
/** What is closed, or a past that was made up, has no sound. */
export const notRecorded = defineRefusal('meetings.not_recorded', 409)
/** One account has begun as many tracks of its own as anybody needs. */
export const tracksMany = defineRefusal('meetings.tracks_many', 409)
export const recordingNotFound = defineRefusal('meetings.recording_not_found', 404)
export const recordingOver = defineRefusal('meetings.recording_over', 409)
/** It is not over: there is nothing to give up. */
export const recordingGoesOn = defineRefusal('meetings.recording_goes_on', 409)
export const recordingWhole = defineRefusal('meetings.recording_whole', 409)
/** Another one bears that number already. */
export const chunkOther = defineRefusal('meetings.chunk_other', 409)
/** It arrived otherwise than it was sent. */
export const chunkBroken = defineRefusal('meetings.chunk_broken', 422)
/** No Opus in WebM or MP4, or longer than a chunk is. */
export const chunkUnfit = defineRefusal('meetings.chunk_unfit', 422)
/** Sees the meeting, and was not let listen by who presides. */
export const mayNotListen = defineRefusal('meetings.may_not_listen', 403)
/** Who may listen is for who presides to say. */
export const chairAllows = defineRefusal('meetings.chair_allows', 403)
export const listenerGone = defineRefusal('meetings.listener_gone', 409)
export const soundGone = defineRefusal('meetings.sound_gone', 410)
/** Nothing that is said in a closed meeting is written down here. */
export const notWritten = defineRefusal('meetings.not_written', 409)
/** It was taken out, joined to another, or a better pass put something in its place. */
export const segmentGone = defineRefusal('meetings.segment_gone', 409)
export const segmentChanged = defineRefusal('meetings.segment_changed', 409)
/** What is joined follows each other in one recording. */
export const notNeighbours = defineRefusal('meetings.not_neighbours', 422)
export const partsMany = defineRefusal('meetings.parts_many', 422)
/** Of what was chosen nothing is the chair's, or all of it was taken before. */
export const nothingSpoken = defineRefusal('meetings.nothing_spoken', 409)
/** A file recorded elsewhere: its beginning cannot be read, or lies outside of the meeting. */
export const clockUnread = defineRefusal('meetings.clock_unread', 422)
export const beginsElsewhen = defineRefusal('meetings.begins_elsewhen', 422)
export const soundFileLarge = defineRefusal('meetings.sound_file_large', 413)
export const soundFilesMany = defineRefusal('meetings.sound_files_many', 409)
/** Not theirs, cut already, or dropped. */
export const soundFileGone = defineRefusal('meetings.sound_file_gone', 409)
/** Another file of the same name and size. */
export const pieceOther = defineRefusal('meetings.piece_other', 409)
/** Engine and weights are not here yet, or damaged. */
export const facesAbsent = defineRefusal('meetings.faces_absent', 503)
/** Of some views something is wrong: which, by their number, and what. */
export const viewsUnfit = defineRefusal('meetings.views_unfit', 422)
export const viewsCount = defineRefusal('meetings.views_count', 422)
/** Nobody enrols whoever works nowhere here, nor a citizen. */
export const faceNotStaff = defineRefusal('meetings.face_not_staff', 422)
export const faceNone = defineRefusal('meetings.face_none', 409)
/** Of a closed meeting no face is looked at. */
export const doorClosedClass = defineRefusal('meetings.door_closed_class', 409)
export const doorShut = defineRefusal('meetings.door_shut', 409)
/** A frame of this door is still being looked at. */
export const doorBusy = defineRefusal('meetings.door_busy', 429)
export const proposalGone = defineRefusal('meetings.proposal_gone', 409)
