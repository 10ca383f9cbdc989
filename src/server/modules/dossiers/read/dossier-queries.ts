/** SQL on dossiers. `find…` may return undefined, `list…` returns an array. */
import { type Selectable, sql } from 'kysely'
import type { Officer } from '#server/platform/actor.ts'
import type { Tx } from '#server/platform/database/database.ts'
import { readsEveryCase } from '#server/platform/rights.ts'
import type { DossiersDossier } from '#server/platform/schema.gen.ts'
import type { DossierState } from '../fold.ts'
import type { Step } from '../model.ts'
import type { Status } from '../states.ts'
import { agencyWords } from './search-words.ts'

type Db = Tx<'dossiers'>
export type Dossier = Omit<Selectable<DossiersDossier>, 'search' | 'namesIndexed' | 'status' | 'step'> & {
  status: Status
  step: Step
}

const columns = [
  'id',
  'code',
  'requestKey',
  'serviceCode',
  'serviceVersion',
  'applicantId',
  'applicantName',
  'organisationId',
  'filedBy',
  'agencyId',
  'handlingAgencyId',
  'unitCode',
  'channel',
  'status',
  'step',
  'assigneeId',
  'answers',
  'fee',
  'submittedAt',
  'acceptBy',
  'acceptedAt',
  'dueAt',
  'finishedAt',
  'onTime',
  'budget',
  'budgetUnit',
  'consumed',
  'runningSince',
  'pausedSince',
  'supplements',
  'lastSeq',
  'resultId',
  'rating',
  'ratedAt',
  'extended',
  'waitsFor',
  'waitsUntil',
] as const

/** The applicant's own dossier, by code. */
export async function findOwnDossier(
  tx: Db,
  applicantId: string,
  code: string,
): Promise<Dossier | undefined> {
  return tx
    .selectFrom('dossiers.dossier')
    .select(columns)
    .$narrowType<{ status: Status; step: Step }>()
    .where('code', '=', code)
    .where('applicantId', '=', applicantId)
    .executeTakeFirst()
}

/** A dossier that is or was before the officer's agency, or any for one who reads every case. */
export async function findOfficerDossier(
  tx: Db,
  officer: Officer,
  code: string,
): Promise<Dossier | undefined> {
  let query = tx
    .selectFrom('dossiers.dossier')
    .select(columns)
    .$narrowType<{ status: Status; step: Step }>()
    .where('code', '=', code)
  if (!readsEveryCase(officer)) {
    query = query.where((eb) =>
      eb.or([
        eb('agencyId', 'in', officer.agencyIds),
        eb('handlingAgencyId', 'in', officer.agencyIds),
        sql<boolean>`search @@ (select string_agg(quote_literal('@' || agency), ' | ')::tsquery
                                  from unnest(${officer.agencyIds}::text[]) as agency)`,
      ]),
    )
  }
  return query.executeTakeFirst()
}

export async function findIdByCode(tx: Db, code: string): Promise<string | undefined> {
  const found = await tx
    .selectFrom('dossiers.dossier')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirst()
  return found?.id
}

