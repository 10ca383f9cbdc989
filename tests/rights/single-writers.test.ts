/** What of a row belongs to one kind of actor, tried by another who may do the rest of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { application, cast, closeRows, filled, owner, setRows, tried } from './row-scene.ts'
import type { ActorName } from './row-table.ts'

beforeAll(setRows, 120_000)
afterAll(closeRows)

/** One more action of the dossier, written as `actor`: its kind and id. */
function actionOf(kind: string, actor: string): string {
  const [actorKind, actorId] = actor.split(' ')
  return `insert into dossiers.action (dossier_id, seq, kind, actor_kind, actor_id, actor_name, data, at)
          values ('{dossier}', 1001, '${kind}', '${actorKind}', '${actorId}', 'X', '{}', now())`
}

/** How many rows this writes where no policy stands in the way, leaving nothing; a constraint that is met means one at least. */
async function writtenByOwner(text: string): Promise<number | null> {
  await owner.query('begin')
  try {
    return (await owner.query(text)).rowCount
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('23')) return 1
    throw error
  } finally {
    await owner.query('rollback')
  }
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
    'another’s password, by an administrator': [
      'administrator',
      `update identity.account set password_hash = 'x' where id = '{clerk}'`,
    ],
    'another’s second factor taken away, by an administrator': [
      'administrator',
      `update identity.account set totp_secret = null, totp_last = null where id = '{clerk}'`,
    ],
    'another’s account locked, by an administrator': [
      'administrator',
      `update identity.account set status = 'locked' where id = '{clerk}'`,
    ],
    'an account with a known password, by an administrator': [
      'administrator',
      `insert into identity.account (id, kind, login, display_name, password_hash)
       values (gen_random_uuid(), 'staff', 'moi', 'X', 'x')`,
    ],
    'one’s own password': ['clerk', `update identity.account set password_hash = 'x' where id = '{clerk}'`],
    'one’s own last code, to be used again': [
      'clerk',
      `update identity.account set totp_last = 0 where id = '{clerk}'`,
    ],
    'one’s own second factor': [
      'clerk',
      `update identity.account set totp_secret = 'x' where id = '{clerk}'`,
    ],
    'a passkey of one’s own': [
      'clerk',
      `insert into identity.passkey (id, account_id, public_key, counter, label) values ('moi', '{clerk}', '', 0, '')`,
    ],
    'a token of one’s own': [
      'clerk',
      `insert into identity.api_token (id, token_hash, account_id, kind, label, expires_at)
       values (gen_random_uuid(), 'x', '{clerk}', 'personal', '', now() + interval '1 day')`,
    ],
    'a token of a citizen’s own': [
      'citizen',
      `insert into identity.api_token (id, token_hash, account_id, kind, label, expires_at)
       values (gen_random_uuid(), 'x', '{account}', 'personal', '', now() + interval '1 day')`,
    ],
    'a role for another, by an administrator': [
      'administrator',
      `insert into identity.role_grant (id, account_id, role, agency_id, valid_from, granted_by)
       values (gen_random_uuid(), '{clerk}', 'leader', '{agency}', '2026-01-01', '{administrator}')`,
    ],
    'a role ended, by an administrator': [
      'administrator',
      `update identity.role_grant set valid_to = '2026-01-01' where account_id = '{clerk}'`,
    ],
    'an office for oneself, by an administrator': [
      'administrator',
      `insert into agencies.appointment (id, position_id, account_id, valid_from)
       select gen_random_uuid(), id, '{administrator}', '2026-01-01' from agencies.position limit 1`,
    ],
    'the agency of another’s session, by an administrator': [
      'administrator',
      `update identity.session set agency_id = '{agency}' where account_id = '{account}'`,
    ],
    'an upload, made of another’s file': [
      'citizen',
      `update platform.upload set sha256 = repeat('a', 64) where owner_id = '{citizen}'`,
    ],
    'a file, kept for a document one knows of': [
      'clerk',
      `insert into platform.file_use select sha256, 'documents.document:' || gen_random_uuid() from platform.file limit 1`,
    ],
    'misses counted against oneself': [
      'clerk',
      `delete from registry.missed_lookup where account_id = '{clerk}'`,
    ],
    'a case, decided without an action': [
      'clerk',
      `update dossiers.dossier set status = 'decided' where id = '{dossier}'`,
    ],
    'the answers of a case, by its clerk': [
      'clerk',
      `update dossiers.dossier set answers = '{}' where id = '{dossier}'`,
    ],
    'the answers of one’s own case, after the decision': [
      'citizen',
      `update dossiers.dossier set answers = '{}' where id = '{dossier}'`,
    ],
    'a paper of one’s own case, after the decision': [
      'citizen',
      `insert into dossiers.paper select * from dossiers.paper where dossier_id = '{dossier}' limit 1`,
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
    expect(await writtenByOwner(filled(text)), 'the scene has such a row').not.toBe(0)
    const result = await tried(cast[as], async () => (await application.query(filled(text))).rowCount)
    expect(result === 0 || result === 'refused').toBe(true)
  })
})
