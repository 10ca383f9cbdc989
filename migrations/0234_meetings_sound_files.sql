-- A recording made elsewhere: its file comes in pieces, is heard once and cut into chunks of a recording like any other, and is let go.
create table meetings.sound_file (
  id           uuid        primary key,
  meeting_id   uuid        not null references meetings.meeting,
  name         text        not null check (length(name) between 1 and 200),
  size         bigint      not null check (size between 1 and 1073741824),
  begun_at     timestamptz not null,
  brought_by   uuid        not null,
  brought_at   timestamptz not null,
  state        text        not null check (state in ('sending', 'waiting', 'taken', 'refused', 'dropped')),
  problem      text,
  leased_until timestamptz,
  check (state <> 'refused' or problem is not null)
);
comment on table  meetings.sound_file is 'Tệp ghi âm đưa vào: a file recorded elsewhere, on its way to become a recording of the meeting.';
comment on column meetings.sound_file.id is 'Made where it is sent from, so that beginning it twice is once; the recording it becomes has the same.';
comment on column meetings.sound_file.meeting_id is 'The meeting.';
comment on column meetings.sound_file.name is 'As it is called where it comes from.';
comment on column meetings.sound_file.size is 'Its size in bytes.';
comment on column meetings.sound_file.begun_at is 'When it began, as whoever brings it says.';
comment on column meetings.sound_file.brought_by is 'The account that brings it.';
comment on column meetings.sound_file.brought_at is 'When it was begun to be sent.';
comment on column meetings.sound_file.state is 'sending; waiting to be cut, or being cut; taken; refused, with the problem; dropped by somebody, or forgotten.';
comment on column meetings.sound_file.problem is 'Why it was not read, or not to its end.';
comment on column meetings.sound_file.leased_until is 'Somebody cuts it until then.';
create index sound_file_by_meeting on meetings.sound_file (meeting_id, brought_at);
create index sound_file_open on meetings.sound_file (brought_at) where state in ('sending', 'waiting');

create table meetings.sound_piece (
  file_id uuid    not null references meetings.sound_file,
  number  integer not null check (number between 0 and 255),
  sha256  text    not null,
  primary key (file_id, number)
);
comment on table  meetings.sound_piece is 'A piece of such a file that has come, until it is cut.';
comment on column meetings.sound_piece.file_id is 'The file.';
comment on column meetings.sound_piece.number is 'Its place, from 0: four megabytes each, the last one less.';
comment on column meetings.sound_piece.sha256 is 'The stored piece.';

grant select, insert on meetings.sound_file to nhip_app;
grant update (state, problem, leased_until) on meetings.sound_file to nhip_app;
alter table meetings.sound_file enable row level security;
create policy seen on meetings.sound_file for select using (meetings.runs(meeting_id) or meetings.hears(meeting_id));
create policy brought on meetings.sound_file for insert with check (
  brought_by = (select platform.account_id()) and meetings.runs(meeting_id)
  and exists (select from meetings.meeting m where m.id = meeting_id and m.secrecy <> 'closed'
                and m.state in ('running', 'closed') and not m.is_simulated));
create policy changed on meetings.sound_file for update using (meetings.runs(meeting_id)) with check (meetings.runs(meeting_id));
create policy system on meetings.sound_file using ((select platform.is_system()));

grant select, insert, delete on meetings.sound_piece to nhip_app;
alter table meetings.sound_piece enable row level security;
create policy seen on meetings.sound_piece for select using (
  exists (select from meetings.sound_file f where f.id = file_id and meetings.runs(f.meeting_id)));
create policy sent on meetings.sound_piece for insert with check (
  exists (select from meetings.sound_file f where f.id = file_id and f.brought_by = (select platform.account_id())));
create policy let_go on meetings.sound_piece for delete using (
  exists (select from meetings.sound_file f where f.id = file_id and meetings.runs(f.meeting_id)));
create policy system on meetings.sound_piece using ((select platform.is_system()));

-- What is read from such a file has no encoder here: it is kept as it was heard.
alter table meetings.chunk
  drop constraint chunk_media_type_check,
  add constraint chunk_media_type_check check (media_type in ('audio/webm', 'audio/mp4', 'audio/wav'));
comment on column meetings.chunk.media_type is 'WebM or MP4, with Opus; of a file recorded elsewhere WAV, one channel at 16 kHz.';
