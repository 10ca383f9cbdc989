/** What must be true of documents of agencies after any harm. Of their numbers `audit.ts` asks as of all. */
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import type { AcknowledgedPaper } from './papers.ts'

interface Question {
  wrong: string
  /** The table `told` holds what people were told. */
  sql: string
}

const questions: readonly Question[] = [
  {
    wrong: 'a document said to be issued is not, or was not confirmed and issued exactly once',
    sql: `select t.id, d.status, count(a.seq) from told t left join documents.document d on d.id = t.id
            left join documents.action a on a.document_id = t.id and a.kind in ('confirm', 'issue')
           where t.what = 'issued' group by t.id, d.status having d.status is distinct from 'issued' or count(a.seq) <> 2`,
  },
  {
    wrong: 'a letter that was brought is not there with its file',
    sql: `select t.id from told t
           where t.what = 'brought'
             and not exists (select from documents.arrival a
                               join documents.arrival_file f on f.arrival_id = a.id and f.sha256 = t.sha256
                               join platform.file using (sha256) where a.id = t.id)`,
  },
  {
    wrong: 'a letter said to be entered is not there exactly once',
    sql: `select t.id, a.state, count(i.document_id) from told t left join documents.arrival a on a.id = t.id
            left join documents.incoming i on i.document_id = a.document_id
           where t.what = 'entered' group by t.id, a.state having a.state is distinct from 'registered' or count(i.document_id) <> 1`,
  },
  {
    wrong: 'an arrival is entered without a document, or several are one',
    sql: `select document_id, count(*) from documents.arrival where state = 'registered'
           group by document_id having document_id is null or count(*) > 1`,
  },
  {
    wrong: 'a number of the incoming register is missing or doubled',
    sql: `select i.agency_id, i.year, count(*), max(i.number) from documents.incoming i
           group by 1, 2 having count(*) <> max(i.number) or count(distinct i.number) <> count(*)`,
  },
  {
    wrong: 'what was confirmed is not signed, or what was entered waits for its mark',
    sql: `select id, number from documents.document where status = 'signing' and confirmed_at is not null
          union all select document_id, number from documents.incoming where mark = 'waiting'`,
  },
  {
    wrong: 'the register on screen says otherwise of a number',
    sql: `select e.agency_id, e.register, e.year, e.number, e.fate, l.fate from documents.register_entry e
            join documents.document d on d.id = e.document_id and d.source = 'agency'
            left join documents.register_line l on l.document_id = e.document_id and l.number = e.number and l.year = e.year
           where l.fate is distinct from e.fate`,
  },
]

/** Every finding, a line each; none when all is as it must be. */
export async function auditPapers(url: string, told: readonly AcknowledgedPaper[]): Promise<string[]> {
  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    await client.query('create temporary table told (what text, id uuid, sha256 text)')
    await client.query(
      'insert into told select what, id, sha256 from jsonb_to_recordset($1::jsonb) as t (what text, id uuid, sha256 text)',
      [JSON.stringify(told)],
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
