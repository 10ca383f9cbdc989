create schema registry;
grant usage on schema registry to nhip_app;

create table registry.household (
  id        uuid primary key,
  address   text not null,
  unit_code text not null
);
grant select, insert, update on registry.household to nhip_app;

create table registry.person (
  id          uuid        primary key,
  id_number   text        not null unique check (id_number ~ '^[0-9]{12}$'),
  full_name   text        not null check (length(full_name) between 1 and 100),
  name_key    text        not null,
  born_on     date        not null,
  gender      text        not null check (gender in ('male', 'female')),
  ethnicity   text        not null default 'Kinh',
  nationality text        not null default 'Việt Nam',
  phone       text,
  email       text,
  address     text        not null default '',
  unit_code   text,
  household_id uuid       references registry.household,
  heads_household boolean not null default false check (household_id is not null or not heads_household),
  father_id   uuid        references registry.person,
  mother_id   uuid        references registry.person,
  spouse_id   uuid        references registry.person,
  died_on     date,
  source      text        not null,
  updated_at  timestamptz not null default now()
);
comment on table  registry.person is 'Người dân: what the province may know once, so that it need not ask again.';
comment on column registry.person.unit_code is 'Commune of residence, current code.';
comment on column registry.person.heads_household is 'Chủ hộ: at most one in a household.';
comment on column registry.person.source is 'Where the data came from, shown wherever it is filled in for the citizen.';
grant select, insert, update on registry.person to nhip_app;
alter table registry.person enable row level security;
create policy self on registry.person using (id = (select platform.actor_id()));
create policy staff on registry.person using (platform.actor_kind() in ('officer', 'system'));
create index person_by_household on registry.person (household_id) where household_id is not null;
create unique index person_by_household_head on registry.person (household_id) where heads_household;
create index person_by_father on registry.person (father_id) where father_id is not null;
create index person_by_mother on registry.person (mother_id) where mother_id is not null;

-- A person's parents, spouse, children and household, for filling in that person's own forms and no one else's.
create function registry.relatives(of uuid)
  returns table (relation text, id uuid, id_number text, full_name text, born_on date, gender text, ethnicity text,
                 nationality text, address text, unit_code text, died_on date, lives_along boolean, heads_household boolean,
                 source text, updated_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select case p.id when me.father_id then 'father' when me.mother_id then 'mother' when me.spouse_id then 'spouse'
              else case when me.id in (p.father_id, p.mother_id) then 'child' else 'household' end end,
         p.id, p.id_number, p.full_name, p.born_on, p.gender, p.ethnicity, p.nationality, p.address, p.unit_code,
         p.died_on, coalesce(p.household_id = me.household_id, false), p.heads_household, p.source, p.updated_at
    from registry.person me
    join registry.person p on p.id in (me.father_id, me.mother_id, me.spouse_id)
      or p.father_id = me.id or p.mother_id = me.id
      or (p.household_id = me.household_id and p.id <> me.id)
   where me.id = of and (of = platform.actor_id() or platform.actor_kind() in ('officer', 'system'))
   order by p.born_on, p.id;
end;
grant execute on function registry.relatives to nhip_app;

create table registry.organisation (
  id          uuid        primary key,
  tax_code    text        not null unique check (tax_code ~ '^[0-9]{10}(-[0-9]{3})?$|^[0-9]{12}$'),
  name        text        not null,
  name_key    text        not null,
  kind        text        not null check (kind in ('company', 'household_business', 'cooperative', 'other')),
  address     text        not null default '',
  unit_code   text,
  representative_id uuid  references registry.person,
  founded_on  date,
  source      text        not null
);
comment on table registry.organisation is 'Doanh nghiệp, hợp tác xã, hộ kinh doanh.';
create index organisation_by_representative on registry.organisation (representative_id);
grant select, insert, update on registry.organisation to nhip_app;
alter table registry.organisation enable row level security;
create policy representative on registry.organisation using (representative_id = (select platform.actor_id()));
create policy staff on registry.organisation using (platform.actor_kind() in ('officer', 'system'));

create table registry.paper (
  id           uuid        primary key,
  owner_id     uuid        not null references registry.person,
  kind         text        not null,
  title        text        not null,
  number       text,
  issuer       text,
  issued_on    date,
  handed_in_on date,
  accepted_by  text,
  sha256       text        references platform.file,
  media_type   text,
  size         bigint,
  document_id  uuid        unique,
  dossier_id   uuid,
  held_at      timestamptz not null default now(),
  check (num_nulls(handed_in_on, accepted_by) in (0, 2)),
  check ((issuer is null) = (accepted_by is not null))
);
comment on table  registry.paper is 'Kho giấy tờ: a paper the province already holds for a person; handed in or issued once, used again without asking.';
comment on column registry.paper.issuer is 'Unknown for what the person handed in: whoever accepted it did not issue it.';
comment on column registry.paper.handed_in_on is 'The local day the person handed it in; null for what an agency issued.';
comment on column registry.paper.accepted_by is 'The agency that accepted the dossier the person handed it in with.';
comment on column registry.paper.document_id is 'The issued document it is, if we issued it.';
create index paper_by_owner on registry.paper (owner_id, held_at desc);
create unique index paper_once on registry.paper (owner_id, kind, sha256) where document_id is null;
grant select, insert on registry.paper to nhip_app;
alter table registry.paper enable row level security;
create policy owner on registry.paper using (owner_id = (select platform.actor_id()));
create policy staff on registry.paper using (platform.actor_kind() in ('officer', 'system'));

create table registry.consent (
  id          bigint generated always as identity primary key,
  person_id   uuid        not null references registry.person,
  purpose     text        not null,
  given       boolean     not null,
  wording     text        not null,
  at          timestamptz not null default now()
);
comment on table registry.consent is 'Consent per purpose, append-only; the newest row of a purpose counts (Luật 91/2025/QH15).';
create index consent_by_person on registry.consent (person_id, purpose, id desc);
grant select, insert on registry.consent to nhip_app;
alter table registry.consent enable row level security;
create policy self on registry.consent using (person_id = (select platform.actor_id()));
create policy system on registry.consent using (platform.actor_kind() = 'system');
