-- Cuộc họp: who meets when about what, with which papers, who came, what was concluded. Seen by those invited and by whoever works on
-- documents at the agency that calls it; what is of the highest class of secrecy only by those named.
create schema meetings;
grant usage on schema meetings to nhip_app;

create table meetings.series (
  id        uuid        primary key,
  agency_id text        not null,
  title     text        not null,
  rhythm    text        not null check (rhythm in ('weekly', 'monthly', 'irregular')),
  made_by   uuid        not null,
  made_at   timestamptz not null
);
comment on table  meetings.series is 'Chuỗi họp: meetings of one kind that follow each other, as a giao ban does.';
comment on column meetings.series.id is 'UUID version 7: later ones sort later.';
comment on column meetings.series.agency_id is 'Who calls them.';
comment on column meetings.series.title is 'What each is called until it is called otherwise.';
comment on column meetings.series.rhythm is 'When the next is proposed: a week later, a month later, or as it is asked for.';
comment on column meetings.series.made_by is 'The account that began it.';
comment on column meetings.series.made_at is 'When.';
create index series_by_agency on meetings.series (agency_id, made_at desc);

create table meetings.meeting (
  id           uuid        primary key,
  request_key  uuid        not null,
  request_mark bytea,
  agency_id    text        not null,
  series_id    uuid        references meetings.series,
  title        text        not null,
  place        text        not null,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null check (ends_at > starts_at),
  secrecy      text        not null check (secrecy in ('open', 'internal', 'closed')),
  state        text        not null check (state in ('called', 'running', 'closed', 'cancelled')),
  sequence     integer     not null default 0,
  called_by    uuid        not null,
  caller_name  text        not null,
  called_at    timestamptz not null,
  started_at   timestamptz,
  closed_at    timestamptz,
  cancelled_why text,
  strangers    integer     not null default 0 check (strangers between 0 and 10000),
  is_simulated boolean     not null default false,
  document_id  uuid,
  unique (called_by, request_key),
  check ((state in ('running', 'closed')) = (started_at is not null)),
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'cancelled') = (cancelled_why is not null))
);
comment on table  meetings.meeting is 'Cuộc họp.';
comment on column meetings.meeting.id is 'UUID version 7: later ones sort later.';
comment on column meetings.meeting.request_key is 'Of the request that called it: sent again, it finds the first.';
comment on column meetings.meeting.request_mark is 'What was asked under the request key, where the client may err: the same key with another mark is refused.';
comment on column meetings.meeting.agency_id is 'Who calls it.';
comment on column meetings.meeting.series_id is 'The series it is one of.';
comment on column meetings.meeting.title is 'What it is about.';
comment on column meetings.meeting.place is 'Where.';
comment on column meetings.meeting.starts_at is 'When it is to begin.';
comment on column meetings.meeting.ends_at is 'When it is to be over.';
comment on column meetings.meeting.secrecy is 'open and internal; closed, the highest this house knows: nothing recorded, no model, seen by those named alone.';
comment on column meetings.meeting.state is 'called, running, closed, or cancelled.';
comment on column meetings.meeting.sequence is 'How often time, place or state changed: SEQUENCE of the calendar entry (RFC 5545).';
comment on column meetings.meeting.called_by is 'The account that called it.';
comment on column meetings.meeting.caller_name is 'The name that account had then.';
comment on column meetings.meeting.called_at is 'When it was called.';
comment on column meetings.meeting.started_at is 'When it began, by the clock of the server.';
comment on column meetings.meeting.closed_at is 'When it was closed, by the clock of the server.';
comment on column meetings.meeting.cancelled_why is 'Why it does not take place.';
comment on column meetings.meeting.strangers is 'How many were there whom nobody invited: counted, never named.';
comment on column meetings.meeting.is_simulated is 'Of a simulated past: nobody spoke, there is no sound.';
comment on column meetings.meeting.document_id is 'The notice that gives its conclusions.';
create index meeting_by_agency on meetings.meeting (agency_id, starts_at desc);
create index meeting_by_series on meetings.meeting (series_id, starts_at desc) where series_id is not null;
create index meeting_ahead on meetings.meeting (starts_at) where state = 'called';

