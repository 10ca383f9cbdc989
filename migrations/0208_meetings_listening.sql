-- Nghe lại và thời hạn giữ tiếng: listening is a right apart from reading and from running a meeting, each listening is a line, and the sound
-- of a meeting is let go some time after its notice was signed.
create table meetings.listener (
  id         uuid        primary key,
  meeting_id uuid        not null references meetings.meeting,
  account_id uuid        not null,
  name       text        not null,
  allowed_by uuid        not null,
  allowed_at timestamptz not null,
  ended_by   uuid,
  ended_at   timestamptz,
  check ((ended_by is null) = (ended_at is null))
);
comment on table  meetings.listener is 'Người được nghe: whom who presides lets hear the recordings of a meeting.';
comment on column meetings.listener.id is 'Its own.';
comment on column meetings.listener.meeting_id is 'The meeting.';
comment on column meetings.listener.account_id is 'Who may listen.';
comment on column meetings.listener.name is 'The name they had then.';
comment on column meetings.listener.allowed_by is 'Who presides, and allowed it.';
comment on column meetings.listener.allowed_at is 'When.';
comment on column meetings.listener.ended_by is 'Who ended it.';
comment on column meetings.listener.ended_at is 'When: from then on they hear nothing of it.';
create unique index listener_once on meetings.listener (meeting_id, account_id) where ended_at is null;
create index listener_by_account on meetings.listener (account_id) where ended_at is null;

create table meetings.listening (
  recording_id uuid        not null references meetings.recording,
  account_id   uuid        not null,
  minute       integer     not null check (minute >= 0),
  hour         timestamptz not null,
  name         text        not null,
  starts_ms    integer     not null check (starts_ms >= 0),
  at           timestamptz not null,
  primary key (recording_id, account_id, minute, hour)
);
comment on table  meetings.listening is 'Lượt nghe: that a minute of a recording was fetched to be heard, once for each hour it was.';
comment on column meetings.listening.recording_id is 'The recording.';
comment on column meetings.listening.account_id is 'Who listened.';
comment on column meetings.listening.minute is 'Which minute of chunks.';
comment on column meetings.listening.hour is 'The hour in which it was.';
comment on column meetings.listening.name is 'The name they had then.';
comment on column meetings.listening.starts_ms is 'Where the first chunk of it that was fetched begins.';
comment on column meetings.listening.at is 'When that was.';

create table meetings.keeping (
  meeting_id  uuid        primary key references meetings.meeting,
  warned_at   timestamptz,
  goes_after  date,
  released_at timestamptz,
  chunks      integer     check (chunks >= 0),
  check ((warned_at is null) = (goes_after is null)),
  check ((released_at is null) = (chunks is null)),
  check (released_at is null or warned_at is not null)
);
comment on table  meetings.keeping is 'Giữ tiếng: what became of the sound of a meeting once its notice was signed.';
comment on column meetings.keeping.meeting_id is 'The meeting.';
comment on column meetings.keeping.warned_at is 'When who presides and the secretary were told that it ends; empty again where an order to keep came between.';
comment on column meetings.keeping.goes_after is 'The last day it is kept, as they were told.';
comment on column meetings.keeping.released_at is 'When its files were let go. What is known of each chunk, and the hashes of the minutes, stay.';
comment on column meetings.keeping.chunks is 'How many files that were.';

create function meetings.presides(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select exists (
    select from meetings.person p where p.meeting_id = wanted and p.removed_at is null and p.part = 'chair'
       and p.account_id = platform.account_id() and platform.actor_kind() = 'officer');
end;
comment on function meetings.presides is 'Whether this account presides over a meeting.';
create function meetings.leads(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select exists (
    select from meetings.person p where p.meeting_id = wanted and p.removed_at is null and p.part in ('chair', 'secretary')
       and p.account_id = platform.account_id() and platform.actor_kind() = 'officer');
end;
comment on function meetings.leads is 'Whether this account presides over a meeting or keeps its record.';
create function meetings.hears(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select meetings.leads(wanted) or meetings.sees(wanted) and exists (
    select from meetings.listener l where l.meeting_id = wanted and l.ended_at is null
       and l.account_id = platform.account_id() and platform.actor_kind() = 'officer');
end;
comment on function meetings.hears is 'Whether this account may listen to what was recorded of a meeting: who presides, the secretary, and whom the former let.';
grant execute on function meetings.presides, meetings.leads, meetings.hears to nhip_app;

-- Those who listen see the recordings; who runs the meeting sees of them what there is, as before, and no sound by that alone.
create policy listened_to on meetings.recording for select using (meetings.hears(meeting_id));

grant select, insert on meetings.listener to nhip_app;
grant update (ended_by, ended_at) on meetings.listener to nhip_app;
alter table meetings.listener enable row level security;
create policy seen on meetings.listener for select using (meetings.sees(meeting_id));
create policy allowed on meetings.listener for insert with check (
  allowed_by = (select platform.account_id()) and meetings.presides(meeting_id));
create policy ended on meetings.listener for update
  using (meetings.presides(meeting_id)) with check (meetings.presides(meeting_id));
create policy system on meetings.listener using ((select platform.is_system()));

grant select, insert on meetings.listening to nhip_app;
alter table meetings.listening enable row level security;
create policy own on meetings.listening for select using (account_id = (select platform.account_id()));
create policy of_those_who_lead on meetings.listening for select using (
  exists (select from meetings.recording r where r.id = recording_id and meetings.leads(r.meeting_id)));
create policy heard on meetings.listening for insert with check (
  account_id = (select platform.account_id()) and exists (select from meetings.recording r where r.id = recording_id));
create policy system on meetings.listening using ((select platform.is_system()));

grant select, insert, update on meetings.keeping to nhip_app;
alter table meetings.keeping enable row level security;
create policy seen on meetings.keeping for select using (meetings.sees(meeting_id));
create policy system on meetings.keeping using ((select platform.is_system()));
