/** What is done after facts about incoming documents and their answers, and by the clock. */
import { closeAnswered, reopenReplaced, reopenRevoked } from './follow-answers.ts'
import { remindOfDue } from './remind.ts'

export const assignmentJobs = [closeAnswered, reopenReplaced, reopenRevoked]
export const assignmentSchedules = [remindOfDue]
