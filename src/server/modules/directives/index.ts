/** Chỉ đạo, nhiệm vụ: orders and the proof that they took effect. The only file other modules and pages may import. */
export { IssueTask, issueTask } from './issue-task.ts'

export { acceptReport, JudgeReport, mayJudge, returnReport } from './judge-report.ts'
export { listOpenOrders, listOrderableValues, type OrderableValue } from './open-orders.ts'
export type { DocumentTask, FigureTask, OpenOrder, Task } from './queries.ts'
export {
  countOpenTasks,
  listTasksFor,
  listTasksOfDocument,
  viewTask,
} from './read-tasks.ts'
export { mayReport, ReportTask, reportTask } from './report-task.ts'
export { mayWithdraw, WithdrawTask, withdrawTask } from './withdraw-task.ts'
