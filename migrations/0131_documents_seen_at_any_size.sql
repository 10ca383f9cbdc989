-- Who may read a document, asked so that it costs the same however many there are. A reader is found by the document and never the other
-- way round: `in (select …)` and a plain `exists` may gather every document an agency was ever sent, for each statement (decision 108).

alter table documents.reader add column of_agency_id text not null default '';
comment on column documents.reader.of_agency_id is 'The agency the document is of, as it was then: whose officers see who else reads it.';
create function documents.keep_reader() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  select d.agency_id into strict new.of_agency_id from documents.document d where d.id = new.document_id and d.source <> 'dossier';
  return new;
end $$;
comment on function documents.keep_reader is 'Before a reader is added: says whose the document is, so that the policies need not ask for each row.';
revoke all on function documents.keep_reader() from public;
create trigger keep_reader before insert on documents.reader for each row execute function documents.keep_reader();
update documents.reader r set of_agency_id = d.agency_id from documents.document d where d.id = r.document_id;

drop policy of_own on documents.reader;
create policy of_own on documents.reader for select using (of_agency_id = any ((select documents.own_agencies())::text[]));

-- One policy, for the parts of one are asked in their order: first what the row itself says.
drop policy agency on documents.document;
drop policy reader on documents.document;
create policy agency on documents.document for select using (source <> 'dossier' and (
  agency_id = any ((select documents.own_agencies())::text[])
  or exists (select from documents.reader r where r.document_id = document.id and r.agency_id = any ((select documents.own_agencies())::text[]) offset 0)));

drop policy of_the_agency on documents.assignment;
drop policy reader on documents.assignment;
create policy of_the_agency on documents.assignment for select using (
  agency_id = any ((select documents.own_agencies())::text[]) or lead_agency_id = any ((select documents.own_agencies())::text[])
  or exists (select from documents.reader r where r.document_id = assignment.document_id and r.agency_id = any ((select documents.own_agencies())::text[]) offset 0));

drop policy of_the_document on documents.incoming;
create policy of_the_document on documents.incoming for select using (
  (select platform.is_system()) or agency_id = any ((select documents.own_agencies())::text[])
  or exists (select from documents.document d where d.id = document_id offset 0));

drop policy of_the_document on documents.route;
create policy of_the_document on documents.route for select using (
  (select platform.is_system()) or exists (select from documents.document d where d.id = document_id offset 0));
drop policy of_the_document on documents.opinion;
create policy of_the_document on documents.opinion for select using (
  (select platform.is_system()) or agency_id = any ((select documents.own_agencies())::text[]) or documents.is_in_its_route(document_id));
drop policy of_the_document on documents.text;
create policy of_the_document on documents.text for select using (
  (select platform.is_system()) or exists (
  select from documents.document d where d.id = document_id
     and (d.source <> 'agency' or d.status in ('issued', 'revoked') or d.agency_id = any ((select documents.own_agencies())::text[])
          or documents.was_shown(d.id, d.version)) offset 0));
drop policy of_the_assignment on documents.assignment_part;
create policy of_the_assignment on documents.assignment_part for select using (exists (
  select from documents.assignment a where a.document_id = assignment_part.document_id offset 0));

-- The register of what came, narrowed to one source or to what is urgent, without reading through the rest.
create index incoming_by_source on documents.incoming (agency_id, source, year, number);
create index incoming_urgent on documents.incoming (agency_id, year, number) where urgency is not null;
