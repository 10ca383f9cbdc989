-- Bản ghi lời: what was said in a meeting, segment by segment. What an engine heard gives way to what a better pass hears; what a person wrote gives
-- way to nothing. Read by whoever may see the meeting, never of a closed one; changed by whoever runs it, each change with what stood before.
create table meetings.segment (
  id           uuid        primary key,
  meeting_id   uuid        not null references meetings.meeting,
  recording_id uuid        references meetings.recording,
  from_ms      integer     check (from_ms >= 0),
  to_ms        integer     check (to_ms >= from_ms),
  at           timestamptz not null,
  pass         text        not null check (pass in ('typed', 'caption', 'second')),
  engine       text        not null default '' check (length(engine) <= 100),
  words        text        not null,
  times        jsonb       not null default '[]',
  person_id    uuid        references meetings.person,
  speaker      text        not null default '' check (length(speaker) <= 200),
  is_worded    boolean     not null default false,
  is_named     boolean     not null default false,
  version      integer     not null default 1 check (version >= 1),
  heard_at     timestamptz not null,
  removed_at   timestamptz,
  removed_by   uuid,
  joined_to    uuid        references meetings.segment,
  check ((recording_id is null) = (from_ms is null) and (recording_id is null) = (to_ms is null)),
  check (pass = 'typed' or recording_id is not null),
  check (person_id is null or speaker = ''),
  check (removed_by is null or removed_at is not null),
  check (joined_to is null or removed_by is not null)
);
comment on table  meetings.segment is 'Lời nói: what was said without a pause worth a new line.';
comment on column meetings.segment.id is 'UUID version 7: later ones sort later.';
comment on column meetings.segment.meeting_id is 'The meeting.';
comment on column meetings.segment.recording_id is 'Where it was heard; none of what was typed of a meeting without sound.';
comment on column meetings.segment.from_ms is 'Milliseconds since the beginning of that recording.';
comment on column meetings.segment.to_ms is 'Where it ends, likewise.';
comment on column meetings.segment.at is 'When it was said, by the clock of the server: its place in the meeting.';
comment on column meetings.segment.pass is 'Typed by somebody, heard while it was said, or by the better pass afterwards.';
comment on column meetings.segment.engine is 'What heard it.';
comment on column meetings.segment.words is 'What was said, words apart by one space.';
comment on column meetings.segment.times is 'Of each of its words the first and the last millisecond, in one row; empty where there is no sound.';
comment on column meetings.segment.person_id is 'Who said it, of those invited; none where it is not known.';
comment on column meetings.segment.speaker is 'Who said it, as somebody named them, where they are none of those invited.';
comment on column meetings.segment.is_worded is 'Somebody wrote or confirmed its words: no pass changes them.';
comment on column meetings.segment.is_named is 'Somebody said who spoke: no pass changes that.';
comment on column meetings.segment.version is 'How often it has changed, and one: an act names what it saw.';
comment on column meetings.segment.heard_at is 'When it came here.';
comment on column meetings.segment.removed_at is 'When it was taken out.';
comment on column meetings.segment.removed_by is 'Who took it out; nobody where a pass put something in its place.';
comment on column meetings.segment.joined_to is 'The one its words went to.';
create index segment_by_meeting on meetings.segment (meeting_id, at, id);
create index segment_by_recording on meetings.segment (recording_id, from_ms);

create table meetings.segment_change (
  id         uuid        primary key,
  segment_id uuid        not null references meetings.segment,
  act        text        not null check (act in ('word', 'name', 'split', 'join', 'remove', 'restore')),
  words      text        not null,
  person_id  uuid        references meetings.person,
  speaker    text        not null,
  changed_by uuid        not null,
  name       text        not null,
  at         timestamptz not null
);
comment on table  meetings.segment_change is 'Lịch sử sửa lời: what stood before a person changed it; rows are added, never changed.';
comment on column meetings.segment_change.id is 'UUID version 7: later ones sort later.';
comment on column meetings.segment_change.segment_id is 'What was changed.';
comment on column meetings.segment_change.act is 'What was done to it.';
comment on column meetings.segment_change.words is 'Its words before.';
comment on column meetings.segment_change.person_id is 'Who had said it, before.';
comment on column meetings.segment_change.speaker is 'The same, as somebody had named them.';
comment on column meetings.segment_change.changed_by is 'The account that changed it.';
comment on column meetings.segment_change.name is 'The name it had then.';
comment on column meetings.segment_change.at is 'When.';
create index segment_change_by_segment on meetings.segment_change (segment_id, id);

create table meetings.heard_window (
  recording_id uuid        not null references meetings.recording,
  pass         text        not null check (pass in ('caption', 'second')),
  from_ms      integer     not null check (from_ms >= 0),
  to_ms        integer     not null check (to_ms >= from_ms),
  heard_at     timestamptz not null,
  primary key (recording_id, pass, from_ms, to_ms)
);
comment on table  meetings.heard_window is 'How far a pass has heard a recording: where it heard nothing, nothing was said.';
comment on column meetings.heard_window.recording_id is 'The recording.';
comment on column meetings.heard_window.pass is 'Captions, or the better pass.';
comment on column meetings.heard_window.from_ms is 'From which millisecond.';
comment on column meetings.heard_window.to_ms is 'To which.';
comment on column meetings.heard_window.heard_at is 'When it was heard first.';

create function meetings.reads(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select platform.is_system() or meetings.sees(wanted) and exists (
    select from meetings.meeting m where m.id = wanted and m.secrecy <> 'closed');
end;
comment on function meetings.reads is 'Whether this actor may read what was said in a meeting: whoever may see it; of a closed one nothing is written down.';
grant execute on function meetings.reads to nhip_app;

grant select, insert on meetings.segment to nhip_app;
grant update (from_ms, to_ms, words, times, person_id, speaker, is_worded, is_named, version, removed_at, removed_by, joined_to)
  on meetings.segment to nhip_app;
alter table meetings.segment enable row level security;
-- What was taken out is seen by those alone who may put it back.
create policy read on meetings.segment for select using (
  meetings.reads(meeting_id) and (removed_at is null or meetings.runs(meeting_id)));
create policy parted on meetings.segment for insert with check (
  is_worded and meetings.runs(meeting_id) and meetings.reads(meeting_id));
create policy changed on meetings.segment for update
  using (meetings.runs(meeting_id) and meetings.reads(meeting_id))
  with check (meetings.runs(meeting_id) and meetings.reads(meeting_id));
create policy system on meetings.segment using ((select platform.is_system()));

grant select, insert on meetings.segment_change to nhip_app;
alter table meetings.segment_change enable row level security;
create policy run on meetings.segment_change for select using (
  exists (select from meetings.segment s where s.id = segment_id and meetings.runs(s.meeting_id)));
create policy made on meetings.segment_change for insert with check (
  changed_by = (select platform.account_id())
  and exists (select from meetings.segment s where s.id = segment_id and meetings.runs(s.meeting_id)));
create policy system on meetings.segment_change using ((select platform.is_system()));

grant select, insert on meetings.heard_window to nhip_app;
alter table meetings.heard_window enable row level security;
create policy read on meetings.heard_window for select using (
  exists (select from meetings.recording r where r.id = recording_id and meetings.reads(r.meeting_id)));
create policy system on meetings.heard_window using ((select platform.is_system()));
