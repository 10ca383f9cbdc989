-- Papers of the house that no leader drafts: numbered where the work is done, set, sealed and issued by the program. Whose
-- they are their own room knows; here stands what anyone who holds one may learn.

create table documents.sealed_paper (
  id              uuid        primary key,
  agency_id       text        not null,
  title           text        not null,
  symbol          text        not null,
  check_code      text        not null unique,
  signer_name     text,
  signer_position text,
  signed_at       timestamptz,
  issued_at       timestamptz not null,
  sha256          text        not null references platform.file,
  sealed_at       timestamptz not null
);
comment on table  documents.sealed_paper is 'Giấy đã đóng dấu: a paper around a dossier as it left the agency under its digital seal. Rows are only added, by the program.';
comment on column documents.sealed_paper.id is 'Its identity in the room that numbered it.';
comment on column documents.sealed_paper.agency_id is 'The agency that sealed it.';
comment on column documents.sealed_paper.title is 'What kind of paper it is, in words that name nobody: anyone who holds it may read them.';
comment on column documents.sealed_paper.symbol is 'Number and symbol as printed.';
comment on column documents.sealed_paper.check_code is 'Printed on it: leads to the public page that confirms it.';
comment on column documents.sealed_paper.signer_name is 'Who signed it beside the seal, where the form asks for it.';
comment on column documents.sealed_paper.signer_position is 'In which office.';
comment on column documents.sealed_paper.signed_at is 'When they proved who they are and took the action it tells of.';
comment on column documents.sealed_paper.issued_at is 'When what it tells of was done; the day it bears is of this moment.';
comment on column documents.sealed_paper.sha256 is 'The sealed file, the only one there is.';
comment on column documents.sealed_paper.sealed_at is 'When it was sealed.';
create index sealed_paper_by_file on documents.sealed_paper (sha256);
grant select, insert on documents.sealed_paper to nhip_app;
alter table documents.sealed_paper enable row level security;
create policy system on documents.sealed_paper using ((select platform.is_system()));

create function documents.sealed_check(wanted_code text, wanted_sha256 text)
  returns table (check_code text, title text, symbol text, agency_id text, signer_name text, signer_position text,
                 signed_at timestamptz, issued_at timestamptz, sha256 text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select p.check_code, p.title, p.symbol, p.agency_id, p.signer_name, p.signer_position, p.signed_at, p.issued_at, p.sha256
      from documents.sealed_paper p
     where p.check_code = wanted_code or p.sha256 = wanted_sha256;
  end;
comment on function documents.sealed_check is 'Whether a paper was sealed here, by its check code or its fingerprint, for anyone who holds it.';
revoke all on function documents.sealed_check(text, text) from public;
grant execute on function documents.sealed_check(text, text) to nhip_app;
