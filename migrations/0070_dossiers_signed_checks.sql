-- On what ground a result was signed: where every check stood when the signer confirmed it, kept with the document.

create table dossiers.signed_checks (
  document_id uuid        primary key,
  dossier_id  uuid        not null references dossiers.dossier,
  checks      jsonb       not null,
  looked_at   uuid[]      not null,
  signed_by   uuid        not null,
  at          timestamptz not null
);
comment on table  dossiers.signed_checks is 'Where each check of a dossier stood when a result was confirmed: what the program found, from which source, and what officers had found. Rows are added, never changed.';
comment on column dossiers.signed_checks.document_id is 'The result that was confirmed.';
comment on column dossiers.signed_checks.dossier_id is 'The dossier it answers.';
comment on column dossiers.signed_checks.checks is 'In the order of the service: key, title, clause, outcome, what was found, source, state, mark.';
comment on column dossiers.signed_checks.looked_at is 'People of the register of whom the findings tell, beside the applicant.';
comment on column dossiers.signed_checks.signed_by is 'Who confirmed it.';
comment on column dossiers.signed_checks.at is 'When.';
create index signed_checks_by_dossier on dossiers.signed_checks (dossier_id);
grant select, insert on dossiers.signed_checks to nhip_app;
alter table dossiers.signed_checks enable row level security;
-- Who works on the case; not its applicant.
create policy on_the_case on dossiers.signed_checks for select using (
  (select platform.is_system())
  or ((select platform.case_agencies()) <> '{}' or (select platform.reads_every_case()))
    and exists (select from dossiers.dossier d where d.id = dossier_id));
create policy confirmed on dossiers.signed_checks for insert with check (
  (select platform.signs_as()) = 'officer ' || signed_by
  and (select platform.roles())::text[] && '{leader}'
  and exists (select from dossiers.dossier d
               where d.id = dossier_id and d.handling_agency_id = any ((select platform.case_agencies())::text[])));
