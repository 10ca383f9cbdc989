/** What must be true after any harm: everything acknowledged is there, once, and every sum follows from it. */
import {
  dossierDecided,
  dossierRefused,
  dossierStopped,
  dossierSubmitted,
} from '#server/modules/dossiers/events.ts'
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import type { Acknowledged } from './one-dossier.ts'

interface Question {
  /** What is wrong if it finds a row. */
  wrong: string
  /** Its rows, of which a few are told; the table `acknowledged` holds what callers were told, a row for each step. */
  sql: string
}

const counted = [dossierSubmitted, dossierDecided, dossierRefused, dossierStopped]

const questions: readonly Question[] = [
  {
    wrong: 'an acknowledged dossier is missing or has another code',
    sql: `select a.code from acknowledged a left join dossiers.dossier d on d.id = a.id and d.code = a.code
           where d.id is null`,
  },
  {
    wrong: 'one request made several dossiers',
    sql: `select filed_by::text || ' ' || request_key, count(*) from dossiers.dossier
           group by filed_by, request_key having count(*) > 1`,
  },
  {
    wrong: 'a number is missing in the sequence of a day',
    sql: `select agency, day, count(*), max(number) from (
            select regexp_replace(code, '-[0-9]+$', '') as agency, agency_id, split_part(code, '-', 2) as day,
                   substring(code from '[0-9]+$')::int as number from dossiers.dossier) c
           group by agency, day having count(*) <> max(number) or min(number) <> 1`,
  },
  {
    wrong: 'the sequence of a day does not end at its last number',
    sql: `select n.agency_id, n.day, n.last, count(d.id) from dossiers.day_number n
            left join dossiers.dossier d on d.agency_id = n.agency_id
             and split_part(d.code, '-', 2) = to_char(n.day, 'YYMMDD')
           group by n.agency_id, n.day, n.last having count(d.id) <> n.last`,
  },
  {
    wrong: 'a dossier has not exactly one event of its submission',
    sql: `select d.code, count(e.id) from dossiers.dossier d
            left join platform.event_log e on e.subject_id = d.id and e.name = '${dossierSubmitted.eventName}'
           group by d.code having count(e.id) <> 1`,
  },
  {
    wrong: 'an event tells of a dossier that is not there',
    sql: `select e.subject_id from platform.event_log e left join dossiers.dossier d on d.id = e.subject_id
           where e.name = '${dossierSubmitted.eventName}' and d.id is null`,
  },
  {
    wrong: 'a dossier has not exactly one first action',
    sql: `select d.code, count(a.seq) from dossiers.dossier d
            left join dossiers.action a on a.dossier_id = d.id and a.kind = 'submit'
           group by d.code having count(a.seq) <> 1`,
  },
  {
    wrong: 'an acknowledged step was not taken exactly once',
    sql: `select a.code, a.step, a.times, count(x.seq) from (
            select id, code, step, count(*) as times from acknowledged group by id, code, step) a
            left join dossiers.action x on x.dossier_id = a.id and x.kind = a.step
           group by a.id, a.code, a.step, a.times having count(x.seq) <> a.times`,
  },
  {
    wrong: 'a step that is taken once was taken again',
    sql: `select dossier_id, kind, count(*) from dossiers.action
           where kind in ('accept', 'ask_supplement', 'answer_supplement', 'sign', 'deliver')
           group by dossier_id, kind having count(*) > 1`,
  },
  {
    wrong: 'a signed dossier has not exactly one issued document, delivered into one vault once',
    sql: `select x.dossier_id, d.status, count(distinct doc.id), count(distinct p.id)
            from dossiers.action x join dossiers.dossier d on d.id = x.dossier_id
            left join documents.document doc on doc.dossier_id = x.dossier_id and doc.status = 'issued'
            left join registry.paper p on p.document_id = doc.id
           where x.kind = 'sign'
           group by x.dossier_id, d.status
          having count(distinct doc.id) <> 1 or count(distinct p.id) <> 1 or d.status <> 'returned'`,
  },
  {
    wrong: 'a number of a register is neither issued nor voided with a reason, or is missing or doubled',
    sql: `select s.agency_id, s.register, s.year, s.last, e.count, e.first, e.last, e.open from documents.number_series s
            full join (select agency_id, register, year, count(*), min(number) as first, max(number) as last,
                              count(*) filter (where fate = 'signing' or fate = 'voided' and reason is null) as open
                         from documents.register_entry group by 1, 2, 3) e using (agency_id, register, year)
           where s.last is distinct from e.count::int or e.first <> 1 or e.last <> s.last or e.open > 0`,
  },
  {
    wrong: 'an acknowledged paper is not kept with its dossier',
    sql: `select a.code from acknowledged a
           where a.paper is not null
             and not exists (select from dossiers.paper p join platform.file f using (sha256)
                              where p.dossier_id = a.id and p.sha256 = a.paper)`,
  },
  {
    wrong: 'an applicant was not told exactly once',
    sql: `select x.dossier_id, x.kind, n.kind, x.count, n.count
            from (select dossier_id, kind, count(*) from dossiers.action group by dossier_id, kind) x
            join (values ('submit', 'submitted'), ('ask_supplement', 'supplement_asked'), ('accept', 'accepted'),
                         ('deliver', 'result_ready')) as t (step, kind) on t.step = x.kind
            left join (select dossier_id, kind, count(*) from notifications.notice group by dossier_id, kind) n
              on n.dossier_id = x.dossier_id and n.kind = t.kind
           where n.count is distinct from x.count`,
  },
  {
    wrong: 'a job failed for good or is not done',
    sql: `select name, state, count(*), left(min(output::text), 200) from pgboss.job
           where data ? 'subjectId' and state <> 'completed' group by name, state`,
  },
  {
    wrong: 'a daily sum differs from the log',
    sql: `select coalesce(s.day, l.day), coalesce(s.agency_id, l.agency), s.received, l.received, s.finished, l.finished
            from (select day, agency_id, service_code, received, finished from indicators.daily
                   where received + finished > 0) s
            full join (select (occurred_at at time zone 'Asia/Ho_Chi_Minh')::date as day, data ->> 'agencyId' as agency,
                              data ->> 'serviceCode' as service,
                              count(*) filter (where name = '${dossierSubmitted.eventName}')::int as received,
                              count(*) filter (where name <> '${dossierSubmitted.eventName}')::int as finished
                         from platform.event_log
                        where name in (${counted.map(({ eventName }) => `'${eventName}'`).join(', ')})
                        group by 1, 2, 3) l
              on s.day = l.day and s.agency_id = l.agency and s.service_code = l.service
           where (s.received, s.finished) is distinct from (l.received, l.finished)`,
  },
]

