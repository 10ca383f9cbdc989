-- Results signed before the register was kept are entered afterwards, each dossier once; what could not be is counted.

create table dossiers.earlier_entry (
  dossier_id  uuid        primary key references dossiers.dossier,
  finished_at timestamptz not null,
  outcome     text        check (outcome in ('entered', 'nothing', 'lacking', 'standing')),
  noted_at    timestamptz,
  check (num_nulls(outcome, noted_at) in (0, 2))
);
comment on table  dossiers.earlier_entry is 'Dossiers with a result from before the register was kept, and what became of it there.';
comment on column dossiers.earlier_entry.finished_at is 'When the result was given: the oldest is looked at first, so that of two the first counts.';
comment on column dossiers.earlier_entry.outcome is 'entered: it stands there; nothing: declined or revoked, it registers nothing; lacking: its answers do not say who; standing: the same stands there by another; null while it waits.';
comment on column dossiers.earlier_entry.noted_at is 'When it was looked at; null while it waits.';
create index earlier_entry_waiting on dossiers.earlier_entry (finished_at) where outcome is null;
create index earlier_entry_left_out on dossiers.earlier_entry (outcome) where outcome in ('lacking', 'standing');
grant select, update (outcome, noted_at) on dossiers.earlier_entry to nhip_app;
alter table dossiers.earlier_entry enable row level security;
create policy system on dossiers.earlier_entry using ((select platform.is_system()));

insert into dossiers.earlier_entry (dossier_id, finished_at)
select id, finished_at from dossiers.dossier where status in ('decided', 'returned') and result_id is not null and finished_at is not null;
