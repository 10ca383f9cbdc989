-- Copies (sao y, sao lục, trích sao, NĐ 30/2020/NĐ-CP Điều 25): the pages of a document of the agency's own, or of one it received, in a
-- draft of its own. As with certified copies a fingerprint gives no right to the file it is of.
create or replace function documents.keep_pictures() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if exists (
    select from jsonb_path_query(new.content, '$.body.**.attrs.sha256') named (sha256)
     where not exists (select from platform.file_use u
                        where u.sha256 = named.sha256 #>> '{}' and u.used_by = 'documents.document:' || new.document_id)) then
    raise insufficient_privilege using message = 'a text shows a picture that is not kept for its document';
  end if;
  if new.content #>> '{copyOf,documentId}' is not null then
    if not exists (
      select from documents.document o left join documents.incoming i on i.document_id = o.id
       where o.id = (new.content #>> '{copyOf,documentId}')::uuid and o.source in ('agency', 'incoming') and o.status in ('issued', 'received')
         and (o.agency_id = any (documents.own_agencies()) or platform.is_system())
         and coalesce(i.sha256, o.sha256) = new.content #>> '{pagesOf,sha256}') then
      raise insufficient_privilege using message = 'a copy shows another file than that of a document of its agency that is in force';
    end if;
    if not exists (select from platform.file_use u
                    where u.sha256 = new.content #>> '{pagesOf,sha256}' and u.used_by = 'documents.document:' || new.document_id) then
      raise insufficient_privilege using message = 'a copy shows a file that is not kept for it';
    end if;
  elsif new.content #>> '{pagesOf,sha256}' is not null and not exists (
    select from documents.document d join dossiers.paper p on p.dossier_id = d.dossier_id
     where d.id = new.document_id and p.sha256 = new.content #>> '{pagesOf,sha256}') then
    raise insufficient_privilege using message = 'a copy shows a file that is no paper of its dossier';
  end if;
  return null;
end $$;
comment on function documents.keep_pictures is 'When all is done in which a text was written: its pictures are kept for its document, a certified copy is of a paper of its dossier, and a copy of a document of its agency that is in force.';
