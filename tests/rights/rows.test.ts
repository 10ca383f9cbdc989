/**
 * Every table and view of every schema, asked and written as the application's own role: by nobody, and for every kind of
 * actor. What is right stands in `rows`, written by hand; a table without a line there fails.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobs } from '#server/facts.ts'
import {
  aDesk,
  anApplicant,
  anUpload,
  aProposedDossier,
  monday,
  readAndSign,
} from '#server/modules/dossiers/fixtures.ts'
import { deliverResult, openDraft, viewOfficerDossier } from '#server/modules/dossiers/index.ts'
import { actionKinds, type Doer, mayDo } from '#server/modules/dossiers/model.ts'
import { claimOf } from '#server/platform/act-as.ts'
import { type Actor, anonymous, type Officer, system } from '#server/platform/actor.ts'
import { createQueues } from '#server/platform/jobs/jobs.ts'
import { loadKey } from '#server/platform/keys.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'

const actors = [
  /** A session with the application's password and nothing else. */
  'nobody',
  'stranger',
  'citizen',
  'neighbour',
  'clerk',
  /** Works on cases of another agency. */
  'elsewhere',
  'monitor',
  'commander',
  'chairman',
  'administrator',
  'client',
  'system',
] as const
type ActorName = (typeof actors)[number]

interface Right {
  /** Which rows are meant, in SQL; `{…}` stand for what the scene holds. */
  of: string
  /** To whom they show themselves. */
  sees?: string
  /** Who may write one just like it. */
  adds?: string
  changes?: string
  /** The columns granted for that, where it is not all of them. */
  columns?: string
  removes?: string
}

const everyone = actors.join(' ')
const signedIn = 'citizen neighbour clerk elsewhere monitor commander chairman administrator client system'
const officers = 'clerk elsewhere monitor commander chairman administrator client'
/** Whom a case concerns, and who works on it. */
const onTheCase = 'citizen clerk chairman system'
const known = 'clerk elsewhere chairman client system'

