/** All SQL on whose face is enrolled, and on what the camera at a door proposes. */
import type { Insertable, Selectable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { MeetingsFaceEnrolment, MeetingsFaceProposal } from '#server/platform/schema.gen.ts'
import type { Side } from './challenge.ts'
import type { Ending } from './model.ts'

type Db = Tx<'meetings'>

export type Enrolment = Omit<Selectable<MeetingsFaceEnrolment>, 'basis' | 'endedWhy'> & {
  basis: 'consent' | 'legal'
  endedWhy: Ending | null
}
export type Proposal = Omit<Selectable<MeetingsFaceProposal>, 'steps' | 'state'> & {
  steps: Side[]
  state: 'asked' | 'failed' | 'proposed' | 'confirmed' | 'refused'
}

export async function insertEnrolment(tx: Db, row: Insertable<MeetingsFaceEnrolment>): Promise<void> {
  await tx.insertInto('meetings.faceEnrolment').values(row).execute()
}

export async function insertTemplate(tx: Db, row: { enrolmentId: string; sealed: Buffer }): Promise<void> {
  await tx.insertInto('meetings.faceTemplate').values(row).execute()
}

/** The enrolment of an account that stands, for whoever may know of it. */
export async function findEnrolment(tx: Db, accountId: string): Promise<Enrolment | undefined> {
  return tx
    .selectFrom('meetings.faceEnrolment')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .$castTo<Enrolment>()
    .executeTakeFirst()
}

/** The last one of an account, whether it stands or not. */
export async function findLastEnrolment(tx: Db, accountId: string): Promise<Enrolment | undefined> {
  return tx
    .selectFrom('meetings.faceEnrolment')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('enrolledAt', 'desc')
    .orderBy('id', 'desc')
    .$castTo<Enrolment>()
    .limit(1)
    .executeTakeFirst()
}

/** Those that stand, in the order of their ids. */
export async function listEnrolments(
  tx: Db,
  after: string | undefined,
  limit: number,
): Promise<Pick<Enrolment, 'id' | 'accountId' | 'agencyId'>[]> {
  let query = tx
    .selectFrom('meetings.faceEnrolment')
    .select(['id', 'accountId', 'agencyId'])
    .where('endedAt', 'is', null)
    .orderBy('id')
    .limit(limit)
  if (after) query = query.where('id', '>', after)
  return query.execute()
}

export async function countEnrolments(tx: Db): Promise<number> {
  const { count } = await tx
    .selectFrom('meetings.faceEnrolment')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** False where it had ended before. */
export async function endEnrolment(
  tx: Db,
  id: string,
  ending: { endedWhy: Ending; endedBy: string | null; endedAt: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('meetings.faceEnrolment')
    .set(ending)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteTemplate(tx: Db, enrolmentId: string): Promise<void> {
  await tx.deleteFrom('meetings.faceTemplate').where('enrolmentId', '=', enrolmentId).execute()
}

export interface SealedFace {
  enrolmentId: string
  accountId: string
  sealed: Buffer
}

/** What the faces of these accounts are compared by, sealed. For the program alone. */
export async function listSealed(tx: Db, accountIds: readonly string[]): Promise<SealedFace[]> {
  if (accountIds.length === 0) return []
  return tx
    .selectFrom('meetings.faceEnrolment as e')
    .innerJoin('meetings.faceTemplate as t', 't.enrolmentId', 'e.id')
    .select(['e.id as enrolmentId', 'e.accountId', 't.sealed'])
    .where('e.accountId', 'in', [...accountIds])
    .where('e.endedAt', 'is', null)
    .$castTo<SealedFace>()
    .execute()
}

export async function insertProposal(tx: Db, row: Insertable<MeetingsFaceProposal>): Promise<void> {
  await tx.insertInto('meetings.faceProposal').values(row).execute()
}

/** Those of a meeting since that moment, the latest first. */
export async function listProposals(tx: Db, meetingId: string, since: Date): Promise<Proposal[]> {
  return tx
    .selectFrom('meetings.faceProposal')
    .selectAll()
    .where('meetingId', '=', meetingId)
    .where('seenAt', '>=', since)
    .orderBy('seenAt', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .$castTo<Proposal>()
    .execute()
}

export async function findProposal(tx: Db, meetingId: string, id: string): Promise<Proposal | undefined> {
  return tx
    .selectFrom('meetings.faceProposal')
    .selectAll()
    .where('meetingId', '=', meetingId)
    .where('id', '=', id)
    .$castTo<Proposal>()
    .executeTakeFirst()
}

/** What became of it, unless something had before. */
export async function changeProposal(
  tx: Db,
  id: string,
  before: Proposal['state'],
  change: Partial<Pick<Proposal, 'score' | 'done' | 'isAhead' | 'state' | 'decidedBy' | 'decidedAt'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('meetings.faceProposal')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', before)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** All proposals of meetings that are over. How many that were. */
export async function deleteProposals(tx: Db): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('meetings.faceProposal')
    .where('meetingId', 'in', (eb) =>
      eb.selectFrom('meetings.meeting').select('id').where('state', 'in', ['closed', 'cancelled']),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