create table meetings.person (
  id           uuid        primary key,
  meeting_id   uuid        not null references meetings.meeting,
  part         text        not null check (part in ('chair', 'secretary', 'member', 'guest')),
  account_id   uuid,
  agency_id    text,
  agency_name  text        not null,
  name         text        not null,
  post         text        not null,
  substitute_id   uuid,
  substitute_name text,
  invited_at   timestamptz not null,
  removed_at   timestamptz,
  check ((substitute_id is null) = (substitute_name is null)),
  check (part = 'guest' or account_id is not null)
);
comment on table  meetings.person is 'Người dự: who is invited, by agency and position, and who goes in their stead.';
comment on column meetings.person.id is 'Its own.';
comment on column meetings.person.meeting_id is 'The meeting.';
comment on column meetings.person.part is 'Who presides, who keeps the record, who is invited, who is a guest.';
comment on column meetings.person.account_id is 'Their account; guests have none.';
comment on column meetings.person.agency_id is 'The agency they come for.';
comment on column meetings.person.agency_name is 'As it was called then.';
comment on column meetings.person.name is 'As they were called then.';
comment on column meetings.person.post is 'The position they held then.';
comment on column meetings.person.substitute_id is 'The account of whoever goes in their stead.';
comment on column meetings.person.substitute_name is 'Their name.';
comment on column meetings.person.invited_at is 'When they were invited.';
comment on column meetings.person.removed_at is 'When they were no longer; then they see nothing of it.';
create unique index person_once on meetings.person (meeting_id, account_id) where removed_at is null and account_id is not null;
create unique index one_of_each on meetings.person (meeting_id, part) where removed_at is null and part in ('chair', 'secretary');
create index person_by_account on meetings.person (account_id) where removed_at is null;
create index person_by_substitute on meetings.person (substitute_id) where removed_at is null and substitute_id is not null;

create table meetings.item (
  id         uuid        primary key,
  meeting_id uuid        not null references meetings.meeting,
  position   integer     not null check (position between 1 and 100),
  title      text        not null,
  reporter   text        not null,
  minutes    integer     not null check (minutes between 1 and 600),
  started_at timestamptz,
  ended_at   timestamptz,
  check (ended_at is null or started_at is not null),
  unique (meeting_id, position) deferrable initially deferred
);
comment on table  meetings.item is 'Nội dung họp: one point of the agenda, and when its turn was.';
comment on column meetings.item.id is 'Its own.';
comment on column meetings.item.meeting_id is 'The meeting.';
comment on column meetings.item.position is 'Its place in the agenda.';
comment on column meetings.item.title is 'What it is about.';
comment on column meetings.item.reporter is 'Who reports, as it is announced.';
comment on column meetings.item.minutes is 'How long it may take.';
comment on column meetings.item.started_at is 'When its turn came, by the clock of the server.';
comment on column meetings.item.ended_at is 'When it was over.';

create table meetings.paper (
  id         uuid        primary key,
  meeting_id uuid        not null references meetings.meeting,
  item_id    uuid        references meetings.item on delete set null,
  name       text        not null,
  sha256     text        not null,
  size       bigint      not null,
  media_type text        not null,
  added_by   uuid        not null,
  added_at   timestamptz not null,
  removed_at timestamptz
);
comment on table  meetings.paper is 'Tài liệu họp: a file those invited may read.';
comment on column meetings.paper.id is 'Its own.';
comment on column meetings.paper.meeting_id is 'The meeting.';
comment on column meetings.paper.item_id is 'The point of the agenda it belongs to.';
comment on column meetings.paper.name is 'As it was called when it was handed in.';
comment on column meetings.paper.sha256 is 'The stored file.';
comment on column meetings.paper.size is 'Its size in bytes.';
comment on column meetings.paper.media_type is 'What it is.';
comment on column meetings.paper.added_by is 'The account that handed it in.';
comment on column meetings.paper.added_at is 'When.';
comment on column meetings.paper.removed_at is 'When it was taken away again.';
create index paper_by_meeting on meetings.paper (meeting_id);

-- What the policies below ask: past them, about the proven actor alone.
create function meetings.mine() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select p.meeting_id from meetings.person p
   where p.removed_at is null and (p.account_id = platform.account_id() or p.substitute_id = platform.account_id())
     and platform.actor_kind() = 'officer';
