/** SQL on dossiers. `find…` may return undefined, `list…` returns an array. */
import { type Selectable, sql } from 'kysely'
import type { DossierState } from '#server/modules/dossiers/fold.ts'
import type { Step } from '#server/modules/dossiers/model.ts'
import type { NewPaper } from '#server/modules/dossiers/read/paper-queries.ts'
import { agencyWords } from '#server/modules/dossiers/read/search-words.ts'
import type { Status } from '#server/modules/dossiers/states.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Tx } from '#server/platform/database/database.ts'
import { readsEveryCase } from '#server/platform/rights.ts'
import type { DossiersDossier } from '#server/platform/schema.gen.ts'

type Db = Tx<'dossiers'>
export type Dossier = Omit<Selectable<DossiersDossier>, 'search' | 'namesIndexed' | 'status' | 'step'> & {
  status: Status
  step: Step
}

export interface NewDossier {
  id: string
  requestKey: string
  serviceCode: string
  serviceVersion: number
  applicantId: string
  applicantName: string
  filedBy: string
  agencyId: string
  unitCode: string | null
  channel: 'online' | 'direct' | 'post'
  answers: object
  fee: number
  submittedAt: Date
  acceptBy: Date
  dueAt: Date | null
  budget: number
  budgetUnit: string
  /** `H57.16.02-261123`: what the daily number completes. */
  codeHead: string
  /** Local day of the daily sequence. */
  day: string
  /** Search words beside the code; those of the name are kept for finding by their beginnings. */
  words: string[]
  nameWords: string[]
  papers: NewPaper[]
  action: {
    actorKind: string
    actorId: string | null
    actorName: string
    data: object
    requestMark: Buffer | null
  }
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
] as const

/**
 * Stores a dossier with its first action and its papers in one statement, under the next number of its agency's
 * day; or returns undefined when this request key was already stored. A number taken in vain is given back while its
 * row is still held, so that the day's numbers have no gap.
 */
export async function insertDossier(tx: Db, dossier: NewDossier): Promise<{ code: string } | undefined> {
  const d = dossier
  const { rows } = await sql<{ code: string | null; taken: boolean }>`
    with number as (
      insert into dossiers.day_number as n (agency_id, day, last)
      select ${d.agencyId}, ${d.day}::date, 1
       where not exists (select from dossiers.dossier
                          where filed_by = ${d.filedBy}::uuid and request_key = ${d.requestKey}::uuid)
      on conflict (agency_id, day) do update set last = n.last + 1
      returning last
    ), coded as (
      select ${d.codeHead} || '-' || lpad(last::text, greatest(4, length(last::text)), '0') as code from number
    ), stored as (
      insert into dossiers.dossier (id, code, request_key, service_code, service_version, applicant_id, applicant_name, filed_by,
             agency_id, handling_agency_id, unit_code, channel, status, step, answers, fee, submitted_at, accept_by, due_at,
             budget, budget_unit, last_seq, names_indexed, search)
      select ${d.id}::uuid, code, ${d.requestKey}::uuid, ${d.serviceCode}, ${d.serviceVersion}::integer, ${d.applicantId}::uuid,
             ${d.applicantName}, ${d.filedBy}::uuid, ${d.agencyId}, ${d.agencyId}, ${d.unitCode}, ${d.channel}, 'submitted', 'one_stop',
             ${JSON.stringify(d.answers)}::jsonb, ${d.fee}::integer, ${d.submittedAt}::timestamptz, ${d.acceptBy}::timestamptz,
             ${d.dueAt}::timestamptz, ${d.budget}::integer, ${d.budgetUnit}, 1, true,
             array_to_tsvector(${d.words}::text[] || ${d.nameWords}::text[] || array[lower(code), right(code, 4)])
        from coded
      on conflict (filed_by, request_key) do nothing
      returning id, code
    ), acted as (
      insert into dossiers.action (dossier_id, seq, kind, actor_kind, actor_id, actor_name, data, at, request_mark)
      select id, 1, 'submit', ${d.action.actorKind}, ${d.action.actorId}::uuid, ${d.action.actorName},
             ${JSON.stringify(d.action.data)}::jsonb, ${d.submittedAt}::timestamptz, ${d.action.requestMark}::bytea
        from stored
    ), named as (
      insert into dossiers.name_word (word)
      select distinct word from stored, unnest(${d.nameWords}::text[]) as word order by word
      on conflict do nothing
    ), given as (
      insert into dossiers.paper (dossier_id, seq, key, name, sha256, media_type, size, source, vault_paper_id, action_seq, given_at)
      select stored.id, p.seq, p.key, p.name, p.sha256, p."mediaType", p.size, p.source, p."vaultPaperId", 1,
             ${d.submittedAt}::timestamptz
        from stored, jsonb_to_recordset(${JSON.stringify(d.papers.map((paper, index) => ({ ...paper, seq: index + 1 })))}::jsonb)
          as p(seq smallint, key text, name text, sha256 text, "mediaType" text, size bigint, source text, "vaultPaperId" uuid)
    )
    select (select code from stored) as code, exists (select from number) as taken`.execute(tx)
  const { code = null, taken = false } = rows[0] ?? {}
  if (code) return { code }
  if (taken) {
    await sql`update dossiers.day_number set last = last - 1
               where agency_id = ${d.agencyId} and day = ${d.day}::date`.execute(tx)
  }
  return undefined
}