/** Of these dossiers, by id, who is told of what happens to them and the little that a notice shows. */
export async function findWhomToTell(
  tx: Db,
  ids: readonly string[],
): Promise<Map<string, Pick<Dossier, 'applicantId' | 'code' | 'serviceCode' | 'dueAt'>>> {
  const rows = await tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'applicantId', 'code', 'serviceCode', 'dueAt'])
    .where('id', '=', sql<string>`any (${ids}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Holds the dossier until the work ends, so that two people cannot move it at once. */
export async function lockDossier(tx: Db, id: string): Promise<Dossier | undefined> {
  return tx
    .selectFrom('dossiers.dossier')
    .select(columns)
    .$narrowType<{ status: Status; step: Step }>()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function listOwnDossiers(
  tx: Db,
  applicantId: string,
  limit: number,
  before?: Date,
  offset = 0,
): Promise<Dossier[]> {
  let query = tx
    .selectFrom('dossiers.dossier')
    .select(columns)
    .$narrowType<{ status: Status; step: Step }>()
    .where('applicantId', '=', applicantId)
    .orderBy('submittedAt', 'desc')
    .limit(limit)
    .offset(offset)
  if (before) query = query.where('submittedAt', '<', before)
  return query.execute()
}

export async function countOwnDossiers(tx: Db, applicantId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('dossiers.dossier')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('applicantId', '=', applicantId)
    .executeTakeFirstOrThrow()
  return count
}

/** Keeps the row equal to the fold. An agency that now handles the dossier finds it in its own search. */
export async function storeState(tx: Db, id: string, state: DossierState, acceptBy: Date): Promise<void> {
  const { clock } = state
  await tx
    .updateTable('dossiers.dossier')
    .set({
      status: state.status,
      step: state.step,
      handlingAgencyId: state.handlingAgencyId,
      assigneeId: state.assigneeId,
      acceptBy,
      acceptedAt: state.acceptedAt,
      dueAt: state.dueAt,
      finishedAt: state.finishedAt,
      onTime: state.onTime,
      consumed: Math.floor(clock.budget?.unit === 'working_hours' ? clock.consumed * 60 : clock.consumed),
      runningSince: clock.runningSince,
      pausedSince: state.pausedSince,
      supplements: state.supplements,
      budget: state.terms.budget,
      budgetUnit: state.terms.budgetUnit,
      waitsFor: state.waitsFor,
      waitsUntil: state.waitsUntil,
      extended: state.extended,
      resultId: state.resultId,
      rating: state.rating,
      ratedAt: state.ratedAt,
      lastSeq: state.lastSeq,
      search: sql`search || array_to_tsvector(${agencyWords(state.handlingAgencyId, state.submittedAt)}::text[])`,
    })
    .where('id', '=', id)
    .execute()
}

/** Lets it be found by more words: those of an agency that is asked. */
export async function addSearchWords(tx: Db, id: string, words: readonly string[]): Promise<void> {
  await tx
    .updateTable('dossiers.dossier')
    .set({ search: sql`search || array_to_tsvector(${words}::text[])` })
    .where('id', '=', id)
    .execute()
}

/** Dossiers of which something awaited is due before `before`, after the one named, for the job that lets it lapse. */
export async function listLapsing(
  tx: Db,
  before: Date,
  after: { waitsUntil: Date; id: string } | undefined,
  limit: number,
): Promise<{ id: string; waitsUntil: Date }[]> {
  let query = tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'waitsUntil'])
    .where('waitsUntil', '<', before)
    .orderBy('waitsUntil')
    .orderBy('id')
    .limit(limit)
  if (after)
    query = query.where(
      sql<boolean>`(waits_until, id) > (${after.waitsUntil}::timestamptz, ${after.id}::uuid)`,
    )
  return query.$narrowType<{ waitsUntil: Date }>().execute()
}

/** Answers as the applicant completed them. `fee`: what they cost, where that is another amount than before. */
export async function replaceAnswers(
  tx: Db,
  id: string,
  answers: object,
  fee?: { after: number | null },
): Promise<void> {
  await tx
    .updateTable('dossiers.dossier')
    .set({ answers: JSON.stringify(answers), ...(fee ? { fee: fee.after } : {}) })
    .where('id', '=', id)
    .execute()
}

/** Before these agencies, what somebody asked to have refused and nobody has signed yet; the soonest first. */
export async function listAwaitedRefusals(
  tx: Db,
  agencyIds: readonly string[],
): Promise<Pick<Dossier, 'code' | 'serviceCode' | 'acceptBy' | 'agencyId'>[]> {
  if (agencyIds.length === 0) return []
  return tx
    .selectFrom('dossiers.dossier')
    .select(['code', 'serviceCode', 'acceptBy', 'agencyId'])
    .where('handlingAgencyId', 'in', [...agencyIds])
    .where('status', '=', 'submitted')
    .where('step', '=', 'leader')
    .orderBy('acceptBy')
    .limit(50)
    .execute()
}

/** What it costs, once an officer determined what was open. */
export async function storeFee(tx: Db, id: string, fee: number | null): Promise<void> {
  await tx.updateTable('dossiers.dossier').set({ fee }).where('id', '=', id).execute()
}

interface Unanswered {
  before: Date
  /** Services whose own law gives less time. */
  sooner: { before: Date; serviceCodes: readonly string[] }
  limit: number
}

/** Dossiers whose supplement was not answered since `before`, for the job that ends them. */
export async function listUnansweredSince(
  tx: Db,
  { before, sooner, limit }: Unanswered,
): Promise<{ id: string }[]> {
  return tx
    .selectFrom('dossiers.dossier')
    .select('id')
    .where('status', '=', 'supplement')
    .where((where) =>
      where.or([
        where('pausedSince', '<', before),
        ...(sooner.serviceCodes.length > 0
          ? [
              where.and([
                where('pausedSince', '<', sooner.before),
                where('serviceCode', 'in', [...sooner.serviceCodes]),
              ]),
            ]
          : []),
      ]),
    )
    .orderBy('pausedSince')
    .limit(limit)
    .execute()
}
