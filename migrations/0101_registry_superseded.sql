-- Before 0072 a change was entered and the paper it had changed went on standing: these are found, to be marked.

create function registry.superseded_standing(most int)
  returns table (document_id uuid, changed_by uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select d.id, n.id
      from registry.entry e
      join documents.document d on d.id = e.document_id and d.status = 'issued'
      join documents.document n on n.id = e.ended_by and n.status = 'issued'
     where (select platform.is_system()) and e.ended_by is not null and e.document_id <> e.ended_by
     order by e.ended_at limit most;
  end;
comment on function registry.superseded_standing is 'Issued documents whose entry another issued one has changed, with that one; the earliest change first. For the program alone.';
revoke all on function registry.superseded_standing(int) from public;
grant execute on function registry.superseded_standing(int) to nhip_app;