const rows: Record<string, Right> = {
  'agencies.agency': { of: 'true', sees: everyone, adds: 'system', changes: 'system' },
  'agencies.agency_succession': {
    of: 'true',
    sees: everyone,
    adds: 'system',
    changes: 'system',
    removes: 'system',
  },
  'agencies.appointment': {
    of: 'true',
    sees: everyone,
    adds: 'administrator system',
    changes: 'administrator system',
  },
  'agencies.delegation': {
    of: 'true',
    sees: everyone,
    adds: 'administrator system',
    changes: 'administrator system',
  },
  'agencies.load': { of: 'true', sees: everyone, adds: 'system' },
  'agencies.position': { of: 'true', sees: everyone, adds: 'system', changes: 'system' },
  'agencies.unit': { of: 'true', sees: everyone, adds: 'system', changes: 'system' },
  'agencies.unit_succession': {
    of: 'true',
    sees: everyone,
    adds: 'system',
    changes: 'system',
    removes: 'system',
  },

  'catalogue.service': { of: 'true', sees: everyone, adds: 'system', changes: 'system' },
  'catalogue.service_version': { of: 'true', sees: everyone, adds: 'system' },

  'indicators.daily': { of: 'true', sees: everyone, adds: 'system', changes: 'system' },

  'directives.task': {
    of: `agency_id = '{agency}'`,
    sees: 'clerk monitor commander chairman administrator system',
    adds: 'system',
    changes: 'system',
    columns: 'status closed_at',
  },
  'directives.report': {
    of: `wording = '{mark}'`,
    sees: 'clerk monitor commander chairman administrator system',
    adds: 'clerk system',
  },

  'reporting.open_task': {
    of: `agency_id = '{agency}'`,
    sees: 'clerk monitor commander chairman administrator system',
  },
  'reporting.dossier': {
    of: `id = '{dossier}'`,
    sees: 'citizen clerk monitor commander chairman administrator system',
  },
  'reporting.remark': {
    of: `dossier_id = '{dossier}'`,
    sees: 'citizen clerk monitor commander chairman administrator system',
  },

  'documents.document': {
    of: `dossier_id = '{dossier}'`,
    sees: onTheCase,
  },
  'documents.version': {
    of: `document_id in (select id from documents.document where dossier_id = '{dossier}')`,
    sees: onTheCase,
  },
  'documents.action': {
    of: `document_id in (select id from documents.document where dossier_id = '{dossier}')`,
    sees: 'clerk chairman system',
  },
  'documents.register_entry': { of: `agency_id = '{agency}'`, sees: 'clerk chairman system' },
  'documents.number_series': { of: `agency_id = '{agency}'`, sees: 'clerk system', columns: 'last' },
  'documents.shown_page': {
    of: `account_id = '{clerk}'`,
    sees: onTheCase,
    adds: 'system',
    changes: 'system',
    columns: 'shown_at',
    removes: 'clerk system',
  },

  'dossiers.dossier': { of: `id = '{dossier}'`, sees: onTheCase, adds: onTheCase, changes: onTheCase },
  'dossiers.action': {
    of: `dossier_id = '{dossier}' and actor_kind = 'officer'`,
    sees: onTheCase,
    adds: 'clerk',
  },
  'dossiers.paper': { of: `dossier_id = '{dossier}'`, sees: onTheCase, adds: onTheCase },
  'dossiers.draft': {
    of: `owner_id = '{citizen}'`,
    sees: 'citizen system',
    adds: 'citizen system',
    changes: 'citizen system',
    removes: 'citizen system',
  },
  'dossiers.parked_input': {
    of: `account_id = '{account}'`,
    sees: 'system',
    adds: 'system',
    changes: 'system',
    removes: 'system',
  },
  'dossiers.day_number': {
    of: `agency_id = '{agency}'`,
    sees: everyone,
    adds: 'citizen neighbour clerk elsewhere client',
    columns: 'last',
    removes: 'system',
  },
  'dossiers.name_word': { of: 'true', sees: known, adds: 'citizen neighbour clerk elsewhere client system' },

  'identity.account': {
    of: `id = '{account}'`,
    sees: 'citizen administrator system',
    adds: 'system',
    changes: 'administrator system',
    columns: 'password_hash totp_secret totp_last issuer subject status',
  },
  'identity.staff': { of: `id = '{clerk}'`, sees: signedIn },
  'identity.role_grant': {
    of: `account_id = '{clerk}'`,
    sees: `${officers} system`,
    adds: 'system',
    changes: 'administrator system',
    columns: 'valid_to',
  },
  'identity.session': {
    of: `account_id = '{account}'`,
    sees: 'citizen administrator system',
    adds: 'system',
    changes: 'citizen administrator system',
    columns: 'agency_id seen_at expires_at ended_at confirmed_at',
    removes: 'system',
  },
  'identity.api_token': {
    of: `account_id = '{account}'`,
    sees: 'citizen administrator system',
    adds: 'citizen system',
    changes: 'citizen administrator system',
    columns: 'used_at ended_at',
    removes: 'system',
  },
  'identity.passkey': {
    of: `account_id = '{account}'`,
    sees: 'citizen administrator system',
    adds: 'system',
    changes: 'system',
    columns: 'counter used_at',
    removes: 'citizen administrator system',
  },
  'identity.known_device': {
    of: `account_id = '{account}'`,
    sees: 'system',
    adds: 'system',
    changes: 'system',
    removes: 'system',
  },
  'identity.sign_in_attempt': {
    of: `key = '{mark}'`,
    sees: 'administrator system',
    adds: 'system',
    removes: 'administrator system',
  },
  'identity.sign_in_state': { of: `id = '{mark}'`, sees: 'system', adds: 'system', removes: 'system' },
  'identity.second_step': {
    of: `id = '{mark}'`,
    sees: 'citizen administrator system',
    adds: 'system',
    removes: 'citizen administrator system',
  },

  'notifications.notice': {
    of: `person_id = '{citizen}'`,
    sees: 'citizen system',
    adds: 'system',
    changes: 'citizen system',
    columns: 'read_at',
    removes: 'system',
  },

  'registry.person': {
    of: `id = '{citizen}'`,
    sees: onTheCase,
    adds: 'system',
    changes: 'citizen system',
    columns: 'phone email address unit_code spouse_id updated_at',
  },
  'registry.household': { of: `address = '{mark}'`, sees: 'system', adds: 'system' },
  'registry.organisation': { of: `representative_id = '{citizen}'`, sees: 'citizen system', adds: 'system' },
  'registry.paper': { of: `owner_id = '{citizen}'`, sees: onTheCase, adds: 'system' },
  'registry.consent': { of: `person_id = '{citizen}'`, sees: 'citizen system', adds: 'citizen' },

  'platform.actor_key': { of: 'true' },
  'platform.event_log': {
    of: `subject_id = '{citizen}' and actor_id = '{clerk}'`,
    sees: 'citizen clerk administrator system',
    adds: 'clerk',
  },
  'platform.seal': { of: 'true', sees: 'administrator system', adds: 'system' },
  'platform.follower': { of: 'true', sees: 'administrator system', adds: 'system', changes: 'system' },
  'platform.idempotency': {
    of: `principal = '{citizen}'`,
    sees: 'citizen system',
    adds: 'citizen system',
    changes: 'citizen system',
    columns: 'body claim leased_until',
    removes: 'citizen system',
  },
  'platform.file': {
    of: 'true',
    sees: signedIn,
    adds: 'clerk elsewhere chairman system',
    changes: 'system',
    columns: 'stored_at',
    removes: 'system',
  },
  'platform.file_use': { of: 'true', sees: 'system', adds: signedIn, removes: 'system' },
  'platform.upload': {
    of: `owner_id = '{citizen}'`,
    sees: 'citizen system',
    adds: 'system',
    changes: 'citizen system',
    columns: 'received sha256 refusal expires_at',
    removes: 'system',
  },
  'platform.heartbeat': { of: 'true', sees: 'system', adds: 'system', changes: 'system', removes: 'system' },
  'platform.alarm': { of: 'true', sees: 'system', adds: 'system', changes: 'system', removes: 'system' },
  'platform.backup': { of: 'true', sees: 'system' },
  'platform.budget': {
    of: `holder_id = '{clerk}' and kind = 'dossiers'`,
    sees: 'clerk system',
    adds: 'system',
    changes: 'system',
    columns: 'level at',
    removes: 'system',
  },

  'registry.missed_lookup': {
    of: `account_id = '{clerk}'`,
    sees: 'clerk system',
    adds: 'clerk system',
    removes: 'system',
  },

  'platform.clock': { of: 'true', sees: 'administrator system', changes: 'administrator system' },

  'public.kysely_migration': { of: 'true' },
  'public.kysely_migration_lock': { of: 'true' },
}

