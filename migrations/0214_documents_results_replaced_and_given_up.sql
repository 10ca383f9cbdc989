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

-- A result of a dossier that was confirmed and whose key is dead held its number, and the dossier, for good: its leader gives the number up, and the
-- dossier goes on to be signed anew (decision 152). Of all documents what was confirmed is not given up while it is being signed.
do $$
declare
  was text := pg_get_functiondef('documents.keep_state()'::regprocedure);
  is_now text := replace(replace(was,
    'by somebody who answers for it, never by the program; the result of a dossier not at all.',
    'by somebody who answers for it, never by the program, and not while it is being signed.'),
    'was.source = ''agency'' and new.actor_kind = ''officer'')',
    E'new.actor_kind = ''officer'' and (new.at >= was.confirmed_at + interval ''1 minute''\n'
    '      or exists (select from documents.route r where r.document_id = was.id and r.leader_sha256 is not null)))');
begin
  if is_now = was or position('interval ''1 minute''' in is_now) = 0 then raise exception 'documents.keep_state is another'; end if;
  execute is_now;
end $$;

-- What its confirmation entered into the register ends with the number, and stays; signed anew, the same document gives another entry.
alter table registry.entry drop constraint entry_document_id_key;
create unique index entry_of_document on registry.entry (document_id) where ended_at is null;
create index entries_of_document on registry.entry (document_id);

-- And on what ground it was confirmed is kept for each number it was confirmed with.
alter table dossiers.signed_checks add column number text not null default '';
update dossiers.signed_checks s set number = coalesce(d.symbol, '') from documents.document d where d.id = s.document_id;
alter table dossiers.signed_checks drop constraint signed_checks_pkey, add primary key (document_id, number);
comment on column dossiers.signed_checks.number is 'The number and symbol it was confirmed with; confirmed again with the same nothing is added.';
