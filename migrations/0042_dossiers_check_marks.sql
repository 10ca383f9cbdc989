-- What an officer found of a check that the program could not settle: ticked by name and time, never changed.

create table dossiers.check_mark (
  id          uuid        primary key,
  dossier_id  uuid        not null references dossiers.dossier,
  check_key   text        not null,
  verdict     text        not null check (verdict in ('right', 'wrong')),
  reason      text        not null check (length(reason) <= 2000 and (verdict = 'right' or length(reason) >= 10)),
  basis       text        not null,
  actor_id    uuid        not null,
  actor_name  text        not null,
  agency_id   text        not null,
  at          timestamptz not null,
  request_key uuid,
  request_mark bytea
);
comment on table  dossiers.check_mark is 'What an officer found of one check of a dossier; of several on one check the newest counts. Rows are added, never changed.';
comment on column dossiers.check_mark.dossier_id is 'The dossier.';
comment on column dossiers.check_mark.check_key is 'The check, as the version of the service names it.';
comment on column dossiers.check_mark.verdict is 'right: looked up, it is so; wrong: it is not.';
comment on column dossiers.check_mark.reason is 'What was found, or why what does not hold may be signed all the same.';
comment on column dossiers.check_mark.basis is 'Digest of the answers and papers the officer had before them: others later make the mark stale.';
comment on column dossiers.check_mark.actor_id is 'Who found it.';
comment on column dossiers.check_mark.actor_name is 'By what name.';
comment on column dossiers.check_mark.agency_id is 'Acting for which agency.';
comment on column dossiers.check_mark.at is 'When.';
comment on column dossiers.check_mark.request_key is 'Chosen by the client: what arrives twice is noted once.';
comment on column dossiers.check_mark.request_mark is 'SHA-256 of the request under this key: another body is another request.';
create index check_mark_by_dossier on dossiers.check_mark (dossier_id, check_key, at);
create unique index check_mark_by_request_key on dossiers.check_mark (dossier_id, request_key, check_key) where request_key is not null;
grant select, insert on dossiers.check_mark to nhip_app;
alter table dossiers.check_mark enable row level security;
-- Who works on the case; not its applicant.
create policy on_the_case on dossiers.check_mark for select using (
  (select platform.is_system())
  or ((select platform.case_agencies()) <> '{}' or (select platform.reads_every_case()))
    and exists (select from dossiers.dossier d where d.id = dossier_id));
create policy found on dossiers.check_mark for insert with check (
  (select platform.signs_as()) = 'officer ' || actor_id
  and (select platform.roles())::text[] && '{one_stop,specialist}'
  and exists (select from dossiers.dossier d
               where d.id = dossier_id and d.handling_agency_id = any ((select platform.case_agencies())::text[])));
