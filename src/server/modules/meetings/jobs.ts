import { remindMeetings } from './call/remind.ts'
import { tidyFacesNightly } from './door/tidy.ts'
import { cutSoundFiles } from './import/cut-files.ts'
import { releaseSounds } from './recording/release.ts'

export const meetingSchedules = [remindMeetings, releaseSounds, cutSoundFiles, tidyFacesNightly]
