-- A paper the program sealed may stand no longer: a receipt of fees is cancelled, or another takes its place. Whoever checks it learns so.

create table documents.sealed_end (
  paper_id           uuid        primary key references documents.sealed_paper,
  ended_at           timestamptz not null,
  replaced_by_code   text,
  replaced_by_symbol text,
  check ((replaced_by_code is null) = (replaced_by_symbol is null))
);
comment on table  documents.sealed_end is 'Giấy đã đóng dấu không còn giá trị: a sealed paper that was cancelled. Rows are only added, by the program.';
comment on column documents.sealed_end.paper_id is 'The paper.';
comment on column documents.sealed_end.ended_at is 'Since when it stands no longer.';
comment on column documents.sealed_end.replaced_by_code is 'The check code of what took its place; null where nothing did.';
comment on column documents.sealed_end.replaced_by_symbol is 'Its number and symbol.';
grant select, insert on documents.sealed_end to nhip_app;
alter table documents.sealed_end enable row level security;
create policy system on documents.sealed_end using ((select platform.is_system()));

drop function documents.sealed_check(text, text);
create function documents.sealed_check(wanted_code text, wanted_sha256 text)
  returns table (check_code text, title text, symbol text, agency_id text, signer_name text, signer_position text,
                 signed_at timestamptz, issued_at timestamptz, sha256 text, revoked_at timestamptz,
                 replaced_by_code text, replaced_by_symbol text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select p.check_code, p.title, p.symbol, p.agency_id, p.signer_name, p.signer_position, p.signed_at, p.issued_at, p.sha256,
           e.ended_at, e.replaced_by_code, e.replaced_by_symbol
      from documents.sealed_paper p left join documents.sealed_end e on e.paper_id = p.id
     where p.check_code = wanted_code or p.sha256 = wanted_sha256;
  end;
comment on function documents.sealed_check is 'Whether a paper was sealed here and still stands, and what took its place, by its check code or its fingerprint, for anyone who holds it.';
revoke all on function documents.sealed_check(text, text) from public;
grant execute on function documents.sealed_check(text, text) to nhip_app;

create or replace function documents.taken_back(wanted uuid[], files text[])
  returns table (id uuid, sha256 text, symbol text, replaced_by_symbol text, replaced_by_code text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select d.id, d.sha256, d.symbol, next.symbol, next.check_code
      from documents.document d left join documents.document next on next.id = d.replaced_by
     where d.status = 'revoked' and (d.id = any (wanted) or d.sha256 = any (files))
     union all
    select p.id, p.sha256, p.symbol, e.replaced_by_symbol, e.replaced_by_code
      from documents.sealed_end e join documents.sealed_paper p on p.id = e.paper_id
     where p.id = any (wanted) or p.sha256 = any (files);
  end;
