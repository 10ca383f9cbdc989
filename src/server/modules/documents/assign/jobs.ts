/** What is done after facts about incoming documents and their answers, and by the clock. */
import { closeAnswered, reopenReplaced, reopenRevoked } from './follow-answers.ts'
import { followNoted, followReplaced, followRevoked, followWhatWasMissed } from './follow-sender.ts'
import { remindOfDue } from './remind.ts'

export const assignmentJobs = [
  closeAnswered,
  reopenReplaced,
  reopenRevoked,
  followRevoked,
  followReplaced,
  followNoted,
]
export const assignmentSchedules = [remindOfDue, followWhatWasMissed]
