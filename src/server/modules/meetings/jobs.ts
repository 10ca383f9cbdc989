import { remindMeetings } from './call/remind.ts'
import { releaseSounds } from './recording/release.ts'

export const meetingSchedules = [remindMeetings, releaseSounds]
