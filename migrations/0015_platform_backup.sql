-- Where backups lie and how old the last good one is, for people, collectors and alarms.

create table platform.backup (
  place          text        primary key,
  finished_at    timestamptz,
  database_bytes bigint,
  file_count     bigint,
  file_bytes     bigint,
  damaged        integer     not null default 0,
  log_at         timestamptz,
  busy_until     timestamptz
);
comment on table  platform.backup is 'Sao lưu: one row for each place backups are written to, by the command that writes them. A restored database knows nothing of the copy it came from.';
comment on column platform.backup.place          is 'The machine and folder.';
comment on column platform.backup.finished_at    is 'When the last whole backup was finished.';
comment on column platform.backup.database_bytes is 'Size of its copy of the database, compressed.';
comment on column platform.backup.file_count     is 'How many stored files it refers to.';
comment on column platform.backup.file_bytes     is 'Size of those files.';
comment on column platform.backup.damaged        is 'How many of them were missing or damaged when it was made.';
comment on column platform.backup.log_at         is 'Every change before this moment lies there as well; empty where the write-ahead log is not followed.';
comment on column platform.backup.busy_until     is 'A backup is being made and says so again before this moment; until then no stored file is removed.';
grant select on platform.backup to nhip_app;
alter table platform.backup enable row level security;
create policy system on platform.backup for select using ((select platform.is_system()));

-- What was stored since the last look, for whoever copies files while serving.
create index file_by_storing on platform.file (stored_at);