const key = loadKey('actor')
const owner = new pg.Client(process.env.MIGRATOR_URL)
const application = new pg.Client(process.env.DATABASE_URL)
let cast: Record<ActorName, Actor | undefined>
let scene: Record<string, string>

beforeAll(async () => {
  await Promise.all([owner.connect(), application.connect()])
  await createQueues(jobs, [])
  const desk = await aDesk()
  const filed = await aProposedDossier(desk)
  const { citizen } = filed
  const clerk: Officer = { ...desk.oneStop, roles: ['one_stop', 'specialist'] }
  await perform(clerk, (work) => viewOfficerDossier(work, clerk, filed.code), { now: monday })
  await readAndSign(desk.leader, filed.id, {}, monday)
  await perform(system, (work) => deliverResult(work, filed.id), { now: monday })
  await perform(citizen, (work) => openDraft(work, citizen, desk.service.code))
  await anUpload(citizen)
  const province = (...roles: Officer['roles']) => anOfficer({ roles, scope: 'province' })
  cast = {
    nobody: undefined,
    stranger: anonymous,
    citizen,
    neighbour: await anApplicant(),
    clerk,
    elsewhere: anOfficer({ roles: ['one_stop', 'specialist', 'leader'] }),
    monitor: province('monitor'),
    commander: province('commander'),
    chairman: province('commander', 'leader'),
    administrator: province('administrator'),
    client: anOfficer({ roles: ['submitter'] }),
    system,
  }
  const mark = `dấu ${randomUUID()}`
  scene = {
    dossier: filed.id,
    citizen: citizen.id,
    account: citizen.accountId,
    clerk: clerk.id,
    elsewhere: (cast.elsewhere as Officer).id,
    agency: desk.agency.id,
    mark,
  }
  await fill(scene)
  const { rows: self } = await owner.query('select id_number from registry.person where id = $1', [
    citizen.id,
  ])
  scene.idNumber = self[0].id_number
}, 120_000)
afterAll(() => Promise.all([owner.end(), application.end()]))

