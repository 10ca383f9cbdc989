-- Who adds what to a document. Whatever stood before on the row and on the numbers gives way: rows are no longer written, only added.

do $$
declare p record;
begin
  for p in select tablename, policyname from pg_policies where schemaname = 'documents' and tablename in ('document', 'number_series') loop
    execute format('drop policy %I on documents.%I', p.policyname, p.tablename);
  end loop;
end $$;

revoke update, delete on documents.document from nhip_app;
create policy cases on documents.document for select using (agency_id = any ((select platform.case_agencies())::text[]));
create policy every on documents.document for select using ((select platform.reads_every_case()));
-- That theirs is being signed its owner may know; what it says they read once it is issued.
create policy owner on documents.document for select using (owner_id = (select platform.own_id()) and status in ('signing', 'issued', 'revoked'));
create policy drafted on documents.document for insert with check (
  agency_id = any ((select platform.case_agencies())::text[]) and 'specialist' = any ((select platform.roles())::text[])
  and status = 'draft' and version = 0 and last_seq = 0
  and num_nonnulls(register, year, number, symbol, signed_by, signer_name, signer_position, signing_sha256, signing_on, confirmed_at,
                   signed_at, issued_at, sha256, revoked_by, revoked_at, revoked_why) = 0);

grant select, insert on documents.version to nhip_app;
alter table documents.version enable row level security;
create policy of_the_document on documents.version for select using (exists (
  select from documents.document d where d.id = document_id
     and (d.agency_id = any ((select platform.case_agencies())::text[]) or (select platform.reads_every_case())
          or version.version = d.version and d.status in ('issued', 'revoked'))));
create policy drafted on documents.version for insert with check (
  drafted_by = (select platform.account_id()) and 'specialist' = any ((select platform.roles())::text[])
  and exists (select from documents.document d
               where d.id = document_id and d.status = 'draft' and version.version = d.version + 1
                 and d.agency_id = any ((select platform.case_agencies())::text[])));

create function documents.own_kinds() returns text[]
  language sql stable set search_path = ''
begin atomic
  select coalesce(array_agg(distinct kind), '{}')
    from (values ('draft', 'specialist'), ('discard', 'specialist'), ('discard', 'one_stop'), ('reserve', 'leader'), ('prepare', 'leader'),
                 ('confirm', 'leader'), ('issue', 'leader'), ('void', 'leader'), ('void', 'system'), ('revoke', 'leader')) as may (kind, doer)
   where doer = any (case platform.actor_kind() when 'system' then '{system}' else platform.roles() end);
end;
comment on function documents.own_kinds is 'What may be this actor''s part in a document. The program voids a number when the dossier it answers is taken from the signer.';
grant execute on function documents.own_kinds to nhip_app;

grant select, insert on documents.action to nhip_app;
alter table documents.action enable row level security;
create policy of_the_document on documents.action for select using (exists (
  select from documents.document d where d.id = document_id
     and (d.agency_id = any ((select platform.case_agencies())::text[]) or (select platform.reads_every_case()))));
create policy written_as_oneself on documents.action for insert with check (
  concat_ws(' ', actor_kind, actor_id) = (select platform.signs_as())
  and kind = any ((select documents.own_kinds())::text[])
  and exists (select from documents.document d
               where d.id = document_id
                 and (d.agency_id = any ((select platform.case_agencies())::text[]) or (select platform.is_system()))));

grant select on documents.register_entry to nhip_app;

-- Numbers are taken one after the other, by whoever may sign.
revoke update on documents.number_series from nhip_app;
grant update (last) on documents.number_series to nhip_app;
create policy system on documents.number_series for select using ((select platform.is_system()));
create policy cases on documents.number_series for select using (agency_id = any ((select platform.case_agencies())::text[]));
create policy begun on documents.number_series for insert with check (
  agency_id = any ((select platform.case_agencies())::text[]) and 'leader' = any ((select platform.roles())::text[]));
create policy taken on documents.number_series for update using (
  agency_id = any ((select platform.case_agencies())::text[]) and 'leader' = any ((select platform.roles())::text[]));

create function documents.keep_series() returns trigger
  language plpgsql set search_path = ''
as $$ begin
  if row_security_active(tg_relid) and new.last <> (case tg_op when 'INSERT' then 1 else old.last + 1 end) then
    raise insufficient_privilege using message = 'numbers follow each other';
  end if;
  return new;
end $$;
comment on function documents.keep_series is 'Before a number is taken: it is the next one.';
create trigger keep_series before insert or update on documents.number_series for each row execute function documents.keep_series();

comment on table  documents.shown_page is 'Trang đã hiện: the pages of a file that left for the screen of who may sign it or puts it before a leader. Gone once the document is signed.';
comment on column documents.shown_page.sha256 is 'Fingerprint of the file as it was shown: the stored bytes to be signed, or the draft marked as one.';
comment on column documents.shown_page.number is 'The number it bears; null for a draft, which is marked as one.';
