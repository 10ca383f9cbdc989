-- The application connects as a login role that belongs to this group; it owns no table, so row policies bind it.
do $$ begin
  if not exists (select from pg_roles where rolname = 'nhip_app') then create role nhip_app nologin; end if;
exception when duplicate_object then null;
end $$;

create schema platform;
grant usage on schema platform to nhip_app;
create schema reporting;
comment on schema reporting is 'Views that modules publish for each other: the only way to report across modules.';
grant usage on schema reporting to nhip_app;

-- Who the current transaction acts for; row policies in every module read these.
create function platform.actor_kind() returns text language sql stable
  return nullif(current_setting('nhip.actor_kind', true), '');
create function platform.actor_id() returns uuid language sql stable
  return nullif(current_setting('nhip.actor_id', true), '')::uuid;
create function platform.agencies() returns text[] language sql stable
  return coalesce(nullif(current_setting('nhip.agencies', true), ''), '{}')::text[];
create function platform.sees_province() returns boolean language sql stable
  return coalesce(current_setting('nhip.scope', true), '') = 'province' or platform.actor_kind() = 'system';

create table platform.event_log (
  id          bigint generated always as identity primary key,
  tx_id       xid8        not null default pg_current_xact_id(),
  name        text        not null,
  subject_id  uuid        not null,
  data        json        not null,
  actor_kind  text        not null,
  actor_id    uuid,
  agency_id   text,
  purpose     text,
  request_id  text,
  occurred_at timestamptz not null,
  mark        bytea       not null
);
comment on table  platform.event_log is 'Audit trail, outbox and feed in one. Append-only by grant.';
comment on column platform.event_log.tx_id is 'With id, the order of the feed: rows whose transaction is older than every open one can no longer be overtaken.';
comment on column platform.event_log.data is 'Identifiers and codes, never personal data; json keeps the text as it was written, which the mark covers.';
comment on column platform.event_log.mark is 'HMAC-SHA-256 of the content under a key the database does not know.';
create unique index event_in_feed_order on platform.event_log (tx_id, id);
create index event_by_subject on platform.event_log (subject_id, id);
create index event_by_name on platform.event_log (name, id);
create index event_by_actor on platform.event_log (actor_id, name, id) where actor_id is not null;
create index event_by_agency on platform.event_log (agency_id, name, id) where agency_id is not null;
create index event_by_day on platform.event_log using brin (occurred_at) with (autosummarize = on);
grant select, insert on platform.event_log to nhip_app;
alter table platform.event_log enable row level security;
create policy written_by_all on platform.event_log for insert with check (platform.actor_kind() is not null);
create policy read_by_province on platform.event_log for select using ((select platform.sees_province()));
create policy read_by_agency on platform.event_log for select
  using (agency_id = any ((select platform.agencies())::text[]));
create policy read_by_subject on platform.event_log for select
  using (subject_id = (select platform.actor_id()) or actor_id = (select platform.actor_id()));

create table platform.seal (
  batch       bigint      primary key,
  last_tx     xid8        not null,
  last_id     bigint      not null,
  row_count   integer     not null check (row_count > 0),
  rows        bytea       not null,
  root        bytea       not null,
  chain       bytea       not null,
  signature   bytea       not null,
  key_id      text        not null,
  sealed_at   timestamptz not null
);
comment on table  platform.seal is 'Merkle batches of the event log in feed order; each holds the rows after the batch before it, up to (last_tx, last_id).';
comment on column platform.seal.rows is 'Number and shortened leaf of each row, in order, so that verification can name the row that is not as it was.';
comment on column platform.seal.chain is 'SHA-256 over the previous chain value, the root, the count and the bounds: no batch can be exchanged alone.';
create unique index seal_by_place on platform.seal (last_tx, last_id);
grant select, insert on platform.seal to nhip_app;

create table platform.follower (
  name       text        primary key,
  tx         xid8        not null,
  last_id    bigint      not null,
  moved_at   timestamptz not null default now()
);
comment on table platform.follower is 'How far each follower has read the event log; moved in the transaction that does its work.';
grant select, insert, update on platform.follower to nhip_app;

create table platform.idempotency (
  principal   uuid        not null,
  key         uuid        not null,
  fingerprint bytea       not null,
  body        jsonb,
  created_at  timestamptz not null default now(),
  primary key (principal, key)
);
comment on table platform.idempotency is 'Answers already given to requests with an Idempotency-Key that take more than one transaction, kept for a day.';
grant select, insert, update, delete on platform.idempotency to nhip_app;
create index idempotency_by_age on platform.idempotency (created_at);

create table platform.file (
  sha256      text        primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size        bigint      not null check (size >= 0),
  media_type  text        not null,
  stored_at   timestamptz not null default now()
);
comment on table platform.file is 'A stored file, named by its content; the bytes lie in the file store.';
grant select, insert, update, delete on platform.file to nhip_app;

create table platform.file_use (
  sha256   text not null references platform.file,
  used_by  text not null,
  primary key (sha256, used_by)
);
comment on table platform.file_use is 'Who needs a file: <schema>.<table>:<id>. A file without a row here may be collected a day after it was stored.';
grant select, insert, delete on platform.file_use to nhip_app;

create table platform.upload (
  id          uuid        primary key,
  owner_id    uuid        not null,
  name        text        not null check (length(name) <= 200),
  size        bigint      not null check (size between 1 and 52428800),
  received    bigint      not null default 0 check (received <= size),
  sha256      text,
  refusal     text,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null
);
comment on table platform.upload is 'A file on its way in, resumable from `received`; ends with its sha256 or with the reason it was refused.';
grant select, insert, update, delete on platform.upload to nhip_app;
create index upload_by_expiry on platform.upload (expires_at);
alter table platform.upload enable row level security;
create policy owner on platform.upload using (owner_id = (select platform.actor_id()));
create policy system on platform.upload using (platform.actor_kind() = 'system');
