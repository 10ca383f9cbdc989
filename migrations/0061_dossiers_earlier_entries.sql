-- Results signed before the register was kept are entered afterwards, each dossier once; what could not be is counted.

create table dossiers.earlier_entry (
  dossier_id uuid        primary key references dossiers.dossier,
  outcome    text        not null check (outcome in ('entered', 'nothing', 'lacking', 'standing')),
  noted_at   timestamptz not null
);
comment on table  dossiers.earlier_entry is 'What became of the result of a dossier in the register, looked at once after it was signed.';
comment on column dossiers.earlier_entry.outcome is 'entered: it stands there; nothing: declined or revoked, it registers nothing; lacking: its answers do not say who; standing: the same stands there by another.';
comment on column dossiers.earlier_entry.noted_at is 'When it was looked at.';
create index earlier_entry_left_out on dossiers.earlier_entry (outcome) where outcome in ('lacking', 'standing');
grant select, insert on dossiers.earlier_entry to nhip_app;
alter table dossiers.earlier_entry enable row level security;
create policy system on dossiers.earlier_entry using ((select platform.is_system()));
