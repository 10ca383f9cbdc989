-- What an agency before which a document was put sees of it: whoever is in its route the making of it, whoever was asked the texts it was
-- asked about and its own words, a recipient what was issued. Before, each of them saw every text, act, opinion and remark.

-- Beneath the policies, which would otherwise ask each other in a circle.
create function documents.is_in_its_route(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select documents.is_own(wanted) or exists (
    select from documents.reader r where r.document_id = wanted and r.why = 'route' and r.agency_id = any (documents.own_agencies()));
end;
comment on function documents.is_in_its_route is 'Whether a document is of an agency this actor works on documents for, or one of them approves it.';
revoke all on function documents.is_in_its_route(uuid) from public;
grant execute on function documents.is_in_its_route to nhip_app;

create function documents.was_shown(wanted uuid, text_version integer) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select documents.is_in_its_route(wanted) or exists (
    select from documents.opinion o join documents.document d on d.id = o.document_id
     where o.document_id = wanted and o.agency_id = any (documents.own_agencies())
       and (text_version <= greatest(o.version, o.answered_version) or o.answered_at is null and d.status = 'draft'));
end;
comment on function documents.was_shown is 'Whether a text of a document is this actor''s to read before it is issued: of an agency that was asked those until its answer, and no later one.';
revoke all on function documents.was_shown(uuid, integer) from public;
grant execute on function documents.was_shown to nhip_app;

drop policy of_the_document on documents.version;
create policy of_the_document on documents.version for select using (exists (
  select from documents.document d where d.id = document_id
     and case d.source
       when 'dossier' then d.agency_id = any ((select platform.case_agencies())::text[]) or (select platform.reads_every_case())
         or version.version = d.version and d.status in ('issued', 'revoked')
       when 'agency' then d.agency_id = any ((select documents.own_agencies())::text[]) or (select platform.is_system())
         or version.version = d.version and d.status in ('issued', 'revoked')
         or documents.was_shown(d.id, version.version)
       else true end));

drop policy of_the_document on documents.action;
create policy of_the_document on documents.action for select using (
  actor_id = (select platform.account_id()) or exists (
  select from documents.document d where d.id = document_id
     and case d.source
       when 'dossier' then d.agency_id = any ((select platform.case_agencies())::text[]) or (select platform.reads_every_case())
       when 'agency' then d.agency_id = any ((select documents.own_agencies())::text[]) or (select platform.is_system())
         or kind in ('issue', 'revoke', 'replace', 'note') or documents.is_in_its_route(d.id)
       else true end));

drop policy of_the_document on documents.opinion;
create policy of_the_document on documents.opinion for select using (
  agency_id = any ((select documents.own_agencies())::text[]) or (select platform.is_system()) or documents.is_in_its_route(document_id));

create function documents.is_own_remark(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select exists (select from documents.remark r where r.id = wanted and r.agency_id = any (documents.own_agencies()));
end;
comment on function documents.is_own_remark is 'Whether a remark was written for an agency this actor works on documents for: it reads what is answered to it.';
revoke all on function documents.is_own_remark(uuid) from public;
grant execute on function documents.is_own_remark to nhip_app;

drop policy of_the_document on documents.remark;
create policy of_the_document on documents.remark for select using (
  agency_id = any ((select documents.own_agencies())::text[]) or documents.is_in_its_route(document_id) or (select platform.is_system())
  or answers is not null and documents.is_own_remark(answers));
drop policy of_the_document on documents.proposal;
create policy of_the_document on documents.proposal for select using (
  agency_id = any ((select documents.own_agencies())::text[]) or documents.is_in_its_route(document_id) or (select platform.is_system()));
-- A remark answers one on the same draft.
alter table documents.remark
  add constraint remark_of_document unique (id, document_id),
  add constraint remark_answers_there foreign key (answers, document_id) references documents.remark (id, document_id);

drop policy of_the_document on documents.text;
create policy of_the_document on documents.text for select using (exists (
  select from documents.document d where d.id = document_id
     and (d.source <> 'agency' or d.status in ('issued', 'revoked') or d.agency_id = any ((select documents.own_agencies())::text[])
          or (select platform.is_system()) or documents.was_shown(d.id, d.version))));

-- Nobody puts a document before an agency but by an act: the triggers on documents.action, and the program that sends it.
drop policy put_before on documents.reader;
create policy put_before on documents.reader for insert with check ((select platform.is_system()));

-- What a clerk enters is what came to the clerk's own agency, as the incoming document that was made of it.
drop policy settled on documents.arrival;
create policy settled on documents.arrival for update using (agency_id = any ((select documents.clerk_agencies())::text[]) and state = 'waiting')
  with check (settled_by = (select platform.account_id()) and state <> 'waiting'
    and (document_id is null or exists (
      select from documents.document d where d.id = document_id and d.source = 'incoming' and d.agency_id = arrival.agency_id)));
drop policy entered on documents.incoming;
create policy entered on documents.incoming for insert with check (
  agency_id = any ((select documents.clerk_agencies())::text[]) and registered_by = (select platform.account_id()) and mark = 'waiting' and signed = 'unread'
  and exists (select from documents.document d where d.id = document_id and d.source = 'incoming' and d.agency_id = incoming.agency_id)
  and exists (select from documents.arrival a where a.id = arrival_id and a.document_id = incoming.document_id and a.agency_id = incoming.agency_id));

-- What is filed as a document is that document's own file: a fingerprint gives no right to the file it is of.
create function documents.is_file_of(wanted uuid, digest text) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select exists (select from documents.document d where d.id = wanted and d.sha256 = digest);
end;
comment on function documents.is_file_of is 'Whether this is the file of a document this actor may read.';
grant execute on function documents.is_file_of to nhip_app;
drop policy filed on documents.filed;
create policy filed on documents.filed for insert with check (
  filed_by = (select platform.account_id()) and taken_out_at is null
  and exists (select from documents.work_file f where f.id = work_file_id and f.agency_id = any ((select documents.own_agencies())::text[]))
  and (document_id is null or documents.is_file_of(document_id, sha256)));
