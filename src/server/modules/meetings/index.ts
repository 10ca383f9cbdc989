/** Cuộc họp: who meets when about what, who came, what was concluded. The only file other modules and pages may import. */
export { dropItem, PutItem, putItem, raiseItem } from './call/agenda.ts'
export { callMeeting } from './call/call-meeting.ts'
export { CancelMeeting, cancelMeeting, moveMeeting } from './call/change-meeting.ts'
export {
  Invite,
  invite,
  listInvitable,
  maySend,
  Substitute,
  staffToSend,
  substitute,
  uninvite,
} from './call/invite.ts'
export { nextOfSeries, whoMayRun, whoMayRunOf } from './call/next-of-series.ts'
export { addPaper, openPaper, removePaper } from './call/papers.ts'
export { BeginNotice, writeNotice } from './conclude/begin-notice.ts'
export { decide, isTakenTogether, takeProposals, tasksOf, typeConclusions } from './conclude/conclusions.ts'
export { DecideSentence, SentenceTask, TypeConclusions } from './conclude/model.ts'
export { seenOf } from './conclude/split.ts'
export { type BoardView, listOutcomes, type Outcome, viewBoard } from './conclude/view-board.ts'
export { confirmProposal, refuseProposal } from './door/decide.ts'
export { viewEngine } from './door/engine.ts'
export {
  enrolOther,
  enrolSelf,
  type FaceView,
  viewFaceOf,
  viewOwnFace,
  withdrawOther,
  withdrawOwn,
} from './door/enrol.ts'
export { viewFaces } from './door/evaluation.ts'
export {
  consentVersion,
  EnrolOther,
  EnrolSelf,
  mostViewBytes,
  mostViews,
  OneProposal,
  type Seen,
  type ViewProblem,
} from './door/model.ts'
export { recognise } from './door/recognise.ts'
export { viewDoor } from './door/view-door.ts'
export { speechCondition } from './hearing/condition.ts'
export { type HearingView, viewHearing } from './hearing/view-hearing.ts'
export { bringFile, dropFile, type ListedFile, listFiles, takePiece } from './import/bring-file.ts'
export {
  BringFile,
  mostBytes as mostFileBytes,
  mostHours as mostFileHours,
  PieceHead,
} from './import/model.ts'
export type { MeetingPlace } from './look/queries.ts'
export { calendarOf, listFor, type MeetingView, viewMeeting } from './look/view-meeting.ts'
export { writeMinutes } from './minutes/write-minutes.ts'
export { CallMeeting, MeetingHead, rhythms } from './model.ts'
export { endRecording, giveUpRecording } from './recording/end.ts'
export type { Keeping } from './recording/keeping.ts'
export { listRecordings, mostGaps, openChunk } from './recording/listen.ts'
export { AllowListener, allowListener, EndListener, endListening } from './recording/listeners.ts'
export { type ListeningView, viewListening } from './recording/listening.ts'
export { BeginRecording, ChunkHead, EndRecording, GiveUpRecording } from './recording/model.ts'
export { beginRecording, takeChunk } from './recording/record.ts'
export { meetingNotFound } from './refusals.ts'
export { CountStrangers, countStrangers, MarkPerson, markPerson } from './run/attendance.ts'
export { openRoll, SayPresent, sayPresent, viewRoll } from './run/roll-call.ts'
export { closeMeeting, nextItem, startMeeting } from './run/run-meeting.ts'
export { type SessionView, viewSession } from './run/view-session.ts'
export { watchMeeting } from './run/watch-meeting.ts'
export { joinSegments, removeSegment, restoreSegment, writeSegment } from './transcript/change.ts'
export {
  exportTranscript,
  type TranscriptForm,
  transcriptForms,
} from './transcript/export-transcript.ts'
export {
  JoinSegments,
  most as mostOfTranscript,
  OneSegment,
  TakeSpoken,
  WriteSegment,
} from './transcript/model.ts'
export { takeSpoken } from './transcript/take-spoken.ts'
export { nameOf, type TranscriptView, viewTranscript } from './transcript/view-transcript.ts'
