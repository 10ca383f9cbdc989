-- Whoever ends a recording need not be the machine that records: then nobody knows yet how many chunks there are, and what that machine still
-- holds is waited for until it is whole, or given up with a reason. A chunk that was cut late is longer.
alter table meetings.recording
  drop constraint recording_check1,
  add column announced       integer not null default 0 check (announced between 0 and 20000),
  add column machine         text    not null default '' check (length(machine) <= 80),
  add column given_up_at     timestamptz,
  add column given_up_by     uuid,
  add column given_up_reason text check (length(given_up_reason) between 1 and 500),
  add constraint recording_told_when_over check (chunks is null or ended_at is not null),
  add constraint recording_given_up check (
    (given_up_at is null) = (given_up_by is null) and (given_up_at is null) = (given_up_reason is null)
    and (given_up_at is null or ended_at is not null));
comment on column meetings.recording.chunks is 'How many chunks there are, as the machine that recorded said when it ended: late ones are still taken.';
comment on column meetings.recording.announced is 'How many chunks that machine has recorded so far, as it says with each.';
comment on column meetings.recording.machine is 'What records: browser and system, as the page names them.';
comment on column meetings.recording.given_up_at is 'When what is missing was given up; if it comes, it is taken all the same.';
comment on column meetings.recording.given_up_by is 'Who gave it up.';
comment on column meetings.recording.given_up_reason is 'Why.';
grant update (announced, given_up_at, given_up_by, given_up_reason) on meetings.recording to nhip_app;

alter table meetings.chunk
  drop constraint chunk_length_ms_check,
  add constraint chunk_length_ms_check check (length_ms between 0 and 130000);