/** What this filer, a citizen or a member of staff, submitted under this key: no more than is answered again. */
export async function findByRequestKey(
  tx: Db,
  filedBy: string,
  requestKey: string,
): Promise<Pick<Dossier, 'id' | 'code' | 'dueAt' | 'agencyId' | 'submittedAt'> | undefined> {
  return tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'code', 'dueAt', 'agencyId', 'submittedAt'])
    .where('filedBy', '=', filedBy)
    .where('requestKey', '=', requestKey)
    .executeTakeFirst()
}

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

/** Of these dossiers, by id, who is told of what happens to them and the little that a notice shows. */
export async function findWhomToTell(
  tx: Db,
  ids: readonly string[],
): Promise<Map<string, Pick<Dossier, 'applicantId' | 'code' | 'dueAt'>>> {
  const rows = await tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'applicantId', 'code', 'dueAt'])
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

/** Answers as the applicant completed them. */
export async function replaceAnswers(tx: Db, id: string, answers: object): Promise<void> {
  await tx
    .updateTable('dossiers.dossier')
    .set({ answers: JSON.stringify(answers) })
    .where('id', '=', id)
    .execute()
}

/** Adds names to what a dossier is found by, and their words to those a search may begin with. */
export async function addNameWords(tx: Db, id: string, words: readonly string[]): Promise<void> {
  await sql`
    with named as (
      insert into dossiers.name_word (word)
      select distinct word from unnest(${words}::text[]) as word order by word
      on conflict do nothing
    )
    update dossiers.dossier
       set search = search || array_to_tsvector(${words}::text[]), names_indexed = true
     where id = ${id}::uuid`.execute(tx)
}

/** Dossiers filed before the names of their answers were search words, the newest first. */
export async function listWithoutNames(
  tx: Db,
  limit: number,
): Promise<Pick<Dossier, 'id' | 'serviceCode' | 'serviceVersion' | 'applicantName' | 'answers'>[]> {
  return tx
    .selectFrom('dossiers.dossier')
    .select(['id', 'serviceCode', 'serviceVersion', 'applicantName', 'answers'])
    .where('namesIndexed', '=', false)
    .orderBy('submittedAt', 'desc')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Dossiers whose supplement was not answered since `before`, for the job that ends them. */
export async function listUnansweredSince(tx: Db, before: Date, limit: number): Promise<{ id: string }[]> {
  return tx
    .selectFrom('dossiers.dossier')
    .select('id')
    .where('status', '=', 'supplement')
    .where('pausedSince', '<', before)
    .limit(limit)
    .execute()
}

export interface PublicStatus {
  code: string
  serviceCode: string
  serviceVersion: number
  status: Status
  agencyId: string
  handlingAgencyId: string
  submittedAt: Date
  acceptedAt: Date | null
  dueAt: Date | null
  finishedAt: Date | null
  pausedSince: Date | null
}

/** The words of applicants' names that begin so. */
export async function listNameWords(tx: Db, beginnings: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select known.word
      from unnest(${beginnings}::text[]) as beginning
      cross join lateral (
        select word from dossiers.name_word
         where word >= beginning and word < beginning || chr(1114111)
         order by word limit 200) known`.execute(tx)
  return rows.map(({ word }) => word)
}
