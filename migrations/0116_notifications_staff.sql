-- Staff accounts are told things too, for the agency whose work it is. Apart from what citizens are told: other readers,
-- other words, and nothing of a person in it.

create table notifications.staff_notice (
  id          uuid        primary key,
  key         text        not null unique,
  account_id  uuid        not null,
  agency_id   text        not null,
  kind        text        not null,
  path        text        not null check (path ~ '^/[^/]'),
  data        jsonb       not null default '{}',
  created_at  timestamptz not null,
  read_at     timestamptz
);
comment on table  notifications.staff_notice is 'Thông báo cho cán bộ: what a staff account was told in the application. Forgotten a year later.';
comment on column notifications.staff_notice.id is 'In the order of time.';
comment on column notifications.staff_notice.key is 'The fact it tells of and to whom: telling twice stores one notice.';
comment on column notifications.staff_notice.account_id is 'The staff account it is for.';
comment on column notifications.staff_notice.agency_id is 'The agency for whose work it is.';
comment on column notifications.staff_notice.kind is 'What happened; the words are chosen where it is shown.';
comment on column notifications.staff_notice.path is 'The page where it is seen to; that page asks for itself who may open it.';
comment on column notifications.staff_notice.data is 'Numbers, symbols and days to show, never a name or a text.';
comment on column notifications.staff_notice.created_at is 'When it was told.';
comment on column notifications.staff_notice.read_at is 'When it was opened, or marked as read.';
create index staff_notice_by_account on notifications.staff_notice (account_id, created_at desc, id desc);
create index staff_notice_unread on notifications.staff_notice (account_id) where read_at is null;
create index staff_notice_by_age on notifications.staff_notice (created_at);
grant select, insert, delete on notifications.staff_notice to nhip_app;
grant update (read_at) on notifications.staff_notice to nhip_app;
alter table notifications.staff_notice enable row level security;
create policy owner on notifications.staff_notice for select using (
  (select platform.actor_kind()) = 'officer' and account_id = (select platform.account_id()));
create policy owner_reads on notifications.staff_notice for update using (
  (select platform.actor_kind()) = 'officer' and account_id = (select platform.account_id()));
create policy system on notifications.staff_notice using ((select platform.is_system()));
