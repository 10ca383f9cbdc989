/** What SQL offers besides rows, tried as the application's own role: by nobody, and by an actor of each kind. */
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimOf } from '#server/platform/act-as.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { application, cast, closeRows, filled, key, owner, setRows } from './row-scene.ts'
import { type ActorName, actors } from './row-table.ts'

beforeAll(setRows, 120_000)
afterAll(closeRows)

const own = `nspname !~ '^(pg_|information_schema$)'`

/** What became of these statements in one transaction of `actor`: the code of the first that failed, or the rows of the last. */
async function outcome(actor: ActorName, statements: string[], by = application): Promise<unknown> {
  const who = cast[actor]
  await by.query('begin')
  try {
    if (who) await by.query('select platform.act_as($1, $2)', claimOf(who, key))
    let last: pg.QueryResult | undefined
    for (const text of statements) last = await by.query(filled(text))
    return last?.rows
  } catch (error) {
    return (error as { code?: string }).code
  } finally {
    await by.query('rollback')
  }
}

/** 42501: no privilege; 0A000: not in this server; 55000: prepared transactions are off; 22023 and 42704: no such thing. */
const refusals: Record<string, [code: string, ...statements: string[]]> = {
  'the owner’s role': ['42501', 'set role postgres'],
  'the owner’s session': ['42501', 'set session authorization postgres'],
  'a role of one’s own': ['42501', 'create role intruder'],
  'membership for another': ['42501', 'grant nhip_app to pg_monitor'],
  'triggers and keys left out': ['42501', 'set local session_replication_role = replica'],
  'row policies left out': ['42501', 'set local row_security = off', 'select from registry.person'],
  'row policies taken off': ['42501', 'alter table registry.person disable row level security'],
  'a policy of one’s own': ['42501', 'create policy mine on registry.person using (true)'],
  'a policy dropped': ['42501', 'drop policy system on identity.account'],
  'a trigger off': ['42501', 'alter table identity.account disable trigger keep_account'],
  'a trigger of one’s own': [
    '42501',
    'create trigger mine before update on identity.account execute function platform.only_by_program()',
  ],
  'a rule of one’s own': ['42501', 'create rule mine as on select to identity.account do instead select 1'],
  'a file written by a program': ['42501', `copy (select 1) to program 'cat'`],
  'a program’s words read': ['42501', 'create temp table heard (t text)', `copy heard from program 'id'`],
  'a file read': ['42501', `select pg_read_file('postgresql.conf')`],
  'a folder listed': ['42501', `select pg_ls_dir('.')`],
  'a file written': ['42501', `copy (select 1) to '/tmp/nhip-attack'`],
  'a file taken as a large object': ['42501', `select lo_import('/etc/passwd')`],
  'a large object written to a file': ['42501', `select lo_export(1, '/tmp/nhip-attack')`],
  'statistics with values': ['42501', 'select stavalues1 from pg_statistic'],
  'passwords of roles': ['42501', 'select rolpassword from pg_authid'],
  'an extension': ['42501', 'create extension dblink'],
  'a foreign server': ['42501', 'create foreign data wrapper elsewhere'],
  'a language': ['42501', 'create trusted language mine handler plpgsql_call_handler'],
  'a schema': ['42501', 'create schema mine'],
  'a function for everyone': ['42501', 'create function public.mine() returns int return 1'],
  'a function among ours': ['42501', 'create function platform.mine() returns int return 1'],
  'an operator': ['42501', 'create operator public.=== (function = texteq, leftarg = text, rightarg = text)'],
  'a cast': ['42501', 'create cast (text as uuid) with inout as implicit'],
  'a publication': ['42501', 'create publication everything for all tables'],
  'an event trigger': ['42501', 'create event trigger t on ddl_command_end execute function mine()'],
  'a setting of the server': ['42501', `select set_config('log_statement', 'all', true)`],
  'the server’s settings read anew': ['42501', 'select pg_reload_conf()'],
  'the log of changes': ['42501', `select pg_switch_wal()`],
  'a slot that keeps the log': ['42501', `select pg_create_physical_replication_slot('mine')`],
  'the key of actors': ['42501', 'select * from platform.actor_key'],
  'the passwords of foreign servers': ['42501', 'select umoptions from pg_user_mapping'],
  'a transaction kept beyond its session': ['55000', `prepare transaction 'kept'`],
  'one’s own role, made more of': ['42501', 'alter role current_user bypassrls'],
  'one’s own role, made the server’s master': ['42501', 'alter role current_user superuser'],
  'one’s own role, allowed to read the log of changes': ['42501', 'alter role current_user replication'],
  'another role’s password': ['42501', `alter role postgres password 'x'`],
  'one’s settings for everybody': ['42501', `alter role all set search_path = pg_temp`],
  'settings of the database': [
    '42501',
    `do $$ begin execute format('alter database %I set search_path = pg_temp', current_database()); end $$`,
  ],
  'a large object': ['42501', `select lo_create(0)`],
  'a large object of bytes': ['42501', `select lo_from_bytea(0, 'x')`],
  'a large object, the old way': ['42501', `select lo_creat(-1)`],
  'a large object, written to': ['42501', `select lo_put(1, 0, 'x')`],
  'a large object, written piece by piece': ['42501', `select lowrite(0, 'x')`],
}