/** Every finding, a line each; none when all is as it must be. */
export async function audit(url: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    await client.query('create temporary table acknowledged (id uuid, code text, step text, paper text)')
    await client.query(
      `insert into acknowledged select id, code, step, paper
         from jsonb_to_recordset($1::jsonb) as a (id uuid, code text, step text, paper text)`,
      [JSON.stringify(acknowledged)],
    )
    const findings: string[] = []
    for (const { wrong, sql } of questions) {
      const { rows } = await client.query({ text: `select * from (${sql}) q limit 5`, rowMode: 'array' })
      for (const row of rows) findings.push(`${wrong}: ${row.join(' ')}`)
    }
    return findings
  } finally {
    await client.end()
  }
}

/** What still waits in the background: jobs, facts not summed up, facts not sealed. */
export async function countWaiting(url: string): Promise<number> {
  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ waiting: number }>(
      `select ((select count(*) from pgboss.job where data ? 'subjectId' and state in ('created', 'retry', 'active'))
             + (select count(*) from platform.event_log e, platform.follower f where (e.tx_id, e.id) > (f.tx, f.last_id))
             + (select count(*) from platform.event_log e where (e.tx_id, e.id) >
                 (select last_tx, last_id from platform.seal order by batch desc limit 1)))::int as waiting`,
    )
    return rows[0]?.waiting ?? 0
  } finally {
    await client.end()
  }
}

/** How much the log of events holds, for its growth: rows, and bytes with indexes. */
export async function measureLog(url: string): Promise<{ rows: number; bytes: number; dossiers: number }> {
  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select (select count(*) from platform.event_log)::int as rows, (select count(*) from dossiers.dossier)::int as dossiers,
              (pg_total_relation_size('platform.event_log') + pg_total_relation_size('platform.seal'))::float8 as bytes`,
    )
    return rows[0]
  } finally {
    await client.end()
  }
}
