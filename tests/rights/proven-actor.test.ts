/** The actor of a transaction, who cannot be made up, and what asks for it: functions, policies, and jobs that name nobody. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionKinds, type Doer, mayDo } from '#server/modules/dossiers/model.ts'
import { claimOf } from '#server/platform/act-as.ts'
import { anonymous, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { application, cast, closeRows, key, owner, scene, setRows, tried } from './row-scene.ts'
import { type ActorName, actors } from './row-table.ts'

beforeAll(setRows, 120_000)
afterAll(closeRows)

describe('the actor', () => {
  const askedAs = (text: string) =>
    tried(undefined, async () => {
      await application.query(text)
      const { rows: told } = await application.query<{ kind: string | null }>(
        'select platform.actor_kind() as kind',
      )
      return told[0]?.kind ?? null
    })

  test('cannot be declared by whoever does not hold the key', async () => {
    const forged = `${'a'.repeat(64)}system`
    expect(await askedAs(`select set_config('nhip.actor_kind', 'system', true)`)).toBe(null)
    expect(await askedAs(`select set_config('nhip.acting', 'system', true)`)).toBe(null)
    expect(await askedAs(`select set_config('nhip.acting', '${forged}', true)`)).toBe(null)
    const [claim] = claimOf(system, key)
    expect(await askedAs(`select platform.act_as('${claim}', null)`)).toBe('refused')
    expect(await askedAs(`select platform.act_as('${claim}', '\\x00')`)).toBe('refused')
    const [, proof] = claimOf(anonymous, key)
    expect(await askedAs(`select platform.act_as('${claim}', '\\x${proof.toString('hex')}')`)).toBe('refused')
  })

  test('does not outlive its transaction, nor work in another session', async () => {
    const stolen = await tried(system, async () => {
      const { rows: told } = await application.query(`select current_setting('nhip.acting') as acting`)
      return String(told[0]?.acting)
    })
    expect(stolen).toMatch(/^[0-9a-f]{64}system/)
    const replay = `select set_config('nhip.acting', ${pg.escapeLiteral(stolen)}, true)`
    expect(await askedAs(replay)).toBe(null)
    expect(await askedAs('select 1')).toBe(null)
  })

  test('cannot be borrowed by what the queue writes into a proven transaction', async () => {
    const outcome = async (change: string) => {
      await application.query('begin')
      // Of the program's rows, should anybody ever come as far.
      await application.query('select platform.act_as($1, $2)', claimOf(system, key))
      const code = await application.query(change).then(
        () => 'taken',
        (error: { code?: string }) => error.code,
      )
      await application.query('rollback')
      return code
    }
    const words = `job_common (name) select full_name from registry.person) returning id--`
    expect(await outcome(`update pgboss.queue set table_name = ${pg.escapeLiteral(words)}`)).toBe('23514')
    expect(await outcome(`update pgboss.queue set table_name = 'job common'`)).toBe('23514')
  })

  test('is never written where others of the same role can read it', async () => {
    const texts = await perform(system, async () => {
      const { rows: told } = await application.query<{ query: string }>('select query from pg_stat_activity')
      return told.map(({ query }) => query)
    })
    const { rows: prepared } = await owner.query<{ query: string }>('select query from pg_stat_activity')
    for (const text of [...texts, ...prepared.map(({ query }) => query)]) {
      expect(text).not.toMatch(/act_as\('/)
    }
  })
})

describe('functions', () => {
  /** What the application may call; of each it is said above or below whom it answers. */
  const callable = [
    'agencies.holds_as_leader',
    'documents.alike_texts',
    'documents.clerk_agencies',
    'documents.destroy_document',
    'documents.fill_register',
    'documents.found',
    'documents.hold_documents',
    'documents.hold_route',
    'documents.is_file_of',
    'documents.is_given_up',
    'documents.is_in_its_route',
    'documents.is_own',
    'documents.is_own_remark',
    'documents.is_writing',
    'documents.may_write',
    'documents.open_numbers',
    'documents.own_agencies',
    'documents.own_kinds',
    'documents.public_check',
    'documents.put_in_order',
    'documents.replaced_in_registers',
    'documents.sealed_check',
    'documents.sent_changes',
    'documents.standing_answers',
    'documents.taken_back',
    'documents.texts_behind',
    'documents.was_shown',
    'dossiers.found',
    'dossiers.is_numbered',
    'dossiers.is_stored',
    'dossiers.own_kinds',
    'dossiers.own_number',
    'dossiers.public_status',
    'identity.secrets_of',
    'identity.session_known_by',
    'identity.token_known_by',
    'meetings.hears',
    'meetings.leads',
    'meetings.mine',
    'meetings.presides',
    'meetings.reads',
    'meetings.runs',
    'meetings.sees',
    'payments.finance_agencies',
    'payments.lock_orders',
    'payments.sum_days',
    'payments.sums_since',
    'registry.divorces_about',
    'registry.look_for_people',
    'registry.marriage_end',
    'registry.numbers_of',
    'registry.pause_of',
    'registry.relatives',
    'registry.superseded_standing',
    'registry.with_id_number',
  ]

  test('are nobody’s but those listed', async () => {
    const { rows: found } = await owner.query<{ name: string; is_public: boolean; is_ours: boolean }>(
      `select distinct nspname || '.' || proname as name,
              exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee = 0) as is_public,
              has_function_privilege('nhip_test', p.oid, 'execute') as is_ours
         from pg_proc p join pg_namespace n on n.oid = pronamespace
        where nspname !~ '^(pg_|information_schema$|pgboss$)' order by 1`,
    )
    expect(found.filter(({ is_public }) => is_public)).toEqual([])
    const ours = found.filter(({ name, is_ours }) => is_ours && !name.startsWith('platform.'))
    expect(ours.map(({ name }) => name)).toEqual(callable)
  })

  test('know the same parts in a case as the rules do', async () => {
    const doers: Partial<Record<ActorName, readonly Doer[]>> = {
      stranger: [],
      citizen: ['applicant'],
      clerk: ['one_stop', 'counter', 'specialist'],
      elsewhere: ['one_stop', 'counter', 'specialist', 'leader'],
      monitor: [],
      chairman: ['leader'],
      client: [],
      system: ['system'],
    }
    for (const [name, may] of Object.entries(doers)) {
      const kinds = await tried(cast[name as ActorName], async () => {
        const { rows: told } = await application.query('select unnest(dossiers.own_kinds()) as kind')
        return told.map(({ kind }) => kind).sort()
      })
      const allowed = actionKinds.filter((kind) => kind !== 'submit' && mayDo({ step: 'leader' }, may, kind))
      expect(kinds, name).toEqual([...allowed].sort())
    }
  })

  test('tell of relatives and of cases whom they concern alone', async () => {
    const asked: Record<string, string> = {
      with_id_number: `select * from registry.with_id_number('${scene.idNumber}')`,
      relatives: `select * from registry.relatives('${scene.citizen}')`,
      found: `select * from dossiers.found('nguyen:*'::tsquery || 'thi:*'::tsquery, null)`,
    }
    const answered: Record<string, string[]> = { with_id_number: [], relatives: [], found: [] }
    for (const actor of actors) {
      for (const [name, text] of Object.entries(asked)) {
        const count = await tried(cast[actor], async () => (await application.query(text)).rowCount ?? 0)
        if (count !== 'refused' && count > 0) answered[name]?.push(actor)
      }
    }
    expect(answered).toEqual({
      with_id_number: ['citizen', 'clerk', 'elsewhere', 'client', 'system'],
      relatives: ['citizen', 'system'],
      found: ['clerk'],
    })
  })
})

