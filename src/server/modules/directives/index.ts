/** Chỉ đạo, nhiệm vụ: orders and the proof that they took effect. The only file other modules and pages may import. */
export { watchTasks } from './close-recovered.ts'
export { IssueTask, issueTask } from './issue-task.ts'

export { listOpenOrders, listOrderableValues, type OrderableValue } from './open-orders.ts'
export type { OpenOrder, Task } from './queries.ts'
export {
  countOpenTasks,
  listTasksFor,
  viewTask,
} from './read-tasks.ts'
export { ReportTask, reportTask } from './report-task.ts'
export { withdrawTask } from './withdraw-task.ts'