end;
comment on function meetings.mine is 'The meetings this account is invited to, itself or in somebody''s stead.';
create function meetings.sees(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select platform.is_system() or exists (
    select from meetings.meeting m where m.id = wanted and (
      m.agency_id = any (documents.own_agencies()) and (m.secrecy <> 'closed' or m.called_by = platform.account_id())
      or m.id in (select meetings.mine())));
end;
comment on function meetings.sees is 'Whether this actor may know of a meeting: invited, or of the agency that calls it; a closed one only those named and whoever called it.';
create function meetings.runs(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select platform.is_system() or exists (
    select from meetings.meeting m where m.id = wanted and m.agency_id = any (documents.own_agencies())
       and (m.secrecy <> 'closed' or m.called_by = platform.account_id()))
    or exists (
    select from meetings.person p where p.meeting_id = wanted and p.removed_at is null and p.part in ('chair', 'secretary')
       and p.account_id = platform.account_id());
end;
comment on function meetings.runs is 'Whether this actor may prepare and run a meeting: who calls it, who presides, who keeps the record.';
grant execute on function meetings.mine, meetings.sees, meetings.runs to nhip_app;

grant select, insert on meetings.series to nhip_app;
alter table meetings.series enable row level security;
create policy seen on meetings.series for select using (
  agency_id = any ((select documents.own_agencies())::text[])
  or exists (select from meetings.meeting m where m.series_id = series.id));
create policy begun on meetings.series for insert with check (
  made_by = (select platform.account_id()) and agency_id = any ((select documents.own_agencies())::text[]));
create policy system on meetings.series using ((select platform.is_system()));

grant select, insert on meetings.meeting to nhip_app;
grant update (title, place, starts_at, ends_at, state, sequence, started_at, closed_at, cancelled_why, strangers, document_id)
  on meetings.meeting to nhip_app;
alter table meetings.meeting enable row level security;
create policy of_agency on meetings.meeting for select using (
  agency_id = any ((select documents.own_agencies())::text[])
  and (secrecy <> 'closed' or called_by = (select platform.account_id())));
create policy invited on meetings.meeting for select using (id in (select meetings.mine()));
create policy called on meetings.meeting for insert with check (
  called_by = (select platform.account_id()) and agency_id = any ((select documents.own_agencies())::text[]) and not is_simulated);
create policy run on meetings.meeting for update using (meetings.runs(id)) with check (meetings.runs(id));
create policy system on meetings.meeting using ((select platform.is_system()));

grant select, insert on meetings.person to nhip_app;
grant update (part, substitute_id, substitute_name, removed_at) on meetings.person to nhip_app;
alter table meetings.person enable row level security;
create policy seen on meetings.person for select using (meetings.sees(meeting_id));
create policy invited on meetings.person for insert with check (meetings.runs(meeting_id));
-- Who is invited says who goes in their stead, and nothing else of themselves.
create policy changed on meetings.person for update
  using (meetings.runs(meeting_id) or account_id = (select platform.account_id()) and removed_at is null)
  with check (meetings.runs(meeting_id)
    or account_id = (select platform.account_id()) and removed_at is null and part in ('member', 'guest'));
create policy system on meetings.person using ((select platform.is_system()));

grant select, insert, delete on meetings.item to nhip_app;
grant update (position, title, reporter, minutes, started_at, ended_at) on meetings.item to nhip_app;
alter table meetings.item enable row level security;
create policy seen on meetings.item for select using (meetings.sees(meeting_id));
create policy added on meetings.item for insert with check (meetings.runs(meeting_id));
create policy changed on meetings.item for update using (meetings.runs(meeting_id)) with check (meetings.runs(meeting_id));
create policy taken_out on meetings.item for delete using (meetings.runs(meeting_id) and started_at is null);

grant select, insert on meetings.paper to nhip_app;
grant update (removed_at) on meetings.paper to nhip_app;
alter table meetings.paper enable row level security;
create policy seen on meetings.paper for select using (meetings.sees(meeting_id));
create policy added on meetings.paper for insert with check (added_by = (select platform.account_id()) and meetings.runs(meeting_id));
create policy taken_away on meetings.paper for update using (meetings.runs(meeting_id)) with check (meetings.runs(meeting_id));
