-- A document whose last work file was destroyed is gone with it: its words too, which the search found and the editor showed before. And a
-- mailbox is read where an administrator confirmed that it is the province's own, no longer wherever a clerk says.

alter table documents.document add column destroyed_at timestamptz;
comment on column documents.document.destroyed_at is 'When it was destroyed, by an approved list: its number, day and extract stay in the register, its words and files are gone.';

create function documents.take_words(gone uuid, destroyed timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  update documents.document set destroyed_at = destroyed where id = gone and destroyed_at is null;
  update documents.version set content = (content - '{body,form,text,people,contact}'::text[]) || '{"blocks":[]}' where document_id = gone;
  delete from documents.working_text where document_id = gone;
  delete from documents.remark where document_id = gone;
  delete from documents.proposal where document_id = gone;
  delete from documents.text where document_id = gone;
  update documents.incoming set text_key = '{}' where document_id = gone;
  update documents.arrival set reading = null, reading_state = 'none' where document_id = gone;
  delete from platform.file_use
   where used_by in ('documents.document:' || gone, 'documents.action:' || gone, 'documents.route:' || gone)
      or used_by in (select 'documents.arrival:' || a.id from documents.arrival a where a.document_id = gone);
end;
comment on function documents.take_words is 'Lets go what a document says: its words, what was remarked on them, what was read of a scan, every file that was kept for it.';
revoke all on function documents.take_words(uuid, timestamptz) from public;

create function documents.destroy_document(wanted uuid, destroyed timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if platform.is_system() is not true then
    raise insufficient_privilege using message = 'the program destroys documents';
  end if;
  if not exists (select from documents.document d where d.id = wanted and d.source <> 'dossier')
     or not exists (select from documents.filed i join documents.work_file f on f.id = i.work_file_id
                     where i.document_id = wanted and i.taken_out_at is null and f.destroyed_at is not null)
     or exists (select from documents.filed i join documents.work_file f on f.id = i.work_file_id
                 where i.document_id = wanted and i.taken_out_at is null and f.destroyed_at is null) then
    raise insufficient_privilege using message = 'a document is destroyed with the last work file it lies in';
  end if;
  perform documents.take_words(wanted, destroyed);
end $$;
comment on function documents.destroy_document is 'Destroys a document whose last work file was destroyed. For the program alone.';
revoke all on function documents.destroy_document(uuid, timestamptz) from public;
grant execute on function documents.destroy_document to nhip_app;

create function documents.keep_destroyed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if exists (select from documents.document d where d.id = new.document_id and d.destroyed_at is not null) then
    raise insufficient_privilege using message = 'a document that was destroyed is given no words again';
  end if;
  return new;
end $$;
comment on function documents.keep_destroyed is 'Before words are kept of a document: not of one that was destroyed.';
revoke all on function documents.keep_destroyed() from public;
create trigger keep_destroyed before insert on documents.version for each row execute function documents.keep_destroyed();
create trigger keep_destroyed before insert on documents.text for each row execute function documents.keep_destroyed();

-- What was destroyed before this is let go as well.
select documents.take_words(d.id, max(f.destroyed_at))
  from documents.document d
  join documents.filed i on i.document_id = d.id and i.taken_out_at is null
  join documents.work_file f on f.id = i.work_file_id
 where d.source <> 'dossier'
 group by d.id having bool_and(f.destroyed_at is not null);

alter table documents.mailbox
  add column confirmed_by uuid,
  add column confirmed_at timestamptz,
  add constraint confirmed_by_somebody check ((confirmed_by is null) = (confirmed_at is null));
comment on column documents.mailbox.confirmed_by is 'The administrator who confirmed that this machine and port are the mailbox of the agency; null until then, and again once another is named.';
comment on column documents.mailbox.confirmed_at is 'When.';
comment on column documents.mailbox.problem is 'What kept it from being read: unreachable, sign_in, no_folder, too_slow, certificate, no_password, not_taken, unconfirmed, inside; null for nothing.';

create function documents.keep_mailbox() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin
  -- Another machine is confirmed anew.
  if tg_op = 'UPDATE' and (new.host, new.port, new.secure) is distinct from (old.host, old.port, old.secure)
     or tg_op = 'INSERT' then
    new.confirmed_by := null;
    new.confirmed_at := null;
  elsif (new.confirmed_by, new.confirmed_at) is distinct from (old.confirmed_by, old.confirmed_at) and platform.is_administrator() is not true then
    raise insufficient_privilege using message = 'an administrator confirms where a mailbox is';
  end if;
  return new;
end $$;
comment on function documents.keep_mailbox is 'Before it is said where a mailbox is: another machine is not read until an administrator confirms it.';
revoke all on function documents.keep_mailbox() from public;
create trigger keep_mailbox before insert or update on documents.mailbox for each row execute function documents.keep_mailbox();
create policy administered on documents.mailbox for select using ((select platform.is_administrator()));
create policy confirmed on documents.mailbox for update using ((select platform.is_administrator()))
  with check (confirmed_by is null or confirmed_by = (select platform.account_id()));
