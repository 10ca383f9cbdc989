create schema documents;
grant usage on schema documents to nhip_app;

create table documents.document (
  id           uuid        primary key,
  dossier_id   uuid        unique,
  agency_id    text        not null,
  kind         text        not null,
  title        text        not null,
  subject      text        not null,
  content      jsonb       not null,
  status       text        not null check (status in ('draft', 'issued', 'revoked')),
  number       integer,
  symbol       text,
  check_code   text        not null unique,
  owner_id     uuid,
  drafted_by   uuid,
  drafted_at   timestamptz not null,
  signed_by    uuid,
  signer_name  text,
  signer_position text,
  signed_at    timestamptz,
  issued_at    timestamptz,
  sha256       text        references platform.file,
  revoked_by   uuid,
  revoked_at   timestamptz,
  revoked_why  text
);
comment on table  documents.document is 'Văn bản: a document of an agency, from draft to signed and issued.';
comment on column documents.document.title is 'What kind of paper it is, in words that name nobody: anyone who holds it may read them.';
comment on column documents.document.subject is 'Trích yếu; may name people, so the public check never shows it.';
comment on column documents.document.check_code is 'Printed beside the QR: leads to the public page that confirms the document.';
comment on column documents.document.sha256 is 'The signed file; absent where only the record of an older document is held.';
create index document_by_agency on documents.document (agency_id, issued_at desc);
create index document_by_file on documents.document (sha256);
grant select, insert, update, delete on documents.document to nhip_app;
alter table documents.document enable row level security;
create policy owner    on documents.document for select using (owner_id = (select platform.actor_id()) and status <> 'draft');
create policy agency   on documents.document using (agency_id = any ((select platform.agencies())::text[]));
create policy province on documents.document using ((select platform.sees_province()));
create policy only_drafts_vanish on documents.document as restrictive for delete using (status = 'draft');

create table documents.number_series (
  agency_id text    not null,
  register  text    not null,
  year      integer not null,
  last      integer not null,
  primary key (agency_id, register, year)
);
comment on table documents.number_series is 'Numbers restart at 01 on 1 January (NĐ 30/2020 Điều 15).';
grant select, insert, update on documents.number_series to nhip_app;

-- Anyone who holds a document may ask whether it is genuine, by its check code or its fingerprint.
create function documents.public_check(wanted_code text, wanted_sha256 text)
  returns table (check_code text, title text, symbol text, agency_id text, status text, signer_name text,
                 signer_position text, signed_at timestamptz, issued_at timestamptz, sha256 text, revoked_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select d.check_code, d.title, d.symbol, d.agency_id, d.status, d.signer_name, d.signer_position, d.signed_at,
           d.issued_at, d.sha256, d.revoked_at
      from documents.document d
     where d.status <> 'draft' and (d.check_code = wanted_code or d.sha256 = wanted_sha256);
  end;
revoke all on function documents.public_check(text, text) from public;
grant execute on function documents.public_check(text, text) to nhip_app;