/** A row about the citizen, or at the agency, in every table the journey of a dossier does not reach. */
async function fill(known: Record<string, string>): Promise<void> {
  const { citizen, account, clerk, agency, mark, dossier } = known
  const id = randomUUID
  const add = (text: string, ...values: unknown[]) => owner.query(text, values)
  await add(
    `insert into identity.account (id, kind, display_name, person_id) values ($1, 'citizen', 'X', $2)`,
    account,
    citizen,
  )
  await add(
    `insert into identity.session (id, token_hash, account_id, user_agent, address, expires_at) values ($1, $2, $3, '', '', now())`,
    id(),
    randomBytes(32),
    account,
  )
  await add(
    `insert into identity.api_token (id, token_hash, account_id, kind, label, expires_at) values ($1, $2, $3, 'personal', '', now())`,
    id(),
    randomBytes(32),
    account,
  )
  await add(
    `insert into identity.passkey (id, account_id, public_key, counter, label) values ($1, $2, '', 0, '')`,
    mark,
    account,
  )
  await add(
    `insert into identity.known_device (account_id, device_hash, first_seen, seen_at) values ($1, $2, now(), now())`,
    account,
    randomBytes(32),
  )
  await add('insert into identity.sign_in_attempt (key) values ($1)', mark)
  await add(
    `insert into identity.sign_in_state (id, verifier, nonce, return_to, expires_at) values ($1, '', '', '', now())`,
    mark,
  )
  await add(
    `insert into identity.second_step (id, account_id, challenge, return_to, expires_at) values ($1, $2, '', '', now())`,
    mark,
    account,
  )
  const household = id()
  await add(`insert into registry.household (id, address, unit_code) values ($1, $2, '1')`, household, mark)
  const { id: relative } = await anApplicant()
  await add('update registry.person set household_id = $1 where id in ($2, $3)', household, citizen, relative)
  await add(
    `insert into registry.organisation (id, tax_code, name, name_key, kind, representative_id, source) values ($1, $2, 'X', 'x', 'company', $3, 'X')`,
    id(),
    `0${String(Math.random()).slice(2, 11)}`,
    citizen,
  )
  await add(
    `insert into registry.consent (person_id, purpose, given, wording) values ($1, 'x', true, 'x')`,
    citizen,
  )
  await add(
    `insert into notifications.notice (id, key, person_id, kind, created_at) values ($1, $2, $3, 'x', now())`,
    id(),
    mark,
    citizen,
  )
  await add(
    `insert into platform.idempotency (principal, key, fingerprint) values ($1, $2, '')`,
    citizen,
    id(),
  )
  await add(
    `insert into dossiers.parked_input (account_id, path, fields, expires_at) values ($1, '/', '', now())`,
    account,
  )
  const task = id()
  await add(
    `insert into directives.task (id, request_key, agency_id, issued_by, issuer_name, title, wording, due_on, measure, baseline, target, status, issued_at)
     values ($1, $2, $3, $4, 'X', 'X', 'X', now(), 'overdue', 1, 0, 'open', now())`,
    task,
    id(),
    agency,
    clerk,
  )
  await add(
    `insert into directives.report (id, task_id, account_id, author_name, wording, at) values ($1, $2, $3, 'X', $4, now())`,
    id(),
    task,
    clerk,
    mark,
  )
  await add(
    `insert into documents.shown_page select id, $2, repeat('a', 64), 1, 1, 1, now() from documents.document where dossier_id = $1`,
    dossier,
    clerk,
  )
  await add(
    `insert into agencies.delegation (id, from_position, to_account, authority, scope, decision, valid_from, valid_to) select $1, id, $2, 'TL.', 'x', 'x', now(), now() from agencies.position limit 1`,
    id(),
    clerk,
  )
  await add(`insert into indicators.daily (day, agency_id, service_code) values (now(), $1, 'x')`, mark)
  await add(
    `insert into platform.seal (batch, last_tx, last_id, row_count, rows, root, chain, signature, key_id, sealed_at) values (1000000, '1', 1, 1, '', '', '', '', 'x', now())`,
  )
  await add(
    `insert into dossiers.action (dossier_id, seq, kind, actor_kind, actor_name, data, at) values ($1, 1000, 'rate', 'citizen', 'X', '{"rating":5,"comment":"x"}', now())`,
    dossier,
  )
  await add(`insert into platform.follower values ($1, '0', 0)`, mark)
  await add(`insert into platform.heartbeat (process, role, host, pid) values ($1, 'web', 'x', 1)`, id())
  await add(`insert into platform.budget values ($1, 'dossiers', 1, now()) on conflict do nothing`, clerk)
  await add(
    'insert into registry.missed_lookup (account_id, person_id, at) values ($1, $2, now())',
    clerk,
    citizen,
  )
  await add(`insert into platform.backup (place) values ($1)`, mark)
  await add(`insert into platform.alarm (name, state, code) values ($1, 'good', 'x')`, mark)
}

