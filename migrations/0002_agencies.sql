create schema agencies;
grant usage on schema agencies to nhip_app;

create table agencies.unit (
  id          text    primary key,
  code        text    not null,
  name        text    not null,
  full_name   text    not null,
  level       text    not null check (level in ('province', 'district', 'commune')),
  parent_id   text    references agencies.unit,
  valid_from  date    not null,
  valid_to    date,
  latitude    double precision,
  longitude   double precision,
  area_km2    double precision,
  search_key  text    not null,
  unique (code, valid_from)
);
comment on table  agencies.unit is 'Đơn vị hành chính: a territorial unit during one epoch. Codes are re-used with new meaning, so the key is code@first day.';
grant select, insert, update on agencies.unit to nhip_app;

create table agencies.unit_succession (
  predecessor_id text not null references agencies.unit,
  successor_id   text not null references agencies.unit,
  on_date        date not null,
  decision       text not null,
  primary key (predecessor_id, successor_id)
);
comment on table agencies.unit_succession is 'Which unit the territory of an ended unit went to.';
grant select, insert, update, delete on agencies.unit_succession to nhip_app;

create table agencies.agency (
  id          text    primary key,
  code        text    not null,
  name        text    not null,
  short_name  text    not null,
  kind        text    not null check (kind in ('people_committee', 'department', 'service_centre', 'division', 'other')),
  level       text    not null check (level in ('province', 'district', 'commune')),
  parent_id   text    references agencies.agency,
  unit_id     text    references agencies.unit,
  symbol      text    not null,
  place       text    not null,
  address     text,
  phone       text,
  valid_from  date    not null,
  valid_to    date,
  unverified  boolean not null default false
);
comment on table  agencies.agency is 'Cơ quan, effective-dated.';
comment on column agencies.agency.code is 'Electronic identifier (QĐ 20/2020/QĐ-TTg), the head of every dossier code.';
comment on column agencies.agency.symbol is 'The organisation part of a document symbol, for example UBND in 05/QĐ-UBND.';
comment on column agencies.agency.place is 'The place printed before the date of a document.';
comment on column agencies.agency.unverified is 'The code could not be established from a source.';
create unique index agency_by_code on agencies.agency (code, valid_from);
grant select, insert, update on agencies.agency to nhip_app;

create table agencies.agency_succession (
  predecessor_id text not null references agencies.agency,
  successor_id   text not null references agencies.agency,
  on_date        date not null,
  decision       text not null,
  main           boolean not null default true,
  primary key (predecessor_id, successor_id)
);
comment on table  agencies.agency_succession is 'Who took over the work of an ended agency.';
comment on column agencies.agency_succession.main is 'The one successor that holds whatever was not handed to a part by territory or field.';
create unique index agency_succession_main on agencies.agency_succession (predecessor_id) where main;
grant select, insert, update, delete on agencies.agency_succession to nhip_app;

create table agencies.position (
  id          text    primary key,
  agency_id   text    not null references agencies.agency,
  title       text    not null,
  authority   text    check (authority in ('TM.', 'Q.', 'KT.', 'TL.', 'TUQ.')),
  authority_of text,
  signs       boolean not null default false,
  valid_from  date    not null,
  valid_to    date
);
comment on table  agencies.position is 'Chức vụ of one agency.';
comment on column agencies.position.authority is 'How its holder signs (NĐ 30/2020 Phụ lục I, II.7a): TM. for a collective, KT. in place of the head, TL. by order.';
comment on column agencies.position.authority_of is 'The line after the authority, for example ỦY BAN NHÂN DÂN after TM., CHỦ TỊCH after KT.';
grant select, insert, update on agencies.position to nhip_app;

create table agencies.appointment (
  id          uuid    primary key,
  position_id text    not null references agencies.position,
  account_id  uuid    not null,
  decision    text,
  valid_from  date    not null,
  valid_to    date
);
comment on table agencies.appointment is 'Who holds a position, from when to when.';
create index appointment_by_account on agencies.appointment (account_id);
grant select, insert, update on agencies.appointment to nhip_app;

create table agencies.delegation (
  id            uuid    primary key,
  from_position text    not null references agencies.position,
  to_account    uuid    not null,
  authority     text    not null check (authority in ('KT.', 'TL.', 'TUQ.')),
  scope         text    not null,
  decision      text    not null,
  valid_from    date    not null,
  valid_to      date    not null
);
comment on table agencies.delegation is 'Power to sign handed to another person for a time (TUQ. needs a written decision, NĐ 30/2020 Điều 13).';
grant select, insert, update on agencies.delegation to nhip_app;

create table agencies.load (
  revision   integer     primary key,
  sha256     text        not null,
  loaded_at  timestamptz not null default now()
);
comment on table agencies.load is 'Every change of the loaded units and agencies; processes that keep them in memory read again when the newest revision differs.';
grant select, insert on agencies.load to nhip_app;
