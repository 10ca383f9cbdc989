-- Who sees and writes documents of agencies and incoming ones: whoever works on documents at the agency, and the agencies they were put
-- before. Those of dossiers stay as they are: who works on cases, who reads every case, the owner.

create function documents.own_agencies() returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
  return case when platform.roles() && '{specialist,leader,clerk}' then platform.agencies() else '{}' end;
comment on function documents.own_agencies is 'The agencies acted for, where the role is one that works on documents; otherwise none.';
grant execute on function documents.own_agencies to nhip_app;

create table documents.reader (
  document_id uuid        not null references documents.document,
  agency_id   text        not null,
  why         text        not null,
  since       timestamptz not null,
  primary key (document_id, agency_id, why)
);
comment on table  documents.reader is 'Nơi được xem: agencies besides its own before which a document was put.';
comment on column documents.reader.document_id is 'The document.';
comment on column documents.reader.agency_id is 'The agency that may read it.';
comment on column documents.reader.why is 'Why: asked for an opinion, a recipient of what was issued, …';
comment on column documents.reader.since is 'Since when.';
create index reader_by_agency on documents.reader (agency_id, document_id);

-- Beneath the policies, which would otherwise ask each other in a circle.
create function documents.is_own(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select exists (select from documents.document d where d.id = wanted and d.source <> 'dossier' and d.agency_id = any (documents.own_agencies()));
end;
comment on function documents.is_own is 'Whether a document, not of a dossier, is of an agency this actor works on documents for.';
grant execute on function documents.is_own to nhip_app;

grant select, insert on documents.reader to nhip_app;
alter table documents.reader enable row level security;
create policy system on documents.reader for select using ((select platform.is_system()));
create policy reads on documents.reader for select using (agency_id = any ((select documents.own_agencies())::text[]));
create policy of_own on documents.reader for select using (documents.is_own(document_id));
create policy put_before on documents.reader for insert with check (documents.is_own(document_id) or (select platform.is_system()));

drop policy cases on documents.document;
drop policy every on documents.document;
drop policy owner on documents.document;
drop policy drafted on documents.document;
create policy cases on documents.document for select using (source = 'dossier' and agency_id = any ((select platform.case_agencies())::text[]));
create policy every on documents.document for select using (source = 'dossier' and (select platform.reads_every_case()));
-- That theirs is being signed its owner may know; what it says they read once it is issued.
create policy owner on documents.document for select using (source = 'dossier' and owner_id = (select platform.own_id()) and status in ('signing', 'issued', 'revoked'));
create policy system on documents.document for select using ((select platform.is_system()));
create policy agency on documents.document for select using (source <> 'dossier' and agency_id = any ((select documents.own_agencies())::text[]));
create policy reader on documents.document for select using (source <> 'dossier' and id in (
  select r.document_id from documents.reader r where r.agency_id = any ((select documents.own_agencies())::text[])));
create policy drafted on documents.document for insert with check (
  status = 'draft' and version = 0 and last_seq = 0
  and case when source = 'dossier' then agency_id = any ((select platform.case_agencies())::text[]) and 'specialist' = any ((select platform.roles())::text[])
           else agency_id = any ((select documents.own_agencies())::text[]) or source = 'incoming' and (select platform.is_system()) end
  and num_nonnulls(register, year, number, symbol, signed_by, signer_name, signer_position, signing_sha256, signing_on, confirmed_at,
                   signed_at, issued_at, sha256, revoked_by, revoked_at, revoked_why, revoke_asked_by, revoke_asked_at, revoke_asked_why,
                   replaced_by) = 0);

drop policy of_the_document on documents.version;
drop policy drafted on documents.version;
-- Whoever sees a document of an agency sees its texts; of a dossier's its owner the one that was signed.
create policy of_the_document on documents.version for select using (exists (
  select from documents.document d where d.id = document_id
     and (d.source <> 'dossier' or d.agency_id = any ((select platform.case_agencies())::text[]) or (select platform.reads_every_case())
          or version.version = d.version and d.status in ('issued', 'revoked'))));
create policy drafted on documents.version for insert with check (
  (drafted_by = (select platform.account_id()) or (select platform.is_system()))
  and exists (select from documents.document d
               where d.id = document_id and version.version = d.version + 1
                 and case d.source
                   when 'dossier' then d.status = 'draft' and d.agency_id = any ((select platform.case_agencies())::text[]) and 'specialist' = any ((select platform.roles())::text[])
                   when 'incoming' then d.status in ('draft', 'received') and (d.agency_id = any ((select documents.own_agencies())::text[]) or (select platform.is_system()))
                   else d.status = 'draft' and d.agency_id = any ((select documents.own_agencies())::text[]) end));

drop policy of_the_document on documents.action;
drop policy written_as_oneself on documents.action;
create policy of_the_document on documents.action for select using (exists (
  select from documents.document d where d.id = document_id
     and (d.source <> 'dossier' or d.agency_id = any ((select platform.case_agencies())::text[]) or (select platform.reads_every_case()))));
create policy written_as_oneself on documents.action for insert with check (
  concat_ws(' ', actor_kind, actor_id) = (select platform.signs_as())
  and kind = any ((select documents.own_kinds())::text[])
  and ((select platform.is_system()) or exists (select from documents.document d
               where d.id = document_id
                 and case when d.source = 'dossier' then d.agency_id = any ((select platform.case_agencies())::text[])
                          else d.agency_id = any ((select documents.own_agencies())::text[])
                            or kind in (select k.kind from documents.action_kind k where k.outside) end)));

-- Drafts of agencies are written and given up by whoever works on documents there, the clerk too.
update documents.action_kind set doers = '{specialist,leader,clerk}' where kind = 'draft';
update documents.action_kind set doers = '{specialist,one_stop,leader,clerk}' where kind = 'discard';
