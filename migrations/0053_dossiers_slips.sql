-- The papers of Thông tư 03/2025/TT-VPCP, Phụ lục I, each with a number of its own series: taken in the very work that takes
-- the action, so that none is given twice and none is lost.

create table dossiers.slip_series (
  agency_id text    not null,
  series    text    not null,
  year      integer not null,
  last      integer not null,
  primary key (agency_id, series, year)
);
comment on table  dossiers.slip_series is 'Dãy số của phiếu: one for each agency, kind of slip and year of Vietnamese time, from 01. Whoever asks next waits until the work before has ended.';
comment on column dossiers.slip_series.agency_id is 'The agency that issues the slips: its service centre, or where there is none itself.';
comment on column dossiers.slip_series.series is 'What stands behind the number: TTPVHCC, BPTNTKQ, PBS, PTC, PXL, TB, PKS.';
comment on column dossiers.slip_series.year is 'The year of Vietnamese time.';
comment on column dossiers.slip_series.last is 'The number taken last.';
grant select, insert, update (last) on dossiers.slip_series to nhip_app;
alter table dossiers.slip_series enable row level security;
create policy system on dossiers.slip_series using ((select platform.is_system()));

create function dossiers.keep_slip_series() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin
  if new.last <> (case tg_op when 'INSERT' then 1 else old.last + 1 end) then
    raise insufficient_privilege using message = 'numbers follow each other';
  end if;
  return new;
end $$;
comment on function dossiers.keep_slip_series is 'Before a number is taken: it is the next one.';
create trigger keep_slip_series before insert or update on dossiers.slip_series for each row execute function dossiers.keep_slip_series();

create table dossiers.slip (
  id              uuid        primary key,
  dossier_id      uuid        not null references dossiers.dossier,
  action_seq      integer     not null,
  form            text        not null check (form in ('01', '02', '03', '04', '05', '06')),
  agency_id       text        not null,
  series          text        not null,
  year            integer     not null,
  number          integer     not null check (number >= 1),
  symbol          text        not null,
  issued_on       date        not null,
  issued_at       timestamptz not null,
  actor_kind      text        not null,
  actor_id        uuid,
  check_code      text        not null unique,
  content         jsonb,
  signer_position text,
  sha256          text        references platform.file,
  sealed_at       timestamptz,
  unique (dossier_id, form, action_seq),
  unique (agency_id, series, year, number),
  foreign key (dossier_id, action_seq) references dossiers.action,
  check ((sha256 is null) = (sealed_at is null)),
  check (content is not null or (sha256 is null and form = '06'))
);
comment on table  dossiers.slip is 'Phiếu: a paper of the one-stop rules that an action issued. Rows are only added; once sealed the file is named and never changes.';
comment on column dossiers.slip.id is 'Its identity, also among the sealed papers.';
comment on column dossiers.slip.dossier_id is 'The dossier.';
comment on column dossiers.slip.action_seq is 'The action that issued it.';
comment on column dossiers.slip.form is 'Mẫu số: 01 receipt, 02 supplement, 03 refusal, 04 apology, 05 stop, 06 control of the process.';
comment on column dossiers.slip.agency_id is 'Whose series and whose seal.';
comment on column dossiers.slip.series is 'As in slip_series.';
comment on column dossiers.slip.year is 'The year of Vietnamese time.';
comment on column dossiers.slip.number is 'The number in the series.';
comment on column dossiers.slip.symbol is 'Number and symbol as printed.';
comment on column dossiers.slip.issued_on is 'The day it bears.';
comment on column dossiers.slip.issued_at is 'When the action was taken.';
comment on column dossiers.slip.actor_kind is 'Who took the action, as in dossiers.action.';
comment on column dossiers.slip.actor_id is 'Who took it, as in dossiers.action.';
comment on column dossiers.slip.check_code is 'Printed on it: by it anyone checks it.';
comment on column dossiers.slip.content is 'What is set on the page, as it was true when it was issued. A control slip has none: it goes on with the dossier.';
comment on column dossiers.slip.signer_position is 'The office of who signs it beside the seal (Mẫu 04).';
comment on column dossiers.slip.sha256 is 'The sealed file.';
comment on column dossiers.slip.sealed_at is 'When it was sealed.';
create index slip_to_seal on dossiers.slip (issued_at) where sha256 is null and content is not null;
grant select, insert, update (sha256, sealed_at) on dossiers.slip to nhip_app;
alter table dossiers.slip enable row level security;
create policy with_its_dossier on dossiers.slip for select using (
  (select platform.is_system()) or exists (select from dossiers.dossier d where d.id = dossier_id));
create policy issued on dossiers.slip for insert with check ((select platform.is_system()) and sha256 is null);
create policy sealed on dossiers.slip for update using ((select platform.is_system()) and sha256 is null)
  with check ((select platform.is_system()) and sha256 is not null);
