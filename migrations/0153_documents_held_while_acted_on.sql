-- Who files a document, corrects its entry or writes another in its place, and who destroys or revokes it, come one after the other: each holds the
-- document's own row from before it looks until it is done. So a document is filed or destroyed, replaced or revoked, never half of each.

create function documents.hold_documents(wanted uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if cardinality(documents.own_agencies()) = 0 and platform.is_system() is not true then return; end if;
  -- As every act on a document does; in one order for everyone.
  perform from documents.document d where d.id = any (wanted) order by d.id for no key update;
end $$;
comment on function documents.hold_documents is 'Whoever acts on these documents, or destroys them, comes after this work ends. For who works on documents, and the program.';
revoke all on function documents.hold_documents(uuid[]) from public;
grant execute on function documents.hold_documents to nhip_app;

create or replace function documents.keep_filed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  f documents.work_file;
  destroyed timestamptz;
begin
  if tg_op = 'DELETE' then raise insufficient_privilege using message = 'what was filed is never removed from the list'; end if;
  select * into strict f from documents.work_file where id = new.work_file_id for share;
  if f.closed_at is not null then raise insufficient_privilege using message = 'a closed work file stays as it is'; end if;
  if tg_op = 'UPDATE' and (old.taken_out_at is not null
     or (new.id, new.work_file_id, new.document_id, new.sha256, new.size, new.filed_by, new.filed_at)
        is distinct from (old.id, old.work_file_id, old.document_id, old.sha256, old.size, old.filed_by, old.filed_at)) then
    raise insufficient_privilege using message = 'what was filed stays what it is';
  end if;
  if tg_op = 'INSERT' and new.document_id is not null then
    select d.destroyed_at into destroyed from documents.document d where d.id = new.document_id for no key update;
    if destroyed is not null then raise insufficient_privilege using message = 'a document that was destroyed is not filed'; end if;
  end if;
  return new;
end $$;
comment on function documents.keep_filed is 'Before something is filed, moved or taken out: only while the work file is open, and nothing that was destroyed.';

create or replace function documents.destroy_document(wanted uuid, destroyed timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if platform.is_system() is not true then
    raise insufficient_privilege using message = 'the program destroys documents';
  end if;
  perform from documents.document d where d.id = wanted for no key update;
  if not exists (select from documents.document d where d.id = wanted and d.source <> 'dossier')
     or not exists (select from documents.filed i join documents.work_file f on f.id = i.work_file_id
                     where i.document_id = wanted and i.taken_out_at is null and f.destroyed_at is not null)
     or exists (select from documents.filed i join documents.work_file f on f.id = i.work_file_id
                 where i.document_id = wanted and i.taken_out_at is null and f.destroyed_at is null) then
    raise insufficient_privilege using message = 'a document is destroyed with the last work file it lies in';
  end if;
  perform documents.take_words(wanted, destroyed);
  -- Nor is it marked any more, where that had not come to its end.
  update documents.incoming set mark = 'register_only', mark_reason = 'destroyed' where document_id = wanted and mark = 'waiting';
  -- Who is reading it for the search this moment writes what it said once more: it is looked at again.
  insert into documents.text_waiting (document_id) values (wanted) on conflict (document_id) do update set since = text_waiting.since;
end $$;

create or replace function documents.keep_destroyed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  destroyed timestamptz;
begin
  -- The reader for the search takes many at a time and waits for none.
  if tg_table_name = 'version' then perform from documents.document d where d.id = new.document_id for no key update; end if;
  select d.destroyed_at into destroyed from documents.document d where d.id = new.document_id;
  if destroyed is not null then
    raise insufficient_privilege using message = 'a document that was destroyed is given no words again';
  end if;
  return new;
end $$;

create or replace function documents.keep_hold() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  destroyed timestamptz;
begin
  if tg_op = 'DELETE' then raise insufficient_privilege using message = 'an order to keep is ended, never removed'; end if;
  if tg_op = 'INSERT' then
    select f.destroyed_at into destroyed from documents.work_file f where f.id = new.work_file_id for no key update;
    if destroyed is not null then raise insufficient_privilege using message = 'the work file was destroyed'; end if;
    return new;
  end if;
  if old.released_at is not null or (new.id, new.work_file_id, new.reason, new.placed_by, new.placed_at)
     is distinct from (old.id, old.work_file_id, old.reason, old.placed_by, old.placed_at) then
    raise insufficient_privilege using message = 'an order to keep stays what it is';
  end if;
  return new;
end $$;
comment on function documents.keep_hold is 'Before an order to keep is placed or changes: not on what was destroyed; it can only be ended, once.';
drop trigger keep_hold on documents.hold;
create trigger keep_hold before insert or update or delete on documents.hold for each row execute function documents.keep_hold();
