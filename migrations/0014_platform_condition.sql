-- Which processes of the platform live, what they say of themselves, and what has been alarmed.

create table platform.heartbeat (
  process    uuid        primary key,
  role       text        not null check (role in ('web', 'worker')),
  host       text        not null,
  pid        int         not null,
  started_at timestamptz not null default now(),
  beat_at    timestamptz not null default now(),
  ended_at   timestamptz,
  conditions jsonb       not null default '[]'
);
comment on table  platform.heartbeat is 'Nhịp tim: one row for each process of the platform; a row whose beat is old and that has no end belongs to a process that stands still or was killed. Kept for a week.';
comment on column platform.heartbeat.process    is 'Made anew by each process when it starts.';
comment on column platform.heartbeat.role       is 'web answers people and systems, worker does what follows the facts.';
comment on column platform.heartbeat.host       is 'The name of the machine.';
comment on column platform.heartbeat.pid        is 'The number of the process on that machine.';
comment on column platform.heartbeat.started_at is 'When the process began, by the clock of the database.';
comment on column platform.heartbeat.beat_at    is 'When it was last heard of, by the clock of the database.';
comment on column platform.heartbeat.ended_at   is 'When it left of its own accord.';
comment on column platform.heartbeat.conditions is 'What only this process can tell of itself, as it was at the beat.';
create index heartbeat_by_role on platform.heartbeat (role, beat_at desc);
grant select, insert, update, delete on platform.heartbeat to nhip_app;
alter table platform.heartbeat enable row level security;
create policy system on platform.heartbeat using ((select platform.is_system()));

create table platform.alarm (
  name    text        primary key,
  state   text        not null check (state in ('good', 'warning', 'bad', 'unknown')),
  code    text        not null,
  since   timestamptz not null default now(),
  told_at timestamptz
);
comment on table  platform.alarm is 'Báo động: the last known state of each condition, so that several processes tell of a change once.';
comment on column platform.alarm.name    is 'The condition, with the process where each process has its own.';
comment on column platform.alarm.state   is 'As last seen.';
comment on column platform.alarm.code    is 'Which words go with it.';
comment on column platform.alarm.since   is 'When this state began.';
comment on column platform.alarm.told_at is 'When the alarm command was last run for it; empty where nothing had to be told.';
grant select, insert, update, delete on platform.alarm to nhip_app;
alter table platform.alarm enable row level security;
create policy system on platform.alarm using ((select platform.is_system()));

create table platform.clock (
  only_one    boolean     primary key default true check (only_one),
  held_since  timestamptz,
  jump_ms     bigint,
  seen_at     timestamptz not null default now()
);
comment on table  platform.clock is 'Đồng hồ: whether work that ends dossiers is held because a clock jumped, and when the database''s clock was last seen.';
comment on column platform.clock.only_one   is 'There is one row.';
comment on column platform.clock.held_since is 'Set when a clock jumped by more than a minute, until an administrator releases the work.';
comment on column platform.clock.jump_ms    is 'How far, in milliseconds; negative is back.';
comment on column platform.clock.seen_at    is 'The clock of the database at the last comparison.';
insert into platform.clock default values;
grant select, update on platform.clock to nhip_app;
alter table platform.clock enable row level security;
create policy system        on platform.clock using ((select platform.is_system()));
create policy administrator on platform.clock using ((select platform.is_administrator()));
