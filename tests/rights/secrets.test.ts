/** What an account is proven by, asked for in every way SQL has, by every kind of actor: the program alone is told. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { application, cast, closeRows, filled, owner, setRows, tried } from './row-scene.ts'
import { actors } from './row-table.ts'

beforeAll(setRows, 120_000)
afterAll(closeRows)

const secrets = ['password_hash', 'totp_secret', 'totp_last']

const ways = secrets.flatMap((secret) => [
  `select ${secret} from identity.account`,
  `select id from identity.account where ${secret} is not null`,
  `select id from identity.account order by ${secret}`,
  `update identity.account set status = status where id = '{account}' returning ${secret}`,
  `update identity.account set status = status where id = '{account}' returning old.${secret}`,
  `update identity.account set issuer = ${secret}::text where id = '{account}' returning issuer`,
  `insert into identity.account as a (id, kind, display_name) values ('{account}', 'staff', 'X')
     on conflict (id) do update set status = a.status returning a.${secret}`,
  `insert into identity.account as a (id, kind, display_name) values ('{account}', 'staff', 'X')
     on conflict (id) do update set status = 'active' where a.${secret} is not null returning a.id`,
  `merge into identity.account a using (values (1)) v on a.id = '{account}' and a.${secret} is not null
     when matched then update set status = a.status returning a.id`,
  `select most_common_vals, histogram_bounds from pg_stats where tablename = 'account' and attname = '${secret}'`,
])

const hashes = ['session', 'api_token'].flatMap((table) => [
  `select token_hash from identity.${table}`,
  `select * from identity.${table}`,
  `select to_jsonb(t) from identity.${table} t`,
  `select id from identity.${table} order by token_hash`,
  `select id from identity.${table} where token_hash > ''`,
  `update identity.${table} set ended_at = now() where account_id = '{account}' returning token_hash`,
  `update identity.${table} set ended_at = now() where token_hash > ''`,
  `delete from identity.${table} where token_hash > ''`,
])

const texts = [
  ...ways,
  ...hashes,
  'select a from identity.account a',
  'select * from identity.account',
  'select to_jsonb(a) from identity.account a',
  'table identity.account',
  `update identity.account a set status = status where id = '{account}' returning to_jsonb(a)`,
  `select * from identity.secrets_of('{account}')`,
  `select * from identity.staff s, identity.secrets_of(s.id)`,
]

test.each(actors)('%s', async (actor) => {
  // Each fifth account has a password, so that there would be something to tell.
  const { rows } = await owner.query('select 1 from identity.account where password_hash is not null limit 1')
  expect(rows).toHaveLength(1)
  const told: string[] = []
  for (const text of texts) {
    const found = await tried(cast[actor], async () => (await application.query(filled(text))).rowCount)
    if (found !== 'refused' && found) told.push(text)
  }
  if (actor === 'system') expect(told).toEqual(texts.slice(-2))
  else expect(told).toEqual([])
})
