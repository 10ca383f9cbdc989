-- Who a transaction acts for, proven by the program's key, and told apart by role (docs/decisions/0013).

create table platform.actor_key (
  only_one   boolean     primary key default true check (only_one),
  inner_pad  bytea       not null check (octet_length(inner_pad) = 64),
  outer_pad  bytea       not null check (octet_length(outer_pad) = 64),
  set_at     timestamptz not null default now()
);
comment on table  platform.actor_key is 'The program''s key keys/actor.key as HMAC uses it, written by the owner of the tables at migration and start. Nobody else reads it: no grant, ever.';
comment on column platform.actor_key.only_one is 'There is one row.';
comment on column platform.actor_key.inner_pad is 'The key, filled up to a block of SHA-256 and XORed with ipad (RFC 2104 §2).';
comment on column platform.actor_key.outer_pad is 'The same, XORed with opad.';
comment on column platform.actor_key.set_at is 'When this key was written.';
alter table platform.actor_key enable row level security;

-- A transaction's actor stands in the setting nhip.acting. Anyone may write there; what counts is its proof, made under the
-- key for this server process and this transaction alone. The parts, between U+001F:
--   1 kind  2 id  3 account  4 own id: of the citizen, or of an officer who files for people  5 agencies acted for
--   6 agencies whose cases are worked on  7 files as  8 administrator  9 sees the figures of the province
--   10 reads every case  11 may know any person  12 signs facts as
-- What each role may is said here and in src/server/platform/rights.ts.

create function platform.act_as(claim text, proof bytea) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  k     platform.actor_key;
  part  text[] := string_to_array(claim, chr(31));
  roles text[];
  is_system  boolean;
  works_on   boolean;
  files_for  boolean;
  state text;
begin
  select * into k from platform.actor_key;
  if (sha256(k.outer_pad || sha256(k.inner_pad || convert_to('claim' || claim, 'UTF8'))) = proof) is not true then
    raise insufficient_privilege using message = 'this actor was not proven by the program''s key';
  end if;
  roles     := part[5];
  is_system := part[1] = 'system';
  works_on  := part[1] = 'officer' and roles && '{one_stop,specialist,leader}';
  files_for := part[1] = 'officer' and roles && '{one_stop,submitter}';
  state := concat_ws(chr(31),
    part[1],
    part[2],
    part[3],
    case when part[1] = 'citizen' or files_for then part[2] else '' end,
    part[4],
    case when works_on then part[4] else '{}' end,
    case when part[1] = 'citizen' or files_for then part[1] || ' ' || part[2] else '' end,
    case when part[1] = 'officer' and roles && '{administrator}' then 'yes' else '' end,
    case when is_system or part[6] = 'province' and roles && '{monitor,commander,administrator}' then 'yes' else '' end,
    case when is_system or works_on and part[6] = 'province' and roles && '{commander}' then 'yes' else '' end,
    case when is_system or works_on or files_for then 'yes' else '' end,
    concat_ws(' ', part[1], nullif(part[2], '')));
  perform set_config('nhip.acting', encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(
    concat('acting', pg_backend_pid(), ' ', extract(epoch from transaction_timestamp()), ' ', state), 'UTF8'))), 'hex') || state, true);
end $$;
comment on function platform.act_as is 'Names the actor of this transaction; the proof is the HMAC of the claim under the program''s key. Parameters are bound, never written into the text, which others could read.';

create function platform.acting(part integer) returns text
  language plpgsql stable parallel restricted security definer set search_path = ''
as $$
declare
  setting text := current_setting('nhip.acting', true);
  k       platform.actor_key;
begin
  if setting is null or setting = '' then return null; end if;
  select * into k from platform.actor_key;
  if encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(
    concat('acting', pg_backend_pid(), ' ', extract(epoch from transaction_timestamp()), ' ', substr(setting, 65)), 'UTF8'))), 'hex')
    = left(setting, 64)
  then return nullif(split_part(substr(setting, 65), chr(31), part), ''); end if;
  return null;
end $$;
comment on function platform.acting is 'A part of the proven actor of this transaction, null where nobody is proven. In a policy always within (select …), so that it is asked once a statement.';

create or replace function platform.actor_kind() returns text language sql stable
  return platform.acting(1);
create or replace function platform.actor_id() returns uuid language sql stable
  return platform.acting(2)::uuid;
create function platform.account_id() returns uuid language sql stable
  return platform.acting(3)::uuid;
create function platform.own_id() returns uuid language sql stable
  return platform.acting(4)::uuid;
create or replace function platform.agencies() returns text[] language sql stable
  return coalesce(platform.acting(5), '{}')::text[];
create function platform.case_agencies() returns text[] language sql stable
  return coalesce(platform.acting(6), '{}')::text[];
create function platform.files_as() returns text language sql stable
  return platform.acting(7);
create function platform.is_administrator() returns boolean language sql stable
  return platform.acting(8) is not null;
create or replace function platform.sees_province() returns boolean language sql stable
  return platform.acting(9) is not null;
create function platform.reads_every_case() returns boolean language sql stable
  return platform.acting(10) is not null;
create function platform.may_know_people() returns boolean language sql stable
  return platform.acting(11) is not null;
create function platform.signs_as() returns text language sql stable
  return platform.acting(12);
create function platform.is_system() returns boolean language sql stable
  return platform.acting(1) = 'system';
create function platform.works_with_files() returns boolean language sql stable
  return platform.acting(1) in ('citizen', 'officer', 'system');
create function platform.is_known() returns boolean language sql stable
  return platform.acting(1) is not null;

comment on function platform.actor_kind is 'anonymous, citizen, officer or system; null where nobody is proven.';
comment on function platform.actor_id is 'Of a citizen the person, of an officer the account.';
comment on function platform.account_id is 'The account that acts, of a citizen too.';
comment on function platform.own_id is 'Whose dossiers are one''s own: the citizen, or the officer who files for people.';
comment on function platform.agencies is 'The agencies acted for: the officer''s and those whose work it inherited.';
comment on function platform.case_agencies is 'The same where the role is one that works on cases; otherwise none.';
comment on function platform.files_as is '`citizen` or `officer` and the id: who may file for themselves, or for people at a counter or through another system.';
comment on function platform.is_administrator is 'An officer with the role of administrator at the agency acted for.';
comment on function platform.sees_province is 'May see the figures and the orders of every agency; says nothing of cases.';
comment on function platform.reads_every_case is 'Commands the province and signs for it as a leader, or is the program itself.';
comment on function platform.may_know_people is 'Works on cases or files for people, or is the program itself.';
comment on function platform.signs_as is 'Kind and id, as the facts of this transaction must name their actor.';
comment on function platform.is_system is 'The program itself.';
comment on function platform.works_with_files is 'The program itself, or somebody signed in.';
comment on function platform.is_known is 'Somebody is proven, if only as a stranger.';

-- Functions are nobody's but whom they are granted to, these and those to come.
do $$ declare room text; begin
  foreach room in array '{platform,reporting,agencies,identity,registry,catalogue,dossiers,documents,indicators,directives,notifications}'::text[] loop
    execute format('revoke execute on all functions in schema %I from public', room);
  end loop;
end $$;
alter default privileges revoke execute on functions from public;
grant execute on all functions in schema platform to nhip_app;