async function relations(): Promise<string[]> {
  const { rows: found } = await owner.query<{ name: string }>(
    `select nspname || '.' || relname as name from pg_class c join pg_namespace n on n.oid = relnamespace
      where relkind in ('r', 'p', 'v', 'm', 'f') and nspname !~ '^(pg_|information_schema$|pgboss$)' order by 1`,
  )
  return found.map(({ name }) => name)
}

test('every table and view of every schema stands in the list', async () => {
  expect(await relations()).toEqual(Object.keys(rows).sort())
})

/** What happened in a transaction for this actor that leaves nothing. */
async function tried<T>(actor: Actor | undefined, task: () => Promise<T>): Promise<T | 'refused'> {
  await application.query('begin')
  try {
    if (actor) await application.query('select platform.act_as($1, $2)', claimOf(actor, key))
    return await task()
  } catch (error) {
    const { code } = error as { code?: string }
    // 42501: no privilege, or against a row policy; 55000: a view that only tells. Whatever else is said came after those.
    if (code === '42501' || code === '55000') return 'refused'
    if (code?.startsWith('23')) return 1 as T
    throw error
  } finally {
    await application.query('rollback')
  }
}

describe('what each actor sees and may write', () => {
  test.each(Object.entries(rows))('%s', async (table, right) => {
    const of = right.of.replace(/\{(\w+)\}/g, (_, name: string) => scene[name] ?? '')
    const { rows: columns } = await owner.query<{ name: string; generated: boolean; updatable: boolean }>(
      `select attname as name, attidentity = 'a' or attgenerated <> '' as generated,
              has_column_privilege('nhip_test', attrelid, attnum, 'update') as updatable
         from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
      [table],
    )
    // What no use case changes is not granted: then no policy need keep it.
    const granted = columns.filter(({ updatable }) => updatable).map(({ name }) => name)
    const names = columns.filter(({ generated }) => !generated).map(({ name }) => pg.escapeIdentifier(name))
    const { rows: samples } = await owner.query(
      `select to_json(t)::text as row from ${table} t where ${of} limit 1`,
    )
    // A view shows itself to actors alone; without a sample nothing could be written, and the application may not.
    if (samples.length === 0) expect(right.sees, 'the scene has no such row').toBeTruthy()
    const [first = names[0]] = granted
    const count = async (text: string, values: unknown[] = []) =>
      (await application.query(text, values)).rowCount ?? 0
    const attempts: Record<string, () => Promise<number>> = {
      sees: () => count(`select from ${table} where ${of}`),
      adds: () =>
        count(
          `insert into ${table} (${names}) select ${names} from json_populate_record(null::${table}, $1)`,
          [samples[0]?.row ?? '{}'],
        ),
      changes: () => count(`update ${table} set ${first} = ${first} where ${of}`),
      removes: () => count(`delete from ${table} where ${of}`),
    }
    const found: Record<string, string[]> = { sees: [], adds: [], changes: [], removes: [] }
    for (const actor of actors) {
      for (const [kind, attempt] of Object.entries(attempts)) {
        const result = await tried(cast[actor], attempt)
        if (result !== 'refused' && result > 0) found[kind]?.push(actor)
      }
    }
    const listed = (text = '') => actors.filter((actor) => text.split(' ').includes(actor))
    expect(found).toEqual({
      sees: listed(right.sees),
      adds: listed(right.adds),
      changes: listed(right.changes),
      removes: listed(right.removes),
    })
    const every = right.changes ? columns.map(({ name }) => name).join(' ') : ''
    expect(granted.join(' ')).toBe(right.columns ?? every)
  })
})

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

/** One more action of the dossier, written as `actor`: its kind and id. */
function actionOf(kind: string, actor: string): string {
  const [actorKind, actorId] = actor.split(' ')
  return `insert into dossiers.action (dossier_id, seq, kind, actor_kind, actor_id, actor_name, data, at)
          values ('{dossier}', 1001, '${kind}', '${actorKind}', '${actorId}', 'X', '{}', now())`
}

describe('what a row allows no actor but one', () => {
  const lower: Record<string, [as: ActorName, text: string]> = {
    'one’s own spouse': ['citizen', `update registry.person set spouse_id = id where id = '{citizen}'`],
    'one’s own household': [
      'citizen',
      `update registry.person set household_id = null where id = '{citizen}'`,
    ],
    'anybody’s address, by a clerk': [
      'clerk',
      `update registry.person set address = '' where id = '{citizen}'`,
    ],
    'one’s own account, unlocked': [
      'citizen',
      `update identity.account set status = 'locked' where id = '{account}'`,
    ],
    'one’s own account, to another person': [
      'citizen',
      `update identity.account set person_id = null where id = '{account}'`,
    ],
    'one’s own session, proved anew': [
      'citizen',
      `update identity.session set confirmed_at = now() where account_id = '{account}'`,
    ],
    'one’s own session, for longer': [
      'citizen',
      `update identity.session set expires_at = 'infinity' where account_id = '{account}'`,
    ],
    'a second factor, by an administrator': [
      'administrator',
      `update identity.account set totp_secret = '' where id = '{account}'`,
    ],
    'an upload, made of another’s file': [
      'citizen',
      `update platform.upload set sha256 = repeat('a', 64) where owner_id = '{citizen}'`,
    ],
    'misses counted against oneself': [
      'clerk',
      `delete from registry.missed_lookup where account_id = '{clerk}'`,
    ],
    'an allowance, filled again': [
      'clerk',
      `update platform.budget set level = 1e9 where holder_id = '{clerk}'`,
    ],
    'an answer kept for all strangers': [
      'stranger',
      `insert into platform.idempotency (principal, key, fingerprint)
       values ('00000000-0000-0000-0000-000000000000', gen_random_uuid(), '')`,
    ],
    'a number of the day, left out': [
      'citizen',
      `update dossiers.day_number set last = last + 2 where agency_id = '{agency}'`,
    ],
    'a number of the day, given twice': [
      'citizen',
      `update dossiers.day_number set last = last - 1 where agency_id = '{agency}'`,
    ],
    'a document of the agency, taken back by a clerk': [
      'clerk',
      `update documents.document set status = 'revoked', revoked_by = '{clerk}', revoked_at = now(), revoked_why = 'x'
        where dossier_id = '{dossier}'`,
    ],
    'the words of an issued document': [
      'clerk',
      `update documents.version set title = 'x'
        where document_id in (select id from documents.document where dossier_id = '{dossier}')`,
    ],
    'a number of a register, by a clerk': [
      'clerk',
      `update documents.number_series set last = last + 1 where agency_id = '{agency}'`,
    ],
    'an order, taken back by who was ordered': [
      'clerk',
      `update directives.task set status = 'withdrawn' where agency_id = '{agency}'`,
    ],
    'an order, closed by who was ordered': [
      'clerk',
      `update directives.task set status = 'closed', closed_at = now() where agency_id = '{agency}'`,
    ],
    'an order, answered by who watches': [
      'monitor',
      `update directives.task set status = 'reported' where agency_id = '{agency}'`,
    ],
    'an acceptance of one’s own dossier': ['citizen', actionOf('accept', 'citizen {citizen}')],
    'a decision on one’s own dossier': ['citizen', actionOf('sign', 'citizen {citizen}')],
    'a rating in the applicant’s place': ['clerk', actionOf('rate', 'officer {clerk}')],
    'a delivery, which is the program’s': ['clerk', actionOf('deliver', 'officer {clerk}')],
    'an acceptance in another’s name': ['clerk', actionOf('accept', 'citizen {citizen}')],
    'an acceptance by another agency': ['elsewhere', actionOf('accept', 'officer {elsewhere}')],
  }

  test.each(Object.entries(lower))('%s', async (_, [as, text]) => {
    const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => scene[name] ?? '')
    const result = await tried(cast[as], async () => (await application.query(filled)).rowCount)
    expect(result === 0 || result === 'refused').toBe(true)
  })
})

describe('functions', () => {
  /** What the application may call; of each it is said above or below whom it answers. */
  const callable = [
    'documents.own_kinds',
    'documents.public_check',
    'dossiers.found',
    'dossiers.is_numbered',
    'dossiers.is_stored',
    'dossiers.own_kinds',
    'dossiers.public_status',
    'registry.relatives',
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
      const allowed = actionKinds.filter((kind) => kind !== 'submit' && mayDo(may, kind))
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
