-- Bản ghi âm cuộc họp: numbered chunks of at most some ten seconds, each a stored file; heard by whoever runs the meeting, and each person's
-- own track by that person. Of a closed meeting there is none.
create table meetings.recording (
  id         uuid        primary key,
  meeting_id uuid        not null references meetings.meeting,
  track      text        not null check (track in ('room', 'person')),
  person_id  uuid        references meetings.person,
  begun_by   uuid        not null,
  begun_at   timestamptz not null,
  ended_at   timestamptz,
  chunks     integer     check (chunks between 0 and 20000),
  check ((track = 'person') = (person_id is not null)),
  check ((ended_at is null) = (chunks is null))
);
comment on table  meetings.recording is 'Bản ghi âm: what one microphone heard of a meeting.';
comment on column meetings.recording.id is 'Made where it is recorded, so that beginning it twice is once.';
comment on column meetings.recording.meeting_id is 'The meeting.';
comment on column meetings.recording.track is 'room: a microphone for all; person: one person''s own, a track of one name.';
comment on column meetings.recording.person_id is 'Whose track it is.';
comment on column meetings.recording.begun_by is 'The account that records.';
comment on column meetings.recording.begun_at is 'When it began, by the clock of the server.';
comment on column meetings.recording.ended_at is 'When it was said to be over.';
comment on column meetings.recording.chunks is 'How many chunks there are, as was said when it ended: late ones are still taken.';
create index recording_by_meeting on meetings.recording (meeting_id, begun_at);
create index recording_by_account on meetings.recording (begun_by);

create table meetings.chunk (
  recording_id uuid        not null references meetings.recording,
  number       integer     not null check (number between 0 and 19999),
  sha256       text        not null,
  size         bigint      not null,
  media_type   text        not null check (media_type in ('audio/webm', 'audio/mp4')),
  starts_ms    integer     not null check (starts_ms >= 0),
  length_ms    integer     not null check (length_ms between 0 and 15000),
  peak         real        not null check (peak between 0 and 1),
  is_damaged   boolean     not null,
  taken_at     timestamptz not null,
  primary key (recording_id, number)
);
comment on table  meetings.chunk is 'Đoạn ghi âm: some seconds of a recording, a stored file.';
comment on column meetings.chunk.recording_id is 'The recording.';
comment on column meetings.chunk.number is 'Its place, from 0.';
comment on column meetings.chunk.sha256 is 'The stored file.';
comment on column meetings.chunk.size is 'Its size in bytes.';
comment on column meetings.chunk.media_type is 'WebM or MP4, with Opus.';
comment on column meetings.chunk.starts_ms is 'Milliseconds after the beginning of the recording, by the clock of the machine that records.';
comment on column meetings.chunk.length_ms is 'How much of it can be heard.';
comment on column meetings.chunk.peak is 'The loudest sample, from 0 to 1: next to nothing is a silent microphone, 1 a distorted one.';
comment on column meetings.chunk.is_damaged is 'Its end could not be read.';
comment on column meetings.chunk.taken_at is 'When it was taken in.';

grant select, insert on meetings.recording to nhip_app;
grant update (ended_at, chunks) on meetings.recording to nhip_app;
alter table meetings.recording enable row level security;
create policy heard on meetings.recording for select using (
  begun_by = (select platform.account_id()) or meetings.runs(meeting_id));
create policy begun on meetings.recording for insert with check (
  begun_by = (select platform.account_id())
  and case track when 'room' then meetings.runs(meeting_id) else meeting_id in (select meetings.mine()) end
  and exists (select from meetings.meeting m where m.id = meeting_id and m.secrecy <> 'closed' and m.state = 'running' and not m.is_simulated));
create policy ended on meetings.recording for update
  using (begun_by = (select platform.account_id()) or meetings.runs(meeting_id))
  with check (begun_by = (select platform.account_id()) or meetings.runs(meeting_id));
create policy system on meetings.recording using ((select platform.is_system()));

grant select, insert on meetings.chunk to nhip_app;
alter table meetings.chunk enable row level security;
create policy heard on meetings.chunk for select using (
  exists (select from meetings.recording r where r.id = recording_id));
create policy taken on meetings.chunk for insert with check (
  exists (select from meetings.recording r where r.id = recording_id and r.begun_by = (select platform.account_id())));
create policy system on meetings.chunk using ((select platform.is_system()));