describe('is refused to every actor', () => {
  test.each(Object.entries(refusals))('%s', async (_, [code, ...statements]) => {
    for (const actor of actors) expect(await outcome(actor, statements), actor).toBe(code)
  })

  test('emptying a table', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
        where relkind in ('r', 'p') and ${own}`,
    )
    for (const { name } of rows)
      expect(await outcome('system', [`truncate ${name} cascade`]), name).toBe('42501')
  })

  test('setting a sequence back', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
        where relkind = 'S' and ${own}`,
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { name } of rows)
      expect(await outcome('system', [`select setval('${name}', 1)`]), name).toBe('42501')
  })

  test('ending the owner’s session', async () => {
    const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid')
    for (const end of ['cancel', 'terminate'])
      expect(await outcome('system', [`select pg_${end}_backend(${rows[0]?.pid})`])).toBe('42501')
  })
})

test('the result of a case is no document of another, by whatever action', async () => {
  const take = (resultId: string) => [
    `insert into dossiers.action (dossier_id, seq, kind, actor_kind, actor_id, actor_name, data, at)
     select id, last_seq + 1, 'propose', 'officer', '{clerk}', 'X', '{}', now() from dossiers.dossier where id = '{dossier}'`,
    `update dossiers.dossier set status = 'processing', last_seq = last_seq + 1, result_id = ${resultId} where id = '{dossier}' returning 1 as done`,
  ]
  expect(await outcome('clerk', take('result_id'))).toEqual([{ done: 1 }])
  expect(await outcome('clerk', take('gen_random_uuid()'))).toBe('42501')
})

