-- A marriage ends by a judgment too: an officer who has the paper records it, the entry says so and a new marriage is lawful.

create table registry.divorce (
  id           uuid        primary key,
  entry_id     uuid        unique references registry.entry,
  one_number   text        check (one_number ~ '^[0-9]{12}$'),
  one_name     text        not null,
  other_number text        check (other_number ~ '^[0-9]{12}$'),
  other_name   text        not null,
  court        text        not null,
  judgment     text        not null,
  judged_on    date        not null,
  source       text        not null,
  dossier_id   uuid        not null,
  noted_by     uuid        not null,
  noted_at     timestamptz not null,
  request_key  uuid        unique
);
comment on table  registry.divorce is 'Ghi chú ly hôn: a marriage a court has ended (Luật Hộ tịch 60/2014/QH13, Điều 30); never removed.';
comment on column registry.divorce.entry_id is 'The entry of the marriage; null where it was registered before the register or elsewhere.';
comment on column registry.divorce.one_number is 'The number one of the two had then; null where none was given.';
comment on column registry.divorce.one_name is 'Their name then.';
comment on column registry.divorce.other_number is 'The number of the other; null where none was given.';
comment on column registry.divorce.other_name is 'The name of the other.';
comment on column registry.divorce.court is 'The court.';
comment on column registry.divorce.judgment is 'Number of the judgment or decision.';
comment on column registry.divorce.judged_on is 'Its day.';
comment on column registry.divorce.source is 'The paper or base the officer had it from.';
comment on column registry.divorce.dossier_id is 'The dossier during which it was recorded.';
comment on column registry.divorce.noted_by is 'The officer who recorded it.';
comment on column registry.divorce.noted_at is 'When.';
comment on column registry.divorce.request_key is 'The key of the request that recorded it: repeating it records nothing more.';
create index divorce_by_one on registry.divorce (one_number);
create index divorce_by_other on registry.divorce (other_number);
grant select, insert on registry.divorce to nhip_app;
alter table registry.divorce enable row level security;
create policy system on registry.divorce using ((select platform.is_system()));

create index entry_person_by_person on registry.entry_person (person_id) where person_id is not null;
