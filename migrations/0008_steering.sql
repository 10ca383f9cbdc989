create schema indicators;
grant usage on schema indicators to nhip_app;

create table indicators.daily (
  day          date    not null,
  agency_id    text    not null,
  service_code text    not null,
  received     integer not null default 0,
  finished     integer not null default 0,
  on_time      integer not null default 0,
  withdrawn    integer not null default 0,
  ratings      integer not null default 0,
  rating_sum   integer not null default 0,
  primary key (day, agency_id, service_code)
);
comment on table indicators.daily is 'What each agency received and finished each day by service, added up from the event log by one follower.';
grant select, insert, update on indicators.daily to nhip_app;
create index daily_by_agency on indicators.daily (agency_id, day);

create schema directives;
grant usage on schema directives to nhip_app;

create table directives.task (
  id             uuid        primary key,
  request_key    uuid        not null unique,
  request_mark   bytea,
  agency_id      text        not null,
  issued_by      uuid        not null,
  issuer_name    text        not null,
  title          text        not null,
  wording        text        not null,
  due_on         date        not null,
  measure        text        not null,
  service_code   text,
  baseline       double precision not null,
  target         double precision not null,
  status         text        not null check (status in ('open', 'reported', 'closed', 'withdrawn')),
  issued_at      timestamptz not null,
  closed_at      timestamptz
);
comment on table  directives.task is 'Nhiệm vụ: what was ordered, of whom, by when. It closes only when the figure it came from has recovered.';
comment on column directives.task.request_mark is 'What was asked under the request key, where the client may err: the same key with another mark is refused.';
comment on column directives.task.measure is 'The figure it came from, for example overdue; baseline and target are values of that figure.';
create index task_by_agency on directives.task (agency_id, status, due_on);
grant select, insert, update on directives.task to nhip_app;
alter table directives.task enable row level security;
create policy agency   on directives.task using (agency_id = any ((select platform.agencies())::text[]));
create policy province on directives.task using ((select platform.sees_province()));

create table directives.report (
  id           uuid        primary key,
  request_mark bytea,
  task_id      uuid        not null references directives.task,
  account_id   uuid        not null,
  author_name  text        not null,
  wording      text        not null,
  value        double precision,
  at           timestamptz not null
);
comment on column directives.report.request_mark is 'As that of a task; the request key is in the id.';
comment on column directives.report.value is 'The figure when the report was made.';
create index report_by_task on directives.report (task_id, at);
grant select, insert on directives.report to nhip_app;
alter table directives.report enable row level security;
create policy with_its_task on directives.report using (
  platform.actor_kind() = 'system' or exists (select from directives.task t where t.id = task_id));

create view reporting.open_task with (security_invoker = true) as
  select agency_id, service_code, measure, issued_at from directives.task where status in ('open', 'reported');
comment on view reporting.open_task is 'Orders that still wait for their figure to recover.';
grant select on reporting.open_task to nhip_app;

create schema notifications;
grant usage on schema notifications to nhip_app;

create table notifications.notice (
  id          uuid        primary key,
  key         text        not null unique,
  person_id   uuid        not null,
  kind        text        not null,
  dossier_id  uuid,
  data        jsonb       not null default '{}',
  created_at  timestamptz not null,
  read_at     timestamptz
);
comment on table  notifications.notice is 'Thông báo: what a person was told in the application.';
comment on column notifications.notice.key is 'The fact it tells of: telling twice stores one notice.';
create index notice_by_person on notifications.notice (person_id, created_at desc);
create index notice_unread on notifications.notice (person_id) where read_at is null;
grant select, insert, update on notifications.notice to nhip_app;
alter table notifications.notice enable row level security;
create policy owner on notifications.notice using (person_id = (select platform.actor_id()));
create policy system on notifications.notice using (platform.actor_kind() = 'system');
