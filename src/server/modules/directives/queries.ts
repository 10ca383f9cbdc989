/** All SQL on tasks and reports. */
import { type Selectable, sql } from 'kysely'
import type { Measure } from '#server/modules/indicators/index.ts'
import type { Tx } from '#server/platform/database/database.ts'
import type { DirectivesReport, DirectivesTask } from '#server/platform/schema.gen.ts'
import type { TaskStatus } from './model.ts'

type Db = Tx<'directives' | 'reporting'>
export type Task = Omit<Selectable<DirectivesTask>, 'status' | 'measure'> & {
  status: TaskStatus
  measure: Measure
}
export type Report = Selectable<DirectivesReport>

function tasks(tx: Db) {
  return tx.selectFrom('directives.task').selectAll().$narrowType<Pick<Task, 'status' | 'measure'>>()
}

export async function insertTask(tx: Db, task: Task): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('directives.task')
    .values(task)
    .onConflict((conflict) => conflict.column('requestKey').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function findTaskByRequestKey(tx: Db, requestKey: string): Promise<Task | undefined> {
  return tasks(tx).where('requestKey', '=', requestKey).executeTakeFirst()
}

/** Row policies show a task to its agency and to those who see the province. */
export async function findTask(tx: Db, id: string): Promise<Task | undefined> {
  return tasks(tx).where('id', '=', id).executeTakeFirst()
}

export async function lockTask(tx: Db, id: string): Promise<Task | undefined> {
  return tasks(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

export interface TaskFilter {
  /** Whose tasks; null for all. */
  agencyIds: readonly string[] | null
  statuses: readonly TaskStatus[]
  limit: number
}

/** Tasks still open by due day, ended ones the latest first. */
export async function listTasks(tx: Db, { agencyIds, statuses, limit }: TaskFilter): Promise<Task[]> {
  let query = tasks(tx)
    .where('status', 'in', statuses)
    .orderBy('closedAt', (order) => order.desc().nullsFirst())
    .orderBy('dueOn')
    .orderBy('id')
    .limit(limit)
  if (agencyIds) query = query.where('agencyId', 'in', agencyIds)
  return query.execute()
}

export async function countTasks(
  tx: Db,
  { agencyIds, statuses }: Omit<TaskFilter, 'limit'>,
): Promise<number> {
  let query = tx
    .selectFrom('directives.task')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', 'in', statuses)
  if (agencyIds) query = query.where('agencyId', 'in', agencyIds)
  return (await query.executeTakeFirst())?.count ?? 0
}

export async function changeTask(
  tx: Db,
  id: string,
  change: { status: TaskStatus; closedAt?: Date },
): Promise<void> {
  await tx.updateTable('directives.task').set(change).where('id', '=', id).execute()
}

/** False when this very report was stored before. */
export async function insertReport(tx: Db, report: Report): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('directives.report')
    .values(report)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function findReportMark(tx: Db, id: string): Promise<Buffer | null> {
  const report = await tx
    .selectFrom('directives.report')
    .select('requestMark')
    .where('id', '=', id)
    .executeTakeFirst()
  return report?.requestMark ?? null
}

export async function listReports(tx: Db, taskId: string): Promise<Report[]> {
  return tx
    .selectFrom('directives.report')
    .selectAll()
    .where('taskId', '=', taskId)
    .orderBy('at')
    .limit(200)
    .execute()
}

export interface OpenOrder {
  agencyId: string
  serviceCode: string | null
  measure: Measure
  issuedAt: Date
}

/** The oldest order under way about each figure. */
export async function listOpenTasks(tx: Db): Promise<OpenOrder[]> {
  const { rows } = await sql<OpenOrder>`
    select agency_id, service_code, measure, min(issued_at) as issued_at from reporting.open_task
     group by agency_id, service_code, measure`.execute(tx)
  return rows
}
