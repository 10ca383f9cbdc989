/** All SQL on tasks and reports. */
import { type Selectable } from 'kysely'
import type { TaskStatus } from '#server/modules/directives/model.ts'
import type { Measure } from '#server/modules/indicators/index.ts'
import type { Tx } from '#server/platform/database.ts'
import type { DirectivesReport, DirectivesTask } from '#server/platform/schema.gen.ts'

type Db = Tx<'directives'>
export type Task = Omit<Selectable<DirectivesTask>, 'status' | 'measure'> & { status: TaskStatus; measure: Measure }
export type Report = Selectable<DirectivesReport>

export async function insertTask(tx: Db, task: Task): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('directives.task')
    .values(task)
    .onConflict((conflict) => conflict.column('requestKey').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function findTaskByRequestKey(tx: Db, requestKey: string): Promise<Task | undefined> {
  return tx
    .selectFrom('directives.task')
    .selectAll()
    .$narrowType<{ status: TaskStatus; measure: Measure }>()
    .where('requestKey', '=', requestKey)
    .executeTakeFirst()
}

/** Row policies show a task to its agency and to those who see the province. */
export async function findTask(tx: Db, id: string): Promise<Task | undefined> {
  return tx
    .selectFrom('directives.task')
    .selectAll()
    .$narrowType<{ status: TaskStatus; measure: Measure }>()
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function lockTask(tx: Db, id: string): Promise<Task | undefined> {
  return tx
    .selectFrom('directives.task')
    .selectAll()
    .$narrowType<{ status: TaskStatus; measure: Measure }>()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function listTasks(
  tx: Db,
  { agencyIds, open, limit }: { agencyIds: string[] | null; open: boolean; limit: number },
): Promise<Task[]> {
  let query = tx
    .selectFrom('directives.task')
    .selectAll()
    .$narrowType<{ status: TaskStatus; measure: Measure }>()
    .where('status', 'in', open ? ['open', 'reported'] : ['closed', 'withdrawn'])
    .limit(limit)
  if (agencyIds) query = query.where('agencyId', 'in', agencyIds)
  return (open ? query.orderBy('dueOn') : query.orderBy('closedAt', 'desc')).execute()
}

export async function changeTask(
  tx: Db,
  id: string,
  change: { status: TaskStatus; closedAt?: Date },
): Promise<void> {
  await tx.updateTable('directives.task').set(change).where('id', '=', id).execute()
}

export async function insertReport(tx: Db, report: Report): Promise<void> {
  await tx.insertInto('directives.report').values(report).execute()
}

export async function listReports(tx: Db, taskId: string): Promise<Report[]> {
  return tx.selectFrom('directives.report').selectAll().where('taskId', '=', taskId).orderBy('at').limit(200).execute()
}
