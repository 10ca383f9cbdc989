/** A simulated past: the same from the same seed, as whole as a lived one, and the present goes on after it. */
import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { perform } from '#server/facts.ts'
import { loadProvinceAgencies } from '#server/modules/agencies/fixtures.ts'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
import * as assignmentFacts from '#server/modules/documents/assign/events.ts'
import * as documentFacts from '#server/modules/documents/events.ts'
import * as dossierFacts from '#server/modules/dossiers/events.ts'
import { formContext } from '#server/modules/dossiers/index.ts'
import { agencyWords } from '#server/modules/dossiers/read/search-words.ts'
import * as identityFacts from '#server/modules/identity/events.ts'
import * as paymentFacts from '#server/modules/payments/events.ts'
import { checkBooks } from '#server/modules/payments/ledger/check-queries.ts'
import { system } from '#server/platform/actor.ts'
import type { AnyEventType } from '#server/platform/events.ts'
import { verifyLog } from '#server/platform/log/seal/verify/verify-log.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { readAnswers } from '#shared/form/read/read-form.ts'
import { searchKey } from '#shared/text/index.ts'
import { installActorKey } from './postgres/actor-key.ts'
import { checkPaid } from './verify/check-paid.ts'

const { TEST_CLUSTER: cluster = '', TEST_TEMPLATE: template = '' } = process.env
const run = promisify(execFile)
const dossiers = 2500

interface Province {
  url: string
  data: string
  client: pg.Client
}

/** A database of its own with the demo province and a past, made by the tools as anyone runs them. */
async function aProvince(name: string): Promise<Province> {
  const database = `${template.replace('template', `simulate_${name}`)}`
  await admin(
    `drop database if exists ${database} with (force)`,
    `create database ${database} template ${template}`,
  )
  const url = `${cluster}${database}`
  const data = await mkdtemp(join(tmpdir(), 'nhip-simulate-'))
  const env = { ...process.env, DATABASE_URL: url, MIGRATOR_URL: url, NHIP_DATA: data, NHIP_DEMO: 'true' }
  const tool = (...command: string[]) => run(process.execPath, command, { env })
  await installActorKey(url, data)
  await tool('tools/load-province.ts')
  const past = [
    '--dossiers',
    String(dossiers),
    '--seed',
    'thử',
    '--days',
    '120',
    '--until',
    '2026-11-20T16:00',
  ]
  const simulate = () => tool('tools/with-database.ts', 'simulate', ...past)
  await simulate()
  await expect(simulate()).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Tỉnh này đã có hồ sơ'),
  })
  const client = new pg.Client(url)
  await client.connect()
  return { url, data, client }
}

