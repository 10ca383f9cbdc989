export {
  type CalendarTables,
  type DayKind,
  type DayReason,
  type DayReasonCode,
  type LegalCalendar,
  loadCalendar,
  type Session,
} from './calendar.ts'
export { CalendarFile } from './calendar-file.ts'
export { type Budget, type Clock, type ClockEntry, ClockOrderError, foldClock, remaining } from './clock.ts'
export { budgetWords, type DueLine, type DueReasonCode, explainDue, explanationText } from './explain-due.ts'
export { type Opening, openingOf } from './opening.ts'
export { type Urgency, urgencyOf } from './urgency.ts'
export {
  addWorkingDays,
  addWorkingHours,
  addWorkingMinutes,
  type DayCounting,
  hoursPerWorkingDay,
  workingDaysBetween,
  workingMinutesBetween,
} from './working-time.ts'
