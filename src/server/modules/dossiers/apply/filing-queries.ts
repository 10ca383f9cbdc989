/** SQL of filing: what is stored of a new dossier, at once. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { StoredChannel } from '../filing.ts'
import type { Step } from '../model.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import type { NewPaper } from '../read/paper-queries.ts'
import type { Status } from '../states.ts'

type Db = Tx<'dossiers'>

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
  channel: StoredChannel
  answers: object
  fee: number | null
  submittedAt: Date
  acceptBy: Date
  dueAt: Date | null
  budget: number
  budgetUnit: string
  /** `H57.16.02-261123`: what the daily number completes. */
  codeHead: string
  /** Local day of the daily sequence. */
  day: string
  status: Status
  step: Step
  waitsFor: number
  waitsUntil: Date | null
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
             budget, budget_unit, waits_for, waits_until, last_seq, names_indexed, search)
      select ${d.id}::uuid, code, ${d.requestKey}::uuid, ${d.serviceCode}, ${d.serviceVersion}::integer, ${d.applicantId}::uuid,
             ${d.applicantName}, ${d.filedBy}::uuid, ${d.agencyId}, ${d.agencyId}, ${d.unitCode}, ${d.channel}, ${d.status}, ${d.step},
             ${JSON.stringify(d.answers)}::jsonb, ${d.fee}::bigint, ${d.submittedAt}::timestamptz, ${d.acceptBy}::timestamptz,
             ${d.dueAt}::timestamptz, ${d.budget}::integer, ${d.budgetUnit}, ${d.waitsFor}::smallint,
             ${d.waitsUntil}::timestamptz, 1, true,
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

/** Forgets the sequences of days before this one. */
export async function deleteDayNumbersBefore(tx: Tx<'dossiers'>, day: Date): Promise<void> {
  await tx.deleteFrom('dossiers.dayNumber').where('day', '<', day.toISOString().slice(0, 10)).execute()
}
