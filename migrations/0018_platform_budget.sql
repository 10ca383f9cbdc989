-- What one account may use in a time, whichever process it asks, and look-ups of people that did not fit.

create table platform.budget (
  holder_id uuid             not null,
  kind      text             not null check (kind in ('dossiers', 'drafts', 'bytes')),
  level     double precision not null,
  at        timestamptz      not null,
  primary key (holder_id, kind)
);
comment on table  platform.budget is 'Hạn mức: what is left to one account of what it may use in a time. It fills again steadily; how fast stands in the program.';
comment on column platform.budget.holder_id is 'The person, member of staff or client system it is left to.';
comment on column platform.budget.kind      is 'Of what: dossiers filed, drafts opened, bytes handed in.';
comment on column platform.budget.level     is 'What was left at that moment; below zero where more came than was asked for.';
comment on column platform.budget.at        is 'The moment, by the clock of the database.';
grant select, insert, update, delete on platform.budget to nhip_app;
alter table platform.budget enable row level security;
create policy own    on platform.budget using (holder_id = (select platform.actor_id()));
create policy system on platform.budget using ((select platform.is_system()));

create table registry.missed_lookup (
  id         bigint      primary key generated always as identity,
  account_id uuid        not null,
  person_id  uuid        not null references registry.person,
  at         timestamptz not null
);
comment on table  registry.missed_lookup is 'Tra trượt: a known identity number was given with another name or birth date. Counted for whoever gave it; those older than 30 days go with that account''s next.';
comment on column registry.missed_lookup.account_id is 'The member of staff or client system that gave it.';
comment on column registry.missed_lookup.person_id  is 'Whose number it was.';
comment on column registry.missed_lookup.at         is 'When.';
create index missed_lookup_by_account on registry.missed_lookup (account_id, at desc);
create index missed_lookup_by_age on registry.missed_lookup (at);
grant select, insert, delete on registry.missed_lookup to nhip_app;
alter table registry.missed_lookup enable row level security;
create policy own    on registry.missed_lookup using (account_id = (select platform.actor_id()));
create policy system on registry.missed_lookup using ((select platform.is_system()));
