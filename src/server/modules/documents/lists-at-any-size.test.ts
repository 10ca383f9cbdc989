/** No list of the room costs more for what is over (decisions 108 and 113): counted in the rows it reads, with years of them beside. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { type Actor, type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { listWaitingWork, listWorkPage } from './agency/list-work.ts'
import { listStandingAnswers, listToRemind } from './assign/assignment-queries.ts'
import { someone } from './assign/fixtures.ts'
import { listWork } from './assign/list-work.ts'
import { listForDisposal, proposeDisposal } from './files/disposal.ts'
import { listWorkFiles } from './files/view-work-files.ts'
import { countUnreminded, takeTurn } from './health/waiting-queries.ts'
import { listFirstUnread } from './incoming/arrival-queries.ts'
import { listAlike } from './incoming/incoming-queries.ts'
import { listArrivals } from './incoming/view-arrival.ts'
import { listSent } from './registers/register-queries.ts'
import { findDocuments } from './search/find-documents.ts'
import { listOwnTexts } from './templates/templates.ts'

const over = 3000
/** What a page of 50 with its counts and the rights of each line may take, of any one table. */
const most = 1200

/** An office with a predecessor, both with years behind them and little before them; another with as much. */
async function anOldOffice(): Promise<{ officer: Officer; stranger: string }> {
  const agencies = [(await anAgency()).id, (await anAgency()).id]
  const officer = {
    ...(await someone(agencies[0] ?? '', 'specialist', 'leader')),
    agencyIds: agencies,
  }
  const stranger = (await anAgency()).id
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  await owner.query('begin')
  await owner.query('set local session_replication_role = replica')
  for (const [at, agency] of [...agencies, stranger].entries()) {
    // Every hundredth is under way, but of the stranger's all are.
    const isOpen = at === 2 ? 'true' : 'n % 100 = 0'
    await owner.query(
      `create temporary table made on commit drop as
         select n, gen_random_uuid() as id, gen_random_uuid() as came, ${isOpen} as open,
                date_trunc('second', now()) - n * interval '1 hour' as at from generate_series(1, ${over}) n`,
    )
    await owner.query(
      `insert into documents.document (id, agency_id, check_code, source, status, version, issued_at)
         select id, $1, id::text, 'agency', case when open then 'draft' else 'issued' end, 1, case when not open then at end from made
         union all select came, $1, came::text, 'incoming', 'received', 1, null from made`,
      [agency],
    )
    await owner.query(
      `insert into documents.version (document_id, version, kind, title, subject, content, drafted_at)
         select unnest(array[id, came]), 1, 'decision', 'Quyết định', 'Về việc thử', '{"body":{},"blocks":[],"recipients":[]}', at from made`,
    )
    await owner.query(
      `insert into documents.route (document_id, agency_id, state, drafted_by, version, since)
         select id, $1, case when not open then 'issued' when n % 200 = 0 then 'approved' else 'drafting' end, $2, 1, at from made`,
      [agency, at === 2 ? randomUUID() : officer.id],
    )
    await owner.query(
      `insert into documents.opinion (id, document_id, version, agency_id, question, asked_by, asked_at, due_at, is_over)
         select gen_random_uuid(), id, 1, $1, 'Hỏi', $2, at, at, not open from made`,
      [agency, officer.id],
    )
    await owner.query(
      `insert into documents.assignment (document_id, agency_id, state, since, lead_agency_id, lead_account_id, closed_why, due_at,
          reminded_for, head_reminded_for)
         select came, $1, case when open then 'assigned' else 'closed' end, at, $1, $2, case when not open then 'để biết' end, at, at, at from made`,
      [agency, at === 2 ? randomUUID() : officer.id],
    )
    await owner.query(
      `insert into documents.assignment_part (document_id, agency_id, account_id, is_open)
         select came, $1, case when n % 2 = 0 then $2::uuid end, open from made`,
      [agency, at === 2 ? randomUUID() : officer.id],
    )
    await owner.query(
      `insert into documents.work_file (id, agency_id, code, title, retention, opened_by, opened_at, closed_by, closed_at, archive_by, keep_until, destroyed_at)
         select gen_random_uuid(), $1, n::text, 'Hồ sơ', 'y5', $2, at, case when not open then $2::uuid end, case when not open then at end,
                case when not open then current_date - n % 50 end, case when not open then current_date + 10 - n % 50 end,
                case when not open and n % 3 = 0 then at end from made`,
      [agency, officer.id],
    )
    await owner.query(
      `insert into documents.incoming (document_id, agency_id, year, number, arrived_on, source, arrival_id, organ, organ_key, sent_number,
          symbol, symbol_key, type, sha256, media_type, text_key, registered_by, registered_at)
         select came, $1, 2026, n, current_date, 'scan', gen_random_uuid(), 'Sở', 'so', '9', 'S', 's', 'cong_van', repeat('a', 64),
                'application/pdf', array[n + 10]::bigint[], gen_random_uuid(), at from made`,
      [agency],
    )
    await owner.query(
      `insert into documents.arrival (id, agency_id, source, key, arrived_at, sender, reading_state)
         select id, $1, 'mail', id::text, at, 'x', case when open then 'waiting' else 'none' end from made`,
      [agency],
    )
    await owner.query(`insert into documents.text_waiting (document_id) select id from made where n <= 900`)
    await owner.query(
      `insert into documents.sending (document_id, agency_id, state, sent_at, changed_at, of_agency_id)
         select id, $1, 'registered', at, at, $1 from made where not open`,
      [agency],
    )
    await owner.query('drop table made')
  }
  await owner.query('commit')
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'documents'`,
  )
  for (const { name } of rows) await owner.query(`vacuum (analyze) ${name}`)
  await owner.end()
  return { officer, stranger }
}

/** Others find their own database as it was. */
async function forget(agencies: readonly string[]): Promise<void> {
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  await owner.query('set session_replication_role = replica')
  const documents = 'select id from documents.document where agency_id = any ($1)'
  for (const table of [
    'incoming',
    'text_waiting',
    'sending',
    'assignment_part',
    'assignment',
    'opinion',
    'route',
    'version',
  ])
    await owner.query(`delete from documents.${table} where document_id in (${documents})`, [agencies])
  for (const table of ['arrival', 'work_file', 'document'])
    await owner.query(`delete from documents.${table} where agency_id = any ($1)`, [agencies])
  await owner.end()
}

/** The most rows one of the room's tables gives for it, and the tables read through. */
async function costOf(actor: Actor, list: (work: Work) => Promise<unknown>) {
  return perform(actor, async (work) => {
    // Small tables would be read through, which is right for them and says nothing of large ones.
    await sql`discard plans`.execute(work.tx)
    await sql`set local enable_seqscan = off`.execute(work.tx)
    // What earlier transactions of this connection read may still be counted with it.
    const before = await readSoFar(work)
    await list(work)
    const after = await readSoFar(work)
    return [...after].flatMap(([table, { read, scanned }]) => {
      const was = before.get(table) ?? { read: 0, scanned: 0 }
      const cost = { table, read: read - was.read, scanned: scanned - was.scanned }
      return cost.read > most || cost.scanned > 200 ? [cost] : []
    })
  })
}

async function readSoFar({ tx }: Work): Promise<Map<string, { read: number; scanned: number }>> {
  const { rows } = await sql<{ relname: string; read: number; scanned: number }>`
    select relname, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read, seq_tup_read::int as scanned
      from pg_stat_xact_user_tables where schemaname = 'documents'`.execute(tx)
  return new Map(rows.map(({ relname, ...cost }) => [relname, cost]))
}

test('a list reads its page and not what is over, with a predecessor too', async () => {
  const { officer, stranger } = await anOldOffice()
  const { id, agencyIds } = officer
  onTestFinished(() => forget([...agencyIds, stranger]))
  const deep = { at: new Date(Date.now() - 2000 * 3_600_000), id }
  const lists: Record<string, (work: Work) => Promise<unknown>> = {
    'what waits for somebody': (work) => listWaitingWork(work, officer),
    'drafts of somebody': (work) => listWorkPage(work, officer, 'drafts'),
    'drafts given back': (work) => listWorkPage(work, officer, 'returned'),
    'what was issued': (work) => listWorkPage(work, officer, 'issued'),
    'texts to make a template of': (work) => listOwnTexts(work, officer),
    'work led': (work) => listWork(work, officer, 'mine', 1),
    'work taken part in': (work) => listWork(work, officer, 'taking_part', 1),
    'work that ended': (work) => listWork(work, officer, 'ended', 1),
    'work files open': (work) => listWorkFiles(work, 'open'),
    'work files closed, far on': (work) => listWorkFiles(work, 'closed', deep),
    'work files that end': (work) => listWorkFiles(work, 'ending'),
    'work files gone, far on': (work) => listWorkFiles(work, 'gone', deep),
    'work files that are over': (work) => listForDisposal(work),
    'work files that are over, far on': (work) =>
      listForDisposal(work, { over: { keepUntil: localDay(new Date(Date.now() - 9 * 86_400_000)), id } }),
    'where a document was sent': (work) => listSent(work.tx, [id]),
    'letters much the same': (work) =>
      listAlike(work.tx, agencyIds, {
        sentDocument: id,
        sha256: id,
        organKey: 'x',
        sentNumber: '1',
        symbolKey: 'x',
        textKey: [1n, 2n],
      }),
    'the search while much waits to be read': (work) =>
      findDocuments(work, {
        q: 'không có',
        kind: '',
        direction: undefined,
        agencyId: '',
        year: undefined,
        page: 1,
      }),
  }
  const clerk: Officer = { ...officer, roles: ['clerk'] }
  const ofClerk: Record<string, (work: Work) => Promise<unknown>> = {
    'what came and waits': (work) => listArrivals(work, clerk, { limit: 50 }),
    'what came in a hurry and waits': (work) => listArrivals(work, clerk, { isUrgent: true, limit: 50 }),
    'what came by the exchange and waits': (work) =>
      listArrivals(work, clerk, { source: 'exchange', limit: 50 }),
  }
  const now = new Date()
  const until = { until: now, asOf: now }
  const ofProgram: Record<string, (work: Work) => Promise<unknown>> = {
    'answers to a letter': (work) => listStandingAnswers(work.tx, id),
    'terms somebody is to be told of': (work) =>
      listToRemind(work.tx, 'lead', now, { after: undefined, limit: 500 }),
    'terms nobody was told of': (work) => countUnreminded(work.tx, 'head', until),
    'which letter is read next': (work) => listFirstUnread(work.tx, new Date('9999-01-01'), new Map()),
    'whose turn it is': (work) => takeTurn(work.tx, 'mark', { until: now, round: now }),
  }
  const dear: Record<string, unknown> = {}
  for (const [actor, all] of [
    [officer, lists],
    [clerk, ofClerk],
    [system, ofProgram],
  ] as const)
    for (const [name, list] of Object.entries(all)) {
      const cost = await costOf(actor, list)
      if (cost.length > 0) dear[name] = cost
    }
  expect(dear).toEqual({})

  // What is shown is what there is: a page goes on where the last ended, with every work file once.
  const shown: string[] = []
  for (const tab of ['open', 'closed', 'ending', 'gone'] as const) {
    let after: Awaited<ReturnType<typeof listWorkFiles>>['next']
    const ids: string[] = []
    do {
      const page = await perform(officer, (work) => listWorkFiles(work, tab, after))
      ids.push(...page.rows.map((row) => row.id))
      after = page.next
    } while (after && ids.length < 500)
    expect(new Set(ids).size).toBe(ids.length)
    shown.push(`${tab} ${ids.length}`)
  }
  expect(shown).toEqual(['open 60', 'closed 500', 'ending 500', 'gone 500'])
  const overIds: string[] = []
  let from: Awaited<ReturnType<typeof listForDisposal>>['nextOver']
  do {
    const page = await perform(officer, (work) => listForDisposal(work, { over: from }))
    overIds.push(...page.over.map((row) => row.id))
    from = page.nextOver
  } while (from && overIds.length < 600)
  expect(overIds.length).toBe(600)
  expect(new Set(overIds).size).toBe(overIds.length)
  // What lies behind hundreds that nobody wants to destroy yet is proposed like the first.
  const proposing = perform(officer, async (work) => {
    const { rows } = await sql<{ id: string }>`select id from documents.work_file
      where agency_id = ${officer.agencyId} and id = any (${overIds.slice(-300)}::uuid[])`.execute(work.tx)
    await proposeDisposal(work, { reason: 'Hết thời hạn', workFileIds: rows.map((row) => row.id) })
    throw new Error(rows.length > 50 ? 'proposed, and undone' : 'too few')
  })
  await expect(proposing).rejects.toThrow('proposed, and undone')
  const waiting = await perform(officer, (work) => listWorkPage(work, officer, 'issued'))
  expect(new Set(waiting.map(({ agencyId }) => agencyId))).toEqual(new Set(agencyIds))
})
