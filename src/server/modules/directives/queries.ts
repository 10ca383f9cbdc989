/** All SQL on tasks and reports. */
import { type Selectable, sql } from 'kysely'
import type { Measure } from '#server/modules/indicators/index.ts'
import type { Tx } from '#server/platform/database/database.ts'
import type { DirectivesJudgement, DirectivesReport, DirectivesTask } from '#server/platform/schema.gen.ts'
import type { TakesPart, TaskStatus, Verdict } from './model.ts'

type Db = Tx<'directives' | 'reporting'>
type Row = Omit<Selectable<DirectivesTask>, 'status' | 'others'> & { status: TaskStatus; others: TakesPart[] }

/** Ordered because of a figure, which has to recover. */
export type FigureTask = Row & {
  origin: 'figure'
  measure: Measure
  baseline: number
  target: number
  dueOn: string
}
/** Ordered by a paragraph of an issued document. */
export type DocumentTask = Row & {
  origin: 'document'
  measure: null
  documentId: string
  documentSymbol: string
  orderId: string
  issuingAgencyId: string
}
export type Task = FigureTask | DocumentTask
export type Report = Selectable<DirectivesReport>
export type Judgement = Omit<Selectable<DirectivesJudgement>, 'verdict'> & { verdict: Verdict }

function tasks(tx: Db) {
  // The database keeps every row of one of the two (constraint of_one_origin).
  return tx.selectFrom('directives.task').selectAll().$castTo<Task>()
}

export async function insertTask(tx: Db, task: Task): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('directives.task')
    .values({ ...task, others: JSON.stringify(task.others) })
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

/** Of one issued document those that have not ended. */
export async function listUnended(tx: Db, documentId: string): Promise<Task[]> {
  return tasks(tx)
    .where('documentId', '=', documentId)
    .where('status', 'in', ['open', 'reported'])
    .orderBy('id')
    .execute()
}

/** Of one document, in the order in which it gives them. */
export async function listOfDocument(tx: Db, documentId: string, limit: number): Promise<Task[]> {
  return tasks(tx).where('documentId', '=', documentId).orderBy('id').limit(limit).execute()
}

export async function insertJudgement(tx: Db, judgement: Judgement): Promise<void> {
  await tx.insertInto('directives.judgement').values(judgement).execute()
}

export async function listJudgements(tx: Db, taskId: string): Promise<Judgement[]> {
  return tx
    .selectFrom('directives.judgement')
    .selectAll()
    .$narrowType<Pick<Judgement, 'verdict'>>()
    .where('taskId', '=', taskId)
    .orderBy('at')
    .limit(200)
    .execute()
}

export interface TaskFilter {
  /** Whose tasks, to do or to watch over; null for all. */
  agencyIds: readonly string[] | null
  statuses: readonly TaskStatus[]
  limit: number
}

/** Of these agencies to lead, to take part in, or to watch over. */
const concerns = (agencyIds: readonly string[]) =>
  sql<boolean>`(agency_id = any (${agencyIds}) or issuing_agency_id = any (${agencyIds})
    or (origin = 'document' and other_agency_ids && ${agencyIds}::text[]))`

/** Tasks still open by due day, ended ones the latest first. */
export async function listTasks(tx: Db, { agencyIds, statuses, limit }: TaskFilter): Promise<Task[]> {
  let query = tasks(tx)
    .where('status', 'in', statuses)
    .orderBy('closedAt', (order) => order.desc().nullsFirst())
    .orderBy('dueOn', (order) => order.asc().nullsLast())
    .orderBy('id')
    .limit(limit)
  if (agencyIds) query = query.where(concerns(agencyIds))
  return query.execute()
}

/** The oldest first: what waits for its figure to recover. */
export async function listReportedOfFigures(tx: Db, limit: number): Promise<Task[]> {
  return tasks(tx)
    .where('status', '=', 'reported')
    .where('origin', '=', 'figure')
    .orderBy('dueOn')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function countTasks(
  tx: Db,
  { agencyIds, statuses }: Omit<TaskFilter, 'limit'>,
): Promise<number> {
  let query = tx
    .selectFrom('directives.task')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', 'in', statuses)
  if (agencyIds) query = query.where(concerns(agencyIds))
  return (await query.executeTakeFirst())?.count ?? 0
}

export async function changeTask(
  tx: Db,
  id: string,
  change: { status: TaskStatus; closedAt?: Date; endReason?: string },
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
