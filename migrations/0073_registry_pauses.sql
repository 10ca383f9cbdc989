-- A household business that registered to pause: from when to when, and when it took up business before that.

create table registry.pause (
  id          uuid        primary key,
  code        text        not null check (code ~ '^[0-9]+$'),
  from_on     date        not null,
  to_on       date        not null check (to_on >= from_on),
  number      text        not null,
  agency_id   text        not null,
  dossier_id  uuid        not null,
  document_id uuid        not null unique,
  noted_at    timestamptz not null,
  resumed_on  date,
  resumed_by  uuid        unique,
  ended_at    timestamptz,
  check (num_nulls(resumed_on, resumed_by) in (0, 2))
);
comment on table  registry.pause is 'Tạm ngừng kinh doanh: what a household business registered, by its code. Rows stay; one that was taken back has ended.';
comment on column registry.pause.code is 'The code of the business, digits alone.';
comment on column registry.pause.from_on is 'The first day of the pause.';
comment on column registry.pause.to_on is 'Its last day, as registered.';
comment on column registry.pause.number is 'The number of the confirmation.';
comment on column registry.pause.agency_id is 'Who confirmed it.';
comment on column registry.pause.dossier_id is 'The dossier in which it was registered.';
comment on column registry.pause.document_id is 'The confirmation itself.';
comment on column registry.pause.noted_at is 'When it was issued.';
comment on column registry.pause.resumed_on is 'From when the business goes on before the last day, where it registered that.';
comment on column registry.pause.resumed_by is 'The confirmation of that.';
comment on column registry.pause.ended_at is 'When the confirmation of the pause was taken back; null while it stands.';
create index pause_by_code on registry.pause (code) where ended_at is null;
grant select, insert, update (resumed_on, resumed_by, ended_at) on registry.pause to nhip_app;
alter table registry.pause enable row level security;
create policy system on registry.pause using ((select platform.is_system()));

-- Whoever holds a paper may know whether the business it is about has paused: the register of businesses is public (Nghị định 168/2025/NĐ-CP).
create function registry.pause_of(wanted text, today date)
  returns table (from_on date, to_on date, resumed_on date)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select p.from_on, p.to_on, p.resumed_on
      from documents.document d
      join registry.pause p on p.ended_at is null and (p.document_id = d.id
        or p.to_on >= today and coalesce(p.resumed_on > today, true) and p.code in (
             select translate(e.content ->> 'code', '- ', '') from registry.entry e
              where e.document_id = d.id and e.kind = 'household_business' and e.ended_at is null))
     where d.check_code = wanted and d.status = 'issued'
     order by p.from_on limit 1;
  end;
comment on function registry.pause_of is 'The pause a confirmation is of, or that of the business an issued certificate is of, now or to come; by its check code.';
revoke all on function registry.pause_of(text, date) from public;
grant execute on function registry.pause_of(text, date) to nhip_app;
