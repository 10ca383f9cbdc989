import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { aBureau, aLetterOf, approved, type Bureau, signAll } from './fixtures.ts'
import { listDraftsToSign, listSealsWaiting, listWaitingWork, mostListed } from './list-work.ts'
import { submitDraft } from './submit-draft.ts'

afterAll(stopTypesetting)

/** So many like this one in everything but that they have waited for years, some at the very same moment; `change` makes them another's. */
async function manyLike(
  id: string,
  count: number,
  change: { route?: string; document?: string },
): Promise<void> {
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  await owner.query('begin; set local session_replication_role = replica')
  await owner.query(
    `create temporary table made on commit drop as
       select n, gen_random_uuid() as id from generate_series(1, ${count}) n`,
  )
  for (const [table, key, with_] of [
    ['document', 'id', `check_code = made.id::text${change.document ?? ''}`],
    ['version', 'document_id', ''],
    [
      'route',
      'document_id',
      `since = '2020-01-01'::timestamptz + (made.n / 7) * interval '1 microsecond'${change.route ?? ''}`,
    ],
  ] as const) {
    const temporary = `copy_${table}`
    await owner.query(
      `create temporary table ${temporary} on commit drop as select t.*, made.n as made_n from documents.${table} t, made where t.${key} = $1`,
      [id],
    )
    await owner.query(
      `update ${temporary} set ${key} = made.id${with_ ? `, ${with_}` : ''} from made where made.n = made_n`,
    )
    const { rows } = await owner.query<{ name: string }>(
      `select attname as name from pg_attribute
        where attrelid = 'documents.${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    )
    const columns = rows.map(({ name }) => `"${name}"`).join(', ')
    await owner.query(`insert into documents.${table} (${columns}) select ${columns} from ${temporary}`)
  }
  await owner.query('commit')
  await owner.end()
}

async function submitted(bureau: Bureau): Promise<string> {
  const { specialist } = bureau
  const id = await aLetterOf(bureau)
  await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
  return id
}

test('what waits for somebody is found behind any number of others’ that wait longer', {
  timeout: 120_000,
}, async () => {
  const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
  const { clerk, deputy } = bureau
  const [toApprove, toSign, toSeal] = [
    await submitted(bureau),
    await aLetterOf(bureau),
    await aLetterOf(bureau),
  ]
  for (const id of [toSign, toSeal]) await approved(bureau, id)
  const { steps } =
    (await perform(clerk, async (work) => (await listWaitingWork(work, clerk)).approvals[0])) ?? {}
  expect(steps?.length).toBeGreaterThan(0)
  // Others approve these, another leader confirmed those.
  await manyLike(toApprove, 450, {
    route: `, steps = jsonb_set(steps, '{0,keys}', '["nobody-here"]'), step = 0`,
  })
  await manyLike(toSign, 450, {
    document: `, confirmed_at = '2020-01-01', status = 'signing', signed_by = '${randomUUID()}'`,
  })
  await signAll(deputy, [toSeal])

  const ofClerk = await perform(clerk, (work) => listWaitingWork(work, clerk))
  expect(ofClerk.approvals.map(({ id }) => id)).toEqual([toApprove])
  expect(ofClerk.seals.map(({ id }) => id)).toEqual([toSeal])
  expect(ofClerk.isMore).toBe(false)
  const ofDeputy = await perform(deputy, (work) => listWaitingWork(work, deputy))
  expect(ofDeputy.signatures.map(({ id }) => id)).toEqual([toSign])
  expect(await perform(deputy, (work) => listDraftsToSign(work, deputy))).toHaveLength(1)
})

test('more of one’s own than a list holds: those that wait longest, each once, and it is said', {
  timeout: 120_000,
}, async () => {
  const bureau = await aBureau()
  const { clerk } = bureau
  const id = await submitted(bureau)
  await manyLike(id, 2 * mostListed + 3, {})
  const { approvals, isMore } = await perform(clerk, (work) => listWaitingWork(work, clerk))
  expect(isMore).toBe(true)
  expect(new Set(approvals.map((row) => row.id)).size).toBe(mostListed)
  expect(approvals.every(({ since }) => since < new Date('2020-01-02T00:00:00Z'))).toBe(true)
})

test('whose each is is asked once for all that are alike, however urgent, and their texts are not read for it', {
  timeout: 120_000,
}, async () => {
  const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
  const { clerk, deputy } = bureau
  const [id, toSeal] = [await submitted(bureau), await aLetterOf(bureau)]
  await approved(bureau, toSeal)
  await signAll(deputy, [toSeal])
  // Urgent ones are due by the minute: no two at once.
  await manyLike(id, 450, {
    route: `, steps = jsonb_set(steps, '{0,dueAt}', to_jsonb(('2020-01-01'::timestamptz + made.n * interval '1 minute')::text)), due_at = '2020-01-01'::timestamptz + made.n * interval '1 minute'`,
  })
  const soFar = async ({ tx }: Work) => {
    const { rows } = await sql<{ count: number }>`
      select (seq_scan + coalesce(idx_scan, 0))::int as count from pg_stat_xact_user_tables
       where schemaname = 'agencies' and relname = 'appointment'`.execute(tx)
    return rows[0]?.count ?? 0
  }
  /** What is listed, and how often it was asked who holds a position. */
  const counted = <Result>(list: (work: Work) => Promise<Result>) =>
    perform(clerk, async (work) => {
      const before = await soFar(work)
      return { listed: await list(work), asked: (await soFar(work)) - before }
    })
  const waiting = await counted((work) => listWaitingWork(work, clerk))
  expect(waiting.listed.approvals).toHaveLength(mostListed)
  expect(waiting.asked).toBeLessThan(20)
  expect(waiting.listed.approvals.every(({ content }) => !('body' in content))).toBe(true)
  const seals = await counted((work) => listSealsWaiting(work, clerk))
  expect(seals.listed.map((row) => row.id)).toEqual([toSeal])
  expect(seals.asked).toBe(0)
  expect(await perform(deputy, (work) => listSealsWaiting(work, deputy))).toEqual([])
})
