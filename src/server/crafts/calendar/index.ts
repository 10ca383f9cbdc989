export {
  type LegalCalendar,
  loadCalendar,
} from './calendar.ts'

export { type Budget, type Clock, type ClockEntry, foldClock, remaining } from './clock.ts'
export { budgetWords, type DueLine, explainDue, explanationText } from './explain-due.ts'
export { openingOf } from './opening.ts'
export { urgencyOf } from './urgency.ts'
export {
  addWorkingDays,
  addWorkingHours,
  addWorkingMinutes,
  workingDaysBetween,
  workingMinutesBetween,
} from './working-time.ts'