async function admin(...statements: string[]): Promise<void> {
  const client = new pg.Client(`${cluster}postgres`)
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

async function rowsOf<T extends pg.QueryResultRow>(
  { client }: Pick<Province, 'client'>,
  query: string,
): Promise<T[]> {
  return (await client.query<T>(query)).rows
}

/** What the program prints that serves this province. */
async function inProgram({ url, data }: Province, script: string): Promise<string> {
  const env = { ...process.env, DATABASE_URL: url, NHIP_DATA: data, NHIP_DEMO: 'true' }
  const whole = `const { perform } = await import('./src/server/facts.ts')\n${script}\nprocess.exit()`
  // Of a file: threads that typeset and sign start as this process does.
  const file = join(data, 'script.mjs')
  await writeFile(file, whole.replaceAll("import('./", `import('${process.cwd()}/`))
  return (await run(process.execPath, [file], { env })).stdout
}

let one: Province
let other: Province
beforeAll(async () => {
  one = await aProvince('one')
  other = await aProvince('other')
})
afterAll(async () => {
  await one.client.end()
  await other.client.end()
})

test('the same seed makes the same past in another database', async () => {
  const digest = (province: Province) =>
    rowsOf(
      province,
      `select count(*)::int as dossiers, md5(string_agg(concat_ws('|', d.code, d.service_code, d.status, d.step, d.applicant_name,
              p.id_number, d.answers, d.submitted_at, d.accepted_at, d.due_at, d.finished_at, d.on_time, d.rating, doc.symbol,
              (select string_agg(a.kind || a.at, ',' order by a.seq) from dossiers.action a where a.dossier_id = d.id),
              (select string_agg(o.reference || o.state || o.paid, ',' order by o.reference) from payments."order" o
                join payments.order_item i on i.order_id = o.id join payments.charge c on c.id = i.charge_id where c.subject_id = d.id)), e'\\n' order by d.code)) as digest
         from dossiers.dossier d join registry.person p on p.id = d.applicant_id
         left join documents.document doc on doc.dossier_id = d.id and doc.part = ''`,
    )
  const first = await digest(one)
  expect(first).toEqual(await digest(other))
  expect(first).toMatchObject([{ dossiers }])
})

test('every answer is one the form accepts', async () => {
  await loadProvinceAgencies()
  const services = new Map(
    readServiceFolder(provinceFolder)
      .filter(({ file }) => !file.includes('from-'))
      .map(({ service }) => [service.code, service]),
  )
  const filed = await rowsOf<{ code: string; serviceCode: string; answers: Answers; at: Date }>(
    one,
    `select code, service_code as "serviceCode", answers, submitted_at as at from dossiers.dossier`,
  )
  const wrong: unknown[] = []
  for (const { code, serviceCode, answers, at } of filed) {
    const service = services.get(serviceCode)
    if (!service) throw new Error(`No service ${serviceCode}`)
    const communes = await perform(system, (work) => listCommunes(work, localDay(at)))
    const { issues, unknown } = readAnswers(service.form, answers, formContext(at, communes))
    if (issues.length + unknown.length > 0) wrong.push({ code, serviceCode, issues, unknown })
  }
  expect(wrong.slice(0, 3)).toEqual([])
})

test('what a tool records reaches whoever follows it: each result signed on a desk is told', async () => {
  const signed = await rowsOf<{ id: string }>(
    one,
    `select distinct subject_id as id from platform.event_log e
      where name = '${dossierFacts.dossierDecided.eventName}' and not exists (
        select from platform.follower f where (e.tx_id, e.id) <= (f.tx, f.last_id))`,
  )
  const waiting = await rowsOf<{ name: string; id: string }>(
    one,
    `select name, data ->> 'subjectId' as id from pgboss.job where data ? 'subjectId'`,
  )
  expect(signed.length).toBeGreaterThan(0)
  for (const queue of ['dossiers.deliver-result', 'dossiers.tell-result-ready']) {
    const ids = waiting.filter(({ name }) => name === queue).map(({ id }) => id)
    expect(ids.sort()).toEqual(signed.map(({ id }) => id).sort())
  }
})

test('every fact of the past is one the program could have recorded', async () => {
  const types = new Map<string, AnyEventType>(
    [dossierFacts, documentFacts, assignmentFacts, identityFacts, paymentFacts]
      .flatMap<unknown>((facts) => Object.values(facts))
      .flat()
      .filter((type): type is AnyEventType => typeof type === 'function')
      .map((type) => [type.eventName, type]),
  )
  const facts = await rowsOf<{ name: string; data: object }>(
    one,
    `select name, data from platform.event_log where name ~ '^(dossiers|documents|identity|payments)\\.'`,
  )
  const wrong = facts.filter(({ name, data }) => {
    const read = types.get(name)?.schema.safeParse(data)
    return !read?.success || Object.keys(read.data).length !== Object.keys(data).length
  })
  expect(wrong.slice(0, 3)).toEqual([])
})

test('its books balance and agree with the log; a changed entry is found', async () => {
  expect(await checkBooks(one.client)).toEqual([])
  const [came] = await rowsOf<Record<string, number>>(
    one,
    `select count(*) filter (where channel = 'cash')::int as cash, count(*) filter (where channel <> 'cash')::int as cashless,
            (select count(distinct kind)::int from payments.suspense) as kinds,
            (select count(*)::int from payments.refund where state = 'done' and approved_by <> asked_by) as refunded,
            (select count(distinct kind)::int from payments.order_action) as moves,
            (select count(*)::int from payments."order" where paid > 0 and id in (
               select order_id from payments.order_action where kind = 'receive' and paid > 0 group by 1 having count(*) > 1)) as "inParts"
       from payments.transfer`,
  )
  expect(came?.cashless).toBeGreaterThan(8 * (came?.cash ?? 0))
  expect(came?.cash).toBeGreaterThan(20)
  expect(came).toMatchObject({ kinds: 4, moves: 10 })
  expect(Math.min(came?.refunded ?? 0, came?.inParts ?? 0)).toBeGreaterThan(0)
  const change = (by: number) =>
    one.client.query(
      `update payments.entry set amount = amount + $1 where posting_id = (select min(id) from payments.posting) and amount > 0`,
      [by],
    )
  await change(1000)
  expect((await checkBooks(one.client)).map(({ fault }) => fault)).toContain('changed_posting')
  await change(-1000)
})

test('what a dossier costs is paid before it is accepted; what is owed holds it up, and nothing else does', async () => {
  const charged = `
    with paid as (
      select i.chain, sum(i.amount) as amount from payments.order_item i join payments."order" o on o.id = i.order_id
       where o.paid = o.amount group by 1),
    owes as (
      select c.subject_id, c.amount - coalesce(p.amount, 0) as left from payments.charge c left join paid p using (chain)
       where not exists (select from payments.charge next where next.replaces = c.id))
    select d.code, d.status, o.left from owes o join dossiers.dossier d on d.id = o.subject_id`
  const [all] = await rowsOf(one, `select count(*)::int as count from (${charged}) c`)
  expect(all?.count).toBeGreaterThan(500)
  const off = await rowsOf(one, `${charged} where (o.left > 0) <> (d.status = 'duty')`)
  expect(off).toEqual([])
  const early = await rowsOf(
    one,
    `select d.code from dossiers.dossier d join payments.charge c on c.subject_id = d.id
       join payments.order_item i on i.chain = c.chain join payments."order" o on o.id = i.order_id
      where d.accepted_at is not null and (o.paid_at > d.accepted_at or o.paid_at is null)`,
  )
  expect(early).toEqual([])
})

test('every order paid whole has one receipt, numbered in the order of time; no schedule signs them all', async () => {
  const receipts = `select agency_id, number, numbered_at, order_id,
      lag(numbered_at) over (partition by agency_id, series order by number) as before from payments.receipt`
  expect(await rowsOf(one, `select * from (${receipts}) r where before > numbered_at`)).toEqual([])
  const without = `select reference from payments."order" o
    where (paid = amount) <> exists (select from payments.receipt r where r.order_id = o.id and r.is_past)`
  expect(await rowsOf(one, without)).toEqual([])
  const signed = `select count(*)::int from payments.receipt where state = 'signed'`
  const opened = await inProgram(
    other,
    `const { openReceipt } = await import('./src/server/modules/payments/index.ts')
     const { signReceipts } = await import('./src/server/modules/payments/receipts/sign-receipt.ts')
     const left = await signReceipts()
     const { id, payerId } = await perform({ kind: 'system' }, ({ tx }) =>
       tx.selectFrom('payments.receipt').select(['id', 'payerId']).limit(1).executeTakeFirstOrThrow())
     const pdf = await openReceipt({ kind: 'citizen', id: payerId, accountId: payerId, name: '' }, id, 'pdf')
     console.log(JSON.stringify([left, Buffer.from(pdf).subarray(0, 4).toString()]))`,
  )
  expect(JSON.parse(opened)).toEqual([0, '%PDF'])
  expect(await rowsOf(other, signed)).toEqual([{ count: 1 }])
})

test('nothing in the log looks tampered with', async () => {
  const result = await verifyLog({ url: one.url, keysFolder: join(one.data, 'keys') })
  expect(result).toMatchObject({ findings: [], more: 0, marksChecked: true })
  expect(result.rows).toBeGreaterThan(dossiers)
})

test('whoever took a dossier on, has it or decided it is a member of staff of that agency with a name', async () => {
  const nameless = await rowsOf(
    one,
    `select d.code, d.status from dossiers.dossier d
      where d.assignee_id is not null and not exists (
        select from identity.account s join identity.role_grant g on g.account_id = s.id
         where s.id = d.assignee_id and s.kind = 'staff' and g.agency_id = d.handling_agency_id)`,
  )
  expect(nameless).toEqual([])
  const working = await rowsOf(
    one,
    `select code from dossiers.dossier where status in ('accepted', 'processing', 'supplement') and assignee_id is null`,
  )
  expect(working).toEqual([])
  const acting = await rowsOf(
    one,
    `select a.actor_name from dossiers.action a
      where a.actor_kind = 'officer' and not exists (
        select from identity.account s where s.id = a.actor_id and s.display_name = a.actor_name)`,
  )
  expect(acting).toEqual([])
  // A name is all they are: nobody can sign in as them, and none of the live work is theirs.
  const live = await rowsOf(
    one,
    `select d.code from dossiers.dossier d join dossiers.action a on a.dossier_id = d.id and a.kind = 'propose'
       join identity.account s on s.id = a.actor_id
      where d.step = 'leader' and s.login is null`,
  )
  expect(live).toEqual([])
})

test('every dossier is found by the words that filing would have given it', async () => {
  const filed = await rowsOf<{
    code: string
    agencyId: string
    name: string
    idNumber: string
    at: Date
    words: string[]
  }>(
    one,
    `select d.code, d.agency_id as "agencyId", d.applicant_name as name, p.id_number as "idNumber", d.submitted_at as at,
            tsvector_to_array(d.search) as words
       from dossiers.dossier d join registry.person p on p.id = d.applicant_id`,
  )
  const known = await rowsOf<{ word: string }>(one, 'select word from dossiers.name_word')
  const nameWords = new Set(known.map(({ word }) => word))
  const lost = filed.filter(({ code, agencyId, name, idNumber, at, words }) => {
    const names = searchKey(name).split(' ')
    const wanted = [...agencyWords(agencyId, at), idNumber, ...names, code.toLowerCase(), code.slice(-4)]
    return !wanted.every((word) => words.includes(word)) || !names.every((word) => nameWords.has(word))
  })
  expect(lost).toEqual([])
})

test('the sums of the days are what a recount gives', async () => {
  const recount = `
    with counted as (
      select (e.occurred_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day, e.data ->> 'agencyId' as agency, e.data ->> 'serviceCode' as service,
             replace(e.name, 'dossiers.', '') as name, e.data ->> 'onTime' as on_time, (e.data ->> 'rating')::int as rating
        from platform.event_log e, platform.follower f
       where f.name = 'indicators.daily' and (e.tx_id, e.id) <= (f.tx, f.last_id)
         and e.name in ('dossiers.submitted', 'dossiers.decided', 'dossiers.refused', 'dossiers.stopped', 'dossiers.withdrawn', 'dossiers.rated'))
    select day, agency, service, count(*) filter (where name = 'submitted')::int as received,
           count(*) filter (where name in ('decided', 'refused', 'stopped'))::int as finished,
           count(*) filter (where name in ('decided', 'refused', 'stopped') and on_time is distinct from 'false')::int as on_time,
           count(*) filter (where name = 'withdrawn')::int as withdrawn, coalesce(sum(rating), 0)::int as rating_sum
      from counted group by 1, 2, 3 order by 1, 2, 3`
  const kept = await rowsOf(
    one,
    `select day::text, agency_id as agency, service_code as service, received, finished, on_time, withdrawn, rating_sum
       from indicators.daily order by 1, 2, 3`,
  )
  expect(kept).toEqual(await rowsOf(one, recount))
  expect(kept.reduce((sum, { received }) => sum + received, 0)).toBe(dossiers)
})

test('the sums of what was paid are what a recount gives; a changed one is found', async () => {
  expect(await checkPaid(one.client)).toEqual([])
  const [sums] = await rowsOf(
    one,
    `select sum(paid)::int as paid, sum(amount)::bigint as amount,
            (select count(*)::int from payments.receipt) as receipts, (select sum(amount)::bigint from payments.receipt) as received
       from indicators.paid_daily`,
  )
  expect(sums?.paid).toBe(sums?.receipts)
  expect(sums?.amount).toBe(sums?.received)
  const change = (by: number) =>
    one.client.query(
      `update indicators.paid_daily set cashless = cashless + $1 where ctid = (select min(ctid) from indicators.paid_daily)`,
      [by],
    )
  await one.client.query('begin')
  await change(1)
  expect(await checkPaid(one.client)).toHaveLength(1)
  await one.client.query('rollback')
})

test('the numbers of a day and of a register go on after the last one given', async () => {
  const days = await rowsOf(
    one,
    `select n.agency_id, n.day from dossiers.day_number n
      where n.last <> (select count(*) from dossiers.dossier d
                        where d.agency_id = n.agency_id and (d.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date = n.day)`,
  )
  expect(days).toEqual([])
  const registers = await rowsOf(
    one,
    `select s.agency_id, s.register from documents.number_series s
       full join (select agency_id, register, year, max(number) as last, count(*) as taken, count(*) filter (where fate in ('issued', 'voided')) as ended
                    from documents.register_entry group by 1, 2, 3) e using (agency_id, register, year)
      where (s.last = e.last and e.taken = e.last and e.ended = e.taken) is not true`,
  )
  expect(registers).toEqual([])
})

test('no two documents of an agency and a year bear one symbol', async () => {
  const doubled = await rowsOf(
    one,
    `select agency_id, symbol, extract(year from issued_at at time zone 'Asia/Ho_Chi_Minh') as year
       from documents.document where symbol is not null and source <> 'incoming' group by 1, 2, 3 having count(*) > 1`,
  )
  expect(doubled).toEqual([])
})

test('its documents are the fold of their acts, stand in the registers, and wait for the search; none says it was signed', async () => {
  const [all] = await rowsOf<Record<string, number>>(
    one,
    `select count(*) filter (where source = 'agency' and status = 'issued')::int as issued,
            count(*) filter (where source = 'agency' and status = 'draft')::int as drafts,
            count(*) filter (where source = 'incoming')::int as received,
            count(*) filter (where source <> 'dossier' and last_seq <> (select count(*) from documents.action a where a.document_id = id))::int as unfolded,
            count(*) filter (where source = 'agency' and sha256 is not null)::int as signed,
            count(*) filter (where source <> 'dossier' and not exists (select from documents.text_waiting w where w.document_id = id)
              and not exists (select from documents.text t where t.document_id = id))::int as unsearched
       from documents.document`,
  )
  expect(all?.issued).toBeGreaterThan(50)
  expect(all?.drafts).toBeGreaterThan(2)
  expect(all?.received).toBeGreaterThan(100)
  expect(all).toMatchObject({ unfolded: 0, signed: 0, unsearched: 0 })
  const missing = await rowsOf(
    one,
    `select d.id from documents.document d where (d.status in ('issued', 'received') or d.revoked_at is not null)
        and not exists (select from documents.register_line l where l.document_id = d.id and (l.book = 'in' or l.symbol = coalesce(d.symbol, '')))`,
  )
  expect(missing).toEqual([])
  const wrong = await rowsOf(
    one,
    `select a.document_id from documents.assignment a join documents.document d on d.id = a.document_id
       left join documents.document n on n.id = a.answered_by
       left join documents.version v on v.document_id = n.id and v.version = n.version
      where (a.state = 'answered') <> (v.content ->> 'answers' is not distinct from a.document_id::text and n.symbol = a.answer_symbol)
         or a.due_at < a.assigned_at or (a.assigned_at is not null) <> exists (
           select from documents.register_line l where l.document_id = a.document_id and l.followed)`,
  )
  expect(wrong).toEqual([])
  const states = await rowsOf<{ state: string }>(one, 'select distinct state from documents.assignment')
  expect(states.length).toBeGreaterThan(2)
  const rising = await rowsOf(
    one,
    `select * from (select agency_id, book, register, year, on_day, lag(on_day) over (partition by agency_id, book, register, year order by number) as before
                      from documents.register_line where book = 'out') l where before > on_day`,
  )
  expect(rising).toEqual([])
})

test('its documents went every way they go: asked about, returned, sealed by the clerk, by mail, late; none says it was signed', async () => {
  const [ways] = await rowsOf<Record<string, number>>(
    one,
    `select (select count(*)::int from documents.opinion where answer is not null) as answered,
            (select count(*)::int from documents.opinion where answer is null and due_at < '2026-11-20T16:00+07') as silent,
            (select count(*)::int from documents.action where kind = 'return' and reason <> '') as returned,
            (select count(*)::int from documents.incoming where source = 'mail') as mailed,
            (select count(*)::int from documents.incoming where source = 'scan') as scanned,
            (select count(*)::int from documents.incoming i join documents.assignment a using (document_id)
              where i.source <> 'exchange' and a.state = 'answered') as "answeredOutside",
            (select count(*)::int from documents.assignment where state = 'assigned' and due_at < '2026-11-20T16:00+07') as overdue,
            (select count(*)::int from documents.work_file) as "workFiles",
            (select count(*)::int from documents.route r join documents.action a using (document_id)
              join identity.role_grant g on g.account_id = a.actor_id and g.role = 'clerk'
              where r.seal = 'by_clerk' and a.kind = 'issue') as sealed`,
  )
  for (const [way, count] of Object.entries(ways ?? {})) expect([way, count > 0]).toEqual([way, true])
  const wrong = await rowsOf(
    one,
    `select d.id from documents.document d join documents.route r on r.document_id = d.id
       join agencies.agency g on g.id = d.agency_id join documents.action a on a.document_id = d.id and a.kind = 'issue'
      where (r.seal = 'by_clerk') <> (g.kind = 'department')
         or (r.seal = 'by_clerk') <> (a.actor_id is distinct from d.signed_by) or r.leader_sha256 is not null
     union all
     select document_id from documents.action where kind = 'sign'
     union all
     select e.subject_id from platform.event_log e join documents.document d on d.id = e.subject_id and d.source <> 'dossier'
      where e.name = 'documents.leader_signed' or e.name like 'documents.%' and e.data ->> 'signed' = 'true'`,
  )
  expect(wrong).toEqual([])
})

test('no index, constraint or trigger was lost on the way', async () => {
  const client = new pg.Client(process.env.MIGRATOR_URL)
  await client.connect()
  const parts = `
    select 'index ' || indexdef as part from pg_indexes where schemaname not in ('pg_catalog', 'information_schema', 'pgboss')
    union all
    select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
     where connamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pgboss')
    union all
    select 'trigger ' || tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
    order by 1`
  expect(await rowsOf(one, parts)).toEqual(await rowsOf({ client }, parts))
  await client.end()
})

test('demo people find something: their own dossiers, a vault with a paper that opens, drafts to sign', async () => {
  const [found] = await rowsOf(
    one,
    `select (select count(*)::int from dossiers.dossier where step = 'leader') as drafts,
            (select count(*)::int from documents.document where status = 'issued' and sha256 is not null) as signed,
            (select count(distinct d.applicant_id)::int from dossiers.dossier d join registry.person p on p.id = d.applicant_id
              where p.source = 'Dữ liệu chạy thử' and d.status = 'returned') as people,
            (select count(*)::int from registry.paper v join platform.file f on f.sha256 = v.sha256) as held`,
  )
  expect(found?.drafts).toBeGreaterThan(2)
  expect(found?.signed).toBeGreaterThan(0)
  expect(found?.held).toBe(found?.signed)
  expect(found?.people).toBe(9)
})

test('what the past registered enters the register once, as far as its answers say who; what does not is counted', async () => {
  const enter = () =>
    inProgram(
      other,
      `const { enterEarlier } = await import('./src/server/modules/dossiers/check/enter-earlier.ts')
       console.log(await enterEarlier(4_000))`,
    )
  const first = Number(await enter())
  // How many falls to each kind of paper changes with the day the past ends on.
  expect(first).toBeGreaterThan(0)
  const counts = `select outcome, count(*)::int from dossiers.earlier_entry where outcome is not null group by outcome order by outcome`
  const looked = Object.fromEntries(
    (await rowsOf(other, counts)).map(({ outcome, count }) => [outcome, count]),
  )
  const [entries] = await rowsOf(
    other,
    `select count(*)::int as all, count(*) filter (where entered_at = d.issued_at and e.number = d.symbol)::int as true_to_it,
            count(*) filter (where kind = 'birth' and content ? 'name' and content ? 'birthplace' and content ? 'sex')::int as births,
            count(*) filter (where kind = 'birth')::int as all_births
       from registry.entry e join documents.document d on d.id = e.document_id`,
  )
  expect(entries?.all).toBe(looked.entered)
  expect(entries?.true_to_it).toBe(entries?.all)
  expect(entries?.births).toBeGreaterThan(0)
  expect(entries?.births).toBe(entries?.all_births)
  const all = Object.values(looked).reduce((sum: number, count) => sum + Number(count), 0)
  expect(all).toBe(first)
})

test('a first start that was interrupted after the past was written keeps it and goes on at the desks', async () => {
  const count = 'select count(*)::int as dossiers, max(submitted_at) as last from dossiers.dossier'
  const before = await rowsOf(other, count)
  const env = { ...process.env, DATABASE_URL: other.url, MIGRATOR_URL: other.url, NHIP_DATA: other.data }
  await run(process.execPath, ['tools/simulate.ts', '--dossiers', String(dossiers), '--resume'], {
    env: { ...env, NHIP_DEMO: 'true' },
  })
  expect(await rowsOf(other, count)).toEqual(before)
})
