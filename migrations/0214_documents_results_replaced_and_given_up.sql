-- A clerk reads no result of a dossier, only its line in the register of the agency: that said when it ceased to stand and not that another stands in
-- its place, so that what was replaced read as revoked (NĐ 30/2020/NĐ-CP Điều 18). The line may say by which number; whom either concerns stays unsaid.
create function documents.replaced_in_registers(ids uuid[])
  returns table (document_id uuid, kind text, by_document uuid, by_symbol text, by_day date, at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select d.id, c.kind, n.id, coalesce(n.symbol, ''), (n.issued_at at time zone 'Asia/Ho_Chi_Minh')::date, c.at
    from documents.document d
    join documents.document n on n.id = d.replaced_by
   cross join lateral (values ('replaced', d.revoked_at), ('undone', n.revoked_at)) as c (kind, at)
   where d.id = any (ids) and d.status = 'revoked' and c.at is not null
     and exists (select from documents.register_line l
                  where l.document_id = d.id and (l.agency_id = any (documents.own_agencies()) or platform.is_system()))
$$;
comment on function documents.replaced_in_registers is 'Of these documents, as far as a register of the agencies acted for has them, which number replaced each, and that it was revoked itself where it was.';
revoke all on function documents.replaced_in_registers(uuid[]) from public;
grant execute on function documents.replaced_in_registers(uuid[]) to nhip_app;
