-- The register of what this house has registered: births, marriages, deaths, parentage, household businesses. An entry is
-- found again by who stands in it, and what it registers cannot be registered a second time while it stands.

create table registry.entry (
  id          uuid        primary key,
  kind        text        not null check (kind in ('birth', 'marriage', 'death', 'parentage', 'household_business')),
  number      text        not null,
  register    text        not null,
  year        integer     not null,
  agency_id   text        not null,
  event_on    date,
  dossier_id  uuid        not null unique,
  document_id uuid        not null unique,
  entered_at  timestamptz not null,
  effected_at timestamptz,
  ended_at    timestamptz,
  ended_by    uuid,
  check (num_nulls(ended_at, ended_by) in (0, 2))
);
comment on table  registry.entry is 'Sổ đăng ký: one registered event, written when its leader confirms the signature, ended when its document is revoked; never removed.';
comment on column registry.entry.kind is 'What was registered.';
comment on column registry.entry.number is 'Number and symbol of the document, as printed.';
comment on column registry.entry.register is 'The book the number is of.';
comment on column registry.entry.year is 'The year the number is of.';
comment on column registry.entry.agency_id is 'The agency that registered it.';
comment on column registry.entry.event_on is 'The day of the event, where the service names one.';
comment on column registry.entry.dossier_id is 'The dossier it was asked for with.';
comment on column registry.entry.document_id is 'The document that gives it.';
comment on column registry.entry.entered_at is 'When its signer confirmed it.';
comment on column registry.entry.effected_at is 'When what follows from it by law was written of the people in it; null before its document is issued.';
comment on column registry.entry.ended_at is 'When it ceased to stand; null while it does.';
comment on column registry.entry.ended_by is 'The revoked document that ended it.';
grant select, insert on registry.entry to nhip_app;
grant update (effected_at, ended_at, ended_by) on registry.entry to nhip_app;
alter table registry.entry enable row level security;
create policy system on registry.entry using ((select platform.is_system()));

create table registry.entry_person (
  entry_id  uuid not null references registry.entry,
  role      text not null check (role in ('child', 'mother', 'father', 'husband', 'wife', 'deceased', 'parent', 'owner')),
  person_id uuid references registry.person,
  id_number text check (id_number ~ '^[0-9]{12}$'),
  full_name text not null,
  name_key  text not null,
  born_on   date,
  primary key (entry_id, role)
);
comment on table  registry.entry_person is 'Who stands in an entry of the register, and as what.';
comment on column registry.entry_person.entry_id is 'The entry.';
comment on column registry.entry_person.role is 'As what.';
comment on column registry.entry_person.person_id is 'The person the province knows by this number; null where it knows nobody.';
comment on column registry.entry_person.id_number is 'The number given then; a child may not have had one yet.';
comment on column registry.entry_person.full_name is 'The name that was registered.';
comment on column registry.entry_person.name_key is 'The name without marks, for finding it.';
comment on column registry.entry_person.born_on is 'The birth date, where it was given.';
create index entry_person_by_number on registry.entry_person (id_number) where id_number is not null;
create index entry_person_by_name on registry.entry_person (name_key, born_on) where role in ('child', 'deceased');
grant select, insert on registry.entry_person to nhip_app;
alter table registry.entry_person enable row level security;
create policy system on registry.entry_person using ((select platform.is_system()));

create table registry.entry_key (
  key      text    not null,
  entry_id uuid    not null references registry.entry,
  ended    boolean not null default false,
  primary key (entry_id, key)
);
comment on table  registry.entry_key is 'What an entry registers, by which the same thing is recognised: of those that stand, each once.';
comment on column registry.entry_key.key is 'The kind, and a digest of who and when.';
comment on column registry.entry_key.entry_id is 'The entry.';
comment on column registry.entry_key.ended is 'The entry no longer stands in the way of another.';
create unique index entry_key_once on registry.entry_key (key) where not ended;
grant select, insert on registry.entry_key to nhip_app;
grant update (ended) on registry.entry_key to nhip_app;
alter table registry.entry_key enable row level security;
create policy system on registry.entry_key using ((select platform.is_system()));

create table registry.former_number (
  id_number text        primary key check (id_number ~ '^[0-9]{12}$'),
  person_id uuid        not null references registry.person,
  source    text        not null,
  noted_at  timestamptz not null
);
comment on table  registry.former_number is 'Identity numbers people had before theirs was changed: whoever names one still means them.';
comment on column registry.former_number.id_number is 'The number that was replaced; it never becomes anybody else''s.';
comment on column registry.former_number.person_id is 'Whose it was.';
comment on column registry.former_number.source is 'Where this is known from.';
comment on column registry.former_number.noted_at is 'When it was noted here.';
create index former_number_by_person on registry.former_number (person_id);
grant select, insert on registry.former_number to nhip_app;
alter table registry.former_number enable row level security;
create policy system on registry.former_number using ((select platform.is_system()));

-- What an entry changes of a person by law, the program writes: death, marriage and its end, father and mother.
grant update (died_on, father_id, mother_id) on registry.person to nhip_app;
drop trigger only_by_program on registry.person;
create trigger only_by_program before update on registry.person for each row
  when ((old.spouse_id, old.died_on, old.father_id, old.mother_id) is distinct from (new.spouse_id, new.died_on, new.father_id, new.mother_id))
  execute function platform.only_by_program();
