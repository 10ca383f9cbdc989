/** What must be true after any harm: everything acknowledged is there, once, and every sum follows from it. */
import { DatabaseClient } from '#server/platform/database-client.ts'
import type { Acknowledged } from './load.ts'

interface Question {
  /** What is wrong if it finds a row. */
  wrong: string
  /** Returns at most a few rows, each a finding; `$1` is the acknowledged answers as JSON. */
  sql: string
}

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
            left join platform.event_log e on e.subject_id = d.id and e.name = 'dossiers.submitted'
           group by d.code having count(e.id) <> 1`,
  },
  {
    wrong: 'an event tells of a dossier that is not there',
    sql: `select e.subject_id from platform.event_log e left join dossiers.dossier d on d.id = e.subject_id
           where e.name = 'dossiers.submitted' and d.id is null`,
  },
  {
    wrong: 'a dossier has not exactly one first action',
    sql: `select d.code, count(a.seq) from dossiers.dossier d
            left join dossiers.action a on a.dossier_id = d.id and a.kind = 'submit'
           group by d.code having count(a.seq) <> 1`,
  },
  {
    wrong: 'an acknowledged paper is not kept with its dossier',
    sql: `select a.code from acknowledged a
           where not exists (select from dossiers.paper p join platform.file f using (sha256)
                              where p.dossier_id = a.id and p.sha256 = a.paper)`,
  },
  {
    wrong: 'an applicant was not told exactly once',
    sql: `select d.code, count(n.id) from dossiers.dossier d
            left join notifications.notice n on n.dossier_id = d.id and n.kind = 'submitted'
           group by d.code having count(n.id) <> 1`,
  },
  {
    wrong: 'a job failed for good or is not done',
    sql: `select name, state, count(*), left(min(output::text), 200) from pgboss.job
           where data ? 'subjectId' and state <> 'completed' group by name, state`,
  },
  {
    wrong: 'a daily sum differs from the log',
    sql: `select coalesce(s.day, l.day), coalesce(s.agency_id, l.agency), s.received, l.count
            from (select day, agency_id, service_code, received from indicators.daily where received > 0) s
            full join (select (occurred_at at time zone 'Asia/Ho_Chi_Minh')::date as day, data ->> 'agencyId' as agency,
                              data ->> 'serviceCode' as service, count(*)
                         from platform.event_log where name = 'dossiers.submitted' group by 1, 2, 3) l
              on s.day = l.day and s.agency_id = l.agency and s.service_code = l.service
           where s.received is distinct from l.count::int`,
  },
]

/** Every finding, a line each; none when all is as it must be. */
export async function audit(url: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    await client.query('create temporary table acknowledged (id uuid, code text, paper text)')
    await client.query(
      `insert into acknowledged select id, code, paper from jsonb_to_recordset($1::jsonb) as a (id uuid, code text, paper text)`,
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
