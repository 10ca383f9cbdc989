create schema dossiers;
grant usage on schema dossiers to nhip_app;

create table dossiers.dossier (
  id               uuid        primary key,
  code             text        not null unique,
  request_key      uuid        not null,
  service_code     text        not null,
  service_version  integer     not null,
  applicant_id     uuid        not null,
  applicant_name   text        not null,
  organisation_id  uuid,
  filed_by         uuid        not null,
  agency_id        text        not null,
  handling_agency_id text      not null,
  unit_code        text,
  channel          text        not null default 'online' check (channel in ('online', 'direct', 'post')),
  status           text        not null check (status in
                     ('submitted', 'accepted', 'refused', 'processing', 'supplement', 'withdrawn', 'stopped', 'decided', 'returned')),
  step             text        not null check (step in ('one_stop', 'specialist', 'leader', 'applicant', 'delivery', 'done')),
  assignee_id      uuid,
  answers          jsonb       not null,
  fee              integer     not null default 0,
  submitted_at     timestamptz not null,
  accept_by        timestamptz not null,
  accepted_at      timestamptz,
  due_at           timestamptz,
  finished_at      timestamptz,
  on_time          boolean,
  budget           integer     not null,
  budget_unit      text        not null check (budget_unit in ('day', 'hour', 'calendar_day')),
  consumed         integer     not null default 0,
  running_since    timestamptz,
  paused_since     timestamptz,
  supplements      smallint    not null default 0,
  last_seq         integer     not null,
  result_id        uuid,
  rating           smallint    check (rating between 1 and 5),
  rated_at         timestamptz,
  extended         boolean     not null default false,
  search           tsvector    not null,
  unique (applicant_id, request_key)
);
comment on table  dossiers.dossier is 'Hồ sơ: one application for one public service. Its state is the fold of its actions; this row is that fold, kept for lists.';
comment on column dossiers.dossier.request_key is 'Chosen by the client; submitting twice with one key stores one dossier.';
comment on column dossiers.dossier.agency_id is 'The competent agency that received it; its code heads the dossier code.';
comment on column dossiers.dossier.handling_agency_id is 'The agency whose turn it is.';
comment on column dossiers.dossier.unit_code is 'The commune it counts for on the map.';
comment on column dossiers.dossier.status is 'National status codes (QĐ 3621/QĐ-BYT use): 1 submitted, 2 accepted, 3 refused, 4 processing, 5 supplement, 7 withdrawn, 8 stopped, 9 decided, 10 returned.';
comment on column dossiers.dossier.consumed is 'Clock: minutes (hour budgets) or whole days (day budgets) used before running_since.';
comment on column dossiers.dossier.search is 'Agency tokens, code, accent-free name and service, for the officer''s search box.';
create index dossier_by_applicant on dossiers.dossier (applicant_id, submitted_at desc);
create index dossier_open_by_agency on dossiers.dossier (handling_agency_id, due_at, id)
  where status in ('submitted', 'accepted', 'processing', 'supplement', 'decided');
create index dossier_by_agency_submitted on dossiers.dossier (agency_id, submitted_at desc);
create index dossier_open on dossiers.dossier (agency_id, service_code, status, due_at, accept_by, handling_agency_id)
  where status in ('submitted', 'accepted', 'processing', 'supplement');
create index dossier_by_submitted on dossiers.dossier (submitted_at);
create index dossier_by_finished on dossiers.dossier (finished_at, due_at) where finished_at is not null;
create index dossier_by_rated on dossiers.dossier (rated_at) where rated_at is not null;
create index dossier_by_search on dossiers.dossier using gin (search) with (fastupdate = on);
grant select, insert, update on dossiers.dossier to nhip_app;
alter table dossiers.dossier enable row level security;
create policy applicant on dossiers.dossier using (applicant_id = (select platform.actor_id()));
create policy agency    on dossiers.dossier using (
  agency_id = any ((select platform.agencies())::text[]) or handling_agency_id = any ((select platform.agencies())::text[]));
-- An officer of a service centre files for people at agencies that are not their own, and may follow what they filed.
create policy filer     on dossiers.dossier using (filed_by = (select platform.actor_id()));
create policy province  on dossiers.dossier using ((select platform.sees_province()));
-- An agency that handed it on still finds it.
create policy took_part on dossiers.dossier using (
  search @@ (select string_agg(quote_literal('@' || agency), ' | ')::tsquery from unnest(platform.agencies()) as agency));

create table dossiers.action (
  dossier_id  uuid        not null references dossiers.dossier,
  seq         integer     not null,
  kind        text        not null,
  actor_kind  text        not null,
  actor_id    uuid,
  actor_name  text        not null,
  agency_id   text,
  data        jsonb       not null default '{}',
  at          timestamptz not null,
  request_key uuid,
  request_mark bytea,
  primary key (dossier_id, seq)
);
comment on table dossiers.action is 'What was done to a dossier, in order, never changed: the dossier is the fold of these.';
comment on column dossiers.action.request_mark is 'SHA-256 of the request under this key (of the submission: the dossier''s key): another body is another request.';
create unique index action_by_request_key on dossiers.action (dossier_id, request_key) where request_key is not null;
grant select, insert on dossiers.action to nhip_app;
alter table dossiers.action enable row level security;
create policy with_its_dossier on dossiers.action for select using (
  platform.actor_kind() = 'system' or exists (select from dossiers.dossier d where d.id = dossier_id));
