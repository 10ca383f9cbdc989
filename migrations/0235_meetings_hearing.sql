-- Việc gỡ băng: how far the engine has heard each recording. Windows lie end to end: the next begins where the last one ended, so that a pass that
-- is killed goes on there, and none is heard twice or left out. Whoever hears one holds it for a while, by a name of their own.
create table meetings.hearing (
  recording_id uuid        not null references meetings.recording,
  pass         text        not null check (pass in ('caption', 'second')),
  heard_ms     integer     not null default 0 check (heard_ms >= 0),
  next_chunk   integer     not null default 0 check (next_chunk >= 0),
  failures     integer     not null default 0 check (failures >= 0),
  unheard_ms   integer     not null default 0 check (unheard_ms >= 0),
  lease        uuid,
  leased_until timestamptz,
  moved_at     timestamptz not null,
  ended_at     timestamptz,
  primary key (recording_id, pass)
);
comment on table  meetings.hearing is 'Việc gỡ băng: how far a pass has heard a recording, and who is at it.';
comment on column meetings.hearing.recording_id is 'The recording.';
comment on column meetings.hearing.pass is 'Captions, or the better pass.';
comment on column meetings.hearing.heard_ms is 'Heard up to this millisecond: where the next window begins.';
comment on column meetings.hearing.next_chunk is 'Until a chunk of this number is here there is nothing new to hear.';
comment on column meetings.hearing.failures is 'How often the engine failed at the next window.';
comment on column meetings.hearing.unheard_ms is 'Milliseconds passed over because the engine failed at them time and again.';
comment on column meetings.hearing.lease is 'Made by whoever hears the next window; another may once its time is over, and the first then keeps nothing.';
comment on column meetings.hearing.leased_until is 'Until then it is theirs; without a name, until then it rests.';
comment on column meetings.hearing.moved_at is 'When it last moved.';
comment on column meetings.hearing.ended_at is 'When all of the recording had been heard.';
create index hearing_open on meetings.hearing (moved_at) where ended_at is null;

grant select, insert on meetings.hearing to nhip_app;
grant update (heard_ms, next_chunk, failures, unheard_ms, lease, leased_until, moved_at, ended_at) on meetings.hearing to nhip_app;
alter table meetings.hearing enable row level security;
create policy read on meetings.hearing for select using (
  exists (select from meetings.recording r where r.id = recording_id and meetings.reads(r.meeting_id)));
create policy system on meetings.hearing using ((select platform.is_system()));

-- What is recorded is heard, whoever begins it.
create function meetings.to_be_heard() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into meetings.hearing (recording_id, pass, moved_at) values (new.id, 'second', new.begun_at), (new.id, 'caption', new.begun_at);
  return null;
end $$;
comment on function meetings.to_be_heard is 'A recording that is begun waits to be heard.';
create trigger to_be_heard after insert on meetings.recording for each row execute function meetings.to_be_heard();
insert into meetings.hearing (recording_id, pass, moved_at) select id, 'second', now() from meetings.recording;
