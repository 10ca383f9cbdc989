-- The process for speech says how it is, as web and worker do.
alter table platform.heartbeat
  drop constraint heartbeat_role_check,
  add constraint heartbeat_role_check check (role in ('web', 'worker', 'speech'));
comment on column platform.heartbeat.role is 'web answers people and systems, worker does what follows the facts, speech hears what is recorded of meetings.';
