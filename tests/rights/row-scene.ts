/** The rows of `row-table.ts` as they are, and the two who ask for them: the owner of the tables, and the application's own role. */
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
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
import { claimOf } from '#server/platform/act-as.ts'
import { type Actor, anonymous, type Officer, system } from '#server/platform/actor.ts'
import { createQueues } from '#server/platform/jobs/jobs.ts'
import { loadKey } from '#server/platform/keys.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '../people.ts'
import { roomRights } from './rooms.ts'
import type { ActorName } from './row-table.ts'

export const key = loadKey('actor')
export const owner = new pg.Client(process.env.MIGRATOR_URL)
export const application = new pg.Client(process.env.DATABASE_URL)
export let cast: Record<ActorName, Actor | undefined>
export let scene: Record<string, string>

/** Before the tests of a file: one dossier from its filing to its result, and a row in every table it does not reach. */
export async function setRows(): Promise<void> {
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
    finance: anOfficer({ agencyId: desk.agency.id, roles: ['finance'] }),
    registrar: anOfficer({ agencyId: desk.agency.id, roles: ['clerk'] }),
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
    elsewhereAgency: (cast.elsewhere as Officer).agencyId,
    administrator: (cast.administrator as Officer).id,
    agency: desk.agency.id,
    mark,
  }
  await fill(scene)
  const { rows: self } = await owner.query('select id_number from registry.person where id = $1', [
    citizen.id,
  ])
  scene.idNumber = self[0].id_number
}

export async function closeRows(): Promise<void> {
  await Promise.all([owner.end(), application.end()])
}

/** A row about the citizen, or at the agency, in every table the journey of a dossier does not reach. */
async function fill(known: Record<string, string>): Promise<void> {
  const { citizen, account, clerk, mark, dossier } = known
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
  const entry = id()
  await add(
    `insert into registry.entry (id, kind, number, register, year, agency_id, dossier_id, document_id, entered_at)
     values ($1, 'birth', '1/X', 'x', 2026, 'x', $2, $3, now())`,
    entry,
    dossier,
    id(),
  )
  await add(`insert into registry.entry_person values ($1, 'child', null, null, $2, 'x', null)`, entry, mark)
  await add('insert into registry.entry_key values ($1, $2)', mark, entry)
  await add(
    `insert into registry.divorce (id, one_name, other_name, court, judgment, judged_on, source, dossier_id, noted_by, noted_at)
     values ($1, $2, 'X', 'X', 'x', current_date, 'x', $3, $4, now())`,
    id(),
    mark,
    dossier,
    clerk,
  )
  await add(
    `insert into registry.pause (id, code, from_on, to_on, number, agency_id, dossier_id, document_id, noted_at)
     values ($1, '1', current_date, current_date, 'x', $2, $3, $4, now())`,
    id(),
    known.agency,
    dossier,
    id(),
  )
  await add(
    `insert into registry.former_number values ($1, $2, 'X', now())`,
    `046${String(Math.random()).slice(2, 11)}`.padEnd(12, '0'),
    citizen,
  )
  await add(`insert into dossiers.earlier_entry (dossier_id, finished_at) values ($1, now())`, dossier)
  await add(
    `insert into dossiers.check_mark (id, dossier_id, check_key, verdict, reason, basis, actor_id, actor_name, agency_id, at)
     values ($1, $2, 'x', 'right', '', 'x', $3, 'X', $4, now())`,
    id(),
    dossier,
    clerk,
    known.agency,
  )
  await add(
    `insert into dossiers.signed_checks values ($1, $2, '[]', '{}', $3, now(), '')`,
    id(),
    dossier,
    clerk,
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
    `insert into platform.parked_input (account_id, path, fields, expires_at) values ($1, '/', '', now())`,
    account,
  )
  for (const { fill } of roomRights) await fill(add, known)
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
  await add(
    `insert into agencies.delegation_end select id, '2099-01-01', 'x', $1, now() from agencies.delegation limit 1`,
    clerk,
  )
  await add(`insert into indicators.daily (day, agency_id, service_code) values (now(), $1, 'x')`, mark)
  await add(`insert into indicators.paid_daily (day, agency_id, service_code) values (now(), $1, 'x')`, mark)
  await add(
    `insert into platform.seal (batch, last_tx, last_id, row_count, rows, root, chain, signature, key_id, sealed_at) values (1000000, '1', 1, 1, '', '', '', '', 'x', now())`,
  )
  await add(
    `insert into dossiers.action (dossier_id, seq, kind, actor_kind, actor_name, data, at) values ($1, 1000, 'rate', 'citizen', 'X', '{"rating":5,"comment":"x"}', now())`,
    dossier,
  )
  await add(
    `insert into dossiers.asked (id, dossier_id, opened_seq, key, agency_id, shown, asked_at) values ($1, $2, 1, 'x', $3, '{}', now())`,
    id(),
    dossier,
    (cast.elsewhere as Officer).agencyId,
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

/** `{dossier}` and its like, as the scene has them. */
export function filled(text: string): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => scene[name] ?? '')
}

/** What happened in a transaction for this actor that leaves nothing. */
export async function tried<T>(actor: Actor | undefined, task: () => Promise<T>): Promise<T | 'refused'> {
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
