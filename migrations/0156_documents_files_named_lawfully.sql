-- A fingerprint gives no right to the file it is of: a row names a file that whoever writes it handed in, that lies in the vault it is taken from, or
-- that the program itself made or took in for it (decision 116). What a file is kept for by the room of documents the program alone says, as it alone
-- says what an upload has become; every act and every text names what is kept for it.

create index upload_by_owner on platform.upload (owner_id, sha256);

drop policy kept on platform.file_use;
create policy kept on platform.file_use for insert with check (
  (select platform.is_system()) or (select platform.works_with_files()) and used_by not like 'documents.%');

-- Papers of a dossier: an upload of whoever files, or a paper of the applicant's own vault.
drop policy written on dossiers.paper;
create policy written on dossiers.paper for insert with check (
  (select platform.is_system())
  or (not dossiers.is_stored(dossier_id)
      or exists (select from dossiers.action a
                  where a.dossier_id = paper.dossier_id and a.seq = action_seq and a.kind in ('answer_supplement', 'settle_prerequisite')
                    and a.xmin = pg_current_xact_id()::xid and concat_ws(' ', a.actor_kind, a.actor_id) = (select platform.signs_as())))
     and case source
         when 'upload' then vault_paper_id is null and exists (
           select from platform.upload u where u.owner_id = (select platform.actor_id()) and u.sha256 = paper.sha256)
         when 'vault' then vault_paper_id is not null
         else false end);

create function dossiers.keep_vault_paper() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if not exists (select from registry.paper p join dossiers.dossier d on d.id = new.dossier_id
                  where p.id = new.vault_paper_id and p.owner_id = d.applicant_id and p.sha256 = new.sha256) then
    raise insufficient_privilege using message = 'a paper is taken from the vault of the applicant, with its own file';
  end if;
  return null;
end $$;
comment on function dossiers.keep_vault_paper is 'After a paper of a dossier was taken from a vault: it is that paper''s file, and the vault the applicant''s. Dossier and papers are written in one statement.';
revoke all on function dossiers.keep_vault_paper() from public;
create trigger keep_vault_paper after insert on dossiers.paper for each row
  when (new.vault_paper_id is not null) execute function dossiers.keep_vault_paper();

-- The vault: what an officer accepts was handed in with the very dossier.
drop policy accepted on registry.paper;
create policy accepted on registry.paper for insert with check (
  document_id is null and issuer is null and exists (
    select from dossiers.dossier d
     where d.id = dossier_id and d.applicant_id = owner_id and d.handling_agency_id = any ((select platform.case_agencies())::text[]))
  and exists (select from dossiers.paper p where p.dossier_id = registry.paper.dossier_id and p.sha256 = registry.paper.sha256 and p.source = 'upload'));

-- What a clerk enters is a file of what came. (No policy: that of the files asks for what was entered.)
create function documents.keep_entered() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if platform.actor_kind() is not null
     and not exists (select from documents.arrival_file f where f.arrival_id = new.arrival_id and f.sha256 = new.sha256) then
    raise insufficient_privilege using message = 'what is entered is a file of what came';
  end if;
  return new;
end $$;
comment on function documents.keep_entered is 'Before an incoming document is entered by anybody: its file came with the arrival it is of.';
revoke all on function documents.keep_entered() from public;
create trigger keep_entered before insert on documents.incoming for each row execute function documents.keep_entered();

-- What a leader prepares, signs and issues, and a clerk receives.
create or replace function documents.keep_named_file() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  perform from platform.file where sha256 = new.sha256 for key share;
  if not found then raise foreign_key_violation using message = 'an act names a file that is not stored'; end if;
  if new.actor_kind <> 'past' and not exists (
       select from platform.file_use u
        where u.sha256 = new.sha256
          and u.used_by in ('documents.document:' || new.document_id, 'documents.action:' || new.document_id, 'documents.route:' || new.document_id)) then
    raise insufficient_privilege using message = 'an act names a file that is not kept for its document';
  end if;
  return new;
end $$;
comment on function documents.keep_named_file is 'Before an act that names a file is added: the file is stored, and the program keeps it for this document.';

-- The pictures of a text, and the file of which a certified copy shows the pages: kept when all is done in which it was written.
create function documents.keep_pictures() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if exists (
    select from jsonb_path_query(new.content, '$.body.**.attrs.sha256') named (sha256)
     where not exists (select from platform.file_use u
                        where u.sha256 = named.sha256 #>> '{}' and u.used_by = 'documents.document:' || new.document_id)) then
    raise insufficient_privilege using message = 'a text shows a picture that is not kept for its document';
  end if;
  if new.content #>> '{pagesOf,sha256}' is not null and not exists (
    select from documents.document d join dossiers.paper p on p.dossier_id = d.dossier_id
     where d.id = new.document_id and p.sha256 = new.content #>> '{pagesOf,sha256}') then
    raise insufficient_privilege using message = 'a copy shows a file that is no paper of its dossier';
  end if;
  return null;
end $$;
comment on function documents.keep_pictures is 'When all is done in which a text was written: its pictures are kept for its document, and a certified copy is of a paper of its dossier.';
revoke all on function documents.keep_pictures() from public;
create constraint trigger keep_pictures after insert on documents.version deferrable initially deferred for each row
  when (new.content @? '$.body.**.attrs.sha256' or new.content #>> '{pagesOf,sha256}' is not null) execute function documents.keep_pictures();
create constraint trigger keep_pictures after insert or update on documents.working_text deferrable initially deferred for each row
  when (new.content @? '$.body.**.attrs.sha256' or new.content #>> '{pagesOf,sha256}' is not null) execute function documents.keep_pictures();