test('policies ask for the actor once a statement, never once a row', async () => {
  const { rows: policies } = await owner.query<{ name: string; text: string }>(
    `select tablename || ' ' || policyname as name, concat(qual, ' ', with_check) as text from pg_policies`,
  )
  expect(policies.length).toBeGreaterThan(50)
  const perRow = policies.filter(({ text }) =>
    [...text.matchAll(/platform\.\w+\(/g)].some(({ index }) => !isAskedOnce(text, index)),
  )
  expect(perRow.map(({ name }) => name)).toEqual([])
})

/** Within a select of its own, that reads no table. */
function isAskedOnce(text: string, at: number): boolean {
  let open = 0
  for (let start = at; start >= 0; start--) {
    if (text[start] === ')') open -= 1
    if (text[start] !== '(') continue
    open += 1
    if (open < 1 || !/^\(\s*SELECT\b/.test(text.slice(start))) continue
    const select = text.slice(start, at)
    return !/\bFROM (?!unnest\()/.test(select)
  }
  return false
}

test('what a job carries names nobody', async () => {
  const { rows: people } = await owner.query<{ text: string }>(
    'select distinct unnest(array[full_name, id_number, phone]) as text from registry.person',
  )
  const { rows: carried } = await owner.query<{ text: string }>(
    'select concat(data, output) as text from pgboss.job',
  )
  expect(carried.length).toBeGreaterThan(0)
  for (const { text } of carried) {
    for (const person of people) if (person.text) expect(text).not.toContain(person.text)
  }
})
