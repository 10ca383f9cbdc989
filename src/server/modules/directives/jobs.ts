import { watchTasks } from './close-recovered.ts'
import { endReplaced, endRevoked, orderIssued } from './order-from-document.ts'

export const directiveJobs = [orderIssued, endRevoked, endReplaced]
export const directiveSchedules = [watchTasks]