describe('who writes names of their own in front of ours', () => {
  // A session of its own: what a function once took for `text` it keeps.
  const shadowed = async (actor: ActorName, statements: string[]) => {
    const session = new pg.Client(process.env.DATABASE_URL)
    await session.connect()
    try {
      return await outcome(actor, statements, session)
    } finally {
      await session.end()
    }
  }
  const whoAmI = `create function pg_temp.noted(v anyelement) returns bool language plpgsql as
    $$ begin perform set_config('mine.user', current_user, false); return true; end $$`
  const types = ['text', 'bool', 'bytea', 'uuid', 'int4', 'int8', 'date', 'timestamptz', 'jsonb', '_text']
  const domains = types.map(
    (type) => `create domain pg_temp.${type} as pg_catalog.${type} check (pg_temp.noted(value))`,
  )

  test('has nothing of theirs run with the owner’s rights', async () => {
    const { rows } = await owner.query<{ call: string }>(
      `select p.oid::regproc || '(' || array_to_string(array(select 'null::pg_catalog.' || typname
                from unnest(proargtypes) with ordinality as a (type, at) join pg_type t on t.oid = type order by at), ', ') || ')' as call
         from pg_proc p join pg_namespace n on n.oid = pronamespace
        where prosecdef and ${own} and has_function_privilege('nhip_test', p.oid, 'execute')`,
    )
    expect(rows.length).toBeGreaterThan(5)
    const savepoint = (call: string) => `do $$ begin perform ${call}; exception when others then null; end $$`
    for (const actor of ['nobody', 'citizen', 'administrator', 'system'] as const) {
      const who = cast[actor]
      const [claim, proof] = claimOf(who ?? { kind: 'anonymous' }, key)
      const found = await shadowed('nobody', [
        whoAmI,
        ...domains,
        `select set_config('mine.user', '', false)`,
        `do $$ begin perform platform.act_as('${claim}', '\\x${proof.toString('hex')}'); end $$`,
        ...rows.map(({ call }) => savepoint(call)),
        `select current_setting('mine.user') as ran_as`,
      ])
      expect(found, actor).not.toEqual([{ ran_as: expect.stringMatching(/^(?!nhip_test$)./) }])
    }
  })

  test('every function looks into the temporary schema last', async () => {
    const { rows } = await owner.query(
      `select p.oid::regprocedure as name, proconfig from pg_proc p join pg_namespace n on n.oid = pronamespace
        where nspname in ('platform', 'agencies', 'identity', 'registry', 'catalogue', 'dossiers', 'documents', 'directives',
                          'notifications', 'indicators')
          and (prosecdef or proconfig is not null)
          and not coalesce('search_path=pg_catalog, pg_temp' = any (proconfig), false)`,
    )
    expect(rows).toEqual([])
  })

  test.each(['nobody', 'citizen', 'administrator'] as const)('%s sees no more', async (actor) => {
    const count = 'select count(*)::int from registry.person'
    const plain = await shadowed(actor, [count])
    const tricks = [
      `create temp view person as select * from registry.person`,
      `create temp table actor_key as select ''::bytea as inner_pad, ''::bytea as outer_pad`,
      `create function pg_temp.is_system() returns bool return true`,
      `create function pg_temp.acting(part int) returns text language sql as 'select ''system''::text'`,
      `create function pg_temp.sha256(bytea) returns bytea language sql as 'select ''\\x''::bytea'`,
      `set local search_path = pg_temp, platform, pg_catalog`,
    ]
    expect(await shadowed(actor, [...tricks, count])).toEqual(plain)
  })
})

describe('what else might tell of people', () => {
  /** Every column of every table that a policy keeps. */
  const kept = `select c.oid::regclass::text as table, array_agg(quote_ident(attname)) as columns
     from pg_class c join pg_namespace n on n.oid = relnamespace join pg_attribute a on attrelid = c.oid and attnum > 0 and not attisdropped
    where relkind in ('r', 'p', 'v') and (relrowsecurity or relkind = 'v') and ${own} and nspname <> 'pgboss'
      and has_column_privilege('nhip_test', c.oid, attnum, 'select') group by c.oid`

  test.each(['nobody', 'citizen', 'monitor'] as const)(
    '%s: no function of theirs is asked about a row before the policy',
    async (actor) => {
      const { rows } = await owner.query<{ table: string; columns: string[] }>(kept)
      expect(rows.length).toBeGreaterThan(40)
      const leak = `create function pg_temp.leak(v anyelement) returns bool language plpgsql cost 0.0000001 as
        $$ begin perform set_config('mine.told', (current_setting('mine.told')::int + 1)::text, true); return true; end $$`
      const leaks: string[] = []
      for (const { table, columns } of rows) {
        const told = await outcome(actor, [
          leak,
          `select set_config('mine.told', '0', true)`,
          `select from ${table} where ${columns.map((column) => `pg_temp.leak(${column})`).join(' and ')}`,
          `select current_setting('mine.told')::int as told, count(*)::int as shown from ${table}`,
        ])
        expect(told, table).toHaveLength(1)
        const [{ told: asked, shown }] = told as [{ told: number; shown: number }]
        if (asked > shown * columns.length) leaks.push(table)
      }
      expect(leaks).toEqual([])
    },
  )

  test('every view keeps its order of asking', async () => {
    const { rows } = await owner.query(
      `select c.oid::regclass as view, reloptions from pg_class c join pg_namespace n on n.oid = relnamespace
        where relkind in ('v', 'm') and ${own} and not coalesce(reloptions && '{security_barrier=true,security_invoker=true}', false)
          and not (relkind = 'v' and 'security_barrier' = any (reloptions))`,
    )
    expect(rows).toEqual([])
  })

  test('statistics of what a policy keeps are nobody’s', async () => {
    await owner.query('analyze registry.person, identity.account, dossiers.dossier')
    for (const view of ['pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs'])
      for (const actor of actors) {
        const found = await outcome(actor, [
          `select tablename from ${view} s join pg_class c on relname = tablename join pg_namespace n on n.oid = relnamespace and nspname = s.schemaname
            where relrowsecurity and ${own}`,
        ])
        expect(found, `${view} ${actor}`).toEqual([])
      }
  })

  test('a key that is taken is not told to who may not write', async () => {
    for (const actor of ['nobody', 'stranger'] as const) {
      expect(
        await outcome(actor, [
          `insert into registry.person (id, id_number, full_name) select '{citizen}', '{idNumber}', 'X' on conflict do nothing`,
        ]),
      ).toBe('42501')
      expect(
        await outcome(actor, [
          `insert into identity.account (id, kind, display_name) values ('{account}', 'staff', 'X') on conflict do nothing`,
        ]),
      ).toBe('42501')
    }
  })

  test('the texts of other sessions carry values as parameters', async () => {
    const { rows } = await owner.query<{ text: string }>(
      'select distinct unnest(array[full_name, id_number]) as text from registry.person',
    )
    const running = JSON.stringify(await outcome('nobody', ['select query from pg_stat_activity']))
    for (const { text } of rows) if (text) expect(running).not.toContain(text)
  })
})

