-- What an attacker found who knows the source. A recipient that filed what another agency issued, and destroyed its own work file when that was
-- over, destroyed the other's document with it: words, files and all. Whoever received an issued document could see that a draft is being
-- written to replace, amend or correct it. And such a draft could become of another form once it was begun, and so go another route
-- (decision 115).

create function documents.heir_of(wanted text) returns text
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  with recursive chain (id, step) as (
    select wanted, 0
    union all
    select s.successor_id, c.step + 1 from chain c join agencies.agency_succession s on s.predecessor_id = c.id and s.main where c.step < 50)
  select c.id from chain c order by c.step desc limit 1;
end;
comment on function documents.heir_of is 'The agency that holds by now what this one held: itself, or who took over its work.';
revoke all on function documents.heir_of(text) from public;

create function documents.is_given_up(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select platform.is_system() and exists (
      select from documents.document d
        join documents.filed i on i.document_id = d.id and i.taken_out_at is null
        join documents.work_file f on f.id = i.work_file_id and f.destroyed_at is not null
       where d.id = wanted and d.source <> 'dossier' and documents.heir_of(f.agency_id) = documents.heir_of(d.agency_id))
    and not exists (
      select from documents.filed i join documents.work_file f on f.id = i.work_file_id
       where i.document_id = wanted and i.taken_out_at is null and f.destroyed_at is null);
end;
comment on function documents.is_given_up is 'Whether the agency a document is of destroyed a work file it lay in, and it lies in no work file that is kept, whosever. For the program alone.';
revoke all on function documents.is_given_up(uuid) from public;
grant execute on function documents.is_given_up(uuid) to nhip_app;

create function documents.keep_given_up() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if documents.is_given_up(new.id) is not true then
    raise insufficient_privilege using message = 'a document is destroyed by its own agency, with the last work file it lies in';
  end if;
  return new;
end $$;
comment on function documents.keep_given_up is 'Before a document is destroyed: its own agency gave it up, and nobody keeps it.';
revoke all on function documents.keep_given_up() from public;
create trigger given_up before update on documents.document for each row
  when (old.destroyed_at is null and new.destroyed_at is not null) execute function documents.keep_given_up();

-- Of what is not issued yet only the agency itself knows what it is written for, and who may read that draft.
drop policy of_either on documents.relation;
create policy of_either on documents.relation for select using (
  exists (select from documents.document d where d.id = document_id offset 0)
  or (settled_at is not null or documents.is_own(target_id)) and exists (select from documents.document d where d.id = target_id offset 0));

create function documents.keep_form() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if exists (
    select from documents.relation r
      join documents.version v on v.document_id = r.document_id and v.version = new.version
      join documents.document o on o.id = r.target_id
      join documents.version ov on ov.document_id = o.id and ov.version = o.version
     where r.document_id = new.document_id and v.kind <> case r.kind when 'corrects' then 'official_letter' else ov.kind end) then
    raise insufficient_privilege using message = 'what replaces or amends a document is of its form, and a letter corrects';
  end if;
  return null;
end $$;
comment on function documents.keep_form is 'After a text of a draft was added: what was begun to replace, amend or correct another is still of the form it has to be.';
revoke all on function documents.keep_form() from public;
create trigger form_kept after insert on documents.action for each row
  when (new.kind = 'draft' and new.actor_kind <> 'past') execute function documents.keep_form();

-- What several policies allow of a changed row is allowed where one of them does: what an administrator may leave of it allowed a clerk to say that
-- somebody else had changed the mailbox, and nothing kept it from becoming another agency's.
drop policy confirmed on documents.mailbox;
create policy confirmed on documents.mailbox for update using ((select platform.is_administrator()))
  with check ((select platform.is_administrator()) and (confirmed_by is null or confirmed_by = (select platform.account_id())));
drop policy changed on documents.mailbox;
create policy changed on documents.mailbox for update using (agency_id = any ((select documents.clerk_agencies())::text[]))
  with check (agency_id = any ((select documents.clerk_agencies())::text[]) and changed_by = (select platform.account_id()));