-- Written in one statement with their dossier, before a policy could see it; use cases lock the dossier first.
create policy written on dossiers.action for insert with check (platform.actor_kind() in ('citizen', 'officer', 'system'));

create table dossiers.paper (
  dossier_id  uuid        not null references dossiers.dossier,
  seq         smallint    not null,
  key         text        not null,
  name        text        not null,
  sha256      text        not null,
  media_type  text        not null,
  size        bigint      not null,
  source      text        not null check (source in ('upload', 'vault', 'registry')),
  vault_paper_id uuid,
  action_seq  integer     not null,
  given_at    timestamptz not null,
  primary key (dossier_id, seq)
);
comment on table  dossiers.paper is 'Thành phần hồ sơ: a paper handed in, by the fingerprint of its file.';
comment on column dossiers.paper.key is 'Which paper of the service it answers.';
grant select, insert on dossiers.paper to nhip_app;
alter table dossiers.paper enable row level security;
create policy with_its_dossier on dossiers.paper for select using (
  platform.actor_kind() = 'system' or exists (select from dossiers.dossier d where d.id = dossier_id));
-- Written in one statement with their dossier, before a policy could see it; use cases lock the dossier first.
create policy written on dossiers.paper for insert with check (platform.actor_kind() in ('citizen', 'officer', 'system'));

create table dossiers.draft (
  id              uuid        primary key,
  owner_id        uuid        not null,
  service_code    text        not null,
  service_version integer     not null,
  answers         jsonb       not null default '{}',
  papers          jsonb       not null default '[]',
  request_key     uuid        not null,
  section         text,
  updated_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  dossier_id      uuid
);
comment on table dossiers.draft is 'Bản nháp: an application being filled in, kept 30 days; once submitted it names its dossier.';
create index draft_by_owner on dossiers.draft (owner_id, updated_at desc);
grant select, insert, update, delete on dossiers.draft to nhip_app;
alter table dossiers.draft enable row level security;
create policy owner on dossiers.draft using (owner_id = (select platform.actor_id()));
create policy system on dossiers.draft using (platform.actor_kind() = 'system');

create table dossiers.parked_input (
  token_hash  bytea       primary key,
  path        text        not null,
  fields      bytea       not null,
  expires_at  timestamptz not null
);
comment on table dossiers.parked_input is 'What was typed when a session had ended, encrypted under a key only that browser holds, given back after signing in.';
grant select, insert, delete on dossiers.parked_input to nhip_app;

create table dossiers.day_number (
  agency_id   text    not null,
  day         date    not null,
  last        integer not null,
  primary key (agency_id, day)
);
comment on table dossiers.day_number is 'The daily sequence of each agency in dossier codes (TT 03/2025/TT-VPCP Điều 13).';
grant select, insert, update on dossiers.day_number to nhip_app;

-- Anyone who holds the code sees this much and no more.
create function dossiers.public_status(wanted text)
  returns table (code text, service_code text, service_version integer, status text, agency_id text, handling_agency_id text,
                 submitted_at timestamptz, accepted_at timestamptz, due_at timestamptz, finished_at timestamptz, paused_since timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select d.code, d.service_code, d.service_version, d.status, d.agency_id, d.handling_agency_id,
           d.submitted_at, d.accepted_at, d.due_at, d.finished_at, d.paused_since
      from dossiers.dossier d where d.code = wanted;
  end;
revoke all on function dossiers.public_status(text) from public;
grant execute on function dossiers.public_status(text) to nhip_app;

-- The operator @@ may not run before a row policy, so that under one no index would serve a search: this reads the index
-- and keeps to the agencies the transaction acts for.
create function dossiers.found(words tsquery, months text[]) returns setof uuid
  language sql stable security definer rows 100 set search_path = ''
  begin atomic
    select d.id from dossiers.dossier d
     where d.search @@ (words && (select string_agg(quote_literal('@' || agency || coalesce('/' || month, '')), ' | ')::tsquery
                                    from unnest(platform.agencies()) as agency left join unnest(months) as month on true));
  end;
comment on function dossiers.found is
  'Dossiers of the transaction''s agencies that hold these words, filed in these months (2611: November 2026) or, without any, ever.';
revoke all on function dossiers.found(tsquery, text[]) from public;
grant execute on function dossiers.found(tsquery, text[]) to nhip_app;

create table dossiers.name_word (
  word        text collate "C" primary key
);
comment on table  dossiers.name_word is 'The words applicants'' names are made of: what a search begun with `ng` may mean.';
comment on column dossiers.name_word.word is 'Small letters without marks, as in the search column; of nobody in particular.';
grant select, insert on dossiers.name_word to nhip_app;
alter table dossiers.name_word enable row level security;
create policy searched on dossiers.name_word for select using (platform.actor_kind() in ('officer', 'system'));
create policy written on dossiers.name_word for insert with check (platform.actor_kind() in ('citizen', 'officer', 'system'));

create view reporting.dossier with (security_invoker = true) as
  select id, code, service_code, agency_id, handling_agency_id, unit_code, channel, status, submitted_at, accept_by, accepted_at, due_at,
         finished_at, on_time, paused_since, rating, rated_at
    from dossiers.dossier;
comment on view reporting.dossier is 'Dossiers as the operations centre counts them: no name, no answer.';
grant select on reporting.dossier to nhip_app;