describe('what is left on a connection that is lent to one after the other', () => {
  const people = 'select id from registry.person'
  const leftBehind = {
    'a cursor kept open': `declare left_open cursor with hold for ${people}`,
    'a temporary table': `create temp table left_open as ${people}`,
    'a prepared question': `prepare left_open as ${people}`,
    'a setting for the session': `select set_config('nhip.left', string_agg(id::text, ','), false) from registry.person`,
  }
  const taken = {
    'a cursor kept open': 'fetch all from left_open',
    'a temporary table': 'table left_open',
    'a prepared question': 'execute left_open',
    'a setting for the session': `select 1 where current_setting('nhip.left', true) <> ''`,
  }

  test.each(Object.keys(leftBehind) as (keyof typeof leftBehind)[])('%s', async (what) => {
    const session = new pg.Client(process.env.DATABASE_URL)
    await session.connect()
    const as = async (actor: ActorName, text: string) => {
      await session.query('begin')
      if (cast[actor]) await session.query('select platform.act_as($1, $2)', claimOf(cast[actor], key))
      return session.query(text)
    }
    try {
      // What somebody was shown is theirs to keep: it is as long as it was, and names nobody new.
      const own = (await as('citizen', people)).rowCount
      await session.query('rollback')
      await as('citizen', leftBehind[what])
      await session.query('commit')
      const found = await as('neighbour', taken[what]).then(
        ({ rowCount }) => rowCount,
        () => 0,
      )
      await session.query('rollback')
      expect(found).toBeLessThanOrEqual(own ?? 0)
    } finally {
      await session.end()
    }
  })
})

test('a lock somebody holds keeps the program waiting no longer than a statement may take', async () => {
  const held = `hashtextextended('platform.seal', 0)`
  const intruder = new pg.Client(process.env.DATABASE_URL)
  await intruder.connect()
  try {
    await intruder.query(`select pg_advisory_lock(${held})`)
    const wait = (limit?: string) =>
      perform(system, async ({ tx }) => {
        if (limit) await sql`select set_config('statement_timeout', ${limit}, true)`.execute(tx)
        const { rows } = await sql<{
          limit: string
        }>`select current_setting('statement_timeout') as limit`.execute(tx)
        if (limit) await sql.raw(`select pg_advisory_xact_lock(${held})`).execute(tx)
        return rows[0]?.limit
      })
    // What every connection of the program carries; here shortened, so that the test need not wait a minute.
    expect(await wait()).toMatch(/^[1-9]\d*(s|min)$/)
    await expect(wait('300ms')).rejects.toMatchObject({ code: '57014' })
    await intruder.query(`select pg_advisory_unlock(${held})`)
    expect(await wait('5s')).toBe('5s')
  } finally {
    await intruder.end()
  }
})

test('what is said on a channel, and a lock that is held, decide nothing', async () => {
  expect(await outcome('nobody', [`select pg_notify('x', 'y')`])).toEqual([{ pg_notify: '' }])
  const { rows } = await owner.query(
    `select p.oid::regproc from pg_proc p join pg_namespace n on n.oid = pronamespace where ${own} and nspname <> 'pgboss' and prosrc ilike '%notify%'`,
  )
  expect(rows).toEqual([])
})
