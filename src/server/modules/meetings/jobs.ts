import { remindMeetings } from './call/remind.ts'

export const meetingSchedules = [remindMeetings]
